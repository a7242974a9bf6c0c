"""A plan as it was: today's plan with the later changes of its log undone, the latest first.

The log holds every field before and after, so what comes out is exact: no second copy of the past is kept anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_type_hints
from uuid import UUID

import msgspec

from roadmap.domain.access import Right
from roadmap.domain.changes import Change
from roadmap.domain.messages import Message, message
from roadmap.domain.plan_parts import PART_KINDS
from roadmap.domain.plans import Plan

_UNDO = re.compile(r"Undo of revision (\d{1,9})")
_HINTS = get_type_hints(Plan)


def at_revision(plan: Plan, changes: Sequence[Change], revision: int) -> Plan:
    """The plan as it stood at ``revision``, all parts of ``plan`` being loaded.

    ``changes`` are the plan's log in the order of writing, at least all that came later. The log does not tell versions
    and when things changed: what is still there has today's, what has gone since has none that means anything.
    """
    later = [each for each in changes if each.revision > revision]
    return replace(undone(plan, later), revision=min(revision, plan.revision))


def revision_at(plan: Plan, changes: Sequence[Change], moment: datetime) -> int:
    """The plan's revision at a moment; the first one for a moment before the plan began."""
    later = min((each.revision for each in changes if each.at > moment), default=plan.revision + 1)
    return max(later - 1, 1)


def undone(plan: Plan, changes: Sequence[Change]) -> Plan:
    """The plan without some changes, which are the latest of its log in the order of writing."""
    past = _Past(plan)
    for change in reversed(changes):
        past.undo(change)
    return past.plan()


def brought_back(plan: Plan, versions: Mapping[UUID, int], now: datetime) -> Plan:
    """The plan with things that came back, counted on from when they went: calendars take only what is newer."""
    parts: dict[str, Any] = {
        part.field: tuple(
            _renewed(each, versions[each.id], now) if each.id in versions else each
            for each in getattr(plan, part.field)
        )
        for part in PART_KINDS.values()
    }
    return replace(plan, **parts)


def returning(changes: Collection[Change]) -> tuple[UUID, ...]:
    """What comes back when these changes are undone."""
    return tuple(each.item_id for each in changes if each.action == "removed")


def leaving(changes: Collection[Change]) -> tuple[UUID, ...]:
    """What goes when these changes are undone."""
    return tuple(each.item_id for each in changes if each.action == "created")


def why_not(changes: Collection[Change]) -> Message | None:
    """Why the changes of a revision cannot be undone, or nothing when they can."""
    if not changes:
        return message("undo.nothing")
    for each in changes:
        if (each.noun, each.action) == ("plan", "created"):
            return message("undo.plan_began")
        if (each.noun, each.action) == ("baseline", "created"):
            return message("undo.baseline_stays", name=each.item)
        if (each.noun, each.action) == ("evidence", "removed") and (name := _held(each, "file_name")):
            return message("undo.file_is_gone", name=str(name))
    return None


def may_undo(rights: Collection[Right], account_id: UUID, changes: Collection[Change]) -> bool:
    """Whether somebody may undo the changes of a revision: any of a plan that they manage, else only their own."""
    return "manage" in rights or ("track" in rights and all(each.actor_id == account_id for each in changes))


def undo_reason(revision: int) -> str:
    """What the log gives as the reason of an undo, in English as all that is kept."""
    return f"Undo of revision {revision}"


def undone_revision(reason: str) -> int | None:
    """The revision that an entry of the log undid, where it is such an entry."""
    found = _UNDO.fullmatch(reason)
    return int(found[1]) if found else None


def _held(change: Change, name: str) -> object:
    return next((each.before for each in change.fields if each.field == name), None)


def _renewed(thing: Any, version: int, now: datetime) -> Any:  # noqa: ANN401 (any part of a plan)
    told = {"version": version, "changed_at": now}
    return replace(thing, **{name: value for name, value in told.items() if hasattr(thing, name)})


class _Past:
    """A plan on its way back. Only what is touched turns into plain values and back; the rest stays the same object."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._head: dict[str, Any] = {}
        self._things: dict[str, dict[UUID, Any]] = {}

    def undo(self, change: Change) -> None:
        if change.noun == "plan":
            self._head |= {each.field: each.before for each in change.fields} if change.action == "changed" else {}
            return
        things = self._of(change.noun)
        if change.action == "created":
            things.pop(change.item_id, None)
        elif change.action == "removed":
            told = {each.field: each.before for each in change.fields}
            things[change.item_id] = {"version": 1, "changed_at": change.at, **told}
        else:
            thing = things[change.item_id]
            plain = thing if isinstance(thing, dict) else msgspec.to_builtins(thing)
            things[change.item_id] = plain | {each.field: each.before for each in change.fields}

    def plan(self) -> Plan:
        parts: dict[str, Any] = {
            PART_KINDS[noun].field: tuple(
                msgspec.convert(each, PART_KINDS[noun].kind) if isinstance(each, dict) else each
                for each in things.values()
            )
            for noun, things in self._things.items()
        }
        return replace(self._plan, **_values(self._head), **parts)

    def _of(self, noun: str) -> dict[UUID, Any]:
        if noun not in self._things:
            self._things[noun] = {each.id: each for each in getattr(self._plan, PART_KINDS[noun].field)}
        return self._things[noun]


def _values(told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a plan's head from plain values; those that plans no longer have are left aside."""
    return {name: msgspec.convert(value, _HINTS[name]) for name, value in told.items() if name in _HINTS}
