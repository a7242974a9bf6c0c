"""Which money goes where, and what the result says of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from roadmap.domain.coverage import Coverage, cover
from roadmap.i18n import language
from tests.domain.coverage.plans import END, SERVICES, START, cost, money, plan, playbook, source

Q1, Q2, Q3, Q4 = (date(2027, month, 1) for month in (1, 4, 7, 10))
YEAR = date(2027, 12, 31)


def gaps(found: Coverage) -> dict[date, Decimal]:
    return {quarter: each.gap for quarter, each in found.by_quarter.items() if each.gap}


def euros(*amounts: Decimal) -> list[int]:
    """Amounts without cents."""
    assert all(each == int(each) for each in amounts)
    return [int(each) for each in amounts]


def why(found: Coverage) -> list[str]:
    return [language("en").say(each.why) for each in found.unused]


def test_a_plan_paid_in_full_on_the_whole_and_not_in_its_first_half_year_has_gaps_in_those_quarters_alone() -> None:
    late = money(1, "1200", starts=date(2027, 7, 1), ends=YEAR)
    found = cover(plan([cost("training", "100", START, YEAR)], [source(1, "training")], [late]), playbook())
    assert found.total.need == late.amount
    assert gaps(found) == {Q1: 300, Q2: 300}
    assert found.lapsing == 600
    assert euros(*found.gaps_ahead(date(2027, 2, 14))) == [300, 300]
    assert euros(*found.gaps_ahead(date(2027, 5, 1))) == [300, 0]
    assert euros(*found.gaps_ahead(date(2026, 12, 31))) == [0, 300]


def test_money_goes_to_the_plans_first_category_first() -> None:
    budget = [cost("specialist-posts", "100", START, YEAR), cost("training", "50", START, YEAR)]
    able = [source(1, "specialist-posts", "training")]
    usual = cover(plan(budget, able, [money(1, "1300")]), playbook())
    assert usual.categories == ("specialist-posts", "training")
    assert {key: each.gap for key, each in usual.by_category.items()} == {"specialist-posts": 0, "training": 500}
    turned = cover(plan(budget, able, [money(1, "1300")], priorities=("training",)), playbook())
    assert turned.categories == ("training", "specialist-posts")
    assert {key: each.gap for key, each in turned.by_category.items()} == {"specialist-posts": 500, "training": 0}


def test_within_a_category_what_comes_first_is_paid_first() -> None:
    found = cover(plan([cost("training", "100", START, YEAR)], [source(1, "training")], [money(1, "450")]), playbook())
    assert gaps(found) == {Q2: 150, Q3: 300, Q4: 300}


def test_money_that_could_pay_for_least_is_used_first() -> None:
    budget = [cost("specialist-posts", "100", START, YEAR), cost("training", "100", START, YEAR)]
    sources = [source(1, "specialist-posts", "training"), source(2, "training")]
    found = cover(plan(budget, sources, [money(1, "1200"), money(2, "1200", of=2)]), playbook())
    assert {(each.source_id.int, each.category) for each in found.payments} == {
        (101, "specialist-posts"),
        (102, "training"),
    }
    assert not found.total.gap


def test_probable_money_fills_what_firm_money_leaves_and_only_when_asked_for() -> None:
    hoped = money(2, "1000", of=2, stage="applied", probability=50)
    dreamt = money(3, "1000", of=2, stage="identified", probability=49)
    subject = plan(
        [cost("training", "100", START, YEAR)],
        [source(1, "training", "specialist-posts"), source(2, "training")],
        [money(1, "300"), hoped, dreamt],
    )
    firm, wide = (cover(subject, playbook(), with_probable=each) for each in (False, True))
    assert euros(firm.total.committed, firm.total.probable, firm.total.gap) == [300, 0, 900]
    assert firm.left_out == (hoped.id, dreamt.id)
    assert euros(wide.total.committed, wide.total.probable, wide.total.gap) == [300, 900, 0]
    assert wide.left_out == (dreamt.id,)
    assert wide.by_category["training"].committed == 300
    assert wide.cells[Q1, "training"].committed == 300, "firm money stands where the need comes first"


def test_a_source_for_one_service_pays_for_that_alone() -> None:
    one, other = SERVICES
    budget = [
        cost("training", "100", START, YEAR, one),
        cost("training", "200", START, YEAR, other),
        cost("training", "50", START, YEAR),
    ]
    subject = plan(budget, [source(1, "training", service_ids=(one,))], [money(1, "9000")])
    found = cover(subject, playbook())
    assert {each.service_id for each in found.payments} == {one}
    assert found.total.committed == 1200


def test_money_that_comes_late_pays_from_then_on() -> None:
    late = money(1, "1200", delay=4)
    found = cover(plan([cost("training", "100", START, YEAR)], [source(1, "training")], [late]), playbook())
    assert gaps(found) == {Q1: 300, Q2: 100}


def test_a_month_begun_counts_on_both_ends() -> None:
    spring = money(1, "9000", starts=date(2027, 3, 31), ends=date(2027, 5, 1))
    found = cover(plan([cost("training", "100", START, YEAR)], [source(1, "training")], [spring]), playbook())
    assert found.by_quarter[Q1].committed == 100
    assert found.by_quarter[Q2].committed == 200


@pytest.mark.parametrize(
    ("held", "may", "said"),
    [
        ({}, "evaluation", "Nothing that it may pay for is budgeted."),
        (
            {"starts": date(2027, 9, 1), "delay": 6},
            "training",
            "It comes on 1 Mar 2028 at the earliest. What it may pay for is needed until 31 Dec 2027.",
        ),
        (
            {"starts": date(2026, 1, 1), "ends": date(2026, 12, 31)},
            "training",
            "It ends on 31 Dec 2026. What it may pay for is needed from 1 Jan 2027 on.",
        ),
        ({}, "training", "What it may pay for in its time costs only €1,200."),
    ],
)
def test_money_left_over_says_why(held: dict[str, Any], may: str, said: str) -> None:
    found = cover(
        plan([cost("training", "100", START, YEAR)], [source(1, may)], [money(1, "5000", **held)]), playbook()
    )
    assert why(found) == [said]


def test_money_left_over_between_two_costs_says_so() -> None:
    budget = [cost("training", "100", Q1), cost("training", "100", Q4)]
    summer = money(1, "50", starts=date(2027, 5, 1), ends=date(2027, 8, 31))
    found = cover(plan(budget, [source(1, "training")], [summer]), playbook())
    assert why(found) == ["Nothing that it may pay for falls between 1 May 2027 and 31 Aug 2027."]


def test_money_left_over_names_who_paid_instead() -> None:
    sources = [source(1, "training", "evaluation"), source(2, "training")]
    budget = [cost("training", "100", START, YEAR), cost("evaluation", "1", START, YEAR)]
    found = cover(plan(budget, sources, [money(1, "900"), money(2, "1100", of=2)]), playbook())
    (left,) = found.unused
    assert (left.source_id.int, left.amount, left.ends) == (101, Decimal(788), END)
    assert why(found) == [
        "What it may pay for in its time costs €1,212 and is covered with money that goes first: Source 2."
    ]


def test_a_plan_without_money_or_without_costs_is_covered_as_far_as_that_goes() -> None:
    bare = cover(plan([cost("training", "100", START, YEAR)]), playbook())
    assert bare.total.gap == 1200
    assert not bare.payments
    assert not bare.unused
    rich = cover(plan((), [source(1, "training")], [money(1, "5")]), playbook())
    assert rich.total.need == 0
    assert rich.lapsing == 5
    assert len(rich.quarters) == 8


def test_amounts_beyond_counting_are_shared_out_in_coarser_units() -> None:
    def of(need: str, held: str) -> Coverage:
        return cover(plan([cost("training", need)], [source(1, "training")], [money(1, held)]), playbook())

    assert of("1" + "0" * 15, "1" + "0" * 12).total.gap == Decimal(10**15 - 10**12)
    assert of("1" + "0" * 20, "1" + "0" * 12).total.gap == Decimal(10**20 - 10**12)
    found = of("1" + "0" * 18, "1" + "0" * 12 + ".03")
    assert found.total.committed == Decimal(10**12), "less than a hundred of the smallest units stays open"
    assert found.lapsing == Decimal("0.03")
