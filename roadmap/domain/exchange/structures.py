"""Lists, mappings and records of a file, made from the domain's own types."""

from __future__ import annotations

import dataclasses
import difflib
import inspect
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

from roadmap.domain.exchange.findings import Findings, Place
from roadmap.domain.exchange.json_text import shown
from roadmap.domain.exchange.kinds import Choice, Day, Exact, Id, Instant, Kind, Maybe, Schema, Text, Truth, Whole
from roadmap.domain.exchange.limits import LISTS, MOST_ITEMS, Limit, bookkeeping_of, limit_of
from roadmap.domain.exchange.rules import RULES
from roadmap.domain.messages import Message, message
from roadmap.domain.money import plain
from roadmap.domain.plans import Plan

Rule = Callable[[Any], Iterable[tuple[str, Message]]]
NEEDED: Final = object()
"""Stands for the default of a field that has none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListOf(Kind):
    """A list of at most so many."""

    item: Kind
    most: int = MOST_ITEMS

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The items; a list that is too long is not even looked into."""
        if not isinstance(value, list):
            self.refuse(value, place, found)
            return ()
        if len(value) > self.most:
            found.add(place, message("exchange.too_many", most=self.most, length=len(value)))
            return ()
        return tuple([self.item.read(each, (place, index), found) for index, each in enumerate(value)])

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.item.schema(), "maxItems": self.most}

    def wanted(self) -> Message:
        """A list."""
        return message("exchange.a.list")


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts(Kind):
    """Whole numbers by the names that are known."""

    names: tuple[str, ...]
    limit: Limit

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The numbers."""
        if not isinstance(value, dict):
            self.refuse(value, place, found)
            return {}
        for name in value:
            if name not in self.names:
                found.add((place, name), unknown(name, self.names))
        whole = Whole(limit=self.limit)
        return {name: whole.read(each, (place, name), found) for name, each in value.items() if name in self.names}

    def schema(self) -> Schema:
        """An object with these names."""
        whole = Whole(limit=self.limit).schema()
        return {"type": "object", "properties": dict.fromkeys(self.names, whole), "additionalProperties": False}

    def wanted(self) -> Message:
        """An object."""
        return message("exchange.a.object")


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A field of a record: its kind, and what it is when left out."""

    kind: Kind
    default: object = NEEDED


@dataclass(frozen=True, kw_only=True, slots=True)
class Record(Kind):
    """A thing of the domain by its fields; ``rules`` are what its fields have to keep among each other."""

    made: type
    members: dict[str, Member] = field(default_factory=dict)

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The thing; nothing where any of its fields is wrong."""
        if not isinstance(value, dict):
            self.refuse(value, place, found)
            return None
        known = len(found.faults)
        made: dict[str, Any] = {}
        for name, member in self.members.items():
            if name in value:
                made[name] = member.kind.read(value[name], (place, name), found)
            elif member.default is NEEDED:
                found.add((place, name), message("exchange.missing", wanted=member.kind.wanted()))
            else:
                made[name] = found.plan_id if name == "plan_id" else member.default
            if name == "id" and self.made is Plan and isinstance(made["id"], UUID):
                found.plan_id = made["id"]
        self._left_over(value, place, found)
        if len(found.faults) > known:
            return None
        thing = self.made(**made)
        for name, why in RULES.get(self.made, _nothing)(thing):
            found.add((place, name), why)
        return thing

    def _left_over(self, value: dict[str, Any], place: Place, found: Findings) -> None:
        if value.keys() <= self.members.keys():
            return
        for name in value:
            if name not in self.members:
                found.add((place, name), unknown(name, self.members))

    def schema(self) -> Schema:
        """A reference; see ``definition``."""
        return {"$ref": f"#/$defs/{self.made.__name__}"}

    def definition(self) -> Schema:
        """The record itself, as it stands once among a schema's definitions."""
        return {
            "title": self.made.__name__,
            "description": inspect.cleandoc(self.made.__doc__ or "").replace("``", "`"),
            "type": "object",
            "properties": {name: _described(member) for name, member in self.members.items()},
            "required": [name for name, member in self.members.items() if member.default is NEEDED],
            "additionalProperties": False,
        }

    def wanted(self) -> Message:
        """An object."""
        return message("exchange.a.object")


def _nothing(_thing: object) -> tuple[tuple[str, Message], ...]:
    return ()


def unknown(name: str, known: Iterable[str]) -> Message:
    """There is no such field; the nearest that there is."""
    near = difflib.get_close_matches(name[:60], list(known), n=1, cutoff=0.6)
    if near:
        return message("exchange.unknown_field_near", name=shown(name), near=near[0])
    return message("exchange.unknown_field", name=shown(name))


def _described(member: Member) -> Schema:
    made = member.kind.schema()
    if member.default is NEEDED or isinstance(member.default, UUID):
        return made
    return {**made, "default": plain_default(member.default)}


def plain_default(value: object) -> object:
    """What stands for a field that is left out, as JSON."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return plain(value)
    return list(value) if isinstance(value, tuple) else value


@cache
def record_of(made: type) -> Record:
    """How a dataclass of the domain is read, from its own fields."""
    hints = get_type_hints(made)
    return Record(
        made=made,
        members={
            each.name: Member(kind=kind_for(hints[each.name], made, each.name), default=_default(made, each))
            for each in dataclasses.fields(made)
        },
    )


def _default(made: type, each: dataclasses.Field[Any]) -> object:
    if each.name == "plan_id":
        return UUID(int=0)
    if each.default is not dataclasses.MISSING:
        return each.default
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    try:
        return bookkeeping_of(made, each.name)
    except KeyError:
        return NEEDED


def kind_for(hint: Any, owner: type, name: str) -> Kind:  # noqa: ANN401 (a type expression)
    """The kind of a field from its type. Raises ``TypeError`` for a type that the format does not know."""
    limit, origin, parts = limit_of(owner, name), get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        return record_of(hint)  # type: ignore[arg-type]
    if origin is Literal:
        return Choice(known=parts)
    if origin is tuple:
        return ListOf(item=kind_for(parts[0], owner, name), most=LISTS.get((owner, name), MOST_ITEMS))
    if origin is dict:
        return Counts(names=get_args(parts[0]), limit=limit)
    if origin is types.UnionType:
        (inner,) = [part for part in parts if part is not types.NoneType]
        return Maybe(inner=kind_for(inner, owner, name))
    scalars: dict[Any, Kind] = {
        str: Text(limit=limit),
        bool: Truth(),
        int: Whole(limit=limit),
        Decimal: Exact(limit=limit),
        date: Day(),
        datetime: Instant(),
        UUID: Id(is_plans=name == "plan_id"),
    }
    if hint not in scalars:
        raise TypeError(f"{owner.__name__}.{name} has a type that the format does not know: {hint}")
    return scalars[hint]
