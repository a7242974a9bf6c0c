"""What a change brings with it is told before it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from roadmap.domain.consequences import Consequences, consequences
from roadmap.domain.milestones import Pin
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import replanned
from tests.domain.plans import MONDAY, WEEKDAYS, budget_line, milestone, plan_of, waits_for

BEFORE = MONDAY - timedelta(days=30)


def told(before: Plan, after: Plan) -> Consequences:
    return consequences(before, after, WEEKDAYS, BEFORE)


def longer(plan: Plan, days: int) -> Plan:
    """The plan with its first milestone lasting so long, and all that follows."""
    first = replace(plan.milestones[0], planned_due=WEEKDAYS.last_day(MONDAY, days))
    return replanned(replace(plan, milestones=(first, *plan.milestones[1:])), WEEKDAYS)


CHAIN = plan_of(milestone(1), milestone(2, start=MONDAY + timedelta(days=7), after=waits_for(1)))


def test_the_same_plan_has_no_consequences() -> None:
    assert told(CHAIN, CHAIN).is_nothing


def test_all_that_moves_is_told_with_its_days_and_the_end() -> None:
    found = told(CHAIN, longer(CHAIN, 8))
    assert [(move.after.number, move.days) for move in found.moves] == [(1, 5), (2, 5)]
    assert found.end_before is not None
    assert found.end_after == found.end_before + timedelta(days=5)
    assert found.forecast_after == found.end_after


def test_what_is_planned_anew_but_expected_when_it_was_is_told_with_what_comes_before() -> None:
    late = milestone(1, days=15, status="in-progress", percent=10, started_on=MONDAY)
    plan = plan_of(late, CHAIN.milestones[1])
    second = plan.milestones[1]
    after = replace(second, planned_start=MONDAY + timedelta(days=9), planned_due=MONDAY + timedelta(days=15))
    (move,) = told(plan, replace(plan, milestones=(late, after))).moves
    assert (move.expected, move.cause) == (WEEKDAYS.last_day(MONDAY, 20), late)
    (alone,) = told(CHAIN, replace(CHAIN, milestones=(CHAIN.milestones[0], after))).moves
    assert (alone.expected, alone.cause) == (None, None)


def test_a_pin_that_breaks_is_told_with_what_breaks_it() -> None:
    pinned = milestone(2, start=MONDAY + timedelta(days=7), after=waits_for(1), pin=Pin(day=date(2027, 3, 12)))
    plan = plan_of(milestone(1), pinned)
    (broken,) = told(plan, longer(plan, 8)).broken_pins
    assert (broken.milestone.number, broken.cause and broken.cause.number, broken.days) == (2, 1, 5)


def test_a_pin_that_was_broken_before_is_no_consequence_unless_it_gets_worse() -> None:
    plan = plan_of(milestone(1), milestone(2, after=waits_for(1), pin=Pin(day=MONDAY + timedelta(days=4))))
    assert not told(plan, plan).broken_pins
    assert [each.days for each in told(plan, longer(plan, 6)).broken_pins] == [10]


def test_what_comes_and_goes_is_told() -> None:
    found = told(CHAIN, replace(CHAIN, milestones=(CHAIN.milestones[0], milestone(3))))
    assert [each.number for each in found.added] == [3]
    assert [each.number for each in found.removed] == [2]


def test_money_is_told_by_category() -> None:
    before = replace(CHAIN, budget=(budget_line(100), budget_line(50, "posts")))
    (cost,) = told(before, replace(CHAIN, budget=(budget_line(79), budget_line(50, "posts")))).costs
    assert (cost.category, cost.before, cost.after) == ("training", Decimal(100), Decimal(79))
