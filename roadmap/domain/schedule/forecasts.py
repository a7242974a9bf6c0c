"""Forecast: where dates now fall, from what really happened, and which milestones decide the end."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from uuid import UUID

from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.domain.schedule.activities import Activity
from roadmap.domain.schedule.passes import solve
from roadmap.domain.schedule.planning import duration_of, links_of
from roadmap.domain.schedule.solved import Timing
from roadmap.domain.workdays import WorkingCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """Where one milestone now falls. ``days_late`` is calendar days against the reference due date; early is negative.

    ``late_start`` and ``late_due`` are the latest days that move nothing at the end and break no pin. ``slack`` is the
    calendar days from ``due`` to there; ``total_slack`` and ``free_slack`` are working days, the latter those before
    any other milestone moves. ``misses_pin`` is how many calendar days after its pin it falls. ``driver`` is the
    milestone that decides when it starts, where that is another one.
    """

    start: date
    due: date
    reference_start: date
    reference_due: date
    late_start: date
    late_due: date
    total_slack: int
    free_slack: int
    misses_pin: int = 0
    driver: Hashable | None = None

    @property
    def slack(self) -> int:
        """Calendar days that its due date can move before the last milestone of the plan moves or a pin breaks."""
        return (self.late_due - self.due).days

    @property
    def days_late(self) -> int:
        """Calendar days after the baseline's due date (the plan's own where there is no baseline)."""
        return (self.due - self.reference_due).days

    @property
    def is_critical(self) -> bool:
        """No slack: a day here is a day at the end."""
        return self.total_slack <= 0


def forecast(plan: Plan, calendar: WorkingCalendar, today: date) -> dict[UUID, Dates]:
    """The dates of every milestone as they now fall, dropped ones at their planned dates.

    A done milestone stands where it was done. Any other lasts its planned working days, less what is done of it, starts
    neither before its planned start nor before its predecessors and their lag allow, and does not end in the past.
    """
    present = [each for each in plan.milestones if each.status != "dropped"]
    solved = solve([_activity(each, calendar, today) for each in present], calendar, holds_pins=False)
    baseline = {each.id: each for each in plan.baseline.milestones} if plan.baseline else {}
    found = {}
    for item in plan.milestones:
        timing = _dropped(item) if item.status == "dropped" else solved[item.id]
        held = baseline.get(item.id)
        found[item.id] = Dates(
            start=timing.start,
            due=timing.due,
            reference_start=held.start if held else item.planned_start,
            reference_due=held.due if held else item.planned_due,
            late_start=timing.late_start,
            late_due=timing.late_due,
            total_slack=timing.total_slack,
            free_slack=timing.free_slack,
            misses_pin=_missed(item, timing.due),
            driver=timing.driver,
        )
    return found


def _activity(item: Milestone, calendar: WorkingCalendar, today: date) -> Activity:
    links, duration = links_of(item), duration_of(item, calendar)
    if item.status == "done":
        done = item.done_on or item.planned_due
        begun = min(item.started_on or item.planned_start, done)
        return Activity(
            key=item.id, name=item.title, duration=1, earliest=begun, links=links, started=begun, finished=done
        )
    if item.status in {"in-progress", "blocked"}:
        left = int((Decimal(duration) * (100 - item.percent) / 100).to_integral_value(ROUND_UP))
        return Activity(
            key=item.id,
            name=item.title,
            duration=max(1, left),
            earliest=today,
            links=links,
            pin=item.pin,
            started=min(item.started_on or item.planned_start, today),
            not_due_before=item.planned_due,
        )
    earliest = max(item.planned_start, today)
    return Activity(key=item.id, name=item.title, duration=duration, earliest=earliest, links=links, pin=item.pin)


def _dropped(item: Milestone) -> Timing:
    """It holds nothing up and is held up by nothing."""
    return Timing(
        start=item.planned_start,
        due=item.planned_due,
        late_start=item.planned_start,
        late_due=item.planned_due,
        total_slack=1,
        free_slack=1,
        driver=None,
    )


def _missed(item: Milestone, due: date) -> int:
    if item.pin is None or item.pin.kind == "not-before" or not item.is_open:
        return 0
    return max(0, (due - item.pin.day).days)
