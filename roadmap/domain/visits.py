"""A visit: who asks, in which language and colours, and the head of what they look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from roadmap.domain.access import Role, Viewer, rights_of

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanHead:
    """As much of a plan as tells whether a kept page of it is still true.

    ``is_multi_country``: its portfolio has plans of other countries too, which one of the plan's checks asks.
    """

    id: UUID
    slug: str
    revision: int
    portfolio_id: UUID
    is_multi_country: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class VisiblePlans:
    """All plans that an account may read: their ids in order, and a digest that changes with any of their revisions.

    ``revisions`` stand in the order of ``ids``. ``portfolio_roles`` are the roles held on whole portfolios; an
    administrator needs none.
    """

    ids: tuple[UUID, ...]
    digest: str
    revisions: tuple[int, ...] = ()
    portfolio_roles: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)

    def may_start(self, viewer: Viewer) -> bool:
        """Whether the viewer manages any portfolio, so that they may start a plan in it."""
        return viewer.is_administrator or any("manage" in rights_of(held) for held in self.portfolio_roles.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One request's visitor.

    ``viewer`` is nobody without a valid session. ``plan`` is the plan asked for, or nothing when there is none that
    this viewer may read. ``plans`` is filled where all visible plans were asked for.
    """

    language: str
    theme: Theme = "auto"
    viewer: Viewer | None = None
    session_id: UUID | None = None
    plan: PlanHead | None = None
    plans: VisiblePlans | None = None
