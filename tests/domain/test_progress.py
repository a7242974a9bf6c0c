"""How far a plan has come, by weight and by money."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.progress import earned_value, roll_up
from tests.domain.plans import BASIS, MONDAY, NOW, PLAN_ID, frozen, milestone, plan_of

LATER = MONDAY + timedelta(days=60)
LINE_ID = UUID(int=50)


def line(amount: str) -> BudgetLine:
    """A one-off cost of one post."""
    return BudgetLine(
        id=LINE_ID,
        plan_id=PLAN_ID,
        key="posts",
        title="Posts",
        category="posts",
        driver="fixed",
        quantity=Decimal(1),
        unit_cost=Decimal(amount),
        recurrence="once",
        starts=MONDAY,
        ends=MONDAY,
        basis=BASIS,
    )


def spent(amount: str) -> Spending:
    """Money spent on it."""
    return Spending(
        id=uuid4(),
        plan_id=PLAN_ID,
        line_id=LINE_ID,
        month=MONDAY,
        amount=Decimal(amount),
        entered_by="grant-manager",
        entered_at=NOW,
    )


def test_progress_counts_by_weight_not_by_number() -> None:
    heavy = milestone(1, weight=9, status="done", percent=100, done_on=MONDAY)
    plan = plan_of(heavy, milestone(2, start=LATER), milestone(3, weight=10, start=LATER))
    found = roll_up(plan.milestones, plan, MONDAY + timedelta(days=10))
    assert (found.earned, found.planned) == (Decimal("0.45"), Decimal("0.45"))
    assert (found.done, found.count) == (1, 3)
    assert found.schedule_index == Decimal(1)


def test_work_in_progress_counts_with_its_percentage() -> None:
    plan = plan_of(milestone(1, weight=3, status="in-progress", percent=40), milestone(2, weight=1))
    assert roll_up(plan.milestones, plan, MONDAY).earned == Decimal("0.3")


def test_what_is_dropped_does_not_count() -> None:
    plan = plan_of(milestone(1, status="done", percent=100), milestone(2, weight=50, status="dropped"))
    found = roll_up(plan.milestones, plan, LATER)
    assert (found.earned, found.planned, found.count) == (Decimal(1), Decimal(1), 1)


def test_the_baseline_says_what_was_due_and_new_milestones_their_plan() -> None:
    held = frozen(plan_of(milestone(1)))
    moved = milestone(1, start=LATER)
    new = milestone(2, start=LATER)
    plan = plan_of(moved, new, baselines=held.baselines)
    found = roll_up(plan.milestones, plan, MONDAY + timedelta(days=10))
    assert (found.planned, found.earned, found.schedule_index) == (
        Decimal("0.5"),
        Decimal(0),
        Decimal(0),
    )


def test_before_anything_is_due_there_is_no_index() -> None:
    plan = plan_of(milestone(1))
    assert roll_up(plan.milestones, plan, MONDAY).schedule_index is None
    assert roll_up((), plan, MONDAY).earned == 0


def test_earned_value_is_the_budget_by_weight() -> None:
    done = milestone(1, weight=1, status="done", percent=100, done_on=MONDAY)
    plan = plan_of(done, milestone(2, weight=2), budget=(line("1000"),), spending=(spent("250"), spent("150")))
    found = earned_value(plan, LATER)
    assert (found.planned_value, found.earned_value) == (Decimal("1000.00"), Decimal("333.33"))
    assert (found.actual_cost, found.budget, found.cost_index) == (
        Decimal(400),
        Decimal(1000),
        Decimal("0.83"),
    )


def test_values_are_whole_in_a_currency_without_cents() -> None:
    done = milestone(1, status="done", percent=100, done_on=MONDAY)
    plan = plan_of(done, milestone(2), milestone(3), budget=(line("1000"),), currency="JPY")
    assert earned_value(plan, LATER).earned_value == Decimal(333)


def test_while_nothing_is_spent_there_is_no_cost_index() -> None:
    plan = plan_of(milestone(1), budget=(line("1000"),))
    assert earned_value(plan, LATER).cost_index is None


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), min_size=1, max_size=20))
def test_progress_lies_between_nothing_and_all(drawn: list[tuple[int, int]]) -> None:
    plan = plan_of(
        *(
            milestone(number, weight=weight, status="done" if percent == 100 else "in-progress", percent=percent)
            for number, (weight, percent) in enumerate(drawn)
        )
    )
    found = roll_up(plan.milestones, plan, date(2030, 1, 1))
    assert 0 <= found.earned <= found.planned == 1
    parts = [roll_up([each], plan, LATER).earned * each.weight for each in plan.milestones]
    assert abs(sum(parts) - found.earned * sum(each.weight for each in plan.milestones)) < Decimal("1e-20")
