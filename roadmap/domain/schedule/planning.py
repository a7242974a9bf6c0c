"""A plan's planned dates: from anchors, links, durations and pins, after any change of them.

What is finished, dropped or under way keeps its planned dates, and so does what is pinned on a day. Any other
milestone begins on the day its anchor gives, or where what it waits for lets it when that is later, and lasts as many
working days as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from roadmap.domain.milestones import DateAnchor, Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule.activities import Activity, Link, Offset
from roadmap.domain.schedule.passes import solve
from roadmap.domain.schedule.solved import Schedule, Timing
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months

OTHERS = frozenset({"milestone-start", "milestone-due"})
"""Anchors on another milestone: where they fall is known only when that one is placed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wish:
    """The day that a milestone would have by itself, and which end of it that is."""

    day: date
    is_due: bool


def plan_schedule(plan: Plan, calendar: WorkingCalendar) -> Schedule:
    """The network of a plan's milestones as planned, dropped ones left out. Raises ``RuleBrokenError`` for a cycle."""
    return _solved(plan, _wishes(plan), calendar)


def _solved(plan: Plan, wishes: Mapping[UUID, _Wish], calendar: WorkingCalendar) -> Schedule:
    there = {each.id for each in plan.milestones if each.status != "dropped"}
    return solve(
        [_activity(each, wishes.get(each.id), there, calendar) for each in plan.milestones if each.id in there],
        calendar,
    )


def replanned(plan: Plan, calendar: WorkingCalendar) -> Plan:
    """The plan with all planned dates as its anchors, links, durations and pins now give them.

    A milestone whose dates stay is the same object. Raises ``RuleBrokenError`` with the path of a cycle.
    """
    wishes = _wishes(plan)
    schedule = _solved(plan, wishes, calendar)
    milestones = tuple(
        _placed(each, wishes[each.id], schedule, calendar) if each.id in wishes else each for each in plan.milestones
    )
    if all(now is before for now, before in zip(milestones, plan.milestones, strict=True)):
        return plan
    return replace(plan, milestones=milestones)


def replanned_with(before: Plan, after: Plan, calendar: WorkingCalendar) -> Plan:
    """The plan after an edit, with the planned dates that the edit moves and no others.

    Slips that were reported and not planned for yet stay what they are: an edit of something else does not hide them.
    What is new is placed. Raises ``RuleBrokenError`` with the path of a cycle.
    """
    was = {each.id: _dates(each) for each in replanned(before, calendar).milestones}
    planned = replanned(after, calendar).milestones
    milestones = tuple(
        edited if _dates(now) == was.get(now.id) else now for edited, now in zip(after.milestones, planned, strict=True)
    )
    return replace(after, milestones=milestones) if milestones != after.milestones else after


def _dates(milestone: Milestone) -> tuple[date, date]:
    return milestone.planned_start, milestone.planned_due


def is_scheduled(milestone: Milestone) -> bool:
    """Whether the schedule decides its planned dates: it is open and has not begun."""
    return milestone.is_open and milestone.started_on is None


def anchored_day(anchor: DateAnchor, plan: Plan, phase: Phase | None) -> date | None:
    """The day that an anchor gives; nothing where it hangs on another milestone, or on a phase that is gone.

    Offsets from an end count from its last day: 0 is that day itself.
    """
    days = timedelta(days=anchor.days)
    match anchor.at:
        case "date":
            return anchor.day
        case "plan-start":
            return add_months(plan.start, anchor.months) + days
        case "plan-end":
            return add_months(plan.start, plan.months + anchor.months) - DAY + days
        case "phase-start" if phase:
            return add_months(phase.starts, anchor.months) + days
        case "phase-end" if phase:
            return add_months(phase.ends + DAY, anchor.months) - DAY + days
    return None


def planned_after(milestone: Milestone, others: Mapping[UUID, Milestone], calendar: WorkingCalendar) -> Timing:
    """Where a milestone falls, from its planned start on, if what it waits for happens on its planned days."""
    before = (others[each.milestone_id] for each in milestone.after if each.milestone_id in others)
    own = Activity(
        key=milestone.id,
        name=milestone.title,
        duration=duration_of(milestone, calendar),
        earliest=milestone.planned_start,
        links=links_of(milestone),
    )
    standing = {each.id: _standing(each) for each in before if each.status != "dropped"}
    return solve([*standing.values(), own], calendar)[milestone.id]


