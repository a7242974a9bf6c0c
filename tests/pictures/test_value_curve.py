"""The S-curve: three lines from nothing to their last values, their names apart, every month in the table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.earned_value import CurvePoint
from roadmap.domain.workdays import add_months
from roadmap.pictures.value_curve import ValueCurveInput, ValuePicture, value_curve_picture
from tests.pictures.drawings import ENGLISH, drawing, overlaps, parsed, path_points, render, text_boxes, view_box
from tests.pictures.plans import figure

FIRST = date(2027, 1, 1)
NAMES = ("Planned", "Earned", "Spent")


def picture(planned: list[int], known: int, today: date) -> ValuePicture:
    """Lines that rise by these amounts, of which the first ``known`` months are earned and spent."""
    total, points = Decimal(0), []
    for number, more in enumerate(planned):
        total += more
        is_known = number < known
        points.append(
            CurvePoint(
                month=add_months(FIRST, number),
                planned=total,
                earned=total / 2 if is_known else None,
                actual=total / 3 if is_known else None,
            )
        )
    made = ValueCurveInput(figure=figure("curve"), currency="EUR", points=tuple(points), today=today)
    return value_curve_picture(made, ENGLISH)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=60), st.data())
def test_everything_lies_within_and_no_name_on_another(planned: list[int], data: st.DataObject) -> None:
    known = data.draw(st.integers(0, len(planned)))
    today = add_months(FIRST, max(known - 1, 0)).replace(day=data.draw(st.integers(1, 28)))
    tree = parsed(render("value_curve", "value_curve", picture(planned, known, today)))
    wide = drawing(tree, "only-wide")
    width, height = view_box(wide)
    for path in wide.iter("path"):
        assert all(0 <= x <= width + 0.1 and 0 <= y <= height for x, y in path_points(path.get("d", "")))
    for css, room in (("only-wide", width), ("only-narrow", 288)):
        boxes = [each for each in text_boxes(drawing(tree, css), room) if each[0].startswith(NAMES)]
        assert overlaps(boxes) == []
        assert all(box[0] >= 0 and box[2] <= room + 1 for _, box in boxes)


def test_a_line_ends_where_what_is_known_ends_and_spending_is_broken() -> None:
    made = picture([100, 100, 100], 2, date(2027, 2, 14))
    planned, earned, actual = made.wide.lines
    assert [len(path_points(each.path)) for each in (planned, earned, actual)] == [4, 3, 3]
    assert (planned.is_broken, earned.is_broken, actual.is_broken) == (False, False, True)
    assert made.wide.now.startswith(f"M{path_points(earned.path)[-1][0]:.1f} ")


def test_before_anything_is_known_there_is_only_the_plan() -> None:
    made = picture([100, 100], 0, date(2026, 1, 1))
    assert len(made.wide.lines) == 1
    assert made.wide.now == ""
    assert [(row.planned, row.earned, row.actual) for row in made.table] == [("€100", "–", "–"), ("€200", "–", "–")]


def test_the_description_says_the_last_values() -> None:
    described = picture([300], 1, date(2027, 1, 31)).frame.description
    assert described == (
        "Planned: €300 to 31 Jan 2027. Earned: €150 to 31 Jan 2027. Spent: €100 to 31 Jan 2027. "
        "The table has every month."
    )
