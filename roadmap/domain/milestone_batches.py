"""Changing several milestones at once: their owner, theme or phase, or their dates by some working days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from roadmap.domain.drafts import day_faults, refuse, text_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestone_drafts import OWNER_MAX, Choices
from roadmap.domain.milestone_edits import Hand
from roadmap.domain.milestone_links import hangs_on_other, later, waits_of
from roadmap.domain.milestones import DateAnchor, Milestone
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import (
    Schedule,
    anchored_day,
    is_scheduled,
    plan_schedule,
    planned_after,
    replanned,
    replanned_with,
)
from roadmap.domain.shifting import is_moving
from roadmap.domain.workdays import WorkingCalendar

FARTHEST = 520
"""Working days by which dates are shifted at most: two years."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchDraft:
    """What all of them shall be; what is empty stays as it is. ``days`` are working days, negative ones earlier."""

    owner: str = ""
    theme: str = ""
    phase_id: UUID | None = None
    days: int = 0


def changed_together(plan: Plan, ids: Collection[UUID], draft: BatchDraft, choices: Choices, hand: Hand) -> Plan:
    """The plan with several milestones changed alike. What is finished or pinned keeps its dates (``staying``)."""
    refuse(list(_faults(plan, ids, draft, choices)))
    milestones = tuple(_changed(each, draft) if each.id in ids else each for each in plan.milestones)
    alike = replace(plan, milestones=milestones)
    if not draft.days:
        return replanned_with(plan, alike, hand.calendar)
    shifted = _shifted(alike, set(ids), draft.days, hand.calendar)
    after = _held_back(alike, shifted, replanned_with(plan, shifted, hand.calendar), hand.calendar)
    return _behind(alike, after, hand.calendar)


