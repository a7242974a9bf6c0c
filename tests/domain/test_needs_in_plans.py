"""A needs assessment in a plan: grounds of its figures, and results that are taken over, follow it, or stay as made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.needs.calculation import Area
from roadmap.domain.needs.scenario_edits import with_choice, with_scenario, without_scenario
from roadmap.domain.needs.takeover import TakeoverDraft, outcomes_of, unlinked, with_takeover
from tests.domain.plans import plan_of
from tests.needs import BOARDS, BOOK, GROUND, MODEL, NO_GROUND, SCENARIO_ID, draft

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from roadmap.domain.services import Service

OTHER_ID: Final = UUID(int=4712)
TODAY: Final = date(2026, 11, 25)
TOWN: Final = (Area(name="Town", people=3706), Area(name="Island", people=194))


def plan() -> Plan:
    return replace(plan_of(), currency="GBP", drivers={})


def assessed(held: Plan | None = None, **typed: Any) -> Plan:  # noqa: ANN401
    return with_scenario(held or plan(), BOOK, draft(**({"areas": TOWN} | typed)), GROUND, SCENARIO_ID)


def taken(held: Plan, scenario_id: UUID = SCENARIO_ID, **typed: Any) -> Plan:  # noqa: ANN401
    wanted = TakeoverDraft(**{"opens": held.start, "due": held.end} | typed)
    return with_takeover(held, BOOK, scenario_id, wanted, by="Country lead", today=TODAY).plan


def faults_of(error: pytest.ExceptionInfo[RuleBrokenError]) -> list[tuple[str, str]]:
    return [(each.field, each.message.key) for each in error.value.faults]


def service(held: Plan, title: str = "Town") -> Service:
    return next(each for each in held.services if each.title == title)


def with_posts(held: Plan, posts: str, title: str = "Town") -> Plan:
    """The plan in which somebody gave a service other posts."""
    made = replace(service(held, title), specialists=Decimal(posts), basis=GROUND.basis)
    return replace(held, services=tuple(made if each.title == title else each for each in held.services))


def test_published_areas_with_usual_figures_need_no_reason() -> None:
    made = with_scenario(plan(), BOOK, draft(), NO_GROUND, SCENARIO_ID)
    assert made.needs
    assert made.needs.by
    assert made.needs.by.areas_basis.kind == "published"
    assert made.needs.by.assessed.total.posts == 104
    assert made.needs.by.values.span.basis.kind == "derived"


def test_a_changed_figure_and_own_areas_need_their_reason() -> None:
    for typed in ({"coverage": Decimal(30)}, {"areas": TOWN}):
        with pytest.raises(RuleBrokenError) as refused:
            with_scenario(plan(), BOOK, draft(**typed), NO_GROUND, SCENARIO_ID)
        assert faults_of(refused) == [("ground_reason", "ground.reason_missing")]
    made = with_scenario(plan(), BOOK, draft(coverage=Decimal(30)), GROUND, SCENARIO_ID).needs
    assert made
    assert made.by
    assert made.by.values.coverage.basis == GROUND.basis
    assert made.by.values.share_in_work.basis.kind == "published"


def test_a_figure_set_back_to_the_playbooks_stands_on_its_ground_again() -> None:
    held = assessed(areas=BOARDS, coverage=Decimal(30))
    back = with_scenario(held, BOOK, draft(), NO_GROUND, SCENARIO_ID)
    assert back.needs
    assert back.needs.by
    assert back.needs.by.values.coverage.basis.kind == "published"


def test_a_benchmark_set_fills_in_what_nobody_changed() -> None:
    held = assessed(areas=BOARDS, coverage=Decimal(30))
    wanted = draft(coverage=Decimal(30), benchmarks="mainstream-contract")
    made = with_scenario(held, BOOK, wanted, NO_GROUND, SCENARIO_ID).needs
    assert made
    assert made.by
    values = made.by.values
    assert [values.coverage.value, values.clients_per_specialist.value, values.cost_per_client.value] == [30, 50, 2000]
    assert made.by.costing == "client"
    assert values.coverage.basis == GROUND.basis


def test_costs_in_another_currency_are_somebodys_own() -> None:
    held = replace(plan(), currency="CZK")
    with pytest.raises(RuleBrokenError) as refused:
        with_scenario(held, BOOK, draft(currency="CZK"), GROUND, SCENARIO_ID)
    assert faults_of(refused) == [
        ("cost_per_specialist", "needs.other_currency"),
        ("cost_per_leader", "needs.other_currency"),
    ]
    own = draft(currency="CZK", cost_per_specialist=Decimal(900_000), cost_per_leader=Decimal(1_100_000))
    made = taken(with_scenario(held, BOOK, own, GROUND, SCENARIO_ID))
    assert {each.unit_cost for each in made.budget} == {900_000, 1_100_000}


def test_results_become_services_lines_targets_and_sizes() -> None:
    made = taken(assessed())
    assert [(each.title, each.specialists, each.leaders) for each in made.services] == [
        ("Town", Decimal("6.5"), Decimal(1)),
        ("Island", Decimal("0.5"), Decimal("0.5")),
    ]
    assert len(made.budget) == 4
    line = made.budget[0]
    assert [line.quantity, line.unit_cost] == [Decimal("6.5"), 43_000]
    assert (str(line.driver), line.category) == ("specialists", "specialist-posts")
    assert line.service_id == service(made).id
    assert {each.indicator: each.value for each in made.targets} == {
        "people-reached": 263,
        "job-starts": 112,
        "specialists-in-post": 7,
    }
    assert made.drivers == {"specialists": 7, "leaders": 2, "services": 2, "clients": 263}
    grounds = [each.basis for each in made.services] + [each.basis for each in made.budget]
    for basis in [*grounds, *(each.basis for each in made.targets)]:
        assert basis.kind == "derived"
        assert "Needs assessment" in basis.formula
    assert made.needs
    assert made.needs.takeover
    assert len(made.needs.takeover.items) == 2 + 4 + 3 + 4


def test_taking_over_twice_changes_nothing() -> None:
    once = taken(assessed())
    assert taken(once) == once
    assert {each.fate for each in outcomes_of(once, BOOK)} == {"same"}


def test_what_was_taken_over_follows_its_scenario() -> None:
    once = taken(assessed())
    after = with_scenario(once, BOOK, draft(areas=TOWN, coverage=Decimal(50)), GROUND, SCENARIO_ID)
    assert service(after).specialists == Decimal("12.5")
    assert [each.id for each in after.services] == [each.id for each in once.services]
    assert after.budget[0].quantity == Decimal("12.5")
    assert after.drivers["specialists"] > once.drivers["specialists"]


def test_what_somebody_changed_by_hand_stays_until_it_is_named() -> None:
    own = with_posts(taken(assessed()), "8")
    after = with_scenario(own, BOOK, draft(areas=TOWN, coverage=Decimal(50)), GROUND, SCENARIO_ID)
    assert service(after).specialists == 8
    assert service(after).basis == GROUND.basis
    assert {each.name for each in outcomes_of(after, BOOK) if each.fate == "kept"} == {"service:Town"}
    later = with_scenario(after, BOOK, draft(areas=TOWN, coverage=Decimal(40)), GROUND, SCENARIO_ID)
    assert service(later).specialists == 8
    named = taken(later, overwrite=frozenset({"service:Town"}))
    assert service(named).specialists == 10
    assert {each.fate for each in outcomes_of(named, BOOK)} == {"same"}


def test_what_somebody_took_out_stays_out_until_it_is_named() -> None:
    once = taken(assessed())
    gone = replace(once, budget=tuple(each for each in once.budget if each.title != "Team leadership: Town"))
    after = with_scenario(gone, BOOK, draft(areas=TOWN, coverage=Decimal(50)), GROUND, SCENARIO_ID)
    assert len(after.budget) == 3
    assert {each.name for each in outcomes_of(after, BOOK) if each.fate == "gone"} == {"leaders:Town"}
    assert len(taken(after, overwrite=frozenset({"leaders:Town"})).budget) == 4


def test_an_area_that_goes_takes_with_it_what_nobody_touched() -> None:
    once = taken(assessed())
    after = with_scenario(once, BOOK, draft(areas=TOWN[:1]), GROUND, SCENARIO_ID)
    assert [each.title for each in after.services] == ["Town"]
    assert len(after.budget) == 2
    touched = with_scenario(with_posts(once, "3", "Island"), BOOK, draft(areas=TOWN[:1]), GROUND, SCENARIO_ID)
    assert [each.title for each in touched.services] == ["Town", "Island"]
    assert service(touched, "Island").specialists == 3


def test_a_service_of_the_same_name_is_not_doubled_and_keeps_its_posts() -> None:
    before = replace(with_posts(taken(assessed()), "5"), budget=(), targets=(), needs=None)
    after = taken(assessed(before))
    assert [each.title for each in after.services] == ["Town", "Island"]
    assert service(after).specialists == 5
    assert after.budget[0].service_id == service(after).id
    assert service(taken(assessed(before), overwrite=frozenset({"service:Town"}))).specialists == Decimal("6.5")


def test_another_currency_needs_a_rate_and_its_source() -> None:
    held = assessed(replace(plan(), currency="EUR"))
    with pytest.raises(RuleBrokenError) as refused:
        taken(held)
    assert faults_of(refused) == [("rate", "needs.rate_missing"), ("rate_source", "needs.rate_source")]
    made = taken(held, rate=Decimal("1.15"), rate_source="European Central Bank, 20 November 2026")
    assert made.budget[0].unit_cost == Decimal("49450.00")
    assert made.needs
    assert made.needs.takeover
    assert made.needs.takeover.rate_basis
    assert made.needs.takeover.rate_basis.reason.startswith("European Central Bank")


def test_costs_by_person_become_one_line_an_area() -> None:
    made = taken(assessed(benchmarks="engagement-cost"))
    assert [(each.driver, each.quantity, each.unit_cost) for each in made.budget] == [
        ("clients", Decimal(250), Decimal(1300)),
        ("clients", Decimal(13), Decimal(1300)),
    ]


def test_a_scenario_that_was_taken_over_stays_until_the_link_is_cut() -> None:
    held = taken(assessed())
    with pytest.raises(RuleBrokenError) as refused:
        without_scenario(held, SCENARIO_ID)
    assert faults_of(refused) == [("", "needs.taken_over")]
    cut = unlinked(held)
    assert (cut.services, cut.budget) == (held.services, held.budget)
    assert without_scenario(cut, SCENARIO_ID).needs is None


def test_the_plan_goes_by_the_scenario_that_is_chosen() -> None:
    two = with_scenario(assessed(), BOOK, draft(title="Half", coverage=Decimal(50), areas=TOWN), GROUND, OTHER_ID)
    assert two.needs
    assert two.needs.chosen_id == SCENARIO_ID
    chosen = with_choice(two, OTHER_ID)
    assert chosen.needs
    assert chosen.needs.by
    assert chosen.needs.by.title == "Half"
    left = without_scenario(chosen, OTHER_ID).needs
    assert left
    assert left.chosen_id == SCENARIO_ID
    with pytest.raises(RuleBrokenError):
        with_choice(two, UUID(int=1))


def test_titles_are_told_apart_and_values_lie_in_their_ranges() -> None:
    with pytest.raises(RuleBrokenError) as refused:
        with_scenario(assessed(), BOOK, draft(title="a QUARTER", coverage=Decimal("0.25"), areas=()), GROUND, OTHER_ID)
    assert faults_of(refused) == [
        ("title", "needs.title_taken"),
        ("areas", "needs.no_area"),
        ("coverage", "needs.fraction"),
    ]


def test_the_model_names_places_that_the_playbook_has() -> None:
    places = MODEL.results
    assert {places.specialists, places.leaders} <= {each.key for each in BOOK.cost_categories}
