"""What a plan consists of: its fields that hold things of one kind, and what the change log calls such a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, get_args, get_origin, get_type_hints

from roadmap.domain.plans import Plan


@dataclass(frozen=True, kw_only=True, slots=True)
class PartKind:
    """The field of a plan that holds all things of one kind."""

    field: str
    kind: type[Any]


def noun_of(kind: type[Any]) -> str:
    """What the log calls a thing of this kind: ``BudgetLine`` is a ``budget-line``."""
    return re.sub(r"(?<=.)(?=[A-Z])", "-", kind.__name__).lower()


def _part_kinds() -> dict[str, PartKind]:
    """Parts are the tuples of things that have an id of their own and name their plan."""
    found = {}
    for name, hint in get_type_hints(Plan).items():
        kind = get_args(hint)[0] if get_origin(hint) is tuple else None
        if isinstance(kind, type) and is_dataclass(kind) and {"id", "plan_id"} <= {each.name for each in fields(kind)}:
            found[noun_of(kind)] = PartKind(field=name, kind=kind)
    return found


PART_KINDS: Final = _part_kinds()
"""By the noun in the log."""
PART_FIELDS: Final = tuple(each.field for each in PART_KINDS.values())
"""The fields of a plan that hold its parts, in their order there."""
