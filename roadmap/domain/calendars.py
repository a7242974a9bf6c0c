"""What of a plan stands in a calendar: milestones, meetings and days of its funding, also those that were taken away.

An event's ``sequence`` and ``changed_at`` move when and only when what it shows does: with every change of its own, and
with those of the plan that all of its events show (its title, its status, a new baseline).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from roadmap.domain.feeds import FeedScope
from roadmap.domain.funding_calendar import FundingDay, FundingEvent
from roadmap.domain.milestones import Status
from roadmap.domain.money import Money
from roadmap.domain.plans import PlanStatus
from roadmap.domain.playbooks import Intervention
from roadmap.domain.terms import Stage

EventState = Literal["confirmed", "tentative", "cancelled"]
Kind = Literal["milestone", "meeting", "decision", "report"]

NINE: Final = timedelta(hours=9)
"""Reminders come at nine in the morning of their day, wherever the reader is; an all-day event begins at midnight."""
WEEK_BEFORE: Final = timedelta(days=-7) + NINE
DAY_BEFORE: Final = timedelta(days=-1) + NINE

# Controls, halves of surrogate pairs and the byte order mark, which no calendar may hold or which readers swallow.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_LINE_BREAK: Final = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedMilestone:
    """As much of a milestone as its event shows; ``baseline_due`` is its due date in the latest baseline."""

    id: UUID
    title: str
    deliverable: str
    owner: str
    theme: str
    status: Status
    percent: int
    planned_start: date
    planned_due: date
    done_on: date | None = None
    is_pinned: bool = False
    baseline_due: date | None = None
    version: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedMeeting:
    """As much of a meeting and its committee as its event shows."""

    id: UUID
    held_on: date
    title: str = ""
    purpose: str = ""
    version: int
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedPlan:
    """As much of a plan as a calendar shows: a feed is read by machines all day, so that it must not load the rest."""

    id: UUID
    slug: str
    title: str
    intervention: str
    status: PlanStatus
    created_at: datetime
    currency: str
    milestones: tuple[DatedMilestone, ...] = ()
    meetings: tuple[DatedMeeting, ...] = ()
    funding: tuple[FundingEvent, ...] = ()
    past: PlanPast


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """Something that was taken out of a plan: what it was, and how often it had been changed before.

    Where it had gone and come back before, that counts as two changes.
    """

    noun: str
    id: UUID
    at: datetime
    fields: Mapping[str, Any]
    changes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPast:
    """What a calendar has to know of a plan's past.

    ``moves`` counts the changes that show in all of its events, the last of them at ``moved_at``. ``former_owners``
    are those that a milestone once had.
    """

    moves: int = 0
    moved_at: datetime | None = None
    removed: tuple[Removed, ...] = ()
    former_owners: Mapping[UUID, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarItem:
    """An all-day event. Texts are English where they are a playbook's; ``path`` is the page's address in the product.

    ``alarm`` is when to remind, from midnight before the event; nothing where nothing is to be done any more. What
    concerns funding names its ``source``, a decision its ``amount`` and ``stage`` as well.
    """

    id: UUID
    kind: Kind
    state: EventState
    status: Status | Literal["planned"]
    day: date
    sequence: int
    changed_at: datetime
    title: str
    text: str
    plan_title: str
    path: str
    is_among_plans: bool
    owner: str = ""
    theme: str = ""
    percent: int = 0
    starts: date | None = None
    baseline_due: date | None = None
    done_on: date | None = None
    is_pinned: bool = False
    alarm: timedelta | None = None
    source: str = ""
    amount: Money | None = None
    stage: Stage | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """A calendar to subscribe to or to download. ``id`` stays the same for as long as it is the same calendar.

    ``title`` is the plan's, or empty for several plans.
    """

    id: UUID
    scope: FeedScope
    title: str
    path: str
    created_at: datetime
    items: tuple[CalendarItem, ...]

    @property
    def changed_at(self) -> datetime:
        """When anything in it changed last."""
        return max((each.changed_at for each in self.items), default=self.created_at)


def one_line(text: str) -> str:
    """A text for one line: without line breaks and characters that cannot be shown."""
    return _LINE_BREAK.sub(" ", _UNPRINTABLE.sub("", text))


def lines(text: str) -> str:
    """A text that may have several lines, each ended alike, without characters that cannot be shown."""
    return _LINE_BREAK.sub("\n", _UNPRINTABLE.sub("", text))


def calendar_items(
    plan: DatedPlan,
    intervention: Intervention,
    *,
    owners: Collection[str] | None = None,
    is_among_plans: bool = False,
) -> list[CalendarItem]:
    """The events of a plan by their day.

    ``owners`` leaves only the milestones that one of these roles owns, no meetings and nothing of the funding. A
    milestone that is dropped, or that one of them has handed on, what was removed, and whatever is open in an archived
    plan is cancelled.
    """
    made = _Items(plan, intervention, is_among_plans=is_among_plans)
    items = [
        made.milestone(each, is_removed=owners is not None and each.owner not in owners)
        for each in plan.milestones
        if owners is None or made.concerns(each, owners)
    ]
    if owners is None:
        items += [made.meeting(each) for each in plan.meetings]
        items += [made.funding(each) for each in plan.funding]
    items += made.removed(owners)
    return sorted(items, key=lambda each: (each.day, each.kind, each.id))


class _Items:
    """Makes the events of one plan."""

    def __init__(self, plan: DatedPlan, intervention: Intervention, *, is_among_plans: bool) -> None:
        self._plan, self._past = plan, plan.past
        self._roles = {each.key: each.title for each in intervention.roles}
        self._themes = {each.key: each.title for each in intervention.themes}
        self._is_archived = plan.status == "archived"
        self._shared: dict[str, Any] = {"plan_title": plan.title, "is_among_plans": is_among_plans}

    def concerns(self, milestone: DatedMilestone, owners: Collection[str]) -> bool:
        """Whether one of these roles owns a milestone, or once did: whoever has its event must see it go."""
        return any(each in owners for each in (milestone.owner, *self._past.former_owners.get(milestone.id, ())))

    def milestone(self, milestone: DatedMilestone, *, is_removed: bool = False) -> CalendarItem:
        is_open = milestone.status not in {"done", "dropped"}
        is_gone = is_removed or milestone.status == "dropped" or (self._is_archived and is_open)
        alarm = WEEK_BEFORE if milestone.is_pinned else DAY_BEFORE
        return CalendarItem(
            id=milestone.id,
            kind="milestone",
            state=self._state(is_gone=is_gone, is_firm=milestone.status != "blocked"),
            status=milestone.status,
            day=milestone.planned_due,
            sequence=milestone.version - 1 + self._past.moves,
            changed_at=self._changed_at(milestone.changed_at),
            title=milestone.title,
            text=milestone.deliverable,
            path=self._path("" if is_removed else f"/{milestone.id}", "milestones"),
            owner=self._roles.get(milestone.owner, milestone.owner),
            theme=self._themes.get(milestone.theme, milestone.theme),
            percent=milestone.percent,
            starts=milestone.planned_start,
            baseline_due=milestone.baseline_due,
            done_on=milestone.done_on,
            is_pinned=milestone.is_pinned,
            alarm=alarm if is_open and not is_gone else None,
            **self._shared,
        )

    def meeting(self, meeting: DatedMeeting, *, is_removed: bool = False) -> CalendarItem:
        is_gone = is_removed or self._is_archived
        return CalendarItem(
            id=meeting.id,
            kind="meeting",
            state=self._state(is_gone=is_gone, is_firm=True),
            status="planned",
            day=meeting.held_on,
            sequence=meeting.version - 1 + self._past.moves,
            changed_at=self._changed_at(meeting.changed_at),
            title=meeting.title,
            text=meeting.purpose,
            path=self._path("", "committees"),
            alarm=None if is_gone else DAY_BEFORE,
            **self._shared,
        )

    def funding(self, event: FundingEvent) -> CalendarItem:
        """When a payer decides, or wants to hear how its money was spent. A decision taken stays as such."""
        shown = event.shown
        is_gone = event.is_gone or (self._is_archived and not shown.is_settled)
        amount = Money(amount=shown.amount, currency=self._plan.currency) if shown.amount is not None else None
        return CalendarItem(
            id=event.id,
            kind=shown.kind,
            state=self._state(is_gone=is_gone, is_firm=True),
            status="done" if shown.is_settled else "planned",
            day=shown.day,
            sequence=event.sequence + self._past.moves,
            changed_at=self._changed_at(event.changed_at or self._plan.created_at),
            title=shown.title or shown.source,
            text="",
            path=self._path("", "funding") + ("" if is_gone else self._anchor(shown)),
            source=shown.source,
            amount=amount,
            stage=shown.stage,
            alarm=None if is_gone or shown.is_settled else WEEK_BEFORE,
            **self._shared,
        )

    def _anchor(self, shown: FundingDay) -> str:
        return f"#card-{shown.commitment_id}" if shown.commitment_id else f"#source-{shown.source_id}"

    def removed(self, owners: Collection[str] | None) -> Iterable[CalendarItem]:
        """What was taken away stays as cancelled, so that calendars that have it take it away too."""
        present = {each.id for each in self._plan.milestones} | {each.id for each in self._plan.meetings}
        # What went, came back and went again is there once, as it was last.
        for gone in {each.id: each for each in self._past.removed}.values():
            if gone.id in present:
                continue
            # Removing counts as one more change than those of the thing while it was there.
            told = {**gone.fields, "version": gone.changes + 2, "changed_at": gone.at}
            if gone.noun == "milestone":
                milestone = msgspec.convert(told, DatedMilestone)
                if owners is None or self.concerns(milestone, owners):
                    yield self.milestone(milestone, is_removed=True)
            elif owners is None:
                yield self.meeting(msgspec.convert(told, DatedMeeting), is_removed=True)

    def _state(self, *, is_gone: bool, is_firm: bool) -> EventState:
        if is_gone:
            return "cancelled"
        return "confirmed" if is_firm and self._plan.status != "draft" else "tentative"

    def _changed_at(self, own: datetime) -> datetime:
        return max(own, self._past.moved_at) if self._past.moved_at else own

    def _path(self, item: str, page: str) -> str:
        return f"/plans/{self._plan.slug}/{page}{item}"
