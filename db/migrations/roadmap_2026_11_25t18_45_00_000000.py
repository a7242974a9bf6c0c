"""A pinned milestone keeps its pin: the day it was due on. The date that each had by itself becomes its anchor."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-25T18:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Pins take the place of a flag"

PINS = """
    UPDATE milestone SET pin = jsonb_build_object('kind', 'on', 'day', planned_due, 'reason', '') WHERE is_pinned
"""
ANCHORS = """
    UPDATE milestone SET anchor = jsonb_build_object(
        'at', 'date',
        'edge', CASE WHEN wanted_due IS NULL THEN 'start' ELSE 'due' END,
        'day', coalesce(wanted_due, wanted_start, planned_start)
    )
"""


async def forwards() -> MigrationManager:
    """Copy, then drop: what is raw runs first. Without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)

    async def keep_dates() -> None:
        from db.tables import PlanRow

        await PlanRow.raw(PINS).run()
        await PlanRow.raw(ANCHORS).run()

    manager.add_raw(keep_dates)
    manager.drop_column(
        table_class_name="MilestoneRow", tablename="milestone", column_name="is_pinned", db_column_name="is_pinned"
    )
    return manager
