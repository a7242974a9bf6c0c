"""Barriers as assessed in one plan."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Date, ForeignKey, Integer, Text
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class RiskRow(Table, tablename="risk", db=DB):
    """A barrier's assessment."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    barrier = Text(null=False, default=None)
    title = Text(null=False, default=None)
    situation = Text(null=False, default="")
    likelihood = Integer(null=False, default=None)
    impact = Integer(null=False, default=None)
    trend = Text(null=False, default=None)
    response = Text(null=False, default="")
    residual_likelihood = Integer(null=False, default=None)
    residual_impact = Integer(null=False, default=None)
    owner = Text(null=False, default=None)
    review_on = Date(null=False, default=None)
    basis = JSONB(null=False, default=None)
    version = Integer(null=False, default=1)
