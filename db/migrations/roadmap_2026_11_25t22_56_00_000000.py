"""The needs assessment of a plan."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB

from db.added_columns import add_columns

ID = "2026-11-25T22:56:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Needs assessment"
COLUMNS = (("PlanRow", "plan", "needs", JSONB, {"null": True}),)


async def forwards() -> MigrationManager:
    """Add the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    add_columns(manager, COLUMNS)
    return manager
