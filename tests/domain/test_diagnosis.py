"""The diagnosis: fits between 0 and 100 with their grounds, how sure they are, and what is said of the barriers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.diagnosis import Diagnosis, GivenAnswer, fits, from_context, recommended
from roadmap.domain.diagnosis_risks import assessed_barriers, with_diagnosis
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.provenance import Provenance
from roadmap.domain.questionnaires import CountryContext
from roadmap.domain.samples import SamplePlan
from roadmap.playbook_files import load_samples, playbooks
from tests.domain.plans import NOW, WEEKDAYS

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan

BOOK: Final = playbooks()[0]
ASKED: Final = BOOK.diagnosis
ROUTES: Final = tuple(route.key for route in BOOK.routes)
REPORTED: Final = Provenance(kind="reported", by="Country lead", on=date(2026, 11, 25), reason="Team meeting")

ANSWERS = st.fixed_dictionaries(
    {},
    optional={each.key: st.sampled_from([option.key for option in each.options]) for each in ASKED.questions},
)


def score(chosen: dict[str, str], route: str) -> int:
    return next(each.score for each in fits(ASKED, chosen, ROUTES) if each.route == route)


@pytest.mark.parametrize("context", ASKED.contexts, ids=lambda each: each.key)
def test_the_published_context_of_a_country_leads_to_the_routes_that_it_took(context: CountryContext) -> None:
    ranked = fits(ASKED, from_context(context).chosen, ROUTES)
    assert recommended(ASKED, ranked) == context.routes


@pytest.mark.parametrize("sample", load_samples("ips"), ids=lambda each: each.key)
def test_the_sample_plans_follow_the_routes_of_their_countrys_context(sample: SamplePlan) -> None:
    context = ASKED.context_of(sample.country)
    assert context is None or context.routes == sample.routes
    assert (context is None) == (sample.key == "scotland")


def test_every_question_asks_about_something_and_every_barrier_is_asked_about() -> None:
    told = {effect.barrier for each in ASKED.questions for option in each.options for effect in option.barriers}
    assert told == {each.key for each in BOOK.barriers}
    for question in ASKED.questions:
        decided = {weight.route for option in question.options for weight in option.weights}
        assert decided, question.key


@given(chosen=ANSWERS)
def test_fits_lie_between_0_and_100_and_the_best_comes_first(chosen: dict[str, str]) -> None:
    ranked = fits(ASKED, chosen, ROUTES)
    assert {each.route for each in ranked} == set(ROUTES)
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    for each in ranked:
        assert 0 <= each.score <= 100
        assert 0 <= each.certainty <= 100
        points = sum(ground.weight.points for ground in (*each.grounds_for, *each.grounds_against))
        assert points == each.points
        assert each.least <= each.points <= each.most


@given(chosen=ANSWERS)
def test_the_order_of_answers_and_of_routes_decides_nothing_but_ties(chosen: dict[str, str]) -> None:
    turned = dict(reversed(chosen.items()))
    assert fits(ASKED, turned, ROUTES) == fits(ASKED, chosen, ROUTES)
    backwards = {each.route: each for each in fits(ASKED, chosen, ROUTES[::-1])}
    assert backwards == {each.route: each for each in fits(ASKED, chosen, ROUTES)}


@given(chosen=ANSWERS, data=st.data())
def test_one_more_answer_makes_no_fit_less_sure_and_a_better_one_lowers_none(
    chosen: dict[str, str], data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from(ASKED.questions))
    route = data.draw(st.sampled_from(ROUTES))
    before = {each.route: each for each in fits(ASKED, chosen, ROUTES)}
    points = {
        option.key: sum(weight.points for weight in option.weights if weight.route == route)
        for option in question.options
    }
    best, worst = max(points, key=lambda key: points[key]), min(points, key=lambda key: points[key])
    assert score({**chosen, question.key: worst}, route) <= score({**chosen, question.key: best}, route)
    after = {each.route: each for each in fits(ASKED, {**chosen, question.key: best}, ROUTES)}
    assert after[route].score >= before[route].score
    if question.key not in chosen:
        assert all(after[key].certainty >= before[key].certainty for key in ROUTES)


@given(chosen=ANSWERS, unknown=st.text(max_size=20))
def test_answers_that_nobody_asked_for_count_as_none(chosen: dict[str, str], unknown: str) -> None:
    assert fits(ASKED, {**chosen, f"?{unknown}": "x"}, ROUTES) == fits(ASKED, chosen, ROUTES)
    question = ASKED.questions[0].key
    without = {key: value for key, value in chosen.items() if key != question}
    assert fits(ASKED, {**without, question: f"?{unknown}"}, ROUTES) == fits(ASKED, without, ROUTES)


def test_without_an_answer_every_route_stands_half_way_and_none_is_recommended() -> None:
    ranked = fits(ASKED, {}, ROUTES)
    assert {each.certainty for each in ranked} == {0}
    assert {each.points for each in ranked} == {0}
    assert recommended(ASKED, ranked) == ()
    assert recommended(ASKED, ()) == ()


def test_all_questions_answered_leave_nothing_unsure() -> None:
    first = {each.key: each.options[0].key for each in ASKED.questions}
    assert {each.certainty for each in fits(ASKED, first, ROUTES)} == {100}


def test_two_routes_are_recommended_only_where_they_go_together_and_fit_nearly_as_well() -> None:
    chosen = from_context(next(each for each in ASKED.contexts if each.key == "spain")).chosen
    assert recommended(ASKED, fits(ASKED, chosen, ROUTES)) == ("learning-community", "government-expansion")
    far = {**chosen, "funding": "outside"}
    assert recommended(ASKED, fits(ASKED, far, ROUTES)) == ("learning-community",)


def made(route: str) -> Plan:
    around = Circumstances(new_id=uuid4, now=NOW, portfolio_id=UUID(int=0), slug="trial", calendar=WEEKDAYS)
    draft = PlanDraft(title="Trial", routes=(route,), country="HR", start=date(2027, 3, 1), months=24)
    return instantiate(BOOK, draft, around)


def given_answers(**chosen: str) -> Diagnosis:
    answers = tuple(
        GivenAnswer(question=key.replace("_", "-"), option=option, basis=REPORTED) for key, option in chosen.items()
    )
    return Diagnosis(answers=answers)


def test_an_answer_fills_in_its_barrier_and_says_who_answered() -> None:
    plan = made("pilot")
    diagnosis = given_answers(funding="agreed")
    risks = with_diagnosis(plan.risks, assessed_barriers(ASKED, diagnosis))
    before = {each.barrier: each for each in plan.risks}
    after = {each.barrier: each for each in risks}
    option = ASKED.option("funding", "agreed")
    assert option
    effect = option.barriers[0]
    risk = after["funding"]
    assert (risk.likelihood, risk.impact, risk.trend) == (effect.likelihood, effect.impact, effect.trend)
    assert (risk.situation, risk.basis) == (effect.situation, REPORTED)
    assert risk.id == before["funding"].id
    assert risk.response == before["funding"].response
    assert {key: after[key] for key in after if key != "funding"} == {
        key: before[key] for key in before if key != "funding"
    }


def test_what_milestones_take_off_a_barrier_they_still_take_off_but_never_below_one() -> None:
    plan = made("pilot")
    diagnosis = given_answers(**{each.key.replace("-", "_"): each.options[-1].key for each in ASKED.questions})
    before = {each.barrier: each for each in plan.risks}
    for risk in with_diagnosis(plan.risks, assessed_barriers(ASKED, diagnosis)):
        known = before[risk.barrier]
        lowered = known.likelihood - known.residual_likelihood
        assert risk.residual_likelihood == max(1, risk.likelihood - lowered)
        assert risk.residual_impact == risk.impact


def test_of_two_answers_about_one_barrier_the_graver_counts_and_of_equals_the_first() -> None:
    found = assessed_barriers(ASKED, given_answers(fidelity="good", workforce="unfunded"))
    assert found["training-and-quality"].answer.question == "workforce"
    found = assessed_barriers(ASKED, given_answers(workforce="unfunded", fidelity="good"))
    assert found["training-and-quality"].answer.question == "workforce"
    found = assessed_barriers(ASKED, given_answers(workforce="host-team", fidelity="nothing"))
    assert found["training-and-quality"].answer.question == "fidelity"
    assert assessed_barriers(ASKED, given_answers(fidelity="?", nothing="asked")) == {}
