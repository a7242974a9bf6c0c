"""Histories: solid lines between known years only, goals hollow, labels apart."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.pictures.curve_labels import Wanted, apart
from roadmap.pictures.history_curves import HistoryCurve, HistoryInput, HistoryPicture, HistoryPoint, history_curves
from tests.pictures.drawings import ENGLISH, drawing, overlaps, parsed, path_points, render, text_boxes, view_box
from tests.pictures.plans import figure


def curve(title: str, *points: tuple[int, int], goals: tuple[int, ...] = (), is_ours: bool = False) -> HistoryCurve:
    """A curve of years and values; the years in ``goals`` are wanted only."""
    made = tuple(HistoryPoint(year=year, value=Decimal(value), is_goal=year in goals) for year, value in points)
    return HistoryCurve(title=title, points=made, is_ours=is_ours)


def picture(*curves: HistoryCurve) -> HistoryPicture:
    """The curves in English."""
    return history_curves(HistoryInput(figure=figure("history"), curves=curves), ENGLISH)


@st.composite
def histories(draw: st.DrawFn) -> tuple[HistoryCurve, ...]:
    """One to five curves of different years and values."""
    values = st.dictionaries(st.integers(1995, 2035), st.integers(0, 20_000), min_size=1, max_size=8)
    return tuple(
        curve(f"Country {index}", *draw(values).items(), goals=(2030, 2031)) for index in range(draw(st.integers(1, 5)))
    )


@settings(max_examples=25)
@given(histories())
def test_everything_lies_within_and_no_label_on_another(curves: tuple[HistoryCurve, ...]) -> None:
    tree = parsed(render("history_curves", "history_curves", picture(*curves)))
    wide = drawing(tree, "only-wide")
    width, height = view_box(wide)
    for path in wide.iter("path"):
        assert all(0 <= x <= width and 0 <= y <= height for x, y in path_points(path.get("d", "")))
    boxes = [box for box in text_boxes(wide, width) if box[0].startswith("Country")]
    assert overlaps(boxes) == []
    assert all(box[2] <= width for _, box in boxes)
    narrow = [box for box in text_boxes(drawing(tree, "only-narrow"), 288) if box[0].startswith("Country")]
    assert overlaps(narrow) == []
    assert all(box[2] <= 289 for _, box in narrow)


def test_only_known_years_one_after_the_other_are_joined_by_a_solid_line() -> None:
    made = picture(curve("England", (2018, 1), (2019, 2), (2021, 4), (2022, 9), goals=(2022,))).wide.curves[0]
    assert len(path_points(made.solid)) == 2
    assert len(path_points(made.dashed)) == 4


def test_a_goal_is_hollow() -> None:
    made = picture(curve("England", (2018, 1), (2019, 2), goals=(2019,)))
    assert (len(made.wide.curves[0].known), len(made.wide.curves[0].goals)) == (1, 1)
    assert [row.is_goal for row in made.table] == [False, True]


def test_ours_is_in_the_accent() -> None:
    made = picture(curve("England", (2018, 1)), curve("This plan", (2018, 2), is_ours=True))
    assert [each.line for each in made.wide.curves] == ["s-ink", "s-acc"]
    assert made.wide.labels[1].css == "tacc halo"


def test_zero_is_on_the_axis() -> None:
    made = picture(curve("England", (2018, 500), (2019, 900)))
    assert made.wide.ticks_y[0].text == "0"


def test_the_description_tells_first_and_last_of_each() -> None:
    made = picture(curve("England", (2018, 500), (2019, 9000)))
    assert made.frame.description.startswith("England: 500 in 2018, 9,000 in 2019.")


@given(st.lists(st.floats(0, 300), max_size=12))
def test_labels_that_share_a_stretch_stand_apart_and_inside(lines: list[float]) -> None:
    found = apart([Wanted(y=line, left=0, width=50) for line in lines], 18, 16, 320)
    assert all(16 <= line <= 320 for line in found)
    ordered = sorted(found)
    assert all(other - one >= 17.99 for one, other in itertools.pairwise(ordered))


def test_labels_far_from_one_another_stay_at_their_curves() -> None:
    found = apart([Wanted(y=100, left=0, width=50), Wanted(y=101, left=400, width=50)], 18, 16, 320)
    assert found == (100, 101)