def staying(plan: Plan, ids: Collection[UUID]) -> tuple[Milestone, ...]:
    """Those that no shift moves: finished, dropped or pinned."""
    return tuple(each for each in plan.milestones if each.id in ids and not is_moving(each))


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A milestone that a shift moved less than was asked for: by so many working days, 0 where it stays.

    ``cause`` is what it waits for that does not let it.
    """

    milestone: Milestone
    days: int
    cause: Milestone | None


def held(before: Plan, after: Plan, ids: Collection[UUID], days: int, calendar: WorkingCalendar) -> tuple[Held, ...]:
    """Those that a shift by so many working days moved less than that, although they are neither done nor pinned."""
    now = {each.id: each for each in after.milestones}
    moved = {
        each.id: _days_moved(each, now[each.id], calendar)
        for each in before.milestones
        if each.id in ids and is_moving(each)
    }
    short = [each for each in before.milestones if abs(moved.get(each.id, days)) < abs(days)]
    if not short:
        return ()
    schedule = plan_schedule(_eager(before, short), calendar)
    return tuple(
        Held(milestone=each, days=moved[each.id], cause=_holder(each, days, now, schedule, calendar)) for each in short
    )


def ahead(
    before: Plan, after: Plan, ids: Collection[UUID], calendar: WorkingCalendar
) -> tuple[tuple[Milestone, Milestone], ...]:
    """Those that a shift moved and that are planned before what they wait for lets them begin, each with that one."""
    now, was = ({each.id: each for each in plan.milestones} for plan in (after, before))
    moved = [each for each in after.milestones if each.id in ids and each.planned_days != was[each.id].planned_days]
    drivers = ((each, _driver(each, now, calendar)) for each in moved if is_scheduled(each))
    return tuple((each, driver) for each, driver in drivers if driver)


def _driver(milestone: Milestone, now: Mapping[UUID, Milestone], calendar: WorkingCalendar) -> Milestone | None:
    """What it waits for that, as planned, does not let it begin on its planned day."""
    driver = planned_after(milestone, now, calendar).driver
    return next((each for key, each in now.items() if key == driver), None)


def _days_moved(was: Milestone, now: Milestone, calendar: WorkingCalendar) -> int:
    """By how many working days either end moved, whichever moved farther; negative ones are earlier."""
    starts, ends = ((was.planned_start, now.planned_start), (was.planned_due, now.planned_due))
    start = calendar.place(starts[1]) - calendar.place(starts[0])
    due = calendar.place_before(ends[1]) - calendar.place_before(ends[0])
    return start if abs(start) > abs(due) else due


def _asked(milestone: Milestone, days: int, calendar: WorkingCalendar) -> Milestone:
    """The milestone where a shift was asked to put it."""
    start = _working_days_on(calendar, milestone.planned_start, days)
    last = calendar.last_day(start, max(1, calendar.duration(milestone.planned_start, milestone.planned_due)))
    return replace(milestone, planned_start=start, planned_due=last)


def _eager(plan: Plan, stay: Collection[Milestone]) -> Plan:
    """The plan in which these want to begin at once, so that nothing but what they wait for decides where they are."""
    wanted = {
        each.id: replace(each, wanted_start=plan.start, anchor=each.anchor if _hangs(each) else None) for each in stay
    }
    return replace(plan, milestones=tuple(wanted.get(each.id, each) for each in plan.milestones))


def _hangs(milestone: Milestone) -> bool:
    return milestone.anchor is not None and hangs_on_other(milestone.anchor)


def _holder(
    milestone: Milestone, days: int, now: Mapping[UUID, Milestone], schedule: Schedule, calendar: WorkingCalendar
) -> Milestone | None:
    """What does not let it move so far: by the planned dates, else by the schedule in which it would begin at once."""
    if milestone.started_on is not None:
        return None
    if held_by := _driver(_asked(milestone, days, calendar), now, calendar):
        return held_by
    driver = schedule[milestone.id].driver
    if driver is None and milestone.anchor and _hangs(milestone):
        driver = milestone.anchor.milestone_id
    return next((each for key, each in now.items() if key == driver), None)


def _faults(plan: Plan, ids: Collection[UUID], draft: BatchDraft, choices: Choices) -> Iterator[Fault]:
    if not ids:
        yield Fault(field="selected", message=message("batch.nobody"))
    if draft == BatchDraft():
        yield Fault(field="", message=message("batch.nothing"))
    yield from text_faults("owner", draft.owner, OWNER_MAX)
    if draft.theme and draft.theme not in choices.themes:
        yield Fault(field="theme", message=message("choice.unknown"))
    if draft.phase_id and draft.phase_id not in {each.id for each in plan.phases}:
        yield Fault(field="phase_id", message=message("choice.unknown"))
    if not -FARTHEST <= draft.days <= FARTHEST:
        yield Fault(field="days", message=message("number.range", least=-FARTHEST, most=FARTHEST))


def _changed(milestone: Milestone, draft: BatchDraft) -> Milestone:
    return replace(
        milestone,
        owner=draft.owner or milestone.owner,
        theme=draft.theme or milestone.theme,
        phase_id=draft.phase_id or milestone.phase_id,
    )


def _shifted(plan: Plan, ids: set[UUID], days: int, calendar: WorkingCalendar) -> Plan:
    moving = {each.id for each in plan.milestones if each.id in ids and is_moving(each)}
    milestones = tuple(
        _later(each, plan, moving, days, calendar) if each.id in moving else each for each in plan.milestones
    )
    return replace(plan, milestones=milestones)


def _held_back(before: Plan, shifted: Plan, after: Plan, calendar: WorkingCalendar) -> Plan:
    """The plan after a shift, where what stands as the schedule has it stays if that does not let it move.

    What others have moved already, and nobody planned for yet, is planned for the day that was asked for.
    """
    stood, stands = (replanned(plan, calendar).milestones for plan in (before, shifted))
    milestones = tuple(
        was if is_scheduled(was) and was.planned_days == held_at.planned_days == holds.planned_days else now
        for was, held_at, holds, now in zip(before.milestones, stood, stands, after.milestones, strict=True)
    )
    return replace(after, milestones=milestones)


def _behind(before: Plan, after: Plan, calendar: WorkingCalendar) -> Plan:
    """The plan after a shift, where nothing was moved to before what it waits for is planned to let it begin.

    What stood before that already stays where it stood.
    """
    was, now = ({each.id: each for each in plan.milestones} for plan in (before, after))
    for key in in_order({each.id: waits_of(each) for each in after.milestones}):
        each = now[key]
        if not is_scheduled(each) or each.is_pinned or each.planned_start >= was[key].planned_start:
            continue
        found = planned_after(each, now, calendar)
        if found.start >= was[key].planned_start:
            now[key] = was[key]
        elif found.start > each.planned_start:
            placed = replace(each, planned_start=found.start, planned_due=found.due)
            now[key] = replace(placed, wanted_start=None, wanted_due=None, moved_because="")
    return replace(after, milestones=tuple(now[each.id] for each in after.milestones))


def _later(milestone: Milestone, plan: Plan, moving: set[UUID], days: int, calendar: WorkingCalendar) -> Milestone:
    """The milestone wanting to be so much later; what has begun is due later, and not before it began."""
    due = _working_days_on(calendar, milestone.planned_due, days)
    if milestone.started_on is not None:
        return replace(milestone, planned_due=max(due, milestone.planned_start), wanted_due=None)
    start = _working_days_on(calendar, milestone.planned_start, days)
    refuse([*day_faults("days", start), *day_faults("days", due)])
    length = calendar.duration(milestone.planned_start, milestone.planned_due)
    last = calendar.last_day(start, max(1, length))
    placed = replace(milestone, planned_start=start, planned_due=last, wanted_start=None, wanted_due=None)
    anchor = milestone.anchor
    if anchor is None or (hangs_on_other(anchor) and anchor.milestone_id in moving):
        # What hangs on one that moves goes with it.
        return placed
    target = start if anchor.edge == "start" else due
    return replace(placed, anchor=later(anchor, (target - _stands(milestone, anchor, plan)).days))


def _stands(milestone: Milestone, anchor: DateAnchor, plan: Plan) -> date:
    """The day that the anchor gives as it is, or the planned one where that hangs on another milestone."""
    planned = milestone.planned_start if anchor.edge == "start" else milestone.planned_due
    phase = next((each for each in plan.phases if each.id == (anchor.phase_id or milestone.phase_id)), None)
    return anchored_day(anchor, plan, phase) or planned


def _working_days_on(calendar: WorkingCalendar, day: date, count: int) -> date:
    """The working day so many on, or back."""
    return calendar.plus(day, count) if count > 0 else calendar.minus(day, -count)
