"""Moving a plan's start: every unpinned, unfinished date moves with it; durations stay.

Phases, budget lines and targets keep their distance from the start in whole months, so that a month's end stays one.
A milestone goes where its anchor then is. One with a date of its own keeps its distance from its phase: from the
phase's last day where that is the date it is due on, else from the first. It lasts as many working days as before and
never begins before those it waits for. A service that is not open yet opens as much later. What others agreed to stays:
pinned dates, meetings, funding commitments; and so does a service that is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import DateAnchor, Milestone, Pin
from roadmap.domain.needs.assessments import NeedsAssessment
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule import replanned
from roadmap.domain.services import Service
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months

Span = TypeVar("Span", Phase, BudgetLine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shifted:
    """What moving the start changes: pairs of before and after.

    Finished and pinned milestones stay, and what follows them so closely that they alone decide its date.

    ``plan`` is the plan as it would be, with everything that was loaded of it.
    """

    plan: Plan
    phases: tuple[tuple[Phase, Phase], ...]
    milestones: tuple[tuple[Milestone, Milestone], ...]
    budget: tuple[tuple[BudgetLine, BudgetLine], ...]
    services: tuple[tuple[Service, Service], ...]
    targets: tuple[tuple[IndicatorTarget, IndicatorTarget], ...]
    staying: tuple[Milestone, ...]


def shifted(plan: Plan, start: date, calendar: WorkingCalendar, today: date = date.min) -> Shifted:
    """What a new start changes. Milestones keep their working days; phases and budget lines keep their months.

    Services that are open ``today`` stay.
    """
    phases = {each.id: _moved_span(each, plan.start, start) for each in plan.phases}
    budget = {each.id: _moved_span(each, plan.start, start) for each in plan.budget}
    head = replace(plan, start=start, phases=tuple(phases.values()))
    milestones = _moved_milestones(plan, head, calendar) if start != plan.start else {}
    services = {each.id: _moved_service(each, plan.start, start, today) for each in plan.services}
    targets = tuple(_moved_target(each, plan, head) for each in plan.targets)
    moved = {
        each.id
        for each in plan.milestones
        if each.id in milestones and each.planned_days != milestones[each.id].planned_days
    }
    return Shifted(
        plan=replace(
            head,
            milestones=tuple(milestones.get(each.id, each) for each in plan.milestones),
            budget=tuple(budget.values()),
            services=tuple(services.values()),
            targets=targets,
            needs=_moved_needs(plan, head, today),
        ),
        phases=tuple((each, phases[each.id]) for each in plan.phases),
        milestones=tuple((each, milestones[each.id]) for each in plan.milestones if each.id in moved),
        budget=tuple((each, budget[each.id]) for each in plan.budget),
        services=tuple((each, services[each.id]) for each in plan.services if each.opens != services[each.id].opens),
        targets=tuple(pair for pair in zip(plan.targets, targets, strict=True) if pair[0] != pair[1]),
        staying=tuple(each for each in plan.milestones if each.id not in moved),
    )


def is_moving(milestone: Milestone) -> bool:
    """Whether a milestone goes with the plan's start: it is neither done, nor dropped, nor pinned."""
    return milestone.is_open and not milestone.is_pinned


def _moved_span(each: Span, old: date, new: date) -> Span:
    return replace(each, starts=_rebased(each.starts, old, new), ends=_rebased_end(each.ends, old, new))


def _moved_service(service: Service, old: date, new: date, today: date) -> Service:
    return replace(service, opens=_opens(service.opens, old, new, today))


def _opens(day: date, old: date, new: date, today: date) -> date:
    """The day on which something opens that does not stand open yet."""
    return day if day <= today or old == new else _rebased(day, old, new)


def _moved_needs(before: Plan, after: Plan, today: date) -> NeedsAssessment | None:
    """An assessment that was taken over stays linked: its services and targets are found by these days."""
    needs = before.needs
    if needs is None or needs.takeover is None:
        return needs
    held = needs.takeover
    opens = _opens(held.opens, before.start, after.start, today)
    return replace(needs, takeover=replace(held, opens=opens, due=_moved_due(held.due, before, after)))