def _standing(milestone: Milestone, links: tuple[Link, ...] = ()) -> Activity:
    """A milestone that stays on its planned days."""
    return Activity(
        key=milestone.id,
        name=milestone.title,
        duration=1,
        earliest=milestone.planned_start,
        started=milestone.planned_start,
        finished=milestone.planned_due,
        links=links,
    )


def _activity(milestone: Milestone, wish: _Wish | None, there: set[UUID], calendar: WorkingCalendar) -> Activity:
    """A milestone in the schedule's terms; what the schedule does not decide has no wish, and stays."""
    if wish is None:
        return _standing(milestone, links_of(milestone))
    duration = duration_of(milestone, calendar)
    return Activity(
        key=milestone.id,
        name=milestone.title,
        duration=duration,
        earliest=calendar.first_day(wish.day, duration) if wish.is_due else wish.day,
        offset=offset_of(milestone, there),
        links=links_of(milestone),
        pin=milestone.pin,
    )


def duration_of(milestone: Milestone, calendar: WorkingCalendar) -> int:
    """The working days that a milestone is planned to take, at least one."""
    return max(1, calendar.duration(milestone.planned_start, milestone.planned_due))


def links_of(milestone: Milestone) -> tuple[Link, ...]:
    """What a milestone waits for, in the schedule's terms."""
    return tuple(
        Link(before=each.milestone_id, kind=each.kind, lag=each.lag, unit=each.unit) for each in milestone.after
    )


def offset_of(milestone: Milestone, there: set[UUID]) -> Offset | None:
    """Its anchor on another milestone that is there."""
    anchor = milestone.anchor
    if anchor is None or anchor.at not in OTHERS or anchor.milestone_id not in there:
        return None
    return Offset(
        on=anchor.milestone_id,
        of="start" if anchor.at == "milestone-start" else "due",
        edge=anchor.edge,
        months=anchor.months,
        days=anchor.days,
    )


def _wishes(plan: Plan) -> Mapping[UUID, _Wish]:
    """Where each milestone whose dates the schedule decides would stand by itself."""
    phases = {each.id: each for each in plan.phases}
    return {each.id: _wish(each, plan, phases) for each in plan.milestones if is_scheduled(each)}


def _wish(milestone: Milestone, plan: Plan, phases: Mapping[UUID, Phase]) -> _Wish:
    """By its anchor; without one it wishes to stay. What hangs on another milestone may begin with the plan."""
    anchor = milestone.anchor
    if anchor is not None:
        day = anchored_day(anchor, plan, phases.get(anchor.phase_id or milestone.phase_id))
        if day is not None:
            return _Wish(day=day, is_due=anchor.edge == "due")
        if anchor.at in OTHERS:
            return _Wish(day=plan.start, is_due=False)
    return _Wish(day=milestone.wanted_start or milestone.planned_start, is_due=False)


def _placed(milestone: Milestone, wish: _Wish, schedule: Schedule, calendar: WorkingCalendar) -> Milestone:
    index = schedule.number[milestone.id]
    start, due = calendar.day_at(schedule.start[index]), calendar.day_at(schedule.due[index])
    is_held = milestone.pin is not None and milestone.pin.kind == "on"
    if (start, due) == (milestone.planned_start, milestone.planned_due) and (milestone.anchor is None or is_held):
        return milestone
    wanted_start, wanted_due = _wanted(milestone, wish, (start, due), calendar)
    moved = wanted_due or wanted_start
    now = (start, due, wanted_start, wanted_due)
    if now == (milestone.planned_start, milestone.planned_due, milestone.wanted_start, milestone.wanted_due):
        return milestone
    return replace(
        milestone,
        planned_start=start,
        planned_due=due,
        wanted_start=wanted_start,
        wanted_due=wanted_due,
        moved_because=(calendar.why_off(moved) or "") if moved else "",
    )


def _wanted(
    milestone: Milestone, wish: _Wish, placed: tuple[date, date], calendar: WorkingCalendar
) -> tuple[date | None, date | None]:
    """Its own day where that is a day off, and it went to the working day beside it; nothing where others moved it."""
    start, due = placed
    if milestone.pin is not None and milestone.pin.kind == "on":
        return None, milestone.pin.day if milestone.pin.day != due else None
    if milestone.anchor is not None and milestone.anchor.at in OTHERS:
        return None, None
    if wish.is_due:
        return None, wish.day if wish.day != due and calendar.on_or_before(wish.day) == due else None
    return wish.day if wish.day != start and calendar.on_or_after(wish.day) == start else None, None
