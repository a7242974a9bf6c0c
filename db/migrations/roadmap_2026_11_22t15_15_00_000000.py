"""What calendars read of the change log, found without reading the whole of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-22T15:15:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "An index for calendars over removals and over changes of a plan as such"

INDEX = """
    CREATE INDEX change_of_calendars ON change (plan_id, id)
    WHERE (action = 'removed' AND noun IN ('milestone', 'meeting')) OR noun IN ('plan', 'baseline')
"""


async def forwards() -> MigrationManager:
    """Add the index; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)

    async def add_index() -> None:
        from db.tables import PlanRow

        await PlanRow.raw(INDEX).run()

    manager.add_raw(add_index)
    return manager
