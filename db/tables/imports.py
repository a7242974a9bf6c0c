"""Files that wait to be taken over."""

from __future__ import annotations

from piccolo.columns import UUID, Bytea, ForeignKey, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.accounts import AccountRow
from db.tables.plans import PlanRow


class PlanImportRow(Table, tablename="plan_import", db=DB):
    """A plan's file as somebody sent it, between its preview and its takeover; ``plan_id`` is the plan it goes over."""

    id = UUID(primary_key=True, null=False, default=None)
    account_id = ForeignKey(AccountRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    plan_id = ForeignKey(PlanRow, null=True, default=None, on_delete=OnDelete.cascade, index=True)
    file_name = Text(null=False, default="")
    content = Bytea(null=False, default=None)
    created_at = Timestamptz(null=False, default=None)
