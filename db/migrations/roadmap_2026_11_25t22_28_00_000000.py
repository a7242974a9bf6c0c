"""Whom to talk to about a source of money."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID

from db.added_columns import add_columns

ID = "2026-11-25T22:28:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Whom to talk to about a source of money"
COLUMNS = (("FundingSourceRow", "funding_source", "stakeholder_id", UUID, {"null": True}),)


async def forwards() -> MigrationManager:
    """Add the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    add_columns(manager, COLUMNS)
    return manager
