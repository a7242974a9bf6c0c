"""Milestones of a newer playbook among those that a plan has: whom they wait for, what they hang on, when they fall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from roadmap.domain.milestones import DateAnchor, Dependency, Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule import replanned
from roadmap.domain.upgrades.aspects import phase_key
from roadmap.domain.upgrades.comparing import Upgrade
from roadmap.domain.workdays import WorkingCalendar


def fitted(
    milestones: Mapping[UUID, Milestone], phases: Mapping[UUID, Phase], sides: Upgrade, relinked: set[UUID]
) -> tuple[Milestone, ...]:
    """The milestones with links and anchors that lead to what is there.

    ``relinked`` are those that wait for what the new playbook says. Those that it brought at an earlier time do too, as
    long as nobody linked them otherwise: what they wait for may have come only now.
    """
    links = _Links(sides, milestones)
    before = _Links(sides, {each.id: each for each in sides.plan.plan.milestones})
    brought = {
        item.ours.id
        for item in sides.items
        if item.noun == "milestone" and item.kind == "added" and item.ours and before.fit(item.ours)
    }
    hooks = _Hooks(sides, milestones, phases)
    return tuple(
        hooks.hooked(replace(each, after=links.of(each)) if each.id in relinked | brought else each)
        for each in milestones.values()
    )


class _Links:
    """What the new playbook lets milestones wait for, among those that are there."""

    def __init__(self, sides: Upgrade, milestones: Mapping[UUID, Milestone]) -> None:
        self.given = {each.id: each for each in sides.after.plan.milestones}
        self.by_key = {each.key: each for each in self.given.values()}
        self.there: dict[str, UUID] = {}
        for each in milestones.values():
            if each.key:
                self.there.setdefault(each.key, each.id)

    def of(self, milestone: Milestone) -> tuple[Dependency, ...]:
        """Its links. Behind one that is not there the order of the others still holds."""
        found: dict[UUID, Dependency] = {}
        seen: set[UUID] = set()
        waiting = list(self.by_key[milestone.key].after)
        while waiting:
            link = waiting.pop(0)
            other = self.given[link.milestone_id]
            if other.key in self.there:
                found.setdefault(self.there[other.key], replace(link, milestone_id=self.there[other.key]))
            elif other.id not in seen:
                seen.add(other.id)
                waiting += other.after
        return tuple(found.values())

    def fit(self, milestone: Milestone) -> bool:
        """Whether a milestone waits for just these."""
        return set(self.of(milestone)) == set(milestone.after)


class _Hooks:
    """Anchors that hang on the plan's own phases and milestones; what hung on one that is gone stays where it is."""

    def __init__(self, sides: Upgrade, milestones: Mapping[UUID, Milestone], phases: Mapping[UUID, Phase]) -> None:
        self.milestones, self.phases = milestones, phases
        own = {phase_key(each): each.id for each in phases.values()}
        self.phase_of = {each.id: own[phase_key(each)] for each in sides.after.plan.phases if phase_key(each) in own}

    def hooked(self, milestone: Milestone) -> Milestone:
        anchor = milestone.anchor
        if anchor is None:
            return milestone
        if anchor.phase_id is not None and anchor.phase_id not in self.phases:
            phase = self.phase_of.get(anchor.phase_id)
            return replace(milestone, anchor=replace(anchor, phase_id=phase) if phase else _still(milestone, anchor))
        if anchor.milestone_id is not None and anchor.milestone_id not in self.milestones:
            return replace(milestone, anchor=_still(milestone, anchor))
        return milestone


def _still(milestone: Milestone, anchor: DateAnchor) -> DateAnchor:
    """An anchor on the day on which a milestone now is."""
    day = milestone.planned_due if anchor.edge == "due" else milestone.planned_start
    return DateAnchor(at="date", edge=anchor.edge, day=day)


def redated(before: Plan, after: Plan, calendar: WorkingCalendar) -> Plan:
    """The changed plan with the dates that follow from the change.

    What is new is placed; what the change moves goes along where it lay as the schedule had put it. A date that
    somebody moved away from there stays. Raises ``RuleBrokenError`` with the path of a cycle.
    """
    scheduled = {each.id: each for each in replanned(before, calendar).milestones}
    known = {each.id: each for each in before.milestones}
    moved = []
    for now, each in zip(replanned(after, calendar).milestones, after.milestones, strict=True):
        was = scheduled.get(each.id)
        is_new = was is None
        is_as_scheduled = was is not None and known[each.id].planned_days == was.planned_days
        is_moved = was is not None and now.planned_days != was.planned_days
        moved.append(now if is_new or (is_moved and is_as_scheduled) else each)
    return replace(after, milestones=tuple(moved))
