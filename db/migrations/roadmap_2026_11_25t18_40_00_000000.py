"""What a milestone's date hangs on, pins with a reason, waived checks, the revision that a baseline holds."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, Integer

from db.added_columns import add_columns

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
    add_columns(manager, COLUMNS)
    return manager
