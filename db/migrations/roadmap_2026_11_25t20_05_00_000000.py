"""Amendments of approved plans, and what a plan may change by itself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, ForeignKey, Integer, Text, Timestamptz
from piccolo.table import Table

from db.added_columns import add_columns, reference

ID = "2026-11-25T20:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Amendments, tolerances"


class PlanRow(Table, tablename="plan", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


COLUMNS = (
    ("PlanRow", "plan", "tolerances", JSONB, {"null": True}),
    ("AmendmentRow", "amendment", "id", UUID, {"primary_key": True}),
    ("AmendmentRow", "amendment", "plan_id", ForeignKey, reference(PlanRow)),
    ("AmendmentRow", "amendment", "number", Integer, {}),
    ("AmendmentRow", "amendment", "kind", Text, {}),
    ("AmendmentRow", "amendment", "reason", Text, {}),
    ("AmendmentRow", "amendment", "decision", Text, {"default": ""}),
    ("AmendmentRow", "amendment", "baseline_id", UUID, {}),
    ("AmendmentRow", "amendment", "revision", Integer, {}),
    ("AmendmentRow", "amendment", "made_by", Text, {}),
    ("AmendmentRow", "amendment", "made_at", Timestamptz, {}),
    ("AmendmentRow", "amendment", "signed_by", Text, {"default": ""}),
    ("AmendmentRow", "amendment", "signer_id", UUID, {"null": True}),
    ("AmendmentRow", "amendment", "signed_at", Timestamptz, {"null": True}),
    ("AmendmentRow", "amendment", "new_baseline_id", UUID, {"null": True}),
    ("AmendmentRow", "amendment", "version", Integer, {"default": 1}),
)


async def forwards() -> MigrationManager:
    """Add the table and the column; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="AmendmentRow", tablename="amendment", schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
