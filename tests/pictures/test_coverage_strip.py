"""The coverage strip: red exactly where there is a gap, to scale, with sums that are the plan's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap.domain.coverage import Amounts
from roadmap.domain.workdays import add_months
from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.coverage_inputs import StripInput, StripLine
from roadmap.pictures.coverage_strip import CoveragePicture, coverage_strip
from roadmap.pictures.coverage_wide import short_quarter
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap.i18n.language import Language

TITLES = ("Employment specialists", "Training", "Quality assurance and fidelity reviews", "Translation and travel")
AMOUNT = st.integers(0, 900_000).map(Decimal)


@st.composite
def cells(draw: st.DrawFn) -> Amounts:
    committed, probable, gap = (draw(AMOUNT | st.just(Decimal(0))) for _ in range(3))
    return Amounts(need=committed + probable + gap, committed=committed, probable=probable)


@st.composite
def strips(draw: st.DrawFn) -> list[list[Amounts]]:
    quarters, lines = draw(st.integers(1, 21)), draw(st.integers(1, 4))
    return [[draw(cells()) for _ in range(quarters)] for _ in range(lines)]


def strip(rows: Sequence[Sequence[Amounts]], words: Language = ENGLISH) -> CoveragePicture:
    """The picture of categories by quarters from the last of 2026 on, the second of which is now."""
    quarters = tuple(add_months(date(2026, 10, 1), 3 * at) for at in range(len(rows[0])))
    lines = tuple(StripLine(title=title, cells=tuple(row)) for title, row in zip(TITLES, rows, strict=False))
    now = quarters[1] if len(quarters) > 1 else None
    return coverage_strip(
        StripInput(figure=figure("strip"), currency="EUR", quarters=quarters, lines=lines, now=now), words
    )


def of(need: int, committed: int = 0, probable: int = 0) -> Amounts:
    return Amounts(need=Decimal(need), committed=Decimal(committed), probable=Decimal(probable))


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=8)
@example(rows=[[of(100), *[of(0)] * 12]])
@given(rows=strips())
def test_no_text_stands_on_another_or_outside(code: str, rows: list[list[Amounts]]) -> None:
    words = language(code)
    tree = parsed(render("coverage_strip", "coverage_strip", strip(rows, words), words))
    wide = drawing(tree, "only-wide")
    width, height = view_box(wide)
    boxes = text_boxes(wide, width)
    assert overlaps(boxes) == []
    assert all(box[0] >= 0 and box[2] <= width + 0.5 and box[3] <= height for _, box in boxes)
    for path in wide.iter("path"):
        assert all(0 <= x <= width and 0 <= y <= height for x, y in path_points(path.get("d", "")))
    narrow = text_boxes(drawing(tree, "only-narrow"), 288)
    assert overlaps(narrow) == []
    assert all(box[0] >= 0 and box[2] <= 288.5 for _, box in narrow)


@settings(max_examples=60)
@given(strips())
def test_exactly_the_cells_with_a_gap_are_red(rows: list[list[Amounts]]) -> None:
    picture = strip(rows)
    sums = [sum((row[at].gap for row in rows), Decimal(0)) for at in range(len(rows[0]))]
    assert picture.red == tuple(bool(each) for each in sums)
    holes = sum(bool(cell.gap) for row in rows for cell in row) + sum(bool(each) for each in sums)
    assert picture.wide.holes.count("M") == holes
    outlined = [block for block in picture.narrow.blocks if any(layer.css == "f-gap" for layer in block.layers)]
    assert len(outlined) == holes


@settings(max_examples=40)
@given(strips())
def test_parts_of_a_cell_follow_one_another_within_the_narrow_drawing(rows: list[list[Amounts]]) -> None:
    ends: dict[tuple[str, int], float] = {}
    pitch = 100 / len(rows[0])
    for block in strip(rows).narrow.blocks:
        begin, width = length(block.x, 100), length(block.width, 100)
        column = int((begin + 0.02) // pitch)
        assert begin == pytest.approx(ends.get((block.y, column), column * pitch), abs=0.05)
        ends[block.y, column] = begin + width
        assert begin + width <= (column + 1) * pitch + 0.05


def test_a_cell_half_covered_is_half_solid() -> None:
    picture = strip([[of(100, 50), of(0)]])
    solid, hatched, edge, gap = (
        next((each for each in picture.wide.shapes if (each.css, each.fill) == key), None)
        for key in (("f-com", ""), ("", "url(#hatch)"), ("f-prob-edge", ""), ("f-gap", ""))
    )
    assert solid is not None
    assert gap is not None
    assert (hatched, edge) == (None, None)
    covered = path_points(solid.path)[:2]
    open_part = path_points(gap.path)[:2]
    assert covered[1][0] - covered[0][0] == pytest.approx(open_part[1][0] - open_part[0][0] + 1.5, abs=0.2)


def test_the_table_has_need_cover_and_gap_of_each_category_and_of_all_to_the_cent() -> None:
    cent = Amounts(need=Decimal("100.10"), committed=Decimal("40.05"), probable=Decimal("20.00"))
    picture = strip([[cent, of(50)], [of(7, 7), of(0)]])
    assert picture.quarters == ("Q4 2026", "Q1 2027")
    assert [group.title for group in picture.table] == [*TITLES[:2], "All categories"]
    first, _, every = picture.table
    assert [(row.title, *row.amounts, row.total) for row in first.rows] == [
        ("Need", "€100.10", "€50.00", "€150.10"),
        ("Committed", "€40.05", "–", "€40.05"),
        ("Probable", "€20.00", "–", "€20.00"),
        ("Gap", "€40.05", "€50.00", "€90.05"),
    ]
    assert [row.total for row in every.rows] == ["€157.10", "€47.05", "€20.00", "€90.05"]


def test_amounts_that_do_not_fit_are_told_in_thousands_and_never_as_nothing() -> None:
    texts = [each.text for each in strip([[of(1_234_567, 1_234_267), of(600_000, 600_000)]]).wide.texts]
    assert "1,235" in texts
    assert "gap <1" in texts
    assert "thousand EUR" in strip([[of(1_234_567)]]).frame.measure
    assert "Need in EUR" in strip([[of(1_234)]]).frame.measure


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_quarter_is_named_without_its_year(code: str) -> None:
    said = {short_quarter(date(2027, month, 1), language(code)) for month in (1, 4, 7, 10)}
    assert len(said) == 4
    assert not any("2027" in each or each != each.strip() for each in said)
