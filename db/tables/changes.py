"""The change log."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, BigSerial, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow


class ChangeRow(Table, tablename="change", db=DB):
    """One change of one thing. Rows are only ever added: a trigger refuses updates and deletes of single rows.

    The actor is kept by id and by role name, so that the row stays when the account goes.
    """

    id = BigSerial(primary_key=True, null=False)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    revision = Integer(null=False, default=None)
    at = Timestamptz(null=False, default=None)
    actor_id = UUID(null=True, default=None)
    actor = Text(null=False, default=None)
    noun = Text(null=False, default=None)
    item_id = UUID(null=False, default=None, index=True)
    item = Text(null=False, default=None)
    action = Text(null=False, default=None)
    fields = JSONB(null=False, default="[]")
    reason = Text(null=False, default="")
