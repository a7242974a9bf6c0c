"""Budget lines and money spent."""

from __future__ import annotations

from decimal import Decimal

from piccolo.columns import JSONB, UUID, Date, ForeignKey, Integer, Numeric, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class BudgetLineRow(Table, tablename="budget_line", db=DB):
    """A cost in the plan's currency."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    category = Text(null=False, default=None)
    driver = Text(null=False, default=None)
    quantity = Numeric(null=False, default=None)
    unit_cost = Numeric(null=False, default=None)
    recurrence = Text(null=False, default=None)
    starts = Date(null=False, default=None)
    ends = Date(null=False, default=None)
    basis = JSONB(null=False, default=None)
    growth = Numeric(null=False, default=Decimal(0))
    service_id = UUID(null=True, default=None)
    version = Integer(null=False, default=1)


class SpendingRow(Table, tablename="spending", db=DB):
    """Money really spent on a line in a month."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    line_id = ForeignKey(BudgetLineRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    month = Date(null=False, default=None)
    amount = Numeric(null=False, default=None)
    entered_by = Text(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
    version = Integer(null=False, default=1)
