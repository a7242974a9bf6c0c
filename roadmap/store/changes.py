"""Reading the change log; writing it is part of every unit of work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from roadmap.domain.changes import Change
from roadmap.domain.portfolios import NetChange
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows


async def changes_of_item(plan_id: UUID, item_id: UUID, *, most: int = 50) -> list[Change]:
    """The latest changes of one thing in a plan, newest first."""
    rows = await fetch(
        "SELECT * FROM change WHERE plan_id = $1 AND item_id = $2 ORDER BY id DESC LIMIT $3", plan_id, item_id, most
    )
    return list(from_rows(Change, rows))


async def changes_since(plan_id: UUID, revision: int) -> list[Change]:
    """Everything written to a plan after a revision, in the order of writing."""
    rows = await fetch("SELECT * FROM change WHERE plan_id = $1 AND revision > $2 ORDER BY id", plan_id, revision)
    return list(from_rows(Change, rows))


async def stages_since(plan_id: UUID) -> dict[UUID, datetime]:
    """When each commitment of a plan came to the stage at which it is."""
    rows = await fetch(_STAGES_SINCE, plan_id)
    return {row["item_id"]: row["at"] for row in rows}


async def versions_on_return(plan_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, int]:
    """The version that each thing has when it comes back: every change and every going and coming counts on."""
    rows = await fetch(_VERSIONS, plan_id, list(item_ids)) if item_ids else []
    return {row["item_id"]: row["version"] for row in rows}


async def titles_of_gone(plan_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, str]:
    """What each of these things was called when it was taken out last, as far as the log knows."""
    rows = await fetch(_TITLES_OF_GONE, plan_id, list(item_ids)) if item_ids else []
    return {row["item_id"]: row["item"] for row in rows}


async def net_changes(plan_ids: Collection[UUID], since: datetime) -> list[NetChange]:
    """Dates, states, amounts and stages of several plans that were changed since a moment: first before, last after."""
    rows = await fetch(_NET_CHANGES, list(plan_ids), since)
    return list(from_rows(NetChange, rows))


_NET_CHANGES = """
    SELECT c.plan_id, c.noun, c.item_id, f ->> 'field' AS field,
           (array_agg(f -> 'before' ORDER BY c.id))[1] AS before,
           (array_agg(f -> 'after' ORDER BY c.id DESC))[1] AS after
    FROM change c CROSS JOIN LATERAL jsonb_array_elements(c.fields) f
    WHERE c.plan_id = ANY($1) AND c.at >= $2 AND c.action = 'changed' AND (c.noun, f ->> 'field') IN (
        ('milestone', 'planned_due'), ('milestone', 'status'), ('commitment', 'amount'), ('commitment', 'stage'),
        ('budget-line', 'quantity'), ('budget-line', 'unit_cost')
    )
    GROUP BY c.plan_id, c.noun, c.item_id, f ->> 'field'
"""

_TITLES_OF_GONE = """
    SELECT DISTINCT ON (item_id) item_id, item FROM change
    WHERE plan_id = $1 AND item_id = ANY($2) AND action = 'removed' ORDER BY item_id, id DESC
"""

_STAGES_SINCE = """
    SELECT DISTINCT ON (item_id) item_id, at FROM change
    WHERE plan_id = $1 AND noun = 'commitment' AND action <> 'removed' AND fields @> '[{"field": "stage"}]'
    ORDER BY item_id, id DESC
"""

# A thing begins with version 1. While it is gone, calendars show one more than it had, and one more when it is back.
_VERSIONS = """
    SELECT item_id, 1 + count(*) FILTER (WHERE action = 'changed') + 2 * count(*) FILTER (WHERE action = 'removed')
           AS version
    FROM change WHERE plan_id = $1 AND item_id = ANY($2) GROUP BY item_id
"""
