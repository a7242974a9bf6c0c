"""Delivery sites."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Date, ForeignKey, Integer, Numeric, Text
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class ServiceRow(Table, tablename="service", db=DB):
    """A site that delivers the intervention."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    area = Text(null=False, default="")
    specialists = Numeric(null=False, default=None)
    leaders = Numeric(null=False, default=None)
    opens = Date(null=False, default=None)
    basis = JSONB(null=False, default=None)
    version = Integer(null=False, default=1)
