"""The schedule engine: early and late dates, slack, the critical path, what pins ask for, and where dates now fall.

``networks``'s order, ``activities``'s language and ``passes``'s arithmetic know nothing of plans. ``planning`` gives a
plan its planned dates, ``forecasts`` says where they now fall. Everything is pure and deterministic.
"""

from roadmap.domain.schedule.activities import Activity, Offset
from roadmap.domain.schedule.forecasts import Dates, forecast
from roadmap.domain.schedule.passes import solve
from roadmap.domain.schedule.planning import (
    anchored_day,
    is_scheduled,
    plan_schedule,
    planned_after,
    replanned,
    replanned_with,
)
from roadmap.domain.schedule.solved import Conflict, Schedule, Timing

__all__ = [
    "Activity",
    "Conflict",
    "Dates",
    "Offset",
    "Schedule",
    "Timing",
    "anchored_day",
    "forecast",
    "is_scheduled",
    "plan_schedule",
    "planned_after",
    "replanned",
    "replanned_with",
    "solve",
]
