"""Files that wait to be taken over."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID, Bytea, ForeignKey, Text, Timestamptz
from piccolo.table import Table

from db.added_columns import add_columns, reference

ID = "2026-11-25T19:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Files that wait to be taken over"


class AccountRow(Table, tablename="account", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


class PlanRow(Table, tablename="plan", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


COLUMNS = (
    ("PlanImportRow", "plan_import", "id", UUID, {"primary_key": True}),
    ("PlanImportRow", "plan_import", "account_id", ForeignKey, reference(AccountRow)),
    ("PlanImportRow", "plan_import", "plan_id", ForeignKey, {**reference(PlanRow), "null": True}),
    ("PlanImportRow", "plan_import", "file_name", Text, {"default": ""}),
    ("PlanImportRow", "plan_import", "content", Bytea, {}),
    ("PlanImportRow", "plan_import", "created_at", Timestamptz, {}),
)


async def forwards() -> MigrationManager:
    """Add the table; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlanImportRow", tablename="plan_import", schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
