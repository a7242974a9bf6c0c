"""Reading the change log of a plan that the caller may read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.plans import Plan
from roadmap.store import changes


async def item_history(plan_id: UUID, item_id: UUID) -> list[Change]:
    """The latest changes of one thing in a plan, newest first."""
    return await changes.changes_of_item(plan_id, item_id)


async def titles_of_gone(plan: Plan, log: Iterable[Change]) -> dict[UUID, str]:
    """What milestones were called that entries of the log name and the plan no longer has."""
    named = set().union(*(_milestones_in(field) for each in log if each.action == "changed" for field in each.fields))
    return await changes.titles_of_gone(plan.id, named - {each.id for each in plan.milestones})


def _milestones_in(field: FieldChange) -> set[UUID]:
    """The milestones that links or an own day name, before and after."""
    if field.field not in {"after", "anchor"}:
        return set()
    values = [*(field.before or ()), *(field.after or ())] if field.field == "after" else [field.before, field.after]
    found = (each.get("milestone_id") for each in values if isinstance(each, dict))
    return {UUID(each) for each in found if each}


async def stages_since(plan_id: UUID) -> dict[UUID, datetime]:
    """When each commitment of a plan came to the stage at which it is, where the log tells it."""
    return await changes.stages_since(plan_id)
