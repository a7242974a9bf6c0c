"""Readings of indicators."""

from __future__ import annotations

from piccolo.columns import UUID, Date, ForeignKey, Numeric, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow
from db.tables.services import ServiceRow


class ReadingRow(Table, tablename="reading", db=DB):
    """A value reported for a service and a quarter."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    service_id = ForeignKey(ServiceRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    indicator = Text(null=False, default=None)
    quarter = Date(null=False, default=None)
    value = Numeric(null=False, default=None)
    entered_by = Text(null=False, default=None)
    entered_at = Timestamptz(null=False, default=None)
