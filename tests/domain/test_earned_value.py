"""Earned value: what was planned, done and spent in money, by phase and for the plan, to the smallest unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budgets import BudgetLine, Spending, total
from roadmap.domain.earned_value import EarnedValue, earned_value, value_curve
from roadmap.domain.money import rounded
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.progress import roll_up
from roadmap.domain.terms import Recurrence
from roadmap.domain.workdays import add_months
from tests.domain.plans import MONDAY, NOW, PHASE_ID, PLAN_ID, budget_line, frozen, milestone, plan_of

LATER = MONDAY + timedelta(days=60)
LINE_ID = UUID(int=50)
SECOND = UUID(int=20)
AMOUNTS = st.decimals(0, 100_000, places=2)
RECURRENCES: tuple[Recurrence, ...] = ("once", "monthly", "quarterly", "yearly")


def line(
    amount: str | Decimal, starts: date = MONDAY, ends: date | None = None, recurrence: Recurrence = "once"
) -> BudgetLine:
    return budget_line(
        amount,
        "posts",
        id=LINE_ID,
        key="posts",
        title="Posts",
        starts=starts,
        ends=ends or starts,
        recurrence=recurrence,
    )


def spent(amount: str | Decimal, month: date = MONDAY) -> Spending:
    return Spending(
        id=uuid4(),
        plan_id=PLAN_ID,
        line_id=LINE_ID,
        month=month,
        amount=Decimal(amount),
        entered_by="grant-manager",
        entered_at=NOW,
    )


def phase(key: UUID, starts: date, ends: date) -> Phase:
    return Phase(
        id=key, plan_id=PLAN_ID, route="pilot", key="p", title="P", summary="", starts=starts, ends=ends, position=1
    )


def test_earned_value_is_the_budget_by_weight() -> None:
    done = milestone(1, weight=1, status="done", percent=100, done_on=MONDAY)
    plan = plan_of(done, milestone(2, weight=2), budget=(line("1000"),), spending=(spent("250"), spent("150")))
    found = earned_value(plan, LATER).whole
    assert (found.budget, found.planned_value, found.earned_value, found.actual_cost) == (
        Decimal("1000.00"),
        Decimal("1000.00"),
        Decimal("333.33"),
        Decimal(400),
    )
    assert (found.schedule_variance, found.cost_variance) == (Decimal("-666.67"), Decimal("-66.67"))
    assert (found.schedule_index, found.cost_index) == (Decimal("0.33"), Decimal("0.83"))


def test_what_is_left_is_estimated_at_the_pace_of_what_is_done() -> None:
    # The textbook's: 1000 budgeted, 400 earned at a cost of 500, so each pound of work costs 1.25.
    found = EarnedValue(
        currency="GBP",
        budget=Decimal(1000),
        planned_value=Decimal(500),
        earned_value=Decimal(400),
        actual_cost=Decimal(500),
    )
    assert found.estimate_at_completion == Decimal(1250)
    assert found.estimate_to_complete == Decimal(750)
    assert found.variance_at_completion == Decimal(-250)
    assert found.to_complete_index == Decimal("1.20")


def test_values_are_whole_in_a_currency_without_cents() -> None:
    done = milestone(1, status="done", percent=100, done_on=MONDAY)
    plan = plan_of(done, milestone(2), milestone(3), budget=(line("1000"),), currency="JPY")
    assert earned_value(plan, LATER).whole.earned_value == Decimal(333)


def test_nothing_is_divided_by_nothing() -> None:
    bare = earned_value(plan_of(), LATER).whole
    assert (bare.schedule_index, bare.cost_index, bare.to_complete_index) == (None, None, None)
    unspent = earned_value(plan_of(milestone(1), budget=(line("1000"),)), LATER).whole
    assert (unspent.cost_index, unspent.estimate_at_completion, unspent.estimate_to_complete) == (None, None, None)
    idle = earned_value(plan_of(milestone(1), budget=(line("1000"),), spending=(spent("1000"),)), LATER).whole
    assert (idle.cost_index, idle.estimate_at_completion, idle.to_complete_index) == (Decimal("0.00"), None, None)


def test_a_month_is_shared_by_the_days_that_phases_have_in_it() -> None:
    phases = (phase(PHASE_ID, MONDAY, date(2027, 3, 10)), phase(SECOND, date(2027, 3, 11), date(2027, 3, 31)))
    plan = plan_of(budget=(line("3100"),), spending=(spent("31.01"),), phases=phases)
    found = earned_value(plan, LATER).parts
    assert (found[PHASE_ID].budget, found[SECOND].budget) == (Decimal("1000.00"), Decimal("2100.00"))
    assert (found[PHASE_ID].actual_cost, found[SECOND].actual_cost) == (Decimal("10.00"), Decimal("21.01"))


def test_what_no_milestone_measures_is_earned_as_it_is_planned() -> None:
    monthly = line("100", MONDAY, date(2027, 12, 31), "monthly")
    outside = plan_of(budget=(monthly,), phases=(phase(PHASE_ID, MONDAY, date(2027, 3, 31)),))
    found = earned_value(outside, date(2027, 5, 1))
    assert list(found.parts) == [PHASE_ID, None]
    assert (found.parts[None].planned_value, found.parts[None].earned_value) == (Decimal(200), Decimal(200))


def test_the_baseline_says_what_was_due() -> None:
    plan = frozen(plan_of(milestone(1), budget=(line("900"),)))
    moved = replace(plan, milestones=(milestone(1, start=LATER), milestone(2, start=LATER), milestone(3, start=LATER)))
    assert earned_value(moved, MONDAY + timedelta(days=10)).whole.planned_value == Decimal("300.00")


def test_the_curve_of_the_past_knows_when_things_were_done() -> None:
    written = datetime(2027, 5, 3, tzinfo=UTC)
    plan = plan_of(
        milestone(1, status="done", percent=100, done_on=date(2027, 3, 20), changed_at=written),
        milestone(2, start=date(2027, 4, 5), status="in-progress", percent=50, changed_at=written),
        budget=(line("1000"),),
        spending=(spent("300", date(2027, 4, 1)),),
        months=6,
    )
    points = {each.month.month: each for each in value_curve(plan, date(2027, 5, 10))}
    assert [points[month].earned for month in (3, 4, 5)] == [Decimal("500.00"), Decimal("500.00"), Decimal("750.00")]
    assert [points[month].actual for month in (3, 4, 5)] == [Decimal(0), Decimal(300), Decimal(300)]
    assert [points[month].planned for month in (3, 4)] == [Decimal("500.00"), Decimal("1000.00")]
    assert points[6].earned is points[6].actual is None


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any phases that overlap and leave gaps, milestones in and out of them, lines and spending at any time."""
    days = st.dates(date(2027, 1, 1), date(2030, 12, 31))
    phases = []
    for number in range(draw(st.integers(0, 4))):
        starts = draw(days)
        phases.append(phase(UUID(int=200 + number), starts, starts + timedelta(days=draw(st.integers(0, 600)))))
    milestones = []
    for number in range(draw(st.integers(0, 6))):
        status = draw(st.sampled_from(("not-started", "in-progress", "done", "dropped")))
        milestones.append(
            milestone(
                number,
                start=draw(days),
                phase_id=draw(st.sampled_from([each.id for each in phases] or [PHASE_ID])),
                weight=draw(st.integers(1, 50)),
                status=status,
                percent=100 if status == "done" else draw(st.integers(0, 99)),
                done_on=draw(days) if status == "done" else None,
            )
        )
    lines = []
    for _ in range(draw(st.integers(0, 4))):
        starts = draw(days)
        amount = draw(st.decimals(0, 1_000_000, places=2))
        ends = starts + timedelta(days=draw(st.integers(0, 900)))
        lines.append(replace(line(amount, starts, ends, draw(st.sampled_from(RECURRENCES))), id=uuid4()))
    paid = [
        spent(draw(st.decimals(0, 100_000, places=2)), draw(days).replace(day=1))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return plan_of(
        *milestones,
        phases=tuple(phases),
        budget=tuple(lines),
        spending=tuple(paid),
        currency=draw(st.sampled_from(("EUR", "JPY", "KWD"))),
    )


@given(plans(), st.dates(date(2026, 1, 1), date(2034, 12, 31)))
def test_parts_add_up_to_the_plan_and_the_plan_to_its_lines(plan: Plan, day: date) -> None:
    found = earned_value(plan, day)
    assert found.whole.budget == total(plan.budget, plan.currency)
    assert found.whole.actual_cost == sum((each.amount for each in plan.spending), Decimal(0))
    for name in ("budget", "planned_value", "earned_value", "actual_cost", "schedule_variance", "cost_variance"):
        parts = sum((getattr(each, name) for each in found.parts.values()), Decimal(0))
        assert parts == getattr(found.whole, name), name
    for each in found.parts.values():
        assert 0 <= each.planned_value <= each.budget
        assert 0 <= each.earned_value <= each.budget
        assert rounded(each.budget, plan.currency) == each.budget


@given(plans(), st.dates(date(2026, 1, 1), date(2034, 12, 31)))
def test_the_estimates_follow_from_the_four_amounts(plan: Plan, day: date) -> None:
    for each in (earned_value(plan, day).whole, *earned_value(plan, day).parts.values()):
        estimate = each.estimate_at_completion
        if estimate is None or each.estimate_to_complete is None or each.variance_at_completion is None:
            assert each.earned_value <= 0 or each.actual_cost <= 0
            continue
        assert estimate == each.actual_cost + each.estimate_to_complete
        assert each.variance_at_completion == each.budget - estimate
        rest = each.budget - each.earned_value
        assert abs(each.estimate_to_complete * each.earned_value - rest * each.actual_cost) <= each.earned_value


@given(plans())
def test_in_the_end_all_is_planned_and_what_is_done_has_earned_its_budget(plan: Plan) -> None:
    end = date(2040, 1, 1)
    assert earned_value(plan, end).whole.planned_value == total(plan.budget, plan.currency)
    done = tuple(
        each if each.status == "dropped" else replace(each, status="done", percent=100) for each in plan.milestones
    )
    assert earned_value(replace(plan, milestones=done), end).whole.earned_value == total(plan.budget, plan.currency)


@given(plans(), st.dates(date(2027, 1, 1), date(2034, 12, 31)))
def test_the_curve_rises_and_passes_through_the_figures_of_the_day(plan: Plan, today: date) -> None:
    points, found = value_curve(plan, today), earned_value(plan, today).whole
    assert [each.month for each in points] == [add_months(points[0].month, number) for number in range(len(points))]
    for known in ([each.planned for each in points], [each.actual for each in points if each.actual is not None]):
        assert known == sorted(known)
    assert points[-1].planned == found.budget
    now = next((each for each in points if each.month == today.replace(day=1)), None)
    if now is not None:
        assert now.earned == found.earned_value
    assert [each.actual for each in points if each.actual is not None][-1:] in ([found.actual_cost], [])


@given(plans(), st.dates(date(2027, 1, 1), date(2030, 12, 31)))
def test_inside_a_phase_the_index_is_that_of_its_weights(plan: Plan, day: date) -> None:
    for place, each in earned_value(plan, day).parts.items():
        inside = [one for one in plan.milestones if one.phase_id == place and one.status != "dropped"]
        index = roll_up(inside, plan, day).schedule_index if inside else None
        if index is not None and each.schedule_index is not None and each.planned_value > Decimal(10_000):
            assert each.schedule_index == pytest.approx(index, abs=Decimal("0.02"))
