"""Copies of playbooks, and which of them a plan follows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod

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
    for table, tablename, name, kind, params in COLUMNS:
        manager.add_column(
            table_class_name=table,
            tablename=tablename,
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params={
                "default": None,
                "null": False,
                "primary_key": False,
                "unique": False,
                "index": False,
                "index_method": IndexMethod.btree,
                "choices": None,
                "db_column_name": None,
                "secret": False,
                **params,
            },
            schema=None,
        )
    return manager
