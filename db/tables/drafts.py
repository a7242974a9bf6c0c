"""Plans that somebody is drafting and has not created yet."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.accounts import AccountRow


class PlanDraftRow(Table, tablename="plan_draft", db=DB):
    """The answers of the wizard as typed, and which page saved each step last and at which version."""

    id = UUID(primary_key=True, null=False, default=None)
    account_id = ForeignKey(AccountRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    typed = JSONB(null=False, default="{}")
    saved = JSONB(null=False, default="{}")
    step = Text(null=False, default=None)
    version = Integer(null=False, default=1)
    created_at = Timestamptz(null=False, default=None)
    changed_at = Timestamptz(null=False, default=None)
