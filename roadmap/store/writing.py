"""One unit of work on a plan: loaded, locked, changed in the domain, saved, counted and logged in one transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from piccolo.table import Table

from db.tables import ChangeRow, PlanRow
from roadmap.domain.archiving import check_open
from roadmap.domain.changes import Action, Change, FieldChange, difference
from roadmap.domain.errors import ConflictError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.playbook_copies import copy_of
from roadmap.domain.playbooks import Playbook
from roadmap.store.connection import transaction
from roadmap.store.mapping import insert, values
from roadmap.store.plans import PARTS, SCHEDULE, insert_plan, load_plan
from roadmap.store.playbook_copies import keep_copy

_PART_OF = {part.kind: part for part in PARTS.values()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who writes: an account, or a part of the product itself without one."""

    account_id: UUID | None
    name: str


class Writing:
    """The changes of one unit of work. ``plan`` is as loaded, before them."""

    def __init__(self, plan: Plan, actor: Actor, now: datetime) -> None:
        """A unit of work on a loaded and locked plan."""
        self.plan, self.actor, self.now = plan, actor, now
        self._head = plan
        self._changes: list[Change] = []
        self._work: list[tuple[Any, Any]] = []
        self._after: list[Callable[[], Awaitable[None]]] = []

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was noted so far, as the log will hold it."""
        return tuple(self._changes)

    def afterwards(self, save: Callable[[], Awaitable[None]]) -> None:
        """Something more to save once the rows are there, in the same transaction."""
        self._after.append(save)

    def add(self, thing: Any, reason: str = "") -> None:  # noqa: ANN401 (any part of a plan)
        """Add something to the plan."""
        self._note(None, thing, "created", reason)

    def remove(self, thing: Any, reason: str = "") -> None:  # noqa: ANN401
        """Take something out of the plan."""
        self._note(thing, None, "removed", reason)

    def change(self, before: Any, after: Any, reason: str = "") -> Any:  # noqa: ANN401
        """Change something; the saved value, with its version raised, or as it was when nothing differs."""
        if not difference(before, after):
            return before
        raised: dict[str, Any] = {"version": before.version + 1} if hasattr(before, "version") else {}
        if hasattr(after, "changed_at"):
            raised["changed_at"] = self.now
        saved = replace(after, **raised)
        self._note(before, saved, "changed", reason)
        return saved

    def become(self, after: Plan, reason: str = "") -> None:
        """Note everything in which a plan differs from the one that was loaded, part by part.

        Parts are compared by id. Only parts that were loaded may differ; what was not asked for is empty in both.
        """
        for name in PARTS:
            for gone in _missing(getattr(self.plan, name), getattr(after, name)):
                self.remove(gone, reason)
        for name in PARTS:
            known = {each.id: each for each in getattr(self.plan, name)}
            for each in getattr(after, name):
                if each.id not in known:
                    self.add(each, reason)
                elif each is not known[each.id] and difference(known[each.id], each):
                    self.change(known[each.id], each, reason)
        self.change(_bare(self.plan), _bare(after), reason)

    def _note(self, before: Any, after: Any, action: Action, reason: str) -> None:  # noqa: ANN401
        thing = after if after is not None else before
        if isinstance(thing, Plan):
            self._head, noun = after, "plan"
        else:
            self._work.append((before, after))
            noun = _PART_OF[type(thing)].noun
        found = difference(before, after)
        fields = _told(found) if isinstance(thing, Plan) else found
        self._changes.append(
            Change(
                plan_id=self.plan.id,
                revision=self.plan.revision + 1,
                at=self.now,
                actor_id=self.actor.account_id,
                actor=self.actor.name,
                noun=noun,
                item_id=thing.id,
                item=_title(thing),
                action=action,
                fields=fields,
                reason=reason,
            )
        )

    async def save(self) -> None:
        """Write everything that was noted; nothing noted writes nothing and raises no revision.

        Raises ``RuleBrokenError`` for an archived plan, unless it is brought back.
        """
        if not self._changes:
            return
        check_open(self.plan, self._head)
        for before, after in sorted(self._work, key=_turn):
            table = _PART_OF[type(after if after is not None else before)].table
            if before is None:
                await insert(table, [after])
            elif after is None:
                await table.delete().where(table.id == before.id).run()  # type: ignore[attr-defined]
            else:
                await _update(table, before, after)
        for save in self._after:
            await save()
        head = replace(self._head, revision=self.plan.revision + 1, changed_at=self.now)
        await _update(PlanRow, self.plan, head)
        await insert(ChangeRow, self._changes)


def _bare(plan: Plan) -> Plan:
    """The head of a plan without its parts, which are compared one by one."""
    empty: dict[str, Any] = dict.fromkeys(PARTS, ())
    return replace(plan, **empty)


def _missing(before: Iterable[Any], after: Iterable[Any]) -> list[Any]:
    """What is no longer there."""
    kept = {each.id for each in after}
    return [each for each in before if each.id not in kept]


def _turn(work: tuple[Any, Any]) -> int:
    """What holds others is added before them and taken out after them: ``PARTS`` stand in that order."""
    before, after = work
    place = list(PARTS).index(next(name for name in PARTS if PARTS[name].kind is type(after or before)))
    return len(PARTS) * 3 - place if after is None else place + (len(PARTS) if before is not None else 0)


def _told(fields: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
    """The plan's parts are logged as their own changes, not as fields of the plan; its revision counts every entry."""
    return tuple(each for each in fields if each.field not in PARTS and each.field != "revision")


