"""Reading the change log of a plan that the caller may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.history import undone
from roadmap.domain.plans import Plan
from roadmap.store import changes


async def item_history(plan_id: UUID, item_id: UUID) -> list[Change]:
    """The latest changes of one thing in a plan, newest first."""
    return await changes.changes_of_item(plan_id, item_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meanwhile:
    """What became of one thing since somebody opened it: its changes, newest first, and the plan without them.

    There is no plan where the log does not tell: then nobody knows which fields were touched.
    """

    changes: Sequence[Change]
    opened: Plan | None


async def meanwhile(plan: Plan, item_id: UUID, versions: int) -> Meanwhile:
    """What became of one thing in as many versions; every entry of the log about it is one."""
    found = await changes.changes_of_item(plan.id, item_id, most=max(versions, 1))
    is_told = 0 < versions == len(found)
    return Meanwhile(changes=found, opened=undone(plan, found[::-1]) if is_told else None)


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
