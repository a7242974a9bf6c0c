"""The change log: who changed what, when, from what, to what and why. Undoing it backwards gives any past state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import msgspec

from roadmap.domain.money import plain

Action = Literal["created", "changed", "removed"]
UNTOLD = frozenset({"version", "changed_at"})
"""Fields that count, not content."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One field before and after, in plain JSON values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change of one thing in a plan, at the plan's ``revision``. ``noun`` is the kind of thing."""

    plan_id: UUID
    revision: int
    at: datetime
    actor_id: UUID | None
    actor: str
    noun: str
    item_id: UUID
    item: str
    action: Action
    fields: tuple[FieldChange, ...]
    reason: str = ""


def difference(before: object | None, after: object | None) -> tuple[FieldChange, ...]:
    """The fields in which two versions of a thing differ; everything when there is only one."""
    old = _plain(before)
    new = _plain(after)
    return tuple(
        FieldChange(field=name, before=old.get(name), after=new.get(name))
        for name in {**old, **new}
        if name not in UNTOLD and old.get(name) != new.get(name)
    )


def _plain(thing: object | None) -> dict[str, Any]:
    return {} if thing is None else dict(_in_digits(msgspec.to_builtins(thing, builtin_types=(Decimal,))))


def _in_digits(value: Any) -> Any:  # noqa: ANN401 (a plain JSON value)
    """Exact numbers as their digits: 20000 and 2E+4 are the same amount, however the database gave it."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {name: _in_digits(each) for name, each in value.items()}
    return [_in_digits(each) for each in value] if isinstance(value, list | tuple) else value
