"""What the database itself keeps of rates and of the change log of portfolios."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-25T22:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Rules of exchange rates and of changes of portfolios"

RULES = (
    "CREATE UNIQUE INDEX exchange_rate_once ON exchange_rate (currency, day, source)",
    "ALTER TABLE exchange_rate ADD CONSTRAINT exchange_rate_values CHECK (rate > 0 AND rate < 'Infinity' AND currency <> 'EUR')",
    "CREATE INDEX rate_import_latest ON rate_import (imported_at DESC) WHERE imported_at IS NOT NULL",
    "ALTER TABLE rate_import ADD CONSTRAINT rate_import_state CHECK ((content IS NULL) = (imported_at IS NOT NULL))",
    """
    CREATE TRIGGER portfolio_change_only_grows BEFORE UPDATE OR DELETE ON portfolio_change
    FOR EACH ROW EXECUTE FUNCTION refuse_log_edit()
    """,
)


async def forwards() -> MigrationManager:
    """Add the rules; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)

    async def add_rules() -> None:
        from db.tables import PlanRow

        for rule in RULES:
            await PlanRow.raw(rule).run()

    manager.add_raw(add_rules)
    return manager
