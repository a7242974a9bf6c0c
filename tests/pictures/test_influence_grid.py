"""Stakeholders on the grid: placed by their levels, named where there is room, told again in the table."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.terms import Stance
from roadmap.pictures.influence_grid import GridStakeholder, InfluenceInput, InfluencePicture, influence_grid
from tests.pictures.drawings import ENGLISH, drawing, length, overlaps, parsed, render, text_boxes
from tests.pictures.plans import figure


def stakeholder(
    number: int = 1,
    name: str = "Ministry",
    *,
    at: tuple[int, int] = (4, 5),
    stance: Stance = "neutral",
    wanted: Stance = "supports",
) -> GridStakeholder:
    """A stakeholder at an interest and an influence."""
    return GridStakeholder(
        number=number, name=name, href="/s/1", interest=at[0], influence=at[1], stance=stance, wanted=wanted
    )


def picture(*stakeholders: GridStakeholder) -> InfluencePicture:
    """The grid in English."""
    return influence_grid(InfluenceInput(figure=figure("grid"), stakeholders=stakeholders), ENGLISH)


@st.composite
def groups(draw: st.DrawFn) -> tuple[GridStakeholder, ...]:
    """Up to fourteen stakeholders anywhere, of any stance."""
    level, stance = st.integers(1, 5), st.sampled_from(get_args(Stance))
    name = st.text(alphabet="abcW é", min_size=1, max_size=30)
    return tuple(
        stakeholder(index + 1, draw(name), at=(draw(level), draw(level)), stance=draw(stance), wanted=draw(stance))
        for index in range(draw(st.integers(1, 14)))
    )


@settings(max_examples=25)
@given(groups())
def test_names_stand_on_nothing_at_any_width(stakeholders: tuple[GridStakeholder, ...]) -> None:
    wide = drawing(parsed(render("influence_grid", "influence_grid", picture(*stakeholders))), "only-wide")
    for mark in wide.findall("svg"):
        wide.remove(mark)
    for width in (1000, 1152):
        assert overlaps(text_boxes(wide, width)) == []


@settings(max_examples=25)
@given(groups())
def test_everything_lies_within_the_drawing(stakeholders: tuple[GridStakeholder, ...]) -> None:
    made = picture(*stakeholders)
    for mark in made.marks:
        assert 20 + 12 <= length(mark.x, 288) <= 288 - 12
        assert 12 <= float(mark.y) <= float(made.bottom) - 12


def test_more_interest_stands_further_right_and_more_influence_higher() -> None:
    low, high = picture(stakeholder(1, at=(2, 2)), stakeholder(2, at=(4, 4))).marks
    assert length(low.x, 100) < length(high.x, 100)
    assert float(low.y) > float(high.y)


def test_in_a_crowd_names_stand_where_they_have_room_and_the_others_are_listed_by_number() -> None:
    long = "The national organisation of all that have a name too long for any place "
    crowd = (*(stakeholder(number, f"{long * 2}{number}", at=(4, 4)) for number in range(1, 9)), stakeholder(9))
    made = picture(*crowd)
    assert [label.text for label in made.labels] == ["Ministry"]
    assert [row.number for row in made.table if row.is_named] == ["9"]
    listed = next(
        each
        for each in parsed(render("influence_grid", "influence_grid", made)).iter("ul")
        if "number" in (each.get("aria-label") or "")
    )
    hidden = ["".join(each.itertext()) for each in listed if each.get("class") == "only-narrow"]
    assert (listed.get("class"), len(listed), hidden) == ("key", 9, ["9Ministry"])


def test_who_is_named_in_the_drawing_is_listed_on_phones_only() -> None:
    made = picture(stakeholder(1), stakeholder(2, "Union", at=(2, 2)))
    assert made.is_all_named
    assert '<ul class="key only-narrow"' in render("influence_grid", "influence_grid", made)


def test_an_arrow_leads_to_the_stance_that_is_wanted_and_on_phones_a_ring_says_that_there_is_one() -> None:
    made = picture(stakeholder(1, wanted="champions"), stakeholder(2, at=(2, 2), stance="supports"))
    assert [mark.wanted for mark in made.marks] == ["champions", ""]
    assert "champions" in dict(made.stances)
    tree = parsed(render("influence_grid", "influence_grid", made))
    wide, narrow = (drawing(tree, css).findall("svg") for css in ("only-wide", "only-narrow"))
    assert [[shape.tag for shape in mark.findall("g/*")] for mark in wide] == [["rect"], []]
    assert [[shape.get("class") for shape in mark.findall("circle")] for mark in narrow] == [
        ["f-paper", "s-ink", "s-acc"],
        ["f-ink"],
    ]
    assert [(row.stance, row.wanted) for row in made.table] == [("neutral", "champions"), ("supports", "")]


def test_the_place_says_what_to_do() -> None:
    places = ((5, 5), (1, 5), (5, 1), (1, 1))
    made = picture(*(stakeholder(index, at=at) for index, at in enumerate(places, 1)))
    assert [row.place for row in made.table] == ["manage closely", "keep satisfied", "keep informed", "monitor"]


def test_every_stance_has_a_shape_of_its_own_and_a_word() -> None:
    stances: tuple[Stance, ...] = get_args(Stance)
    made = picture(*(stakeholder(index, at=(index, 3), stance=each) for index, each in enumerate(stances, 1)))
    assert [word for _, word in made.stances] == ["champions", "supports", "neutral", "sceptical", "opposes"]
    assert len({render("_stance", "stance_shape", each) for each in stances}) == len(stances)


def test_texts_are_escaped() -> None:
    assert "<b>x" not in render("influence_grid", "influence_grid", picture(stakeholder(1, "<b>x")))
