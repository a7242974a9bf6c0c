"""Names beside marks, where every one of them has room; else none, and a numbered list stands in for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from roadmap.pictures.cells import GUTTER, Spot
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.text_widths import text_width

LEAST = 560.0
"""The narrowest width in pixels at which names are drawn at all."""

REACH, UP, DOWN, LINE = 17, 16, 26, 13
RADIUS = 13.0

Box = tuple[float, float, float, float]
Corner = tuple[str, float, bool]
"""A word in a corner: its line, and whether it stands at the right edge."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A name beside its mark."""

    x: str
    dx: str
    y: str
    anchor: str
    text: str


def labels(marks: Sequence[tuple[str, Spot]], corners: Sequence[Corner]) -> tuple[Label, ...]:
    """A label for each mark, or none at all when one of them has no room."""
    taken = [_around(spot) for _, spot in marks] + [_corner(*corner) for corner in corners]
    found = []
    for index, (name, spot) in enumerate(marks):
        fit = _place(name, spot, taken[:index] + taken[index + 1 :])
        if fit is None:
            return ()
        label, box = fit
        taken.append(box)
        found.append(label)
    return tuple(found)


def _around(spot: Spot) -> Box:
    x = spot.x * LEAST
    return x - RADIUS, spot.y - RADIUS, x + RADIUS, spot.y + RADIUS


def _corner(word: str, line: float, is_right: bool) -> Box:  # noqa: FBT001 (a row of ``Corner``)
    width = text_width(word)
    left = LEAST - 8 - width if is_right else GUTTER * LEAST + 8
    return left, line - 10, left + width, line + 3


def _place(name: str, spot: Spot, taken: Sequence[Box]) -> tuple[Label, Box] | None:
    """The first free place: right of the mark, left, below, above; then shifted sideways below and above."""
    width = text_width(name)
    x = spot.x * LEAST
    sides = [(REACH, "start", 4.0), (-REACH, "end", 4.0)]
    stacked = [(shift, "middle", drop) for shift, drop in product((0, 30, -30), (float(DOWN), -float(UP)))]
    for dx, anchor, dy in sides + stacked:
        left = {"start": x + dx, "end": x + dx - width, "middle": x + dx - width / 2}[anchor]
        box = (left - 3, spot.y + dy - LINE + 2, left + width + 3, spot.y + dy + 3)
        if box[0] < GUTTER * LEAST or box[2] > LEAST or any(_meet(box, other) for other in taken):
            continue
        return Label(x=pct(spot.x), dx=str(dx), y=px(spot.y + dy), anchor=anchor, text=name), box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
