"""Exchange rates, the files that brought them, and the change log of portfolios."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.base import OnDelete
from piccolo.columns.column_types import JSONB, UUID, BigSerial, Bytea, Date, ForeignKey, Integer, Numeric, Text, Timestamptz
from piccolo.table import Table

from db.added_columns import add_columns, reference

ID = "2026-11-25T22:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Exchange rates, changes of portfolios"


class PortfolioRow(Table, tablename="portfolio", schema=None):
    """As much of the table as a reference needs."""

    id = UUID(default=None, null=False, primary_key=True)


TABLES = (
    ("ExchangeRateRow", "exchange_rate"),
    ("RateImportRow", "rate_import"),
    ("PortfolioChangeRow", "portfolio_change"),
)
RATE, IMPORT, CHANGE = TABLES
COLUMNS = (
    (*RATE, "id", UUID, {"primary_key": True}),
    (*RATE, "currency", Text, {}),
    (*RATE, "day", Date, {}),
    (*RATE, "rate", Numeric, {"digits": None}),
    (*RATE, "source", Text, {}),
    (*RATE, "imported_by", Text, {}),
    (*RATE, "imported_at", Timestamptz, {}),
    (*IMPORT, "id", UUID, {"primary_key": True}),
    (*IMPORT, "account_id", UUID, {"null": True}),
    (*IMPORT, "by", Text, {}),
    (*IMPORT, "source", Text, {}),
    (*IMPORT, "file_name", Text, {"default": ""}),
    (*IMPORT, "content", Bytea, {"null": True}),
    (*IMPORT, "created_at", Timestamptz, {}),
    (*IMPORT, "imported_at", Timestamptz, {"null": True}),
    (*IMPORT, "added", Integer, {"default": 0}),
    (*IMPORT, "changed", JSONB, {"default": "[]"}),
    (*CHANGE, "id", BigSerial, {"primary_key": True}),
    (*CHANGE, "portfolio_id", ForeignKey, reference(PortfolioRow, OnDelete.restrict)),
    (*CHANGE, "at", Timestamptz, {}),
    (*CHANGE, "actor_id", UUID, {"null": True}),
    (*CHANGE, "actor", Text, {}),
    (*CHANGE, "field", Text, {}),
    (*CHANGE, "before", Text, {}),
    (*CHANGE, "after", Text, {}),
)


async def forwards() -> MigrationManager:
    """Add the tables; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)
    for class_name, tablename in TABLES:
        manager.add_table(class_name=class_name, tablename=tablename, schema=None, columns=None)
    add_columns(manager, COLUMNS)
    return manager
