"""Drafts of plans, and the diagnosis from which a plan was started."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.column_types import JSONB, UUID, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

ID = "2026-11-25T19:21:13:000000"
VERSION = "1.38.0"
DESCRIPTION = "Drafts of plans, diagnosis"


class AccountRow(Table, tablename="account", schema=None):
    id = UUID(
        default=None,
        null=False,
        primary_key=True,
        unique=False,
        index=False,
        index_method=IndexMethod.btree,
        choices=None,
        db_column_name=None,
        secret=False,
    )


ACCOUNT = {
    "references": AccountRow,
    "on_delete": OnDelete.cascade,
    "on_update": OnUpdate.cascade,
    "target_column": None,
    "index": True,
}
COLUMNS = (
    ("PlanRow", "plan", "diagnosis", JSONB, {"null": True}),
    ("PlanDraftRow", "plan_draft", "id", UUID, {"primary_key": True}),
    ("PlanDraftRow", "plan_draft", "account_id", ForeignKey, ACCOUNT),
    ("PlanDraftRow", "plan_draft", "typed", JSONB, {"default": "{}"}),
    ("PlanDraftRow", "plan_draft", "saved", JSONB, {"default": "{}"}),
    ("PlanDraftRow", "plan_draft", "step", Text, {}),
    ("PlanDraftRow", "plan_draft", "version", Integer, {"default": 1}),
    ("PlanDraftRow", "plan_draft", "created_at", Timestamptz, {}),
    ("PlanDraftRow", "plan_draft", "changed_at", Timestamptz, {}),
)


async def forwards() -> MigrationManager:
    """Add the table and the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlanDraftRow", tablename="plan_draft", schema=None, columns=None)
    for table, tablename, name, kind, params in COLUMNS:
        manager.add_column(
            table_class_name=table,
            tablename=tablename,
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params={
                "default": None,
                "null": False,
                "primary_key": False,
                "unique": False,
                "index": False,
                "index_method": IndexMethod.btree,
                "choices": None,
                "db_column_name": None,
                "secret": False,
                **params,
            },
            schema=None,
        )
    return manager
