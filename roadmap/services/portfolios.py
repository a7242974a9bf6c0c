"""Portfolios that somebody looks after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from roadmap.domain.access import Viewer
from roadmap.store.portfolios import all_portfolios, portfolio_roles, portfolio_titles


@dataclass(frozen=True, kw_only=True, slots=True)
class ManagedPortfolio:
    """A portfolio and the viewer with the roles that they have on it."""

    id: UUID
    title: str
    viewer: Viewer


async def manageable_portfolios(viewer: Viewer) -> dict[UUID, ManagedPortfolio]:
    """The portfolios in which the viewer may start a plan, by id."""
    if viewer.is_administrator:
        titles = await all_portfolios()
        return {key: ManagedPortfolio(id=key, title=title, viewer=viewer) for key, title in titles.items()}
    roles = await portfolio_roles(viewer.account_id)
    able = {key: replace(viewer, roles=held) for key, held in roles.items()}
    titles = await portfolio_titles([key for key, each in able.items() if "manage" in each.rights])
    return {key: ManagedPortfolio(id=key, title=title, viewer=able[key]) for key, title in titles.items()}
