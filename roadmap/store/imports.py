"""Files that wait to be taken over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from db.tables import PlanImportRow
from roadmap.domain.access import Role
from roadmap.domain.imports import KEPT_FOR, MOST_WAITING, PlanImport
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.mapping import from_rows, insert

TIDY = """
    DELETE FROM plan_import WHERE created_at < $2 OR id IN (
        SELECT id FROM plan_import WHERE account_id = $1 ORDER BY created_at DESC, id OFFSET $3
    )
"""
MANAGED = """
    SELECT slug FROM plan WHERE id = $1 AND ($2 OR EXISTS (
        SELECT 1 FROM membership m WHERE m.account_id = $3 AND m.role = ANY($4)
        AND (m.plan_id = plan.id OR m.portfolio_id = plan.portfolio_id)
    ))
"""


async def keep_import(waiting: PlanImport) -> None:
    """Keep a file, in the current transaction, and let go of those that have waited too long or are too many."""
    await insert(PlanImportRow, [waiting])
    await fetch(TIDY, waiting.account_id, waiting.created_at - KEPT_FOR, MOST_WAITING)


async def find_import(import_id: UUID, now: datetime) -> PlanImport | None:
    """The file with this id, unless it has waited too long."""
    rows = await fetch("SELECT * FROM plan_import WHERE id = $1 AND created_at >= $2", import_id, now - KEPT_FOR)
    return from_rows(PlanImport, rows)[0] if rows else None


async def remove_import(import_id: UUID) -> bool:
    """Let go of a file; say no when it is gone already, as when it was taken over a moment ago."""
    return bool(await fetch("DELETE FROM plan_import WHERE id = $1 RETURNING id", import_id))


async def slug_of_managed_plan(
    plan_id: UUID, account_id: UUID, roles: Collection[Role], *, is_administrator: bool
) -> str:
    """The address of a plan on which an account has one of these roles; empty where it has none or there is no plan."""
    row = await fetch_one(MANAGED, plan_id, is_administrator, account_id, list(roles))
    return "" if row is None else str(row["slug"])
