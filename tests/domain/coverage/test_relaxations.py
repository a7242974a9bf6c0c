"""The changes that would close gaps, each tried on the whole plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.coverage import Relaxation, cover, relaxations
from roadmap.domain.coverage.relaxations import MOST_ASKS, MOST_TRIED
from roadmap.i18n import language
from tests.domain.coverage.plans import SERVICES, START, any_plan, cost, money, plan, playbook, source

if TYPE_CHECKING:
    from roadmap.domain.funding import FundingSource
    from roadmap.domain.plans import Plan

YEAR = date(2027, 12, 31)
TRAINING = cost("training", "100", START, YEAR)


def of_sources(subject: Plan) -> list[str]:
    return [said(each) for each in relaxations(subject, playbook()) if each.kind != "ask"]


def said(each: Relaxation) -> str:
    return language("en").say(each.said)


def test_a_restriction_that_hinders_is_named_with_what_lifting_it_would_close() -> None:
    spring = money(1, "500", starts=date(2027, 4, 1), ends=date(2027, 9, 30))
    assert of_sources(plan([TRAINING], [source(1, "specialist-posts")], [spring])) == [
        "If Source 1 were allowed to pay for “Training”, €500 of the gap would close: Q2 2027 to Q3 2027."
    ]


def test_what_is_forbidden_and_what_is_only_not_known_to_be_allowed_are_lifted_alike() -> None:
    barred = source(1, "specialist-posts", "training", may_not_pay=("training",))
    (found,) = of_sources(plan([TRAINING], [barred], [money(1, "1200")]))
    assert found.endswith("€1,200 of the gap would close: Q1 2027 to Q4 2027.")


def test_a_source_whose_money_is_all_used_elsewhere_would_close_nothing() -> None:
    budget = [TRAINING, cost("specialist-posts", "100", START, YEAR)]
    assert of_sources(plan(budget, [source(1, "specialist-posts")], [money(1, "1200")])) == []


def test_money_that_others_set_free_counts() -> None:
    """The first may pay only for posts, which the second pays too: freed of them, the second pays for training."""
    budget = [TRAINING, cost("specialist-posts", "100", START, YEAR)]
    sources = [source(1, "specialist-posts"), source(2, "evaluation", "specialist-posts")]
    found = of_sources(plan(budget, sources, [money(1, "1200"), money(2, "1200", of=2)]))
    assert "If Source 2 were allowed to pay for “Training”, €1,200 of the gap would close: Q1 2027 to Q4 2027." in found


def test_money_without_its_delay_or_from_an_earlier_day_is_told() -> None:
    late = money(1, "1200", starts=date(2027, 4, 1), delay=3)
    assert of_sources(plan([TRAINING], [source(1, "training")], [late])) == [
        "If the money of Source 1 were there from 1 Jan 2027 on, €600 of the gap would close: Q1 2027 to Q2 2027.",
        "If the money of Source 1 came without delay, €300 of the gap would close: Q2 2027.",
    ]


def test_money_that_might_be_spent_for_longer_is_told() -> None:
    short = money(1, "1200", ends=date(2027, 6, 30))
    assert of_sources(plan([TRAINING], [source(1, "training")], [short])) == [
        "If the money of Source 1 could be spent until 31 Dec 2027, €600 of the gap would close: Q3 2027 to Q4 2027."
    ]


def test_a_source_bound_to_its_services_is_told() -> None:
    bound = source(1, "training", service_ids=(SERVICES[0],))
    assert of_sources(plan([TRAINING], [bound], [money(1, "700")])) == [
        "If Source 1 paid for costs outside its services too, €700 of the gap would close: Q1 2027 to Q3 2027."
    ]


def test_money_that_is_not_decided_on_is_told_as_far_as_it_would_help() -> None:
    hoped = money(1, "5000", stage="applied", probability=20)
    assert of_sources(plan([TRAINING], [source(1, "training")], [hoped])) == [
        "If Source 1 committed the €5,000 still open, €1,200 of the gap would close: Q1 2027 to Q4 2027."
    ]


def test_without_any_source_new_money_is_what_is_left_to_ask_for() -> None:
    budget = [TRAINING, cost("specialist-posts", "200", date(2027, 7, 1), date(2027, 9, 30))]
    found = relaxations(plan(budget), playbook())
    assert [said(each) for each in found] == [
        "New money of €600 for “Employment specialists” would close its gap: Q3 2027.",
        "New money of €1,200 for “Training” would close its gap: Q1 2027 to Q4 2027.",
    ]
    assert all(each.source_id is None for each in found)


def test_a_plan_without_a_gap_needs_no_change() -> None:
    assert relaxations(plan([TRAINING], [source(1, "training")], [money(1, "1200")]), playbook()) == ()


@given(st.integers(0, 10**9), st.booleans())
def test_every_change_keeps_what_it_promises_and_there_are_not_too_many(seed: int, is_wide: bool) -> None:  # noqa: FBT001
    subject = any_plan(seed)
    gap = cover(subject, playbook(), with_probable=is_wide).total.gap
    found = relaxations(subject, playbook(), with_probable=is_wide)
    assert len(found) <= MOST_TRIED + MOST_ASKS
    own = [each.amount for each in found if each.kind != "ask"]
    assert own == sorted(own, reverse=True)
    for each in found:
        assert Decimal(0) < each.amount <= gap
        assert each.first <= each.last
        if each.kind == "category":
            sources = tuple(_freed(held, each) for held in subject.sources)
            freed = replace(subject, sources=sources)
            assert cover(freed, playbook(), with_probable=is_wide).total.gap == gap - each.amount
    if gap:
        assert any(each.kind == "ask" for each in found)
    asked = sum((each.amount for each in found if each.kind == "ask"), Decimal(0))
    assert asked == gap, "new money for each category closes all that is open"


def _freed(held: FundingSource, each: Relaxation) -> FundingSource:
    if held.id != each.source_id or not each.category:
        return held
    may_not = tuple(category for category in held.may_not_pay if category != each.category)
    return replace(held, may_pay=(*held.may_pay, each.category), may_not_pay=may_not)
