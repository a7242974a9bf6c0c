"""A plan between two versions of its playbook: what the newer one would change, and what the plan's people changed.

Both versions are made into plans with this plan's own start, length, size, modules and money, so that dates and scaled
amounts compare exactly; then each thing is held three ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from roadmap.domain.instantiation import instantiate
from roadmap.domain.milestones import Milestone
from roadmap.domain.plan_drafts import PLAYBOOK_CURRENCY, PlanDraft
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.route_parts import Circumstances
from roadmap.domain.upgrades.aspects import ASPECTS, Aspect, Noun, Portrait
from roadmap.domain.workdays import WorkingCalendar

Kind = Literal["added", "removed", "changed", "missing"]
Stand = Literal["clean", "conflict", "same", "closed"]
Reason = Literal["", "finished", "spent", "committed", "met", "in-use"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldThree:
    """A field three ways: in the old playbook, in the new one, in the plan (nothing where it lacks the thing)."""

    field: str
    old: Any
    new: Any
    ours: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class UpgradeItem:
    """One thing that a newer playbook brings, to be taken over or left.

    ``kind``: ``added`` and ``removed`` are of the playbook, ``changed`` is one aspect of a thing, ``missing`` something
    that the playbook changed and this plan has taken out. ``stand``: ``clean`` where the plan is as the old playbook
    had it, ``conflict`` where its people changed the same, ``same`` where the plan has it so already, and ``closed``
    where it stays as it is, because of ``reason``.
    """

    noun: Noun
    key: str
    kind: Kind
    aspect: str = ""
    stand: Stand
    reason: Reason = ""
    fields: tuple[FieldThree, ...] = ()
    old: Any = None
    new: Any = None
    ours: Any = None

    @property
    def name(self) -> str:
        """What tells it apart, the same each time it is offered."""
        return f"{self.noun}/{self.key}/{self.aspect or self.kind}"

    @property
    def is_open(self) -> bool:
        """Whether it can be chosen."""
        return self.stand in {"clean", "conflict"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Upgrade:
    """What a newer playbook would change in a plan. ``before`` and ``after`` are what the two would give it."""

    plan: Portrait
    before: Portrait
    after: Portrait
    calendar: WorkingCalendar
    now: datetime
    items: tuple[UpgradeItem, ...]


def upgrade(
    plan: Plan, old: Playbook, new: Playbook, calendar: WorkingCalendar, new_id: Callable[[], UUID], now: datetime
) -> Upgrade:
    """Hold a plan with all its parts against two versions of its playbook.

    Raises ``RuleBrokenError`` where one of them gives no plan of this length.
    """
    around = Circumstances(new_id=new_id, now=now, portfolio_id=plan.portfolio_id, slug=plan.slug, calendar=calendar)
    known = {module for key in plan.routes for module in _modules(old, key)}
    arrived = {module for key in plan.routes for module in _modules(new, key, is_on=True)} - known
    sides = Upgrade(
        plan=Portrait(plan, calendar),
        before=Portrait(_made(old, plan, set(plan.modules), around), calendar),
        after=Portrait(_made(new, plan, set(plan.modules) | arrived, around), calendar),
        calendar=calendar,
        now=now,
        items=(),
    )
    found = [item for noun in ASPECTS for key in _keys(sides, noun) for item in _items(sides, noun, key)]
    return replace(sides, items=tuple(_with_phases_in_use(sides, found)))


def _modules(playbook: Playbook, key: str, *, is_on: bool = False) -> set[str]:
    """The modules of a route, if the playbook has it; only those that are on by themselves where asked."""
    return {
        module.key
        for route in playbook.routes
        if route.key == key
        for module in route.modules
        if module.is_on or not is_on
    }


def _made(playbook: Playbook, plan: Plan, modules: set[str], around: Circumstances) -> Plan:
    """What a playbook gives a plan of this one's circumstances; nothing where it has none of its routes."""
    there = {route.key for route in playbook.routes}
    routes = tuple(key for key in plan.routes if key in there)
    if not routes:
        return Plan(
            id=around.new_id(),
            slug=plan.slug,
            portfolio_id=plan.portfolio_id,
            title=plan.title,
            intervention=plan.intervention,
            playbook_version=playbook.intervention.version,
            routes=(),
            modules=(),
            country=plan.country,
            start=plan.start,
            months=plan.months,
            currency=plan.currency,
            drivers=dict(plan.drivers),
            created_at=around.now,
            changed_at=around.now,
        )
    known = {module for key in routes for module in _modules(playbook, key)}
    draft = PlanDraft(
        title=plan.slug,
        routes=routes,
        country=plan.country,
        subdivision=plan.subdivision,
        start=plan.start,
        months=plan.months,
        modules=tuple(sorted(modules & known)),
        drivers={driver: count for driver, count in plan.drivers.items() if count > 0},
        currency=plan.currency,
        rate=plan.rate or (Decimal(1) if plan.currency != PLAYBOOK_CURRENCY else None),
        # Only there or not matters here: no figure is made from it.
        rate_basis=plan.rate_basis or Provenance(kind="assumed"),
    )
    return instantiate(playbook, draft, around)


def _keys(sides: Upgrade, noun: Noun) -> list[str]:
    """All that either playbook has of a kind, in the order of the new one."""
    return list(dict.fromkeys([*sides.after.things[noun], *sides.before.things[noun]]))


