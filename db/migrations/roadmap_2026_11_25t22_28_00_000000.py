"""Whom to talk to about a source of money."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-25T22:28:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Whom to talk to about a source of money"


async def forwards() -> MigrationManager:
    """Add the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_column(
        table_class_name="FundingSourceRow",
        tablename="funding_source",
        column_name="stakeholder_id",
        db_column_name="stakeholder_id",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )
    return manager
