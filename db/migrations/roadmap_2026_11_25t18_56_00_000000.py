"""Whether a portfolio has plans of several countries is one look at either end of an index."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-25T18:56:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Index of countries by portfolio"

INDEX = "CREATE INDEX plan_portfolio_country ON plan (portfolio_id, country) WHERE status <> 'archived'"


async def forwards() -> MigrationManager:
    """Add the index; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)

    async def add_index() -> None:
        from db.tables import PlanRow

        await PlanRow.raw(INDEX).run()

    manager.add_raw(add_index)
    return manager
