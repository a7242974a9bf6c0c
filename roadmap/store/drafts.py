"""Drafts of plans in the database; each is its account's alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from db.tables import PlanDraftRow
from roadmap.domain.drafting import Draft, Step
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.mapping import from_rows, insert


async def find_draft(draft_id: UUID, account_id: UUID, *, lock: bool = False) -> Draft | None:
    """Find an account's draft; ``lock`` keeps other writers out until the transaction ends."""
    locking = " FOR UPDATE" if lock else ""
    rows = await fetch(f"SELECT * FROM plan_draft WHERE id = $1 AND account_id = $2{locking}", draft_id, account_id)  # noqa: S608
    found = from_rows(Draft, rows)
    return found[0] if found else None


async def drafts_of(account_id: UUID) -> tuple[Draft, ...]:
    """An account's drafts, the one that was changed last first."""
    rows = await fetch("SELECT * FROM plan_draft WHERE account_id = $1 ORDER BY changed_at DESC, id", account_id)
    return from_rows(Draft, rows)


async def add_draft(draft: Draft, most: int) -> bool:
    """Keep a new draft, in the current transaction; say no when the account has as many as it may."""
    await fetch("SELECT id FROM account WHERE id = $1 FOR UPDATE", draft.account_id)
    row = await fetch_one("SELECT count(*) AS number FROM plan_draft WHERE account_id = $1", draft.account_id)
    if row is None or row["number"] >= most:
        return False
    await insert(PlanDraftRow, [draft])
    return True


async def change_draft(draft: Draft) -> None:
    """Save a draft that was found and locked in the current transaction."""
    await fetch(
        "UPDATE plan_draft SET typed = $2, saved = $3, step = $4, version = $5, changed_at = $6 WHERE id = $1",
        draft.id,
        msgspec.json.encode(draft.typed).decode(),
        msgspec.json.encode(draft.saved).decode(),
        draft.step,
        draft.version,
        draft.changed_at,
    )


async def leave_draft_at(draft_id: UUID, step: Step, now: datetime) -> None:
    """Note where somebody goes on in a draft; that is no change of its answers."""
    await fetch("UPDATE plan_draft SET step = $2, changed_at = $3 WHERE id = $1", draft_id, step, now)


async def remove_draft(draft_id: UUID, account_id: UUID) -> bool:
    """Delete an account's draft; say no when it has no such one."""
    row = await fetch_one("DELETE FROM plan_draft WHERE id = $1 AND account_id = $2 RETURNING id", draft_id, account_id)
    return row is not None
