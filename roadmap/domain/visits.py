"""A visit: who asks, in which language and colours, and the head of what they look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from roadmap.domain.access import Viewer
from roadmap.domain.drafting import Step

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
class DraftHead:
    """As much of a plan in the making as a list shows: what was typed first, and where its author left off."""

    id: UUID
    title: str
    country: str
    step: Step
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyGround:
    """What a page of several plans' money stands on besides the plans: rates, and in which currency portfolios report.

    ``portfolios`` is the latest entry in the log of portfolios; ``managed`` are those that the account manages as a
    whole, which only they may change.
    """

    imports: int
    imported_at: datetime | None
    portfolios: int
    managed: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class VisiblePlans:
    """All plans that an account may read: their ids in order, and a digest that changes with any of their revisions.

    ``revisions`` stand in the order of ``ids``. ``drafts`` are the account's own, the latest first.
    """

    ids: tuple[UUID, ...]
    digest: str
    revisions: tuple[int, ...] = ()
    drafts: tuple[DraftHead, ...] = ()

    def may_start(self, viewer: Viewer) -> bool:
        """Whether the viewer, with all their roles, manages any portfolio or a plan in it, and so may start another."""
        return "manage" in viewer.rights


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One request's visitor.

    ``viewer`` is nobody without a valid session. ``plan`` is the plan asked for, or nothing when there is none that
    this viewer may read. ``plans`` is filled where all visible plans were asked for, ``money`` where their money was.
    """

    language: str
    theme: Theme = "auto"
    viewer: Viewer | None = None
    session_id: UUID | None = None
    plan: PlanHead | None = None
    plans: VisiblePlans | None = None
    money: MoneyGround | None = None
