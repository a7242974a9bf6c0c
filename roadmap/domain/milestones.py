"""A milestone: something delivered by a date, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Mark
from roadmap.domain.workdays import FIRST_YEAR, LAST_YEAR, WorkingCalendar

Status = Literal["not-started", "in-progress", "done", "blocked", "dropped"]
STATUSES: tuple[Status, ...] = ("not-started", "in-progress", "done", "blocked", "dropped")
NOTE_MAX = 4000


LinkKind = Literal["finish-start", "start-start", "finish-finish"]
LINK_KINDS: tuple[LinkKind, ...] = ("finish-start", "start-start", "finish-finish")
LagUnit = Literal["working", "calendar"]
PinKind = Literal["on", "not-before", "not-after"]
AnchorPoint = Literal["date", "plan-start", "plan-end", "phase-start", "phase-end", "milestone-start", "milestone-due"]
PIN_KINDS: tuple[PinKind, ...] = ("on", "not-before", "not-after")


@dataclass(frozen=True, kw_only=True, slots=True)
class Dependency:
    """What a milestone waits for, in the terms of precedence diagrams.

    ``finish-start``: ``lag`` days lie between the other's due date and this start, which is at the earliest on the next
    working day. ``start-start``: this starts at the earliest ``lag`` days after the other starts. ``finish-finish``:
    this is due at the earliest ``lag`` days after the other is due. Lags are working days of the plan's country, or
    calendar days where ``unit`` says so; never negative.
    """

    milestone_id: UUID
    kind: LinkKind = "finish-start"
    lag: int = 0
    unit: LagUnit = "working"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """A date that others set, and why: a budget vote, a grant deadline, a policy window.

    ``on``: the milestone is due on ``day``. ``not-before``: it does not start before it. ``not-after``: it is due by
    it. A pinned milestone stays where it is when the plan's start moves.
    """

    kind: PinKind = "on"
    day: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateAnchor:
    """The date that a milestone would have if it waited for nothing; it never begins earlier.

    ``edge`` is the end of the milestone that hangs on it. ``date`` is the fixed ``day``; ``plan-start`` and
    ``plan-end`` (the last day) are the plan's; ``phase-start`` and ``phase-end`` (the last day) those of ``phase_id``,
    or of the milestone's own phase; ``milestone-start`` and ``milestone-due`` those of ``milestone_id``. ``months`` and
    then ``days`` (calendar) are added, negative ones go back.
    """

    at: AnchorPoint
    edge: Literal["start", "due"] = "start"
    day: date | None = None
    months: int = 0
    days: int = 0
    phase_id: UUID | None = None
    milestone_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mitigation:
    """The milestone lowers the likelihood of the plan's risk at ``barrier`` by ``by`` levels when done."""

    barrier: str
    by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What proves a milestone: a link, or a file kept with the plan. ``size`` is in bytes."""

    id: UUID
    plan_id: UUID
    milestone_id: UUID
    title: str
    link: str = ""
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    added_by: str
    added_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """A milestone of a plan.

    ``planned_start`` and ``planned_due`` are working days, both included. ``wanted_due`` is where the schedule put
    the due date before a day off (``moved_because``) moved it. Without an ``anchor`` it stays where it is unless what
    it waits for pushes it. ``best``, ``likely`` and ``worst`` are working days. ``weight`` is relative effort.
    ``key`` is ``route/key`` of the playbook, empty for one added by hand. ``marks`` say what checks count it as.
    """

    id: UUID
    plan_id: UUID
    phase_id: UUID
    number: int
    key: str = ""
    title: str
    deliverable: str
    owner: str
    theme: str
    lever: str
    evidence_wanted: str
    weight: int
    best: int
    likely: int
    worst: int
    planned_start: date
    planned_due: date
    wanted_start: date | None = None
    wanted_due: date | None = None
    moved_because: str = ""
    anchor: DateAnchor | None = None
    pin: Pin | None = None
    status: Status = "not-started"
    percent: int = 0
    started_on: date | None = None
    done_on: date | None = None
    note: str = ""
    after: tuple[Dependency, ...] = ()
    mitigates: tuple[Mitigation, ...] = ()
    engages: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    basis: Provenance
    version: int = 1
    changed_at: datetime

    @property
    def planned_days(self) -> tuple[date, date]:
        """The first and the last day as planned."""
        return self.planned_start, self.planned_due

    @property
    def is_pinned(self) -> bool:
        """Whether others set its date."""
        return self.pin is not None

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return self.status not in {"done", "dropped"}

    @property
    def share_done(self) -> int:
        """Percent of its weight that counts as done."""
        return 100 if self.status == "done" else self.percent

    def is_late(self, today: date) -> bool:
        """Open although its planned due date has passed."""
        return self.is_open and self.planned_due < today


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressDraft:
    """What somebody says of a milestone, as typed in the form and parsed."""

    status: Status
    percent: int
    planned_start: date
    planned_due: date
    done_on: date | None
    note: str


def check_progress(draft: ProgressDraft, plan_start: date, today: date) -> ProgressDraft:
    """The draft made consistent, or ``RuleBrokenError`` naming every field that is wrong.

    Done means 100 percent and a day that has come; not started means 0 percent; a milestone in progress is under 100.
    """
    faults = [*_date_faults(draft, plan_start, today), *_percent_faults(draft)]
    if len(draft.note) > NOTE_MAX:
        faults.append(Fault(field="note", message=message("text.too_long", most=NOTE_MAX, length=len(draft.note))))
    if faults:
        raise RuleBrokenError(*faults)
    percent = {"done": 100, "not-started": 0}.get(draft.status, draft.percent)
    return ProgressDraft(
        status=draft.status,
        percent=percent,
        planned_start=draft.planned_start,
        planned_due=draft.planned_due,
        done_on=draft.done_on if draft.status == "done" else None,
        note=draft.note,
    )


def _date_faults(draft: ProgressDraft, plan_start: date, today: date) -> list[Fault]:
    faults = []
    for name in ("planned_start", "planned_due"):
        day: date = getattr(draft, name)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            faults.append(
                Fault(field=name, message=message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR)))
            )
    if not faults and draft.planned_due < draft.planned_start:
        faults.append(Fault(field="planned_due", message=message("date.due_before_start", start=draft.planned_start)))
    if draft.status == "done":
        if draft.done_on is None:
            faults.append(Fault(field="done_on", message=message("progress.done_needs_date")))
        elif draft.done_on > today:
            faults.append(Fault(field="done_on", message=message("progress.done_in_future", today=today)))
        elif draft.done_on.year < FIRST_YEAR or (plan_start - draft.done_on).days > 366:  # noqa: PLR2004 (a year)
            faults.append(Fault(field="done_on", message=message("progress.done_before_plan", start=plan_start)))
    return faults


def _percent_faults(draft: ProgressDraft) -> list[Fault]:
    if not 0 <= draft.percent <= 100:  # noqa: PLR2004 (percent)
        return [Fault(field="percent", message=message("progress.percent_range"))]
    if draft.status in {"in-progress", "blocked"} and draft.percent == 100:  # noqa: PLR2004
        return [Fault(field="percent", message=message("progress.percent_means_done"))]
    return []


def record(before: Milestone, draft: ProgressDraft, calendar: WorkingCalendar, today: date) -> Milestone:
    """The milestone with its progress recorded.

    A date that was changed and falls on a day off moves to a working day: a start forward, a due date back (forward
    where back would be before the start); ``wanted_*`` and ``moved_because`` tell it. Work begins on the day it is
    first said to.
    """
    start, wanted_start = before.planned_start, before.wanted_start
    because, anchor = before.moved_because, before.anchor
    if draft.planned_start != start:
        anchor = DateAnchor(at="date", day=draft.planned_start)
        start = calendar.on_or_after(draft.planned_start)
        wanted_start = draft.planned_start if start != draft.planned_start else None
        because = calendar.why_off(draft.planned_start) or ""
    due, wanted_due = before.planned_due, before.wanted_due
    if draft.planned_due != due:
        if draft.planned_start == start and before.anchor is not None and before.anchor.edge == "due":
            anchor = DateAnchor(at="date", edge="due", day=draft.planned_due)
        due = calendar.on_or_before(draft.planned_due)
        wanted_due = draft.planned_due if due != draft.planned_due else None
        because = calendar.why_off(draft.planned_due) or because
    due = max(due, start)
    begun = before.started_on or (today if draft.status in {"in-progress", "blocked"} else None)
    return replace(
        before,
        status=draft.status,
        percent=draft.percent,
        planned_start=start,
        planned_due=due,
        wanted_start=wanted_start,
        wanted_due=wanted_due,
        moved_because=because if wanted_start or wanted_due else "",
        anchor=anchor,
        started_on=None if draft.status == "not-started" else begun,
        done_on=draft.done_on,
        note=draft.note,
    )
