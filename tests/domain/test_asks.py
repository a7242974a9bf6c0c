"""The ask list: what is not firm yet and what is missing, each once, by the day on which it is asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.asks import asks
from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import cover
from roadmap.domain.funding import in_all, probable
from tests.domain.coverage.plans import END, START, any_plan, cost, money, plan, playbook, source

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan

TODAY: Final = date(2027, 2, 10)
plans = st.integers(0, 10**6).map(any_plan)
days = st.dates(min_value=date(2026, 10, 1), max_value=date(2029, 3, 1))


@given(plans, days)
def test_every_amount_that_is_not_firm_is_asked_for_once_and_so_is_every_gap_that_is_left(
    held: Plan, today: date
) -> None:
    found = asks(held, playbook(), today)
    asked = [each.commitment for each in found if each.commitment]
    assert sorted(each.id for each in asked) == sorted(each.id for each in held.commitments if not each.is_firm)
    assert in_all(asked) == probable(held.commitments)
    coverage = cover(held, playbook(), with_probable=True)
    ahead = [each for each in coverage.quarters if each >= quarter_of(today)]
    missing = sum((coverage.by_quarter[each].gap for each in ahead), Decimal(0))
    assert in_all(each for each in found if not each.commitment) == missing
    gaps = [each.categories for each in found if not each.commitment]
    assert len(set(gaps)) == len(gaps)


@given(plans, days)
def test_the_list_is_in_the_order_of_days_and_what_has_no_day_comes_last(held: Plan, today: date) -> None:
    order = [each.by or date.max for each in asks(held, playbook(), today)]
    assert order == sorted(order)


@given(plans, days)
def test_only_sources_that_may_pay_are_asked(held: Plan, today: date) -> None:
    for ask in asks(held, playbook(), today):
        for payer in ask.sources:
            assert set(ask.categories) <= set(payer.may_pay) - set(payer.may_not_pay)


def test_what_nobody_pays_is_asked_of_the_payers_that_usually_pay_it_by_the_first_quarter_in_which_it_is_missing() -> (
    None
):
    held = plan(
        [cost("training", "100", START, END), cost("specialist-posts", "50", START, END)],
        [source(1, "specialist-posts")],
        [money(1, "600", stage="applied", probability=80, decides_on=date(2027, 1, 31))],
    )
    found = asks(held, playbook(), TODAY)
    (gap,) = [each for each in found if each.categories == ("training",)]
    assert (gap.sources, gap.by, gap.starts, gap.ends) == ((), START, START, END)
    assert gap.amount == Decimal(2400)
    assert gap.is_overdue(TODAY)
    assert {"foundation", "central-health"} <= {each.key for each in gap.kinds}
    (rest,) = [each for each in found if each.categories == ("specialist-posts",) and not each.commitment]
    assert [each.key for each in rest.sources] == ["source-1"]
    assert rest.amount == Decimal(600)


def test_quarters_that_are_over_are_asked_for_no_more() -> None:
    held = plan([cost("training", "100", START, END)])
    (gap,) = asks(held, playbook(), date(2028, 5, 20))
    assert (gap.by, gap.amount) == (date(2028, 4, 1), Decimal(900))
    assert asks(held, playbook(), date(2029, 1, 1)) == ()


def test_a_plan_whose_money_is_all_firm_asks_nobody() -> None:
    held = plan([cost("training", "100", START, END)], [source(1, "training")], [money(1, "2400")])
    assert asks(held, playbook(), TODAY) == ()
