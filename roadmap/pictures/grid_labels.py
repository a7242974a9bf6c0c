"""Names beside marks, for each that has room; a numbered list stands in for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from roadmap.pictures.cells import GUTTER, Spot
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.text_widths import text_width

LEAST = 1000.0
"""The narrowest width in pixels at which names are drawn at all: that of the wide drawing."""

REACH, UP, DOWN, LINE = 17, 16, 26, 13
RADIUS = 13.0
ARROW = 28
"""How much further to the right a mark reaches with its arrow and the sign of what is wanted."""

Box = tuple[float, float, float, float]
Corner = tuple[str, float, bool]
"""A word in a corner: its line, and whether it stands at the right edge."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A mark that wants its name beside it."""

    name: str
    spot: Spot
    has_arrow: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A name beside its mark."""

    x: str
    dx: str
    y: str
    anchor: str
    text: str


def labels(marks: Sequence[Named], corners: Sequence[Corner]) -> tuple[Label | None, ...]:
    """A label for each mark in turn, or nothing where its name has no room."""
    taken = [_around(mark) for mark in marks] + [_corner(*corner) for corner in corners]
    found: list[Label | None] = []
    for index, mark in enumerate(marks):
        label, boxes = _place(mark, taken[:index] + taken[index + 1 :]) or (None, ())
        taken.extend(boxes)
        found.append(label)
    return tuple(found)


def _around(mark: Named) -> Box:
    x, y = mark.spot.x * LEAST, mark.spot.y
    return x - RADIUS, y - RADIUS, x + RADIUS + ARROW * mark.has_arrow, y + RADIUS


def _corner(word: str, line: float, is_right: bool) -> Box:  # noqa: FBT001 (a row of ``Corner``)
    width = text_width(word)
    left = LEAST - 8 - width if is_right else GUTTER * LEAST + 8
    return left, line - 10, left + width, line + 3


def _place(mark: Named, taken: Sequence[Box]) -> tuple[Label, tuple[Box, ...]] | None:
    """The first free place: right of the mark, left, below, above; then below and above, shifted to either side."""
    name, spot = mark.name, mark.spot
    width = text_width(name)
    x = spot.x * LEAST
    sides = [(REACH + ARROW * mark.has_arrow, "start", 4.0), (-REACH, "end", 4.0)]
    shifts = ((0, "middle"), (30, "middle"), (-30, "middle"), (0, "end"), (0, "start"))
    stacked = [(dx, anchor, drop) for (dx, anchor), drop in product(shifts, (float(DOWN), -float(UP)))]
    for dx, anchor, dy in sides + stacked:
        left = {"start": x + dx, "end": x + dx - width, "middle": x + dx - width / 2}[anchor]
        box = (left - 3, spot.y + dy - LINE + 2, left + width + 3, spot.y + dy + 3)
        if box[0] < GUTTER * LEAST or box[2] > LEAST or any(_meet(box, other) for other in taken):
            continue
        return Label(x=pct(spot.x), dx=str(dx), y=px(spot.y + dy), anchor=anchor, text=name), (box,)
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
