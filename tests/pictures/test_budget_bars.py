"""Budget bars: from zero, to scale, with every amount exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.amounts import LAYERS, TONES, tone
from roadmap.pictures.budget_bars import BudgetInput, BudgetPart, BudgetPeriod, BudgetPicture, budget_bars
from tests.pictures.drawings import (
    ENGLISH,
    drawing,
    length,
    overlaps,
    parsed,
    path_points,
    render,
    text_boxes,
    view_box,
)
from tests.pictures.plans import figure

PARTS = (
    BudgetPart(title="Committed", look="committed"),
    BudgetPart(title="Probable", look="probable"),
    BudgetPart(title="Open", look="open"),
)
AMOUNT = st.integers(0, 900_000).map(Decimal)
QUARTERS = st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=1, max_size=21)


def budget(*amounts: tuple[Decimal, ...]) -> BudgetInput:
    """A budget of quarters with these committed, probable and open amounts."""
    periods = tuple(BudgetPeriod(title=f"Q{index % 4 + 1} 2027", amounts=each) for index, each in enumerate(amounts))
    return BudgetInput(figure=figure("budget"), currency="EUR", parts=PARTS, periods=periods)


def picture(*amounts: tuple[int, int, int]) -> BudgetPicture:
    """The bars in English."""
    return budget_bars(budget(*(tuple(map(Decimal, each)) for each in amounts)), ENGLISH)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=8)
@given(quarters=QUARTERS)
def test_no_text_stands_on_another_or_outside(code: str, quarters: list[tuple[Decimal, ...]]) -> None:
    words = language(code)
    tree = parsed(render("budget_bars", "budget_bars", budget_bars(budget(*quarters), words), words))
    wide = drawing(tree, "only-wide")
    width, height = view_box(wide)
    boxes = text_boxes(wide, width)
    assert overlaps(boxes) == []
    assert all(box[0] >= 0 and box[2] <= width + 0.5 and box[3] <= height for _, box in boxes)
    for path in wide.iter("path"):
        assert all(0 <= x <= width and 0 <= y <= height for x, y in path_points(path.get("d", "")))


@settings(max_examples=40)
@given(QUARTERS)
def test_parts_of_a_bar_follow_one_another_within_the_narrow_drawing(quarters: list[tuple[Decimal, ...]]) -> None:
    narrow = budget_bars(budget(*quarters), ENGLISH).narrow
    ends: dict[str, float] = {}
    for block in narrow.blocks:
        begin = length(block.x, 100)
        assert begin == pytest.approx(ends.get(block.y, 0.0), abs=0.03)
        ends[block.y] = begin + length(block.width, 100)
    assert all(end <= 100.05 for end in ends.values())


def test_bars_begin_at_zero_and_are_to_scale() -> None:
    wide = picture((100, 0, 0), (50, 0, 0)).wide
    zero = path_points(wide.zero)[0][0]
    points = path_points(wide.shapes[0].path)
    first, second = points[1][0] - points[0][0], points[6][0] - points[5][0]
    assert points[0][0] == zero
    assert first == pytest.approx(2 * second, abs=0.2)
    assert wide.ticks[0].text == "€0"


def test_amounts_are_exact_in_drawing_and_table() -> None:
    made = picture((45_000, 6_000, 20_001))
    assert (made.wide.rows[0].total, made.wide.rows[0].open) == ("€71,001", "€20,001")
    assert made.narrow.rows[0].open == "gap €20,001"
    assert made.table[0].amounts == ("€45,000", "€6,000", "€20,001")
    assert made.sums.total == "€71,001"


def test_an_empty_part_is_a_dash_and_has_no_shape() -> None:
    made = picture((100, 0, 0))
    assert made.table[0].amounts == ("€100", "–", "–")
    assert [shape.css for shape in made.wide.shapes] == ["f-com"]


def test_a_budget_of_nothing_still_has_an_axis() -> None:
    assert picture((0, 0, 0)).wide.ticks[0].text == "€0"


def test_seven_categories_look_different_and_the_eighth_begins_again() -> None:
    assert len({LAYERS[look] for look in TONES}) == len(TONES) == 7
    assert tone(7) == tone(0)
