"""Reading the change log; writing it is part of every unit of work."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.changes import Change
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows


async def changes_of_plan(plan_id: UUID, *, most: int, before_id: int | None = None) -> list[tuple[int, Change]]:
    """A plan's latest changes, newest first, each with its row's id; ``before_id`` pages on."""
    rows = await fetch(
        "SELECT * FROM change WHERE plan_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        plan_id,
        before_id,
        most,
    )
    return list(zip([row["id"] for row in rows], from_rows(Change, rows), strict=True))


async def changes_of_item(plan_id: UUID, item_id: UUID, *, most: int = 50) -> list[Change]:
    """The latest changes of one thing in a plan, newest first."""
    rows = await fetch(
        "SELECT * FROM change WHERE plan_id = $1 AND item_id = $2 ORDER BY id DESC LIMIT $3", plan_id, item_id, most
    )
    return list(from_rows(Change, rows))
