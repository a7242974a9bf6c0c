"""Editing budget lines: what a line must be, on what ground its figures stand, and what must not vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from roadmap.domain.budget_edits import (
    BudgetLineDraft,
    RowEdit,
    RowsInConflict,
    check_budget_line,
    with_budget_line,
    with_budget_rows,
    without_budget_line,
)
from roadmap.domain.budgets import BudgetLine, Spending, total
from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.domain.parts import Ground
from roadmap.domain.plans import Plan
from tests.domain.plans import BASIS, MONDAY, NOW, PLAN_ID, plan_of, told_of

LINE_ID, NEW_ID = UUID(int=50), UUID(int=51)
GROUND = Ground(by="Country lead", on=MONDAY, reason="A tender of May.")
NO_REASON = replace(GROUND, reason="")


def draft(**more: Any) -> BudgetLineDraft:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "title": "Training",
        "category": "training",
        "driver": "fixed",
        "quantity": Decimal(2),
        "unit_cost": Decimal("1200.50"),
        "recurrence": "yearly",
        "starts": MONDAY,
        "ends": date(2029, 2, 28),
    }
    return BudgetLineDraft(**(values | more))


def line(**more: Any) -> BudgetLine:  # noqa: ANN401 (any field)
    held = draft()
    values = {name: getattr(held, name) for name in BudgetLineDraft.__slots__}
    return BudgetLine(**(values | {"id": LINE_ID, "plan_id": PLAN_ID, "key": "training", "basis": BASIS} | more))


def plan(*lines: BudgetLine, **more: Any) -> Plan:  # noqa: ANN401 (any field)
    return plan_of(budget=lines or (line(),), **more)


def spent(month: date, amount: int) -> Spending:
    return Spending(
        id=UUID(int=900 + month.month),
        plan_id=PLAN_ID,
        line_id=LINE_ID,
        month=month,
        amount=Decimal(amount),
        entered_by="country-lead",
        entered_at=NOW,
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, {"title": "title.empty"}),
        ({"title": "x" * 5_000}, {"title": "text.too_long"}),
        ({"quantity": Decimal(-1)}, {"quantity": "amount.negative"}),
        ({"quantity": Decimal("0.00001")}, {"quantity": "count.range"}),
        ({"quantity": Decimal(10) ** 9}, {"quantity": "count.range"}),
        ({"quantity": Decimal("NaN")}, {"quantity": "amount.negative"}),
        ({"unit_cost": Decimal("-0.01")}, {"unit_cost": "amount.negative"}),
        ({"unit_cost": Decimal("1e400")}, {"unit_cost": "amount.too_big"}),
        ({"unit_cost": Decimal("0.001")}, {"unit_cost": "amount.too_fine"}),
        ({"unit_cost": Decimal("Infinity")}, {"unit_cost": "amount.negative"}),
        ({"ends": date(2027, 2, 28)}, {"ends": "date.end_before_start"}),
        ({"starts": date(1, 1, 1)}, {"starts": "date.out_of_range"}),
        ({"ends": date(9999, 12, 31)}, {"ends": "date.out_of_range"}),
        ({"growth": Decimal("-0.1")}, {"growth": "amount.negative"}),
        ({"growth": Decimal("100.1")}, {"growth": "budget.growth_range"}),
        ({"service_id": UUID(int=9)}, {"service_id": "choice.unknown"}),
        (
            {"title": "", "quantity": Decimal(-1), "unit_cost": Decimal("0.001"), "starts": date(1999, 1, 1)},
            {
                "title": "title.empty",
                "quantity": "amount.negative",
                "unit_cost": "amount.too_fine",
                "starts": "date.out_of_range",
            },
        ),
    ],
)
def test_everything_that_is_wrong_is_told_at_once_beside_its_field(wrong: dict[str, Any], told: dict[str, str]) -> None:
    assert told_of(check_budget_line(draft(**wrong), plan())) == told


@pytest.mark.parametrize(
    ("currency", "cost", "is_fine"),
    [
        ("JPY", "1200", True),
        ("JPY", "1200.5", False),
        ("JPY", "1200.0", True),
        ("EUR", "0.01", True),
        ("KWD", "0.001", True),
        ("KWD", "0.0001", False),
    ],
)
def test_an_amount_has_whole_units_of_its_currency(currency: str, cost: str, is_fine: bool) -> None:  # noqa: FBT001
    assert (check_budget_line(draft(unit_cost=Decimal(cost)), plan(currency=currency)) == []) == is_fine


def test_a_cost_that_stands_with_more_places_may_stay() -> None:
    held = line(unit_cost=Decimal("43.217"))
    assert check_budget_line(draft(unit_cost=Decimal("43.217")), plan(), held) == []
    assert [each.field for each in check_budget_line(draft(unit_cost=Decimal("43.218")), plan(), held)] == ["unit_cost"]


def test_a_new_line_is_added_by_hand_on_its_ground() -> None:
    after = with_budget_line(plan(), draft(title="Hall"), GROUND, before=None, line_id=NEW_ID)
    added = after.budget[-1]
    assert (added.id, added.key, added.title, added.version) == (NEW_ID, "", "Hall", 1)
    assert (added.basis.kind, added.basis.by, added.basis.on, added.basis.reason) == (
        "assumed",
        "Country lead",
        MONDAY,
        "A tender of May.",
    )
    assert total(after.budget, "EUR") == 2 * total(plan().budget, "EUR")


def test_a_changed_figure_stands_on_the_new_ground_and_an_unchanged_one_on_its_own() -> None:
    before = plan()
    renamed = with_budget_line(before, draft(title="Courses"), NO_REASON, before=before.budget[0], line_id=LINE_ID)
    assert (renamed.budget[0].title, renamed.budget[0].basis) == ("Courses", BASIS)
    dearer = draft(unit_cost=Decimal(1300))
    raised = with_budget_line(before, dearer, GROUND, before=before.budget[0], line_id=LINE_ID)
    assert (raised.budget[0].key, raised.budget[0].basis) == ("training", GROUND.basis)


@pytest.mark.parametrize(("kind", "key"), [("assumed", "ground.reason_missing"), ("reported", "ground.source_missing")])
def test_a_changed_figure_without_a_ground_is_refused(kind: Any, key: str) -> None:  # noqa: ANN401
    before = plan()
    with pytest.raises(RuleBrokenError) as refused:
        with_budget_line(
            before,
            draft(title="", quantity=Decimal(3)),
            replace(NO_REASON, kind=kind),
            before=before.budget[0],
            line_id=LINE_ID,
        )
    told = told_of(refused.value.faults)
    assert told == {"title": "title.empty", "ground_reason": key}


def test_a_line_is_taken_out_and_all_else_stays() -> None:
    other = line(id=NEW_ID, title="Other")
    after = without_budget_line(plan(line(), other), line())
    assert after.budget == (other,)


def test_a_line_with_spending_stays_and_says_what_to_do_instead() -> None:
    held = plan(spending=(spent(date(2027, 3, 1), 100), spent(date(2027, 5, 1), 50)))
    with pytest.raises(RuleBrokenError) as refused:
        without_budget_line(held, held.budget[0])
    (fault,) = refused.value.faults
    assert fault.message.key == "budget.spent"
    assert (fault.message.values["title"], fault.message.values["day"]) == ("Training", date(2027, 5, 31))
    assert "150" in str(fault.message.values["amount"])


def test_rows_are_saved_together_and_what_nobody_moved_keeps_its_ground() -> None:
    held = with_budget_line(plan_of(), draft(), GROUND, before=None, line_id=LINE_ID)
    other = UUID(int=78)
    rows = (
        RowEdit(key="a", line_id=LINE_ID, draft=draft(title="Renamed"), version=1),
        RowEdit(key="b", line_id=other, draft=draft(quantity=Decimal(9))),
    )
    after = with_budget_rows(held, rows, Ground(by="Country lead", on=MONDAY, reason="Another"))
    assert [(each.title, each.basis.reason) for each in after.budget] == [
        ("Renamed", held.budget[0].basis.reason),
        (draft().title, "Another"),
    ]
    assert with_budget_rows(after, rows, Ground(by="Country lead", on=MONDAY, reason="Another")) == after


def test_everything_wrong_in_any_row_is_told_by_its_key_and_the_ground_once() -> None:
    rows = (
        RowEdit(key="a", line_id=UUID(int=78), draft=draft(quantity=Decimal(-1))),
        RowEdit(key="b", line_id=UUID(int=79), draft=draft(title="", growth=Decimal(101))),
    )
    with pytest.raises(RuleBrokenError) as caught:
        with_budget_rows(plan_of(), rows, Ground(by="Country lead", on=MONDAY, reason=""))
    assert [each.field for each in caught.value.faults] == ["quantity-a", "title-b", "growth-b", "ground_reason"]


def test_rows_that_others_changed_or_took_out_are_named_together() -> None:
    held = with_budget_line(plan_of(), draft(), GROUND, before=None, line_id=LINE_ID)
    gone = UUID(int=80)
    rows = (
        RowEdit(key="a", line_id=LINE_ID, draft=draft(title="Renamed"), version=7),
        RowEdit(key="b", line_id=gone, draft=draft(), version=1),
    )
    with pytest.raises(ConflictError) as caught:
        with_budget_rows(held, rows, GROUND)
    assert caught.value.current == RowsInConflict(changed=held.budget, gone=(gone,))
