"""Copies of playbooks, and which of them a plan follows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, Text, Timestamptz

from db.added_columns import add_columns

ID = "2026-11-25T19:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Copies of playbooks"

COLUMNS = (
    ("PlaybookCopyRow", "playbook_copy", "id", UUID, {"primary_key": True}),
    ("PlaybookCopyRow", "playbook_copy", "intervention", Text, {}),
    ("PlaybookCopyRow", "playbook_copy", "version", Text, {}),
    ("PlaybookCopyRow", "playbook_copy", "digest", Text, {"unique": True}),
    ("PlaybookCopyRow", "playbook_copy", "content", JSONB, {}),
    ("PlaybookCopyRow", "playbook_copy", "first_seen_at", Timestamptz, {}),
    ("PlanRow", "plan", "playbook_digest", Text, {"default": ""}),
)


async def forwards() -> MigrationManager:
    """Add the table and the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlaybookCopyRow", tablename="playbook_copy", schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
