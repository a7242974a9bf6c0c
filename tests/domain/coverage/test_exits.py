"""The exit test: what runs on after the plan, what it costs, and who of the permanent payers takes it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from roadmap.domain.coverage import ExitCost, exit_test
from tests.domain.coverage.plans import END, SERVICES, START, cost, money, plan, playbook, source

if TYPE_CHECKING:
    from roadmap.domain.funding import Commitment, FundingSource

POSTS = cost("specialist-posts", "100.50", START, END)
MINISTRY = source(1, "specialist-posts", kind="central-health")


def only(sources: list[FundingSource], commitments: list[Commitment]) -> ExitCost:
    (found,) = exit_test(plan([POSTS], sources, commitments), playbook())
    return found


def test_only_what_recurs_and_still_runs_in_the_last_month_is_asked_about() -> None:
    ended = cost("training", "10", START, date(2028, 11, 30))
    once = cost("set-up", "10", END)
    found = exit_test(plan([POSTS, ended, once, cost("evaluation", "900", START, END)]), playbook())
    assert [(each.category, str(each.month), str(each.year)) for each in found] == [
        ("evaluation", "900.00", "10800.00"),
        ("specialist-posts", "100.50", "1206.00"),
    ]


def test_a_year_is_told_at_the_prices_of_the_last_month_and_not_as_twelve_rounded_months() -> None:
    dearer = replace(POSTS, unit_cost=POSTS.unit_cost * 2, quantity=POSTS.quantity / 3, growth=POSTS.quantity * 10)
    (found,) = exit_test(plan([dearer]), playbook())
    assert (str(found.month), str(found.year)) == ("73.70", "884.40")


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ({}, "firm"),
        ({"stage": "applied", "probability": 50}, "probable"),
        ({"stage": "applied", "probability": 49}, "asked"),
        ({"ends": date(2028, 11, 30)}, "asked"),
        ({"ends": date(2028, 12, 1)}, "firm"),
        ({"delay": 24}, "asked"),
    ],
)
def test_a_permanent_payer_takes_over_whose_likely_money_lasts_to_the_end(held: dict[str, Any], state: str) -> None:
    found = only([MINISTRY], [money(1, "1", **held)])
    assert found.state == state
    assert (found.heirs or found.able) == (MINISTRY,)


def test_who_pays_for_a_time_or_may_not_pay_is_nobody() -> None:
    assert only([source(1, "specialist-posts", kind="foundation")], [money(1, "1")]).state == "nobody"
    assert only([replace(MINISTRY, may_not_pay=("specialist-posts",))], [money(1, "1")]).state == "nobody"


def test_a_payer_of_one_service_does_not_take_over_the_others() -> None:
    one, other = SERVICES
    budget = [cost("specialist-posts", "100", START, END, service) for service in SERVICES]
    bound = replace(MINISTRY, service_ids=(one,))
    (found,) = exit_test(plan(budget, [bound], [money(1, "1")]), playbook())
    assert (found.state, found.firm) == ("nobody", (bound,))
    both = replace(MINISTRY, service_ids=(one, other))
    (found,) = exit_test(plan(budget, [both], [money(1, "1")]), playbook())
    assert found.state == "firm"
