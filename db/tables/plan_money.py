"""What portfolios show of plans' money, kept because it takes longer to work out than to read."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, Text
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class PlanMoneyRow(Table, tablename="plan_money", db=DB):
    """A plan's figures as of a ``mark``: its revision and how they were worked out. With another one they are old."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, unique=True)
    mark = Text(null=False, default=None)
    figures = JSONB(null=False, default=None)
