"""Funding sources and commitments."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Date, ForeignKey, Integer, Numeric, Text
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class FundingSourceRow(Table, tablename="funding_source", db=DB):
    """A payer in one plan."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    kind = Text(null=False, default=None)
    rank = Text(null=False, default=None)
    may_pay = JSONB(null=False, default="[]")
    may_not_pay = JSONB(null=False, default="[]")
    note = Text(null=False, default="")
    basis = JSONB(null=False, default=None)
    service_ids = JSONB(null=False, default="[]")
    conditions = Text(null=False, default="")
    deadlines = JSONB(null=False, default="[]")
    terms_basis = JSONB(null=True, default=None)
    stakeholder_id = UUID(null=True, default=None)
    version = Integer(null=False, default=1)


class CommitmentRow(Table, tablename="commitment", db=DB):
    """An amount of a source over a period."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    source_id = ForeignKey(FundingSourceRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    stage = Text(null=False, default=None)
    probability = Integer(null=False, default=None)
    amount = Numeric(null=False, default=None)
    starts = Date(null=False, default=None)
    ends = Date(null=False, default=None)
    basis = JSONB(null=False, default=None)
    delay = Integer(null=False, default=0)
    decides_on = Date(null=True, default=None)
    version = Integer(null=False, default=1)
