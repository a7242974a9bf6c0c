"""Why planning rates of one's own are what they are."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text

from db.added_columns import add_columns

ID = "2026-11-26T01:29:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The reason of planning rates"
COLUMNS = (
    ("ExchangeRateRow", "exchange_rate", "reason", Text, {"default": ""}),
    ("RateImportRow", "rate_import", "reason", Text, {"default": ""}),
)


async def forwards() -> MigrationManager:
    """Add the columns; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    add_columns(manager, COLUMNS)
    return manager
