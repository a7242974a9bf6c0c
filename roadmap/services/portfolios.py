"""Portfolios that somebody looks after, and all plans that they may read at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from roadmap.domain.access import Viewer, rights_of
from roadmap.domain.plans import Plan
from roadmap.domain.portfolios import Movement, NetChange, movement
from roadmap.services.accounts import add_membership
from roadmap.store.changes import net_changes
from roadmap.store.plans import SCHEDULE, plan_heads, with_parts
from roadmap.store.portfolios import all_portfolios, portfolio_roles, portfolio_titles


@dataclass(frozen=True, kw_only=True, slots=True)
class ManagedPortfolio:
    """A portfolio and the viewer with the roles that they have on it, or on any plan in it.

    ``is_whole`` says that they manage all of it, and so every plan that will ever be in it.
    """

    id: UUID
    title: str
    viewer: Viewer
    is_whole: bool


async def manageable_portfolios(viewer: Viewer) -> dict[UUID, ManagedPortfolio]:
    """The portfolios in which the viewer may start a plan, by id: those that they manage, or a plan in them."""
    if viewer.is_administrator:
        titles = await all_portfolios()
        return {
            key: ManagedPortfolio(id=key, title=title, viewer=viewer, is_whole=True) for key, title in titles.items()
        }
    held = await portfolio_roles(viewer.account_id)
    able = {key: replace(viewer, roles=each.anywhere) for key, each in held.items()}
    titles = await portfolio_titles([key for key, each in able.items() if "manage" in each.rights])
    return {
        key: ManagedPortfolio(
            id=key, title=title, viewer=able[key], is_whole="manage" in rights_of(held[key].on_the_whole)
        )
        for key, title in titles.items()
    }


async def lead_new_plan(portfolio: ManagedPortfolio, plan_id: UUID) -> None:
    """Make who starts a plan its country lead, in the current transaction; who manages the whole portfolio needs not.

    Otherwise somebody who leads single plans could not see the one that they have just started.
    """
    if not portfolio.is_whole:
        await add_membership(portfolio.viewer.account_id, "country-lead", plan_id, is_portfolio=False)


GLANCE = SCHEDULE | {"budget", "sources", "commitments", "committees", "meetings"}
"""The parts of a plan that a portfolio shows something of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GlancedPlan:
    """A plan with what a portfolio shows of it, and what moved in it. Of an archived plan only the head is loaded."""

    plan: Plan
    movement: Movement


async def glance(plan_ids: Collection[UUID], since: datetime) -> list[GlancedPlan]:
    """Plans that the caller may read, by title, with what moved since a moment; as many queries for one as for all."""
    heads = await plan_heads(plan_ids)
    active = [each for each in heads if each.status != "archived"]
    archived = [GlancedPlan(plan=each, movement=Movement()) for each in heads if each.status == "archived"]
    changes: dict[UUID, list[NetChange]] = defaultdict(list)
    for change in await net_changes([each.id for each in active], since):
        changes[change.plan_id].append(change)
    plans = await with_parts(active, GLANCE)
    return [*(GlancedPlan(plan=each, movement=movement(changes[each.id])) for each in plans), *archived]
