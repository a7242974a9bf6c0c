"""Editing a plan: the one way from a plan and a change of it to what is saved, and to a preview of the same.

An edit is a pure function from the plan as it stands to the plan as it shall be. It raises ``RuleBrokenError`` for what
must not be and ``ConflictError`` where somebody changed the same thing since it was opened (``current``). Saved is
exactly the difference, each thing with its entry in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from roadmap.domain.access import Right, Viewer, require
from roadmap.domain.archiving import check_open
from roadmap.domain.errors import ConflictError, NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.services.milestones import actor
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.store.writing import writing

Edit = Callable[[Plan], Plan]
Parts = str | Callable[[Plan], Iterable[Any]]
Part = TypeVar("Part", bound=Any)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """A plan before and after an edit, both with all their parts; ``after`` carries the versions from before."""

    before: Plan
    after: Plan


async def edit_plan(
    viewer: Viewer, plan_id: UUID, edit: Edit, *, now: datetime, reason: str = "", right: Right = "manage"
) -> Edited:
    """Change a plan in one transaction. Raises what ``edit`` raises, ``NotFoundError`` and ``ForbiddenError``."""
    require(viewer.rights, right)
    async with writing(plan_id, actor(viewer), now, EVERYTHING) as unit:
        after = edit(unit.plan)
        unit.become(after, reason)
        return Edited(before=unit.plan, after=after)


async def preview_edit(viewer: Viewer, plan_id: UUID, edit: Edit, *, right: Right = "manage") -> Edited:
    """Say what an edit would give; nothing is saved. Raises as ``edit_plan`` does."""
    require(viewer.rights, right)
    before = await load_plan(plan_id, EVERYTHING)
    edited = Edited(before=before, after=edit(before))
    if edited.after != before:
        check_open(before, edited.after)
    return edited


def part_of(parts: Iterable[Part], part_id: UUID, version: int | None = None) -> Part:
    """The part with this id, as it was when somebody opened it at ``version``.

    Raises ``NotFoundError``, and ``ConflictError`` with the part as it stands where it was saved since.
    """
    found = next((each for each in parts if each.id == part_id), None)
    if found is None:
        raise NotFoundError(message("error.not_found"))
    if version is not None and found.version != version:
        raise ConflictError(message("error.conflict"), found)
    return found


def putting(parts: Parts, part_id: UUID, version: int | None, write: Callable[[Plan, Any], Plan]) -> Edit:
    """The edit that adds a part under an id, or changes it as it was at ``version``.

    ``parts`` names the plan's field that holds it, or finds them in the plan. ``write`` makes the plan from the plan
    and the part as it stands, which is nothing for a new one. What is wrong is told before a conflict is; who writes
    what stands already is in no conflict. Without a version the part is new: the same form sent twice adds it once.
    """

    def edit(plan: Plan) -> Plan:
        before = next((each for each in parts_of(plan, parts) if each.id == part_id), None)
        if before is None and version is not None:
            raise NotFoundError(message("error.not_found"))
        after = write(plan, before)
        if before is not None and after != plan:
            part_of([before], part_id, version or 1)
        return after

    return edit


def taking_out(parts: Parts, part_id: UUID, version: int, write: Callable[[Plan, Any], Plan]) -> Edit:
    """The edit that takes out a part as it was at ``version``; ``write`` makes the plan without it."""

    def edit(plan: Plan) -> Plan:
        part = part_of(parts_of(plan, parts), part_id)
        after = write(plan, part)
        part_of([part], part_id, version)
        return after

    return edit


def parts_of(plan: Plan, parts: Parts) -> Iterable[Any]:
    """The parts of a plan: those of one of its fields, or those that are found in it."""
    found: Iterable[Any] = getattr(plan, parts) if isinstance(parts, str) else parts(plan)
    return found
