"""Marks in the cells of a five-by-five grid, spread so that none covers another."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

LEVELS = 5
LEAST = 288.0
"""The narrowest width in pixels at which no two marks may touch: a phone of 320 px."""

GUTTER = 0.07
"""The share of the width that the labels of the vertical axis take."""

PITCH = 25.0
"""The distance in pixels between the centres of two marks in one cell."""

CELL = (1 - GUTTER) / LEVELS
HEAD = 18
"""Free pixels at the top of each cell, for a word."""

TOP = 24
FOOT = 42
LEAST_HEIGHT = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a mark stands: ``x`` is a share of the width, ``y`` is in pixels."""

    x: float
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Levels 1 to 5 to the right and upwards; each row is as high as its fullest cell needs. ``heights`` begin at 1."""

    heights: tuple[int, ...]

    @property
    def bottom(self) -> int:
        """The line of the horizontal axis."""
        return TOP + sum(self.heights)

    @property
    def height(self) -> int:
        """The height of the drawing in pixels."""
        return self.bottom + FOOT

    def left(self, level: int) -> float:
        """Where a column begins, as a share of the width."""
        return GUTTER + (level - 1) * CELL

    def top(self, level: int) -> int:
        """Where a row begins, in pixels."""
        return TOP + sum(self.heights[level:])

    def tall(self, level: int) -> int:
        """How high a row is, in pixels."""
        return self.heights[level - 1]

    def middle(self, level: int) -> float:
        """The middle of a row, in pixels."""
        return self.top(level) + self.tall(level) / 2


def spread(cells: Sequence[tuple[Key, int, int]]) -> tuple[Grid, dict[Key, Spot]]:
    """The grid and the spot of each mark, given as key, column and row; marks of one cell stand in the order given."""
    by_cell: dict[tuple[int, int], list[Key]] = {}
    for key, column, row in cells:
        by_cell.setdefault((column, row), []).append(key)
    across = int(CELL * LEAST // PITCH)
    lines = [
        max((ceil(len(keys) / across) for (_, row), keys in by_cell.items() if row == level), default=1)
        for level in range(1, LEVELS + 1)
    ]
    grid = Grid(heights=tuple(max(LEAST_HEIGHT, HEAD + ceil(count * PITCH) + 4) for count in lines))
    spots = {}
    for (column, row), keys in by_cell.items():
        for index, key in enumerate(keys):
            spots[key] = _spot(grid, (column, row), index, len(keys), across)
    return grid, spots


def _spot(grid: Grid, cell: tuple[int, int], index: int, count: int, across: int) -> Spot:
    lines = ceil(count / across)
    line, place = divmod(index, ceil(count / lines))
    in_line = min(ceil(count / lines), count - line * ceil(count / lines))
    x = grid.left(cell[0]) + CELL / 2 + (place - (in_line - 1) / 2) * PITCH / LEAST
    middle = grid.top(cell[1]) + HEAD + (grid.tall(cell[1]) - HEAD - 4) / 2
    return Spot(x=x, y=middle + (line - (lines - 1) / 2) * PITCH)
