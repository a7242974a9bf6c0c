"""Rules that the database itself keeps, whatever code writes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-22T14:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Checks, and a change log that only grows"

RULES = [
    "ALTER TABLE plan ADD CONSTRAINT plan_counts CHECK (revision >= 1 AND version >= 1 AND months BETWEEN 24 AND 60)",
    "ALTER TABLE plan ADD CONSTRAINT plan_status CHECK (status IN ('draft', 'approved', 'archived'))",
    "ALTER TABLE phase ADD CONSTRAINT phase_dates CHECK (ends >= starts)",
    """
    ALTER TABLE milestone ADD CONSTRAINT milestone_values CHECK (
        planned_due >= planned_start AND percent BETWEEN 0 AND 100 AND weight >= 1 AND version >= 1
        AND status IN ('not-started', 'in-progress', 'done', 'blocked', 'dropped')
        AND (status <> 'done' OR (percent = 100 AND done_on IS NOT NULL))
    )
    """,
    "CREATE INDEX milestone_plan_due ON milestone (plan_id, planned_due)",
    "ALTER TABLE evidence ADD CONSTRAINT evidence_one_kind CHECK ((link = '') <> (file_name = ''))",
    "ALTER TABLE budget_line ADD CONSTRAINT budget_line_values CHECK (ends >= starts AND quantity >= 0 AND unit_cost >= 0)",
    "ALTER TABLE commitment ADD CONSTRAINT commitment_values CHECK (ends >= starts AND amount >= 0 AND probability BETWEEN 0 AND 100)",
    "ALTER TABLE stakeholder ADD CONSTRAINT stakeholder_scales CHECK (influence BETWEEN 1 AND 5 AND interest BETWEEN 1 AND 5)",
    """
    ALTER TABLE risk ADD CONSTRAINT risk_scales CHECK (
        likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5
        AND residual_likelihood BETWEEN 1 AND 5 AND residual_impact BETWEEN 1 AND 5
    )
    """,
    "ALTER TABLE membership ADD CONSTRAINT membership_one_scope CHECK ((plan_id IS NULL) <> (portfolio_id IS NULL))",
    "CREATE UNIQUE INDEX membership_once ON membership (account_id, role, coalesce(plan_id, portfolio_id))",
    "ALTER TABLE feed ADD CONSTRAINT feed_scope CHECK (scope IN ('plan', 'portfolio', 'mine') AND (scope = 'plan') = (plan_id IS NOT NULL))",
    "CREATE INDEX change_plan_latest ON change (plan_id, id DESC)",
    """
    CREATE FUNCTION refuse_log_edit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the change log only grows'; END $$
    """,
    "CREATE TRIGGER change_only_grows BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION refuse_log_edit()",
]


async def forwards() -> MigrationManager:
    """Add the rules; without a way back, as for every migration of a product in use."""
    manager = MigrationManager(migration_id=ID, app_name="roadmap", description=DESCRIPTION)

    async def add_rules() -> None:
        from db.tables import PlanRow

        for rule in RULES:
            await PlanRow.raw(rule).run()

    manager.add_raw(add_rules)
    return manager
