"""What portfolios show of plans' money."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, ForeignKey, Text
from piccolo.table import Table

from db.added_columns import add_columns, reference

ID = "2026-11-25T22:23:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Figures of plans' money"


class PlanRow(Table, tablename="plan", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


COLUMNS = (
    ("PlanMoneyRow", "plan_money", "id", UUID, {"primary_key": True}),
    ("PlanMoneyRow", "plan_money", "plan_id", ForeignKey, {**reference(PlanRow), "unique": True, "index": False}),
    ("PlanMoneyRow", "plan_money", "mark", Text, {}),
    ("PlanMoneyRow", "plan_money", "figures", JSONB, {}),
)


async def forwards() -> MigrationManager:
    """Add the table; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    manager.add_table(class_name="PlanMoneyRow", tablename="plan_money", schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
