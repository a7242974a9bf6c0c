"""What a milestone's date hangs on, pins with a reason, waived checks, the revision that a baseline holds."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, Integer
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-25T18:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Anchors, pins, waivers, revisions of baselines"

COLUMNS = (
    ("MilestoneRow", "milestone", "anchor", JSONB, {"default": None, "null": True}),
    ("MilestoneRow", "milestone", "pin", JSONB, {"default": None, "null": True}),
    ("PlanRow", "plan", "waivers", JSONB, {"default": "[]", "null": False}),
    ("BaselineRow", "baseline", "revision", Integer, {"default": 0, "null": False}),
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
