"""What checks count a milestone as, and why a published plan fails a check."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB

from db.added_columns import add_columns

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
    add_columns(manager, COLUMNS)
    return manager
