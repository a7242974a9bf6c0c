"""Drafts of plans, and the diagnosis from which a plan was started."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, ForeignKey, Integer, Text, Timestamptz
from piccolo.table import Table

from db.added_columns import add_columns, reference

ID = "2026-11-25T19:21:13:000000"
VERSION = "1.38.0"
DESCRIPTION = "Drafts of plans, diagnosis"


class AccountRow(Table, tablename="account", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


COLUMNS = (
    ("PlanRow", "plan", "diagnosis", JSONB, {"null": True}),
    ("PlanDraftRow", "plan_draft", "id", UUID, {"primary_key": True}),
    ("PlanDraftRow", "plan_draft", "account_id", ForeignKey, reference(AccountRow)),
    ("PlanDraftRow", "plan_draft", "typed", JSONB, {"default": "{}"}),
    ("PlanDraftRow", "plan_draft", "saved", JSONB, {"default": "{}"}),
    ("PlanDraftRow", "plan_draft", "step", Text, {}),
    ("PlanDraftRow", "plan_draft", "version", Integer, {"default": 1}),
    ("PlanDraftRow", "plan_draft", "created_at", Timestamptz, {}),
    ("PlanDraftRow", "plan_draft", "changed_at", Timestamptz, {}),
)


async def forwards() -> MigrationManager:
    """Add the table and the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlanDraftRow", tablename="plan_draft", schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