def _items(sides: Upgrade, noun: Noun, key: str) -> Iterator[UpgradeItem]:
    old, new, ours = sides.before.things[noun].get(key), sides.after.things[noun].get(key), sides.plan.of(noun, key)
    base = UpgradeItem(noun=noun, key=key, kind="changed", stand="clean", old=old, new=new, ours=ours)
    if old is None:
        yield replace(base, kind="added", stand="clean" if ours is None else "same")
    elif new is None:
        yield _removed(sides, base)
    elif ours is None:
        if any(_differing(sides, aspect, old, new) for aspect in ASPECTS[noun]):
            yield replace(base, kind="missing", stand="conflict")
    else:
        yield from _changed(sides, base)


def _changed(sides: Upgrade, base: UpgradeItem) -> Iterator[UpgradeItem]:
    is_finished = isinstance(base.ours, Milestone) and not base.ours.is_open
    for aspect in ASPECTS[base.noun]:
        differing = _differing(sides, aspect, base.old, base.new)
        if not differing:
            continue
        held = aspect.taken(differing)
        item = replace(
            base,
            aspect=aspect.name,
            fields=tuple(_three(sides, base, name) for name in held),
            stand=_stand(sides, base, aspect, held),
        )
        yield replace(item, stand="closed", reason="finished") if is_finished and item.stand != "same" else item


def _differing(sides: Upgrade, aspect: Aspect, old: Any, new: Any) -> tuple[str, ...]:  # noqa: ANN401 (any thing)
    """The fields of an aspect in which the two playbooks differ; its ground, where that alone does."""
    names = tuple(name for name in aspect.fields if sides.before.value(old, name) != sides.after.value(new, name))
    if not names and aspect.has_ground and old.basis != new.basis:
        return ("basis",)
    return names


def _stand(sides: Upgrade, base: UpgradeItem, aspect: Aspect, names: tuple[str, ...]) -> Stand:
    threes = [_three(sides, base, name) for name in names]
    if all(each.ours == each.new for each in threes):
        return "same"
    if any(each.ours != each.old for each in threes):
        return "conflict"
    if not aspect.has_ground or base.ours.basis == base.old.basis:
        return "clean"
    # Somebody gave an own ground: for another figure of the aspect, or, where all are the playbook's, for this one.
    is_of_another = any(_three(sides, base, name).ours != _three(sides, base, name).old for name in aspect.fields)
    return "clean" if is_of_another else "conflict"


def _three(sides: Upgrade, base: UpgradeItem, name: str) -> FieldThree:
    old, ours = _old_and_ours(sides, base, name)
    return FieldThree(field=name, old=old, new=sides.after.value(base.new, name), ours=ours)


def _old_and_ours(sides: Upgrade, base: UpgradeItem, name: str) -> tuple[Any, Any]:
    old, ours = sides.before.value(base.old, name), sides.plan.value(base.ours, name)
    if name == "anchor" and ours is None and base.ours.planned_days == base.old.planned_days:
        # From before anchors were kept: where it still stands where the playbook put it, it hangs where that says.
        return old, old
    return old, ours


def _removed(sides: Upgrade, base: UpgradeItem) -> UpgradeItem:
    if base.ours is None:
        return replace(base, kind="removed", stand="same")
    reason = _kept_because(sides, base)
    if reason:
        return replace(base, kind="removed", stand="closed", reason=reason)
    return replace(base, kind="removed", stand="clean" if _is_untouched(sides, base) else "conflict")


def _is_untouched(sides: Upgrade, base: UpgradeItem) -> bool:
    """Whether a thing of the plan is as the old playbook gave it, and nobody has begun with it."""
    names = [name for aspect in ASPECTS[base.noun] for name in aspect.fields]
    if any(aspect.has_ground for aspect in ASPECTS[base.noun]):
        names.append("basis")
    if isinstance(base.ours, Milestone) and has_begun(sides.plan.plan, base.ours):
        return False
    pairs = (_old_and_ours(sides, base, name) for name in names)
    return all(old == ours for old, ours in pairs)


def has_begun(plan: Plan, milestone: Milestone) -> bool:
    """Whether somebody has worked on a milestone, said something of it or attached something to it."""
    is_said = milestone.status != "not-started" or bool(milestone.note)
    return is_said or any(each.milestone_id == milestone.id for each in plan.evidence)


def _kept_because(sides: Upgrade, base: UpgradeItem) -> Reason:
    """Why something that the new playbook lacks stays in the plan all the same."""
    plan = sides.plan.plan
    match base.noun:
        case "milestone":
            return "" if base.ours.is_open else "finished"
        case "budget-line":
            return "spent" if any(each.line_id == base.ours.id for each in plan.spending) else ""
        case "funding-source":
            return "committed" if any(each.source_id == base.ours.id for each in plan.commitments) else ""
        case "committee":
            held = (each.held_on for each in plan.meetings if each.committee_id == base.ours.id)
            return "met" if any(day < sides.now.date() for day in held) else ""
    return ""


def _with_phases_in_use(sides: Upgrade, items: list[UpgradeItem]) -> Iterator[UpgradeItem]:
    """A phase can go only when all of its milestones can go, or go elsewhere."""
    leaving = {
        item.ours.id
        for item in items
        if item.noun == "milestone" and item.is_open and (item.kind == "removed" or item.aspect == "phase")
    }
    used = {each.phase_id for each in sides.plan.plan.milestones if each.id not in leaving}
    for item in items:
        is_used = item.noun == "phase" and item.kind == "removed" and item.is_open and item.ours.id in used
        yield replace(item, stand="closed", reason="in-use") if is_used else item
