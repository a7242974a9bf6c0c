"""Stakeholders."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, Text
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class StakeholderRow(Table, tablename="stakeholder", db=DB):
    """An organisation or role with a say in one plan."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    archetype = Text(null=False, default=None)
    level = Text(null=False, default=None)
    sector = Text(null=False, default=None)
    influence = Integer(null=False, default=None)
    interest = Integer(null=False, default=None)
    stance = Text(null=False, default=None)
    wanted = Text(null=False, default=None)
    wants = Text(null=False, default="")
    ask = Text(null=False, default="")
    owner = Text(null=False, default=None)
    basis = JSONB(null=False, default=None)
    version = Integer(null=False, default=1)
