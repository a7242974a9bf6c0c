"""The tornado: bars between results, numbers within the drawing, a description and a table that say it all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.i18n import LANGUAGES, language
from roadmap.pictures.figures import Figure
from roadmap.pictures.tornado import Swing, Tornado, tornado
from tests.pictures.drawings import drawing, overlaps, parsed, render, text_boxes

ENGLISH = language("en")
FIGURE = Figure(dom_id="t", finding="What moves it", name="Cost at both ends")
amounts = st.decimals(min_value=0, max_value=10**12, places=2)


def drawn(*ends: tuple[Decimal, Decimal], base: Decimal = Decimal(100)) -> Tornado:
    swings = [
        Swing(title=f"Input {place}", low="1", high="2", at_low=low, at_high=high)
        for place, (low, high) in enumerate(ends)
    ]
    return tornado(swings, base, lambda value: f"{value:f}", FIGURE, ENGLISH)


def share(text: str) -> float:
    return float(text.removesuffix("%"))


@given(ends=st.lists(st.tuples(amounts, amounts), max_size=12), base=amounts)
def test_every_bar_lies_within_the_drawing(ends: list[tuple[Decimal, Decimal]], base: Decimal) -> None:
    picture = drawn(*ends, base=base)
    for made in (picture.wide, picture.narrow):
        assert len(made.bars) == len(ends)
        assert 0 <= share(made.base_x) <= 100
        for bar in made.bars:
            assert -0.01 <= share(bar.x) <= share(bar.x) + share(bar.width) <= 100.5
            assert float(bar.text_y) < float(made.height)


def test_on_phones_both_results_stand_below_their_bar_and_elsewhere_at_its_ends() -> None:
    picture = drawn((Decimal(80), Decimal(150)))
    (wide,), (narrow,) = picture.wide.bars, picture.narrow.bars
    assert (wide.left, wide.right, wide.below) == ("80", "150", "")
    assert (narrow.left, narrow.right, narrow.below) == ("", "", "80 – 150")


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_a_small_phone_no_text_is_cut_and_none_stands_on_another(code: str) -> None:
    title = "Part des personnes suivies qui commencent un emploi ordinaire au cours d’une année donnée"
    swings = [
        Swing(title=title, low="30 %", high="40 %", at_low=Decimal(4_725_000), at_high=Decimal(5_773_700)),
        Swing(title="Posts", low="1", high="2", at_low=Decimal(4_725_000), at_high=Decimal(5_773_700)),
    ]
    for base in (4_725_000, 5_000_000, 5_773_700):
        words = language(code)
        made = tornado(swings, Decimal(base), lambda value: f"{value:,f} £", FIGURE, words)
        assert [line.text for line in made.narrow.bars[0].label][-1] == "30 % – 40 %"
        assert "…" not in "".join(line.text for line in made.narrow.bars[0].label)
        assert len(made.narrow.bars[1].label) == 1
        narrow = drawing(parsed(render("tornado", "tornado", made, words)), "only-narrow")
        boxes = text_boxes(narrow, 288)
        assert overlaps(boxes) == []
        for said, (left, _, right, bottom) in boxes:
            assert left >= -0.5, said
            assert right <= 288.5, said
            assert bottom <= float(made.narrow.height), said


def test_the_line_of_the_result_as_it_is_says_so_and_the_bars_are_not_those_of_today() -> None:
    picture = drawn((Decimal(80), Decimal(150)))
    assert picture.base_label == "now 100"
    markup = render("tornado", "tornado", picture)
    assert "f-done" in markup
    assert "f-now" not in markup


def test_a_bar_goes_from_the_lower_to_the_higher_result_whichever_end_gives_it() -> None:
    picture = drawn((Decimal(150), Decimal(80)), (Decimal(80), Decimal(150)))
    first, second = picture.wide.bars
    assert (first.x, first.width) == (second.x, second.width)
    assert [(row.at_low, row.at_high, row.swing) for row in picture.rows] == [("150", "80", "70"), ("80", "150", "70")]


def test_the_description_says_the_base_and_every_input() -> None:
    said = drawn((Decimal(80), Decimal(150))).frame.description
    assert said == "As it is: 100. Input 0 from 1 to 2 gives 80 to 150."
