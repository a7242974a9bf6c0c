"""What a plan's timeline is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.domain.workdays import WorkingCalendar
from roadmap.pictures.figures import Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineMilestone:
    """A milestone's row. All dates are included days; ``status`` is the domain's word, such as ``in-progress``.

    ``slack_days`` is the time it can move without moving the end, when that is known. ``predecessors`` are ids.
    """

    id: str
    number: int
    title: str
    href: str
    planned_start: date
    planned_due: date
    baseline_start: date | None = None
    baseline_due: date | None = None
    forecast_start: date
    forecast_due: date
    percent: int
    status: str
    done_on: date | None = None
    is_pinned: bool = False
    has_begun: bool = False
    is_critical: bool = False
    slack_days: int | None = None
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelinePhase:
    """A phase and its milestones in the order of their rows; ``percent`` is the share done, by weight."""

    key: str
    title: str
    starts: date
    ends: date
    percent: int
    milestones: tuple[TimelineMilestone, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineWindow:
    """A time in which something outside the plan is decided, such as a budget vote."""

    title: str
    starts: date
    ends: date


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineWords:
    """What columns and marks are called where a plan is held against another state of itself.

    The dates of that state stand in the place of the baseline's, those of this one in that of the forecast. ``gone``
    is said of what is dropped, ``new`` of what that other state had not, ``later`` of how far a date went back.
    How much is done, and what waits for what, belongs to no such picture.
    """

    forecast: str
    difference: str
    reference: str
    gone: str
    new: str
    later: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineInput:
    """A plan from ``starts`` to ``ends``; dates outside widen the axis.

    ``calendar`` are the working days to which bars can be dragged; without it they cannot be.
    """

    figure: Figure
    today: date
    starts: date
    ends: date
    phases: tuple[TimelinePhase, ...]
    windows: tuple[TimelineWindow, ...] = ()
    words: TimelineWords | None = None
    calendar: WorkingCalendar | None = None