def _title(thing: Any) -> str:  # noqa: ANN401
    for name in ("title", "name", "indicator"):
        if title := getattr(thing, name, ""):
            return str(title)
    if number := getattr(thing, "number", 0):
        return str(number)
    return str(getattr(thing, "held_on", getattr(thing, "month", getattr(thing, "stage", ""))))


async def _update(table: type[Table], before: Any, after: Any) -> None:  # noqa: ANN401
    """Compare and set on the version, although the plan is locked: a write past the lock must not be lost."""
    where = table.id == before.id  # type: ignore[attr-defined]
    if hasattr(before, "version"):
        where &= table.version == before.version  # type: ignore[attr-defined]
    rows = await table.update(values(table, after)).where(where).returning(table.id).run()  # type: ignore[attr-defined]
    if not rows:
        raise ConflictError(message("error.conflict"), before)


@asynccontextmanager
async def writing(
    plan_id: UUID, actor: Actor, now: datetime, parts: Iterable[str] = SCHEDULE
) -> AsyncIterator[Writing]:
    """Open a unit of work on one plan: load and lock, let the caller change, save. Raises ``NotFoundError``."""
    async with transaction(), part_of_transaction(plan_id, actor, now, parts) as unit:
        yield unit


@asynccontextmanager
async def part_of_transaction(
    plan_id: UUID, actor: Actor, now: datetime, parts: Iterable[str] = SCHEDULE
) -> AsyncIterator[Writing]:
    """Do the same inside a transaction that is open already, for work that makes several entries in the log."""
    unit = Writing(await load_plan(plan_id, parts, lock=True), actor, now)
    yield unit
    await unit.save()


async def save_new_plan(plan: Plan, actor: Actor, reason: str = "", *, playbook: Playbook | None = None) -> None:
    """Save a new plan and its first entry in the log, in the current transaction.

    ``playbook`` is the one that it was made from, of which a copy is kept with it.
    """
    if playbook:
        await keep_copy(copy_of(playbook, uuid4(), plan.created_at))
    await insert_plan(plan)
    await insert(
        ChangeRow,
        [
            Change(
                plan_id=plan.id,
                revision=plan.revision,
                at=plan.created_at,
                actor_id=actor.account_id,
                actor=actor.name,
                noun="plan",
                item_id=plan.id,
                item=plan.title,
                action="created",
                fields=_told(difference(None, plan)),
                reason=reason,
            )
        ],
    )
