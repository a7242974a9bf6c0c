"""Reading the change log of a plan that the caller may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from roadmap.domain.changes import Change
from roadmap.store import changes


async def item_history(plan_id: UUID, item_id: UUID) -> list[Change]:
    """The latest changes of one thing in a plan, newest first."""
    return await changes.changes_of_item(plan_id, item_id)


async def stages_since(plan_id: UUID) -> dict[UUID, datetime]:
    """When each commitment of a plan came to the stage at which it is, where the log tells it."""
    return await changes.stages_since(plan_id)
