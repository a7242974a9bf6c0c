"""What the terms of a payer stand on."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB

from db.added_columns import add_columns

ID = "2026-11-26T01:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The ground of a payer's terms"
COLUMNS = (("FundingSourceRow", "funding_source", "terms_basis", JSONB, {"null": True}),)


async def forwards() -> MigrationManager:
    """Add the columns; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    add_columns(manager, COLUMNS)
    return manager
