"""Amendments of approved plans."""

from __future__ import annotations

from piccolo.columns import UUID, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class AmendmentRow(Table, tablename="amendment", db=DB):
    """An amendment. Baselines never go, so theirs are plain ids; the signer is an account that may go."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    number = Integer(null=False, default=None)
    kind = Text(null=False, default=None)
    reason = Text(null=False, default=None)
    decision = Text(null=False, default="")
    baseline_id = UUID(null=False, default=None)
    revision = Integer(null=False, default=None)
    made_by = Text(null=False, default=None)
    made_at = Timestamptz(null=False, default=None)
    signed_by = Text(null=False, default="")
    signer_id = UUID(null=True, default=None)
    signed_at = Timestamptz(null=True, default=None)
    new_baseline_id = UUID(null=True, default=None)
    version = Integer(null=False, default=1)
