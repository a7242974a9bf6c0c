"""The money of the plan of these tests: its budget, what was spent, and who pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.funding import Commitment, Deadline, FundingSource
from tests.exports.grounds import ASSUMED, CHANGED, DERIVED, PLAN_ID, PUBLISHED

BUDGET: Final = (
    BudgetLine(
        id=UUID(int=30),
        plan_id=PLAN_ID,
        key="courses",
        title="Courses",
        category="training",
        driver="services",
        quantity=Decimal("1.5"),
        unit_cost=Decimal("1.40E+6"),
        recurrence="yearly",
        starts=date(2027, 1, 1),
        ends=date(2028, 12, 31),
        basis=DERIVED,
        growth=Decimal("2.5"),
        service_id=UUID(int=92),
    ),
    BudgetLine(
        id=UUID(int=31),
        plan_id=PLAN_ID,
        key="posts",
        title="@posts",
        category="specialist-posts",
        driver="specialists",
        quantity=Decimal(3),
        unit_cost=Decimal("0.335"),
        recurrence="once",
        starts=date(2027, 3, 1),
        ends=date(2027, 3, 1),
        basis=ASSUMED,
    ),
)

SPENDING: Final = (
    Spending(
        id=UUID(int=40),
        plan_id=PLAN_ID,
        line_id=UUID(int=30),
        month=date(2027, 1, 1),
        amount=Decimal("1234.50"),
        entered_by="grant-manager",
        entered_at=CHANGED,
    ),
    Spending(
        id=UUID(int=41),
        plan_id=PLAN_ID,
        line_id=UUID(int=31),
        month=date(2027, 3, 1),
        amount=Decimal("-0.25"),
        entered_by="grant-manager",
        entered_at=CHANGED,
    ),
)

SOURCES: Final = (
    FundingSource(
        id=UUID(int=50),
        plan_id=PLAN_ID,
        key="trust",
        title="+Trust",
        kind="foundation",
        rank="main",
        may_pay=("training", "specialist-posts"),
        may_not_pay=("evaluation",),
        note="",
        basis=PUBLISHED,
        conditions="=Reviews first",
        deadlines=(
            Deadline(title="Report on 2027", due=date(2028, 1, 31)),
            Deadline(title="Final report", due=date(2028, 3, 31)),
        ),
        terms_basis=ASSUMED,
    ),
    FundingSource(
        id=UUID(int=51),
        plan_id=PLAN_ID,
        key="insurer",
        title="Insurer",
        kind="insurance",
        rank="secondary",
        may_pay=(),
        may_not_pay=(),
        note="Not asked yet",
        basis=ASSUMED,
    ),
)

COMMITMENTS: Final = (
    Commitment(
        id=UUID(int=60),
        plan_id=PLAN_ID,
        source_id=UUID(int=50),
        stage="contracted",
        probability=100,
        amount=Decimal("2E+6"),
        starts=date(2027, 1, 1),
        ends=date(2027, 12, 31),
        basis=ASSUMED,
    ),
)
