"""Edits that all parts of a plan share: put one in, take one out, and say on what ground its figures stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Literal, TypeVar
from uuid import UUID

from roadmap.domain.drafts import text_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance

Part = TypeVar("Part", bound=Any)
GROUND_MAX: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Why somebody enters other figures: assumed, with the reason, or reported, with the source in ``reason``."""

    kind: Literal["assumed", "reported"] = "assumed"
    by: str
    on: date
    reason: str

    @property
    def basis(self) -> Provenance:
        """It as the provenance of the figures."""
        return Provenance(kind=self.kind, by=self.by, on=self.on, reason=self.reason)


def with_part(plan: Plan, name: str, part: Any) -> Plan:  # noqa: ANN401 (any part of a plan)
    """The plan with a part in its field ``name``, in the place of the one with the same id or after all others."""
    parts: tuple[Any, ...] = getattr(plan, name)
    known = any(each.id == part.id for each in parts)
    after = tuple(part if each.id == part.id else each for each in parts) if known else (*parts, part)
    return replace(plan, **{name: after})  # type: ignore[arg-type]


def without_parts(plan: Plan, name: str, ids: Iterable[UUID]) -> Plan:
    """The plan without some parts of its field ``name``."""
    gone = frozenset(ids)
    after = tuple(each for each in getattr(plan, name) if each.id not in gone)
    return replace(plan, **{name: after})  # type: ignore[arg-type]


def filled(kind: type[Part], draft: Any, before: Part | None, **fixed: Any) -> Part:  # noqa: ANN401
    """A part with what a draft says, on top of what it was; ``fixed`` is what a new one has besides."""
    said = {each.name: getattr(draft, each.name) for each in fields(draft)}
    made: Part = kind(**fixed, **said) if before is None else replace(before, **said)
    return made


def grounded(before: Part | None, after: Part, figures: Iterable[str], ground: Ground) -> Part:
    """The part on the ground that is given where any of its figures is new, else on the one it stood on."""
    if before is not None and not moved(before, after, figures):
        return replace(after, basis=before.basis)
    return replace(after, basis=ground.basis)


def ground_faults(before: Part | None, after: Part, figures: Iterable[str], ground: Ground) -> list[Fault]:
    """A new figure says why it is what it is; an unchanged one is asked nothing."""
    if before is not None and not moved(before, after, figures):
        return text_faults("ground_reason", ground.reason, GROUND_MAX)
    if ground.reason:
        return text_faults("ground_reason", ground.reason, GROUND_MAX)
    key = "ground.source_missing" if ground.kind == "reported" else "ground.reason_missing"
    return [Fault(field="ground_reason", message=message(key))]


def moved(before: Part, after: Part, figures: Iterable[str]) -> bool:
    """Whether any of the named fields differs."""
    return any(getattr(before, name) != getattr(after, name) for name in figures)
