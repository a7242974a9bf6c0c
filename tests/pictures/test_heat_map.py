"""Risks on the map: banded as the domain judges them, with what is left of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.risks import HIGH, MEDIUM
from roadmap.pictures.heat_map import HeatInput, HeatPicture, HeatRisk, band, heat_map
from tests.pictures.drawings import ENGLISH, length, parsed, render
from tests.pictures.plans import figure

LEVEL = st.integers(1, 5)


def risk(number: int = 1, *, now: tuple[int, int] = (4, 4), left: tuple[int, int] | None = (2, 3)) -> HeatRisk:
    """A risk at a likelihood and an impact, now and when its response works."""
    return HeatRisk(
        number=number,
        title=f"Risk {number}",
        href="/risks/1",
        likelihood=now[0],
        impact=now[1],
        residual_likelihood=left[0] if left else None,
        residual_impact=left[1] if left else None,
    )


def picture(*risks: HeatRisk) -> HeatPicture:
    """The map in English."""
    return heat_map(HeatInput(figure=figure("heat"), risks=risks), ENGLISH)


@given(LEVEL, LEVEL)
def test_bands_are_those_of_the_domain(likelihood: int, impact: int) -> None:
    score = likelihood * impact
    assert band(likelihood, impact) == ("high" if score >= HIGH else "medium" if score >= MEDIUM else "low")


@given(st.lists(st.tuples(st.tuples(LEVEL, LEVEL), st.tuples(LEVEL, LEVEL)), max_size=12))
def test_marks_lie_within_the_map(levels: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    made = picture(*(risk(index, now=now, left=left) for index, (now, left) in enumerate(levels, 1)))
    for mark in made.marks:
        assert 20 + 10 <= length(mark.x, 288) <= 288 - 10
        assert 10 <= float(mark.y) <= float(made.bottom) - 10
    assert len(made.moves) == sum(1 for now, left in levels if now != left)


def test_what_is_left_is_hollow_and_joined_to_what_is_now() -> None:
    made = picture(risk())
    assert [(mark.number, mark.is_residual) for mark in made.marks] == [("1", False), ("1", True)]
    now, left = made.marks
    move = made.moves[0]
    assert (move.x1, move.y1, move.x2, move.y2) == (now.x, now.y, left.x, left.y)


def test_a_risk_without_a_response_has_one_mark_and_a_dash() -> None:
    made = picture(risk(left=None))
    assert len(made.marks) == 1
    assert (made.table[0].residual, made.table[0].residual_band) == ("–", "–")


def test_every_band_is_named_on_the_map_in_the_key_and_in_the_table() -> None:
    made = picture(risk(now=(5, 5), left=(1, 1)))
    assert sorted(cell.word for cell in made.cells if cell.word) == ["high", "low", "medium"]
    assert all(band_name == word for cell in made.cells if (word := cell.word) for band_name in [cell.band])
    assert [word for _, word in made.bands] == ["high", "medium", "low"]
    assert (made.table[0].band, made.table[0].residual_band) == ("high", "low")


def test_the_patterns_belong_to_this_map_alone() -> None:
    tree = parsed(render("heat_map", "heat_map", picture(risk())))
    assert {each.get("id") for each in tree.iter("pattern")} == {"heat-high", "heat-medium"}
