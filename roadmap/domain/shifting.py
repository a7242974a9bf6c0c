"""Moving a plan's start: every unpinned, unfinished date moves with it; durations stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months


@dataclass(frozen=True, kw_only=True, slots=True)
class Shifted:
    """What moving the start changes: pairs of before and after. Finished and pinned milestones stay."""

    phases: tuple[tuple[Phase, Phase], ...]
    milestones: tuple[tuple[Milestone, Milestone], ...]
    budget: tuple[tuple[BudgetLine, BudgetLine], ...]
    staying: tuple[Milestone, ...]


def shifted(plan: Plan, start: date, calendar: WorkingCalendar) -> Shifted:
    """What a new start changes. Milestones keep their working days; phases and budget lines keep their months."""
    moving = tuple(each for each in plan.milestones if each.is_open and not each.is_pinned)
    return Shifted(
        phases=tuple(
            (
                each,
                replace(
                    each,
                    starts=_rebased(each.starts, plan.start, start),
                    ends=_rebased_end(each.ends, plan.start, start),
                ),
            )
            for each in plan.phases
        ),
        milestones=tuple((each, _moved(each, start - plan.start, calendar)) for each in moving),
        budget=tuple(
            (
                each,
                replace(
                    each,
                    starts=_rebased(each.starts, plan.start, start),
                    ends=_rebased_end(each.ends, plan.start, start),
                ),
            )
            for each in plan.budget
        ),
        staying=tuple(each for each in plan.milestones if each not in moving),
    )


def _moved(milestone: Milestone, by: timedelta, calendar: WorkingCalendar) -> Milestone:
    wanted = (milestone.wanted_start or milestone.planned_start) + by
    begins = calendar.on_or_after(wanted)
    duration = max(1, calendar.duration(milestone.planned_start, milestone.planned_due))
    return replace(
        milestone,
        planned_start=begins,
        planned_due=calendar.last_day(begins, duration),
        wanted_start=wanted if wanted != begins else None,
        wanted_due=None,
        moved_because=calendar.why_off(wanted) or "",
    )


def _rebased(day: date, old: date, new: date) -> date:
    """The day as far from the new start as it was from the old one: whole months first, then days."""
    months = (day.year - old.year) * 12 + day.month - old.month
    if add_months(old, months) > day:
        months -= 1
    return add_months(new, months) + (day - add_months(old, months))


def _rebased_end(day: date, old: date, new: date) -> date:
    """A last day moves as the day after it, so that a month's end stays a month's end."""
    return _rebased(day + DAY, old, new) - DAY
