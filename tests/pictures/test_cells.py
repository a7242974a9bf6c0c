"""Marks of a grid lie in their own cell and apart from all others."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from roadmap.pictures.cells import CELL, LEAST, PITCH, spread

LEVEL = st.integers(1, 5)
MARKS = st.lists(st.tuples(LEVEL, LEVEL), max_size=40)


@given(MARKS)
def test_every_mark_lies_in_its_cell(cells: list[tuple[int, int]]) -> None:
    grid, spots = spread([(index, *cell) for index, cell in enumerate(cells)])
    for index, (column, row) in enumerate(cells):
        spot = spots[index]
        assert grid.left(column) <= spot.x <= grid.left(column) + CELL
        assert grid.top(row) + 10 <= spot.y <= grid.top(row) + grid.tall(row) - 10


@given(MARKS)
def test_no_mark_covers_another_on_a_small_phone(cells: list[tuple[int, int]]) -> None:
    _, spots = spread([(index, *cell) for index, cell in enumerate(cells)])
    for one, other in combinations(spots.values(), 2):
        distance = ((one.x - other.x) ** 2 * LEAST**2 + (one.y - other.y) ** 2) ** 0.5
        assert distance >= PITCH - 0.01


@given(MARKS)
def test_the_same_marks_stand_the_same(cells: list[tuple[int, int]]) -> None:
    marks = [(index, *cell) for index, cell in enumerate(cells)]
    assert spread(marks) == spread(marks)
