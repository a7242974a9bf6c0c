"""What moved in a plan, from the net changes of its log."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from roadmap.domain.portfolios import Movement, NetChange, movement

PLAN = UUID(int=1)


def change(noun: str, field: str, before: Any, after: Any, item: UUID | None = None) -> NetChange:  # noqa: ANN401
    return NetChange(plan_id=PLAN, noun=noun, item_id=item or uuid4(), field=field, before=before, after=after)


def test_a_date_counts_by_where_it_went() -> None:
    found = movement(
        [
            change("milestone", "planned_due", "2026-11-02", "2026-11-30"),
            change("milestone", "planned_due", "2026-11-30", "2026-11-02"),
            change("milestone", "planned_due", "2026-12-01", "2026-12-02"),
        ]
    )
    assert (found.later, found.earlier, found.moved) == (2, 1, 3)


def test_what_came_back_did_not_move() -> None:
    assert movement([change("milestone", "planned_due", "2026-11-02", "2026-11-02")]) == Movement()


def test_a_milestone_counts_as_done_only_when_it_ended_so() -> None:
    found = movement(
        [
            change("milestone", "status", "in-progress", "done"),
            change("milestone", "status", "done", "in-progress"),
            change("milestone", "status", "not-started", "in-progress"),
        ]
    )
    assert found.done == 1


def test_one_changed_commitment_is_told_with_its_amounts() -> None:
    found = movement([change("commitment", "amount", "90000", "82000.50")])
    assert (found.amounts, found.amount) == (1, (Decimal(90000), Decimal("82000.50")))


def test_several_changed_amounts_are_only_counted_and_each_line_once() -> None:
    line = uuid4()
    found = movement(
        [
            change("budget-line", "quantity", "2", "3", line),
            change("budget-line", "unit_cost", "100", "120", line),
            change("commitment", "amount", "1", "2"),
            change("commitment", "stage", "applied", "committed"),
        ]
    )
    assert (found.amounts, found.amount, found.stages) == (2, None, 1)
