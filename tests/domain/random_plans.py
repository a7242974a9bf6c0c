"""Any thing that a plan may hold, and any edit of a plan, for laws that hold whatever people do.

Made from a seed and not drawn field by field: a plan has hundreds of fields, and thousands of edits are wanted.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from types import UnionType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

from roadmap.domain.plan_parts import PART_KINDS
from roadmap.domain.plans import Plan
from tests.domain.plans import PLAN_ID, plan_of

COUNTING: Final = frozenset({"id", "plan_id", "version", "revision", "changed_at", "created_at"})
"""What edits leave alone: ids, and what counts or dates by itself."""
HEAD: Final = tuple(
    each.name
    for each in fields(Plan)
    if each.name not in COUNTING and each.name not in {part.field for part in PART_KINDS.values()}
)
HINTS: Final[dict[type[Any], dict[str, Any]]] = {}
LETTERS: Final = "abc éß‘’ \n<&\"'\\ žש🎉"


class Anybody:
    """Somebody who does anything to a plan; the same seed does the same."""

    def __init__(self, seed: int) -> None:
        """Begin from a seed."""
        self._random = Random(seed)  # noqa: S311 (nothing here is a secret)

    def plan(self) -> Plan:
        """Make any plan with up to three things of every kind."""
        held: dict[str, Any] = {
            part.field: tuple(self.thing(part.kind) for _ in range(self._random.randint(0, 3)))
            for part in PART_KINDS.values()
        }
        made: Plan = replace(plan_of(), **held)
        return made

    def edited(self, edits: int) -> list[Plan]:
        """Make any plan, and say how it stood after each of some edits of one to three steps."""
        plans = [self.plan()]
        for _ in range(edits):
            plan = plans[-1]
            for _ in range(self._random.randint(1, 3)):
                plan = self.step(plan)
            plans.append(plan)
        return plans

    def step(self, plan: Plan) -> Plan:
        """Add something, take it out, or change one of its fields."""
        if self._random.randint(0, 5) == 0:
            changed: Plan = self._changed(plan, HEAD)
            return changed
        part = self._random.choice(list(PART_KINDS.values()))
        held: tuple[Any, ...] = getattr(plan, part.field)
        turn = self._random.choice(("add", "remove", "change", "change") if held else ("add",))
        if turn == "add":
            return _with(plan, part.field, (*held, self.thing(part.kind)))
        chosen = self._random.choice(held)
        if turn == "remove":
            return _with(plan, part.field, tuple(each for each in held if each is not chosen))
        if not hasattr(chosen, "version"):
            # What has no version is entered and taken away, never changed.
            return plan
        other = self._changed(chosen, tuple(each.name for each in fields(part.kind) if each.name not in COUNTING))
        return _with(plan, part.field, tuple(other if each is chosen else each for each in held))

    def thing(self, kind: type[Any]) -> Any:  # noqa: ANN401 (whatever the kind is)
        """Make any thing of a kind, every field of it filled in; a part of a plan belongs to the tests' plan."""
        told = {name: self.value(hint) for name, hint in hints_of(kind).items()}
        fixed = {"plan_id": PLAN_ID, "version": 1}
        return kind(**(told | {name: value for name, value in fixed.items() if name in told}))

    def value(self, hint: Any) -> Any:  # noqa: ANN401 (a type as written at a field, and a value of it)
        """Make any value of a field's type."""
        draw, origin, inside = self._random, get_origin(hint), get_args(hint)
        if hint in PLAIN:
            return PLAIN[hint](draw)
        if origin is Literal:
            return draw.choice(inside)
        if origin is UnionType:
            return self.value(draw.choice(inside))
        if origin is tuple:
            return tuple(self.value(inside[0]) for _ in range(draw.randint(0, 2)))
        if origin is dict:
            return {self.value(inside[0]): self.value(inside[1]) for _ in range(draw.randint(0, 2))}
        return self.thing(hint)

    def _changed(self, thing: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401 (a plan or a part of one)
        name = self._random.choice(names)
        return replace(thing, **{name: self.value(hints_of(type(thing))[name])})


def hints_of(kind: type[Any]) -> dict[str, Any]:
    """The types of a kind's fields; working them out takes longer than making the thing."""
    if kind not in HINTS:
        HINTS[kind] = get_type_hints(kind)
    return HINTS[kind]


def _with(plan: Plan, field: str, held: tuple[Any, ...]) -> Plan:
    parts: dict[str, Any] = {field: held}
    return replace(plan, **parts)


PLAIN: Final[dict[Any, Any]] = {
    str: lambda draw: "".join(draw.choices(LETTERS, k=draw.randint(0, 6))),
    int: lambda draw: draw.randint(0, 999),
    bool: lambda draw: draw.random() > 0.5,
    Decimal: lambda draw: Decimal(draw.randint(0, 10**8)).scaleb(-draw.randint(0, 4)),
    date: lambda draw: date(2026, 1, 1) + timedelta(days=draw.randint(0, 2_000)),
    datetime: lambda draw: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randint(0, 10**8)),
    UUID: lambda draw: UUID(int=draw.getrandbits(128), version=4),
    type(None): lambda _: None,
}
