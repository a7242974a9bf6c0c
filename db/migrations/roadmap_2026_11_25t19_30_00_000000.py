"""Files that wait to be taken over."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import UUID, Bytea, ForeignKey, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

ID = "2026-11-25T19:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Files that wait to be taken over"


class AccountRow(Table, tablename="account", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


class PlanRow(Table, tablename="plan", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


REFERENCE = {"on_delete": OnDelete.cascade, "on_update": OnUpdate.cascade, "target_column": None, "index": True}
COLUMNS = (
    ("id", UUID, {"primary_key": True}),
    ("account_id", ForeignKey, {"references": AccountRow, **REFERENCE}),
    ("plan_id", ForeignKey, {"references": PlanRow, **REFERENCE, "null": True}),
    ("file_name", Text, {"default": ""}),
    ("content", Bytea, {}),
    ("created_at", Timestamptz, {}),
)


async def forwards() -> MigrationManager:
    """Add the table; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlanImportRow", tablename="plan_import", schema=None, columns=None)
    for name, kind, params in COLUMNS:
        own = {
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
            **params,
        }
        manager.add_column(
            table_class_name="PlanImportRow",
            tablename="plan_import",
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params=own if kind is ForeignKey else {"default": None, **own},
            schema=None,
        )
    return manager
