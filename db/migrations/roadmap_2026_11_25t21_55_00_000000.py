"""What coverage asks of budgets and funding: services, price growth, conditions, deadlines, delays, priorities."""

from decimal import Decimal

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import JSONB, UUID, Date, Integer, Numeric, Text

from db.added_columns import add_columns

ID = "2026-11-25T21:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Services, growth, conditions, deadlines, delays, priorities"
COLUMNS = (
    ("PlanRow", "plan", "priorities", JSONB, {"default": "[]"}),
    ("BudgetLineRow", "budget_line", "growth", Numeric, {"default": Decimal(0), "digits": None}),
    ("BudgetLineRow", "budget_line", "service_id", UUID, {"null": True}),
    ("SpendingRow", "spending", "version", Integer, {"default": 1}),
    ("FundingSourceRow", "funding_source", "service_ids", JSONB, {"default": "[]"}),
    ("FundingSourceRow", "funding_source", "conditions", Text, {"default": ""}),
    ("FundingSourceRow", "funding_source", "deadlines", JSONB, {"default": "[]"}),
    ("CommitmentRow", "commitment", "delay", Integer, {"default": 0}),
    ("CommitmentRow", "commitment", "decides_on", Date, {"null": True}),
)


async def forwards() -> MigrationManager:
    """Add the columns; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    add_columns(manager, COLUMNS)
    return manager
