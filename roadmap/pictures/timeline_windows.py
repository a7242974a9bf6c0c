"""Windows on a timeline: times in which something outside the plan is decided, hatched behind the bars."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.pictures.coordinates import px
from roadmap.pictures.text_widths import cut, text_width
from roadmap.pictures.time_axis import TimeAxis
from roadmap.pictures.timeline_inputs import TimelineWindow

HEAD, LANE = 34, 20
"""Heights: of the axis' own labels, and of each row of names above them."""

LANES = 2
"""Rows for the names of windows; a name without room in them stands in the list below only."""

MOST_LABEL = 260.0
GAP = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class WideWindow:
    """A hatched window and, where there is room, its name above the axis with a line down to it."""

    x: str
    width: str
    label: str
    label_x: str
    label_y: str
    leader: str


def wide_windows(
    windows: tuple[TimelineWindow, ...], axis: TimeAxis, width: float
) -> tuple[tuple[WideWindow, ...], int]:
    """The windows and how many rows their names take: each stands in the first row where it has room."""
    ends = [0.0] * LANES
    drawn: list[tuple[TimelineWindow, float, float, int | None, float]] = []
    for window in sorted(windows, key=lambda each: (each.starts, each.title)):
        begin, end = axis.within(axis.before(window.starts)), axis.within(axis.after(window.ends))
        if end <= begin:
            continue
        room = text_width(cut(window.title, MOST_LABEL))
        label_x = min(begin, width - room)
        lane = next((index for index, taken in enumerate(ends) if taken <= label_x), None)
        if lane is not None:
            ends[lane] = label_x + room + GAP
        drawn.append((window, begin, end, lane, label_x))
    lanes = sum(1 for taken in ends if taken)
    return tuple(_window(*each, axis_y=HEAD + LANE * lanes) for each in drawn), lanes


def _window(
    window: TimelineWindow,
    begin: float,
    end: float,
    lane: int | None,
    label_x: float,
    *,
    axis_y: int,
) -> WideWindow:
    y = axis_y - 32 - LANE * (lane or 0)
    return WideWindow(
        x=px(begin),
        width=px(end - begin),
        label="" if lane is None else cut(window.title, MOST_LABEL),
        label_x=px(label_x),
        label_y=str(y),
        leader="" if lane is None else f"M{px(begin)} {y + 4}V{axis_y}",
    )