def _moved_target(target: IndicatorTarget, before: Plan, after: Plan) -> IndicatorTarget:
    return replace(target, due=_moved_due(target.due, before, after))


def _moved_due(due: date, before: Plan, after: Plan) -> date:
    """The end of the plan is no month of its own: what is due on the last day stays due on it."""
    return after.end if due == before.end else _rebased(due, before.start, after.start)


def _moved_milestones(plan: Plan, head: Plan, calendar: WorkingCalendar) -> dict[UUID, Milestone]:
    """Those that move, placed by the schedule; ``head`` is the plan at its new start, with its phases."""
    old, new = ({each.id: each for each in each_plan.phases} for each_plan in (plan, head))
    hung = tuple(
        _hung(each, old[each.phase_id], new[each.phase_id]) if is_moving(each) else _standing(each)
        for each in plan.milestones
    )
    placed = replanned(replace(head, milestones=hung), calendar)
    return {
        now.id: _restored(before, now)
        for before, now in zip(plan.milestones, placed.milestones, strict=True)
        if is_moving(before)
    }


def _restored(before: Milestone, now: Milestone) -> Milestone:
    """What was only said for the schedule is as it was; a date of its own has moved."""
    keeps_anchor = before.started_on is not None or before.anchor is None
    anchor = before.anchor if keeps_anchor else now.anchor
    return replace(now, anchor=anchor, started_on=before.started_on, after=before.after)


def _standing(milestone: Milestone) -> Milestone:
    """What does not move, as something that others wait for: where it was done, or where it is pinned."""
    if milestone.is_pinned and milestone.is_open:
        return replace(milestone, pin=Pin(day=milestone.planned_due))
    if milestone.status == "done" and milestone.done_on:
        return replace(milestone, planned_due=milestone.done_on)
    return milestone


def _hung(milestone: Milestone, before: Phase, after: Phase) -> Milestone:
    """The milestone with its own day as far from its phase as it was; what hangs on plan or phase moves by itself.

    For the schedule to place it, one without an anchor takes that day as one. So does one under way, which stood where
    it was begun and not where its anchor or others would have it; it counts as not begun and waits for nothing.
    """
    is_begun = milestone.started_on is not None
    anchor = _as_it_stands(milestone) if is_begun or milestone.anchor is None else milestone.anchor
    if anchor.at == "date" and anchor.day is not None:
        end = (before.ends, after.ends) if anchor.edge == "due" else (before.starts, after.starts)
        anchor = replace(anchor, day=end[1] + (anchor.day - end[0]))
    return replace(milestone, anchor=anchor, started_on=None, after=() if is_begun else milestone.after)


def _as_it_stands(milestone: Milestone) -> DateAnchor:
    if milestone.wanted_due:
        return DateAnchor(at="date", edge="due", day=milestone.wanted_due)
    return DateAnchor(at="date", day=milestone.wanted_start or milestone.planned_start)


def _rebased(day: date, old: date, new: date) -> date:
    """The day as far from the new start as it was from the old one: whole months first, then days.

    A day that ends a whole number of months from the start ends them again.
    """
    if _months_between(old, day + DAY)[1] == 0:
        return _rebased_end(day, old, new)
    months, days = _months_between(old, day)
    return add_months(new, months) + timedelta(days=days)


def _months_between(start: date, day: date) -> tuple[int, int]:
    """Whole months from a start to a day, and the days that are left."""
    months = (day.year - start.year) * 12 + day.month - start.month
    if add_months(start, months) > day:
        months -= 1
    return months, (day - add_months(start, months)).days


def _rebased_end(day: date, old: date, new: date) -> date:
    """A last day moves as the day after it, so that a month's end stays a month's end."""
    months, days = _months_between(old, day + DAY)
    return add_months(new, months) + timedelta(days=days) - DAY
