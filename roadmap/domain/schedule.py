"""Forecast: where dates now fall, from what really happened, and which milestones decide the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from uuid import UUID

from roadmap.domain.milestones import Milestone
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import DAY, WorkingCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """Where one milestone now falls. ``days_late`` is calendar days against the reference due date; early is negative.

    ``slack`` is the calendar days that its due date can move before the last milestone of the plan moves.
    """

    start: date
    due: date
    reference_start: date
    reference_due: date
    slack: int

    @property
    def days_late(self) -> int:
        """Calendar days after the baseline's due date (the plan's own where there is no baseline)."""
        return (self.due - self.reference_due).days

    @property
    def is_critical(self) -> bool:
        """No slack: a day here is a day at the end."""
        return self.slack <= 0


def forecast(plan: Plan, calendar: WorkingCalendar, today: date) -> dict[UUID, Dates]:
    """The dates of every milestone as they now fall, dropped ones at their planned dates.

    A done milestone stands where it was done. Any other lasts its planned working days, less what is done of it, starts
    neither before its planned start nor before its predecessors and their lag allow, and does not end in the past.
    """
    items = {each.id: each for each in plan.milestones}
    waits = {each.id: [link.milestone_id for link in each.after] for each in plan.milestones}
    order = in_order(waits)
    early: dict[UUID, tuple[date, date]] = {}
    for key in order:
        early[key] = _early(items[key], items, early, calendar, today)
    slack = _slack(order, items, early, calendar)
    baseline = {each.id: each for each in plan.baseline.milestones} if plan.baseline else {}
    found = {}
    for key in order:
        held = baseline.get(key)
        item = items[key]
        found[key] = Dates(
            start=early[key][0],
            due=early[key][1],
            reference_start=held.start if held else item.planned_start,
            reference_due=held.due if held else item.planned_due,
            slack=slack[key],
        )
    return found


def _early(
    item: Milestone,
    items: dict[UUID, Milestone],
    early: dict[UUID, tuple[date, date]],
    calendar: WorkingCalendar,
    today: date,
) -> tuple[date, date]:
    if item.status == "dropped":
        return item.planned_start, item.planned_due
    if item.status == "done":
        done = item.done_on or item.planned_due
        return min(item.started_on or item.planned_start, done), done
    start = item.planned_start
    for link in item.after:
        before = items.get(link.milestone_id)
        if before and before.status != "dropped":
            # From the day after: work done on a day off lets the next begin on the first working day.
            start = max(start, calendar.plus(early[before.id][1] + DAY, link.lag))
    duration = max(1, calendar.duration(item.planned_start, item.planned_due))
    if item.status in {"in-progress", "blocked"}:
        left = int((Decimal(duration) * (100 - item.percent) / 100).to_integral_value(ROUND_UP))
        begun = min(item.started_on or item.planned_start, today)
        if start > today:
            return begun, max(item.planned_due, calendar.last_day(start, max(1, left)))
        return begun, max(item.planned_due, calendar.last_day(today, max(1, left)))
    start = max(start, calendar.on_or_after(today))
    return start, calendar.last_day(start, duration)


def _slack(
    order: list[UUID],
    items: dict[UUID, Milestone],
    early: dict[UUID, tuple[date, date]],
    calendar: WorkingCalendar,
) -> dict[UUID, int]:
    """Calendar days from each due date to the latest one that moves nothing at the end; a dropped one holds nothing."""
    end = max((early[key][1] for key in order if items[key].status != "dropped"), default=date.min)
    slack = {key: (end - early[key][1]).days for key in order}
    for key in reversed(order):
        if not items[key].is_open:
            continue
        for link in items[key].after:
            before = link.milestone_id
            if before in slack:
                # Days off and the lag between two that follow each other are not slack.
                free = calendar.plus(early[before][1] + DAY, link.lag)
                gap = max(0, (early[key][0] - free).days)
                slack[before] = min(slack[before], slack[key] + gap)
    return slack
