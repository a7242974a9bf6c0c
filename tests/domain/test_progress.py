"""How far a plan has come, by weight."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.progress import roll_up
from tests.domain.plans import MONDAY, frozen, milestone, plan_of

LATER = MONDAY + timedelta(days=60)


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
