"""The needs calculation: the published table given again, its rounding rules, and laws that hold for any input."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.needs.areas import areas_in_csv
from roadmap.domain.needs.calculation import Area, Inputs, assess, need_of, total_of
from roadmap.domain.needs.inputs import areas_of_reference, inputs_of, usual_inputs, value_faults
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.needs.published import beside_published
from roadmap.domain.needs.rounding import FTE, PEOPLE, POSTS
from roadmap.domain.needs.sensitivity import MEASURES, effects, ranked
from roadmap.i18n.numbers import read_numbers
from roadmap.playbook_files.loading import playbooks

BOOK = playbooks()[0]
assert BOOK.needs
MODEL: NeedsModel = BOOK.needs
SCOTLAND = MODEL.references[0]
BOARDS = areas_of_reference(SCOTLAND)
USUAL = usual_inputs(MODEL)
ENGLISH = partial(read_numbers, code="en")
FRENCH = partial(read_numbers, code="fr")
people = st.integers(min_value=0, max_value=10_000_000)
shares = st.decimals(min_value=1, max_value=100, places=2)


def with_values(inputs: Inputs, **values: Decimal) -> Inputs:
    own = {key.replace("_", "-"): value for key, value in values.items()}
    return replace(inputs, values={**inputs.values, **own})  # type: ignore[dict-item]


def test_the_published_table_of_the_14_boards_is_given_again() -> None:
    found = assess(BOARDS, USUAL)
    pairs = list(zip(SCOTLAND.areas, [need for _, need in found.areas], strict=True))
    assert len(pairs) == 14
    assert [each.eligible for each, _ in pairs] == [need.eligible for _, need in pairs]
    assert [each.posts for each, _ in pairs] == [need.posts for _, need in pairs]
    assert all(abs(each.outcomes - need.outcomes) <= 1 for each, need in pairs)
    off = [each.key for each, need in pairs if abs(each.cost - need.cost) > 1000]
    assert off == ["fife"]
    total = found.total
    assert [total.posts, total.outcomes, total.eligible] == [104, 1640, 16313]
    fife = dict(zip([each.key for each, _ in pairs], [need for _, need in pairs], strict=True))["fife"]
    half_a_leader = USUAL.values["cost-per-leader"] / 2
    assert fife.cost + half_a_leader == 380_000


def test_one_national_calculation_gives_102_posts_because_it_rounds_once() -> None:
    found = assess(BOARDS, USUAL)
    assert [found.national.posts, found.national.eligible] == [102, 16314]
    assert sum((need.specialists for _, need in found.areas), Decimal(0)) == found.national.specialists


def test_every_difference_to_what_is_published_has_its_reason() -> None:
    areas, total = beside_published(assess(BOARDS, USUAL), SCOTLAND, is_usual=True)
    why = {(each.area.key, one.figure): one.why for each in areas for one in each.differences}
    assert why == {
        ("ayrshire-and-arran", "outcomes"): "known",
        ("fife", "cost"): "known",
        ("fife", "outcomes"): "known",
        ("highland", "cost"): "printed-coarser",
        ("lothian", "cost"): "printed-coarser",
        ("tayside", "cost"): "printed-coarser",
    }
    assert total
    assert [(each.figure, each.why) for each in total.differences] == [("cost", "known")]


def test_with_other_parameters_figures_differ_because_of_them() -> None:
    areas, _ = beside_published(assess(BOARDS, with_values(USUAL, coverage=Decimal(50))), SCOTLAND, is_usual=False)
    assert {each.why for area in areas for each in area.differences} == {"other-inputs"}


def test_part_of_a_publication_stands_beside_it_without_a_total() -> None:
    areas, total = beside_published(assess(BOARDS[:3], USUAL), SCOTLAND, is_usual=True)
    assert (len(areas), total) == (3, None)


@pytest.mark.parametrize(
    ("exact", "half", "whole"), [("0", "0.5", 1), ("0.74", "0.5", 1), ("6.25", "6.5", 6), ("2.5", "2.5", 3)]
)
def test_posts_are_whole_and_at_least_one_and_fte_halves_and_at_least_a_half(exact: str, half: str, whole: int) -> None:
    assert [FTE(Decimal(exact)), POSTS(Decimal(exact))] == [Decimal(half), whole]


@given(exact=st.decimals(min_value=0, max_value=10**9, places=6))
def test_rounding_moves_a_figure_by_at_most_half_a_step(exact: Decimal) -> None:
    for rule in (FTE, POSTS, PEOPLE):
        found = rule(exact)
        assert found % rule.step == 0
        assert found >= rule.least
        assert abs(found - exact) <= rule.step / 2 or found == rule.least


@given(few=people, more=people, coverage=shares)
def test_more_people_never_need_less(few: int, more: int, coverage: Decimal) -> None:
    inputs = with_values(USUAL, coverage=coverage)
    low, high = need_of(min(few, more), inputs), need_of(max(few, more), inputs)
    assert low.eligible <= high.eligible
    assert low.to_reach <= high.to_reach
    assert low.fte <= high.fte
    assert low.posts <= high.posts
    assert low.leaders <= high.leaders
    assert low.cost <= high.cost
    assert low.outcomes <= high.outcomes


@given(count=people, one=shares, other=shares)
def test_a_higher_coverage_target_never_needs_less(count: int, one: Decimal, other: Decimal) -> None:
    low, high = (need_of(count, with_values(USUAL, coverage=each)) for each in sorted((one, other)))
    assert low.eligible == high.eligible
    assert (low.fte, low.posts, low.leaders, low.cost, low.outcomes) <= (
        high.fte,
        high.posts,
        high.leaders,
        high.cost,
        high.outcomes,
    )


@given(counts=st.lists(people, min_size=1, max_size=20))
def test_a_total_adds_what_its_areas_show(counts: list[int]) -> None:
    found = assess([Area(name=str(place), people=count) for place, count in enumerate(counts)], USUAL)
    assert found.total == total_of(need for _, need in found.areas)
    assert found.total.people == sum(counts)
    assert found.total.cost == sum(need.cost for _, need in found.areas)
    # Each area is rounded by itself, so that the sum is off one calculation by at most half a post an area, or by the
    # whole post that the smallest areas get.
    assert abs(found.total.posts - found.national.posts) <= len(counts)


@given(count=people)
def test_costs_by_person_and_by_outcome_follow_the_figures_that_are_shown(count: int) -> None:
    per_client = need_of(count, replace(USUAL, costing="client"))
    per_outcome = need_of(count, replace(USUAL, costing="outcome"))
    assert per_client.cost == per_client.to_reach * 1300
    assert per_outcome.cost == per_outcome.outcomes * 4400


def test_nine_lots_of_two_specialists_reach_900_clients() -> None:
    mainstream = MODEL.benchmarks("mainstream-contract")
    inputs = inputs_of(MODEL, mainstream, BOOK.benchmarks, {})
    exactly_900 = with_values(inputs, share_in_work=Decimal(0), share_interested=Decimal(100), coverage=Decimal(100))
    need = need_of(900, exactly_900)
    assert [need.posts, need.cost] == [18, 1_800_000]
    assert abs(need.outcomes - 300) <= 1


def test_every_parameter_says_where_it_comes_from() -> None:
    for each in MODEL.parameters:
        assert not each.basis.missing
        assert each.unit
        assert each.least <= each.value <= each.most
    fitted = {each.key for each in MODEL.parameters if each.basis.kind == "derived"}
    assert fitted == {"span", "cost-per-specialist", "cost-per-leader"}


def test_what_moves_the_answer_most_stands_first() -> None:
    found = effects(BOARDS, USUAL, MODEL)
    assert {each.parameter for each in found}.isdisjoint({"cost-per-client", "cost-per-outcome"})
    for measure in MEASURES:
        swings = [each.swing(measure) for each in ranked(found, measure)]
        assert swings == sorted(swings, reverse=True)
    assert ranked(found, "posts")[0].parameter == "share-interested"
    interested = next(each for each in found if each.parameter == "share-interested")
    assert interested.is_stated
    assert [interested.low, interested.high] == [30, 50]
    assert interested.at_high.posts > 104
    span = next(each for each in found if each.parameter == "span")
    assert not span.is_stated
    assert [span.low, span.high] == [Decimal("4.725"), Decimal("5.775")]


def faults_of(content: str | bytes, read: object = ENGLISH) -> list[tuple[str, dict[str, object]]]:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(RuleBrokenError) as refused:
        areas_in_csv(raw, read)  # type: ignore[arg-type]
    return [(each.message.key, dict(each.message.values)) for each in refused.value.faults]


def test_a_file_is_read_whatever_separates_its_columns() -> None:
    wanted = (Area(name="Fife", people=3706), Area(name="Île-de-France", people=12))
    for text in (
        "area,people_in_contact\nFife,3706\nÎle-de-France,12\n",
        "people_in_contact;area\r\n3706;Fife\r\n\r\n12;Île-de-France",
        "\ufeffarea\tpeople_in_contact\nFife\t3706\nÎle-de-France\t12\n",
        'Area,People_in_contact\nFife,"3,706"\n"Île-de-France ",12\n',
    ):
        assert areas_in_csv(text.encode(), ENGLISH) == wanted
        assert areas_in_csv(text.removeprefix("\ufeff").encode("utf-16"), ENGLISH) == wanted
    assert areas_in_csv("area;people_in_contact\nFife;3\u202f706\nÎle-de-France;12".encode(), FRENCH) == wanted


def test_every_bad_cell_is_told_with_its_line_and_column() -> None:
    bad = 'area,people_in_contact\nA,3654\na ,"1.234,56"\n=B,-3\nC,NaN\nD,1e400\n,\u0661\nE,2.5\n@F,9999999999\n'
    told = faults_of(bad)
    assert {key for key, _ in told} == {"csv.cell"}
    places = [(values["line"], values["column"], values["what"].key) for _, values in told]  # type: ignore[attr-defined]
    assert places == [
        ("3", "area", "needs.area_twice"),
        ("3", "people_in_contact", "number.unreadable"),
        ("4", "area", "needs.area_formula"),
        ("4", "people_in_contact", "amount.negative"),
        ("5", "people_in_contact", "number.unreadable"),
        ("6", "people_in_contact", "number.unreadable"),
        ("7", "area", "needs.area_missing"),
        ("7", "people_in_contact", "number.unreadable"),
        ("8", "people_in_contact", "needs.people_whole"),
        ("9", "area", "needs.area_formula"),
        ("9", "people_in_contact", "needs.people_most"),
    ]


def test_numbers_in_the_other_languages_separators_are_refused() -> None:
    assert [each["what"].key for _, each in faults_of("area;people_in_contact\nA;1,234.00", FRENCH)] == [  # type: ignore[attr-defined]
        "number.unreadable"
    ]
    assert [each["what"].key for _, each in faults_of("area;people_in_contact\nA;1.234", ENGLISH)] == [  # type: ignore[attr-defined]
        "needs.people_whole"
    ]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"area,people\nFife,1\n", "csv.column_missing"),
        (b"Fife,1\n", "csv.column_missing"),
        (b"area,people_in_contact,note\nFife,1,\n", "csv.columns"),
        (b"area,people_in_contact,area\nFife,1,\n", "csv.column_twice"),
        (b"area,people_in_contact\n" + b"Fife,1\n" * 501, "needs.too_many_areas"),
        (b"", "csv.empty"),
        (b"area,people_in_contact\n", "needs.no_area"),
        ("area,people_in_contact\nÄ,1\n".encode("latin-1"), "csv.encoding"),
        (b"area,people_in_contact\nF\x00,1\n", "csv.encoding"),
        (b"area,people_in_contact\nFife,1,2\n", "csv.row"),
        (b'area,people_in_contact\n"Fife,1\n', "csv.unreadable"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_why(content: bytes, key: str) -> None:
    assert faults_of(content)[-1][0] == key


@given(content=st.binary(max_size=200))
def test_no_file_makes_a_traceback(content: bytes) -> None:
    for tried in (content, b"area,people_in_contact\n" + content):
        with suppress(RuleBrokenError):
            assert areas_in_csv(tried, ENGLISH)


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("coverage", "0.25", "needs.fraction"),
        ("coverage", "101", "needs.range"),
        ("span", "0", "needs.range"),
        ("cost-per-specialist", "43000.123", "amount.too_fine"),
        ("span", "5.123456", "count.range"),
        ("share-in-work", "0", ""),
        ("share-in-work", "-1", "needs.range"),
    ],
)
def test_a_parameter_lies_where_it_means_something(key: str, value: str, wrong: str) -> None:
    found = value_faults("f", MODEL.parameter(key), Decimal(value), "GBP")
    assert [each.message.key for each in found] == ([wrong] if wrong else [])
