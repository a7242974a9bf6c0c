"""Moving a plan's start: every unpinned, unfinished date moves with it; durations stay.

Phases, budget lines and targets keep their distance from the start in whole months, so that a month's end stays one.
A milestone keeps its distance from its phase: from the phase's last day where it is due on a date that the schedule
wanted, else from the first. It lasts as many working days as before and never begins before those it waits for. What
others agreed to stays: pinned dates, committee meetings, funding commitments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import Milestone
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months

Span = TypeVar("Span", Phase, BudgetLine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shifted:
    """What moving the start changes: pairs of before and after. Finished and pinned milestones stay.

    ``plan`` is the plan as it would be, with everything that was loaded of it.
    """

    plan: Plan
    phases: tuple[tuple[Phase, Phase], ...]
    milestones: tuple[tuple[Milestone, Milestone], ...]
    budget: tuple[tuple[BudgetLine, BudgetLine], ...]
    staying: tuple[Milestone, ...]


def shifted(plan: Plan, start: date, calendar: WorkingCalendar) -> Shifted:
    """What a new start changes. Milestones keep their working days; phases and budget lines keep their months."""
    phases = {each.id: _moved_span(each, plan.start, start) for each in plan.phases}
    milestones = _moved_milestones(plan, phases, calendar) if start != plan.start else {}
    budget = {each.id: _moved_span(each, plan.start, start) for each in plan.budget}
    head = replace(plan, start=start)
    return Shifted(
        plan=replace(
            head,
            phases=tuple(phases.values()),
            milestones=tuple(milestones.get(each.id, each) for each in plan.milestones),
            budget=tuple(budget.values()),
            targets=tuple(_moved_target(each, plan, head) for each in plan.targets),
        ),
        phases=tuple((each, phases[each.id]) for each in plan.phases),
        milestones=tuple((each, milestones[each.id]) for each in plan.milestones if each.id in milestones),
        budget=tuple((each, budget[each.id]) for each in plan.budget),
        staying=tuple(each for each in plan.milestones if not is_moving(each)),
    )


def is_moving(milestone: Milestone) -> bool:
    """Whether a milestone goes with the plan's start: it is neither done, nor dropped, nor pinned."""
    return milestone.is_open and not milestone.is_pinned


def _moved_span(each: Span, old: date, new: date) -> Span:
    return replace(each, starts=_rebased(each.starts, old, new), ends=_rebased_end(each.ends, old, new))


def _moved_target(target: IndicatorTarget, before: Plan, after: Plan) -> IndicatorTarget:
    """The end of the plan is no month of its own: what is due on the last day stays due on it."""
    if target.due == before.end:
        return replace(target, due=after.end)
    return replace(target, due=_rebased(target.due, before.start, after.start))


def _moved_milestones(plan: Plan, phases: dict[UUID, Phase], calendar: WorkingCalendar) -> dict[UUID, Milestone]:
    """Those that move, each after those that it waits for."""
    items = {each.id: each for each in plan.milestones}
    old = {each.id: each for each in plan.phases}
    now = dict(items)
    for key in in_order({each.id: [link.milestone_id for link in each.after] for each in plan.milestones}):
        if is_moving(items[key]):
            phase = items[key].phase_id
            now[key] = _moved(items[key], (old[phase], phases[phase]), now, calendar)
    return {key: each for key, each in now.items() if is_moving(each)}


def _moved(
    milestone: Milestone, phase: tuple[Phase, Phase], now: dict[UUID, Milestone], calendar: WorkingCalendar
) -> Milestone:
    """The milestone at its anchor, or after its predecessors; the anchor is kept, so that moving back finds it."""
    before, after = phase
    days = max(1, calendar.duration(milestone.planned_start, milestone.planned_due))
    wanted_start: date | None = None
    wanted_due: date | None = None
    if milestone.wanted_due:
        wanted_due = after.ends + (milestone.wanted_due - before.ends)
        start = calendar.first_day(wanted_due, days)
    else:
        wanted_start = after.starts + ((milestone.wanted_start or milestone.planned_start) - before.starts)
        start = calendar.on_or_after(wanted_start)
    free = max((_free_from(now[link.milestone_id], link.lag, calendar) for link in milestone.after), default=start)
    because = "" if free > start else calendar.why_off(wanted_due or wanted_start or start) or ""
    start = max(start, free)
    return replace(
        milestone,
        planned_start=start,
        planned_due=calendar.last_day(start, days),
        wanted_start=wanted_start if wanted_start != start else None,
        wanted_due=wanted_due,
        moved_because=because,
    )


def _free_from(before: Milestone, lag: int, calendar: WorkingCalendar) -> date:
    """The first day on which something that waits for this one can begin; a dropped one holds nobody up."""
    if before.status == "dropped":
        return date.min
    return calendar.plus((before.done_on or before.planned_due) + DAY, lag)


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
