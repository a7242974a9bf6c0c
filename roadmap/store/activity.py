"""Reading a plan's change log a page at a time."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.changes import Change
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows


async def page_of_changes(plan_id: UUID, *, noun: str, before_id: int | None, most: int) -> list[tuple[int, Change]]:
    """A plan's changes, newest first, each with its number; only of one kind of thing, only those before a number."""
    rows = await fetch(
        """
        SELECT * FROM change
        WHERE plan_id = $1 AND ($2 = '' OR noun = $2) AND ($3::bigint IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4
        """,
        plan_id,
        noun,
        before_id,
        most,
    )
    return list(zip([row["id"] for row in rows], from_rows(Change, rows), strict=True))


async def count_changes(plan_id: UUID) -> dict[str, int]:
    """How many changes a plan's log holds of each kind of thing."""
    rows = await fetch("SELECT noun, count(*) AS number FROM change WHERE plan_id = $1 GROUP BY noun", plan_id)
    return {row["noun"]: row["number"] for row in rows}
