"""What checks count a milestone as, and why a published plan fails a check."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-25T18:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Marks of milestones, explanations of failed checks"

COLUMNS = (
    ("MilestoneRow", "milestone", "marks", JSONB, {"default": "[]", "null": False}),
    ("PlanRow", "plan", "explanations", JSONB, {"default": "[]", "null": False}),
)


async def forwards() -> MigrationManager:
    """Add the columns; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    for table, tablename, name, kind, params in COLUMNS:
        manager.add_column(
            table_class_name=table,
            tablename=tablename,
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params={
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
