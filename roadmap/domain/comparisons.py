"""What differs between two states of one plan, thing by thing and field by field, with who changed it, when and why.

``applied`` takes a comparison the other way: the first state with all of it applied is the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from roadmap.domain.changes import UNTOLD, Change
from roadmap.domain.plan_parts import PART_FIELDS, PART_KINDS
from roadmap.domain.plans import Plan

Sort = Literal["added", "deleted", "changed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """Who changed something, when and why; ``actor`` is the role in which they acted."""

    at: datetime
    actor: str
    reason: str
    revision: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldDifference:
    """One field before and after, and everybody who changed it in between, the first one first."""

    field: str
    before: Any
    after: Any
    by: tuple[Touch, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemDifference:
    """One thing of a plan that came, went or changed.

    ``noun`` is what the log calls its kind. ``before`` is nothing for what was added, ``after`` for what was deleted;
    only what changed has ``fields``. ``by`` is who added or deleted it, or everybody who changed any of the fields.
    """

    noun: str
    id: UUID
    before: Any
    after: Any
    fields: tuple[FieldDifference, ...] = ()
    by: tuple[Touch, ...] = ()

    @property
    def sort(self) -> Sort:
        """Whether it came, went or changed."""
        return "added" if self.before is None else "deleted" if self.after is None else "changed"

    @property
    def thing(self) -> Any:  # noqa: ANN401 (any part of a plan)
        """The thing as it is, or as it was where it is gone."""
        return self.before if self.after is None else self.after

    def field(self, name: str) -> FieldDifference | None:
        """What differs in one field, where it does."""
        return next((each for each in self.fields if each.field == name), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two states of one plan and all that differs; ``head`` is what differs in the plan itself."""

    before: Plan
    after: Plan
    head: tuple[FieldDifference, ...]
    items: tuple[ItemDifference, ...]

    def of(self, noun: str, *sorts: Sort) -> tuple[ItemDifference, ...]:
        """What differs in one kind of thing, of some sorts or of all."""
        return tuple(each for each in self.items if each.noun == noun and (not sorts or each.sort in sorts))

    @property
    def count(self) -> int:
        """How many things differ, each field of the plan itself being one."""
        return len(self.head) + len(self.items)


def compare(before: Plan, after: Plan, changes: Sequence[Change] = ()) -> Comparison:
    """Everything in which ``after`` differs from ``before``; both have all their parts.

    ``changes`` are the log between the two, in the order of writing. What was changed and changed back does not differ.
    """
    log = _Log(changes)
    return Comparison(
        before=before,
        after=after,
        head=_fields(before, after, log, before.id, without=frozenset(PART_FIELDS)),
        items=tuple(
            difference
            for noun, part in PART_KINDS.items()
            for difference in _items(noun, getattr(before, part.field), getattr(after, part.field), log)
        ),
    )


def applied(comparison: Comparison, plan: Plan) -> Plan:
    """The plan with the differences of a comparison: that of ``before`` to ``after``, applied to ``before``."""
    told: dict[str, Any] = {each.field: each.after for each in comparison.head}
    for noun, part in PART_KINDS.items():
        if found := comparison.of(noun):
            told[part.field] = _applied(found, getattr(plan, part.field))
    return replace(plan, **told)


def _applied(differences: Iterable[ItemDifference], things: Iterable[Any]) -> tuple[Any, ...]:
    held = {each.id: each for each in things}
    for each in differences:
        if each.sort == "deleted":
            held.pop(each.id)
        elif each.sort == "added":
            held[each.id] = each.after
        else:
            held[each.id] = replace(held[each.id], **{field.field: field.after for field in each.fields})
    return tuple(held.values())


def _items(noun: str, before: Iterable[Any], after: Iterable[Any], log: _Log) -> Iterable[ItemDifference]:
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    for key, thing in old.items():
        if key not in new:
            yield ItemDifference(noun=noun, id=key, before=thing, after=None, by=log.comings(key, "removed"))
        elif thing is not new[key] and (found := _fields(thing, new[key], log, key)):
            by = merged(*(each.by for each in found))
            yield ItemDifference(noun=noun, id=key, before=thing, after=new[key], fields=found, by=by)
    for key, thing in new.items():
        if key not in old:
            yield ItemDifference(noun=noun, id=key, before=None, after=thing, by=log.comings(key, "created"))


def _fields(
    before: Any,  # noqa: ANN401 (a plan or a part of one)
    after: Any,  # noqa: ANN401
    log: _Log,
    key: UUID,
    without: frozenset[str] = frozenset(),
) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(field=name, before=old, after=new, by=log.of(key, name))
        for name in (each.name for each in fields(before) if each.name not in UNTOLD | {"revision"} | without)
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def merged(*touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """Everybody of several, each once, in the order of time."""
    every = {each for found in touches for each in found}
    return tuple(sorted(every, key=lambda each: (each.revision, each.at)))


class _Log:
    """Who touched which field of what, looked up once for all differences."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._fields: dict[tuple[UUID, str], list[Touch]] = defaultdict(list)
        self._comings: dict[tuple[UUID, str], list[Touch]] = defaultdict(list)
        for each in changes:
            touch = Touch(at=each.at, actor=each.actor, reason=each.reason, revision=each.revision)
            if each.action == "changed":
                for field in each.fields:
                    self._fields[each.item_id, field.field].append(touch)
            else:
                self._comings[each.item_id, each.action].append(touch)

    def of(self, key: UUID, field: str) -> tuple[Touch, ...]:
        return merged(self._fields.get((key, field), ()))

    def comings(self, key: UUID, action: str) -> tuple[Touch, ...]:
        """Who added or removed a thing last: what went and came back before is no news."""
        return tuple(self._comings.get((key, action), ())[-1:])
