"""Edits of what the indicators of a plan should reach, and by when. Targets stand in the head of the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5

from roadmap.domain.drafts import count_faults, day_faults, refuse
from roadmap.domain.errors import Fault
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.messages import message
from roadmap.domain.parts import Ground, ground_faults, grounded
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance

FIGURES: Final = ("value", "due")


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedTarget:
    """A target with what a part of a plan has: an id, made of what it is a target of, and the plan's version."""

    id: UUID
    version: int
    indicator: str
    due: date
    value: Decimal
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetDraft:
    """A target as typed; its fields are those of ``IndicatorTarget``."""

    indicator: str
    due: date
    value: Decimal


def named_targets(plan: Plan) -> tuple[NamedTarget, ...]:
    """The targets of a plan, each with an id that stands while its indicator and day do.

    An older plan of several routes may have two of one indicator on one day; the second is told apart.
    """
    names = [f"{each.indicator} {each.due.isoformat()}" for each in plan.targets]
    return tuple(
        NamedTarget(
            id=uuid5(plan.id, f"{name} {names[:place].count(name) or ''}".strip()),
            version=plan.version,
            indicator=each.indicator,
            due=each.due,
            value=each.value,
            basis=each.basis,
        )
        for place, (name, each) in enumerate(zip(names, plan.targets, strict=True))
    )


def check_target(draft: TargetDraft, plan: Plan, before: NamedTarget | None = None) -> list[Fault]:
    """Everything that is wrong with a draft. An indicator has one target a day."""
    faults = [*day_faults("due", draft.due), *count_faults("value", draft.value, before.value if before else None)]
    others = (each for each in named_targets(plan) if before is None or each.id != before.id)
    if any((each.indicator, each.due) == (draft.indicator, draft.due) for each in others):
        faults.append(Fault(field="due", message=message("target.there_already")))
    return faults


def with_target(plan: Plan, draft: TargetDraft, ground: Ground, *, before: NamedTarget | None) -> Plan:
    """The plan with a target added, or changed from ``before``. Raises ``RuleBrokenError``."""
    wanted = (draft.indicator, draft.due, draft.value)
    if before is None and any((each.indicator, each.due, each.value) == wanted for each in plan.targets):
        return plan
    held = next((each for each in plan.targets if before and _is(each, before)), None)
    made = IndicatorTarget(indicator=draft.indicator, due=draft.due, value=draft.value, basis=ground.basis)
    refuse([*check_target(draft, plan, before), *ground_faults(held, made, FIGURES, ground)])
    saved = grounded(held, made, FIGURES, ground)
    if held is None:
        return replace(plan, targets=(*plan.targets, saved))
    return replace(plan, targets=tuple(saved if each is held else each for each in plan.targets))


def without_target(plan: Plan, target: NamedTarget) -> Plan:
    """The plan without a target."""
    return replace(plan, targets=tuple(each for each in plan.targets if not _is(each, target)))


def _is(target: IndicatorTarget, named: NamedTarget) -> bool:
    return (target.indicator, target.due) == (named.indicator, named.due)
