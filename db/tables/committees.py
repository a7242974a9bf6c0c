"""Committees and their meetings."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, Date, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class CommitteeRow(Table, tablename="committee", db=DB):
    """A committee of a plan."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    purpose = Text(null=False, default="")
    members = JSONB(null=False, default="[]")
    has_service_users = Boolean(null=False, default=False)
    basis = JSONB(null=False, default=None)
    version = Integer(null=False, default=1)


class MeetingRow(Table, tablename="meeting", db=DB):
    """A meeting of a committee."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    committee_id = ForeignKey(CommitteeRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    held_on = Date(null=False, default=None)
    version = Integer(null=False, default=1)
    changed_at = Timestamptz(null=False, default=None)
