"""Taking over what was chosen of a newer playbook, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from roadmap.domain.committees import Meeting
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.terms import Driver
from roadmap.domain.upgrades.aspects import ASPECTS, HELD_IN, phase_key, targets_of
from roadmap.domain.upgrades.comparing import Upgrade, UpgradeItem, has_begun
from roadmap.domain.upgrades.fitting import fitted, redated


def take_over(upgrade: Upgrade, names: Collection[str]) -> Plan:
    """The plan with the items of these names taken over; an item that cannot be chosen is left.

    Something new comes with its dates and its links among what the plan has; its phase comes with it where the plan
    lacks it. Something that goes is taken out when nobody has begun with it, else dropped. What follows from that moves
    as far as it still lay where the schedule had put it. Raises ``RuleBrokenError`` with the path of a cycle.
    """
    chosen = [item for item in upgrade.items if item.is_open and item.name in names]
    return _Taking(upgrade).take(chosen) if chosen else upgrade.plan.plan


class _Taking:
    """The plan while it is being changed: its parts by id."""

    def __init__(self, upgrade: Upgrade) -> None:
        self.sides = upgrade
        self.plan, self.given = upgrade.plan.plan, upgrade.after.plan
        self.parts: dict[str, dict[UUID, Any]] = {
            name: {each.id: each for each in getattr(self.plan, name)} for name in (*HELD_IN.values(), "meetings")
        }
        self.modules, self.drivers = set(self.plan.modules), dict(self.plan.drivers)
        self.targets = targets_of(self.plan)
        self.relinked: set[UUID] = set()

    def take(self, chosen: list[UpgradeItem]) -> Plan:
        for item in chosen:
            if item.kind in {"added", "missing"}:
                self._add(item)
        for item in chosen:
            if item.kind == "changed":
                self._change(item)
        for item in sorted(chosen, key=lambda each: each.noun == "phase"):
            if item.kind == "removed":
                self._remove(item)
        milestones = fitted(self.parts["milestones"], self.parts["phases"], self.sides, self.relinked)
        return redated(self.plan, replace(self._whole(), milestones=milestones), self.sides.calendar)

    def _whole(self) -> Plan:
        parts: dict[str, Any] = {name: tuple(held.values()) for name, held in self.parts.items()}
        return replace(
            self.plan,
            modules=tuple(sorted(self.modules)),
            drivers=self.drivers,
            targets=tuple(self.targets.values()),
            **parts,
        )

    # What comes

    def _add(self, item: UpgradeItem) -> None:
        match item.noun:
            case "module":
                self.modules.add(item.key)
            case "driver":
                self.drivers[cast("Driver", item.key)] = item.new
            case "target":
                self.targets[item.key] = item.new
            case "phase":
                self._phase(item.new)
            case "milestone":
                self._milestone(item.new)
            case _:
                self._put(HELD_IN[item.noun], item.new)
        if item.noun == "committee":
            for each in self.given.meetings:
                if each.committee_id == item.new.id:
                    self._put("meetings", each)

    def _put(self, name: str, thing: Any) -> None:  # noqa: ANN401 (any part of a plan)
        self.parts[name][thing.id] = replace(thing, plan_id=self.plan.id)

    def _phase(self, given: Phase) -> UUID:
        """The plan's phase of this key; where it has none, the given one behind the one that it follows."""
        held: dict[UUID, Phase] = self.parts["phases"]
        known = {phase_key(each): each.id for each in held.values()}
        if phase_key(given) in known:
            return known[phase_key(given)]
        order = sorted(held.values(), key=lambda each: each.position)
        before = [phase_key(each) for each in self.given.phases if each.position < given.position]
        places = [place for place, each in enumerate(order, start=1) if phase_key(each) in before]
        order.insert(max(places, default=0), replace(given, plan_id=self.plan.id))
        self.parts["phases"] = {each.id: replace(each, position=place) for place, each in enumerate(order, start=1)}
        return given.id

    def _milestone(self, given: Milestone) -> None:
        phase = next(each for each in self.given.phases if each.id == given.phase_id)
        number = max((each.number for each in self.parts["milestones"].values()), default=0) + 1
        self._put("milestones", replace(given, phase_id=self._phase(phase), number=number))
        self.relinked.add(given.id)

    # What changes

    def _change(self, item: UpgradeItem) -> None:
        if item.noun == "target":
            self.targets[item.key] = _merged(item, item.ours, {each.field: each.new for each in item.fields})
            return
        if item.aspect == "meetings":
            self._meet(item)
            return
        held = self.parts[HELD_IN[item.noun]]
        values: dict[str, Any] = {}
        for each in item.fields:
            values |= self._value(item, each.field)
        held[item.ours.id] = _merged(item, held[item.ours.id], values)

    def _value(self, item: UpgradeItem, name: str) -> dict[str, Any]:
        """The new value of a field in the plan's own terms; links and anchors find theirs at the end."""
        match name:
            case "phase":
                phase = next(each for each in self.given.phases if each.id == item.new.phase_id)
                return {"phase_id": self._phase(phase)}
            case "days":
                start = self.parts["milestones"][item.ours.id].planned_start
                return {"planned_due": self.sides.calendar.last_day(start, item.new.likely)}
            case "after":
                self.relinked.add(item.ours.id)
                return {}
        return {name: getattr(item.new, name)}

    def _meet(self, item: UpgradeItem) -> None:
        """The new days of meeting; those that have passed stay."""
        held: dict[UUID, Meeting] = self.parts["meetings"]
        today = self.sides.now.date()
        wanted = {each.held_on: each for each in self.given.meetings if each.committee_id == item.new.id}
        coming = [each for each in held.values() if each.committee_id == item.ours.id and each.held_on >= today]
        for each in coming:
            if each.held_on not in wanted:
                del held[each.id]
        known = {each.held_on for each in coming}
        for day, each in wanted.items():
            if day >= today and day not in known:
                self._put("meetings", replace(each, committee_id=item.ours.id))

    # What goes

    def _remove(self, item: UpgradeItem) -> None:
        match item.noun:
            case "module":
                self.modules.discard(item.key)
            case "target":
                del self.targets[item.key]
            case "milestone":
                self._take_out(self.parts["milestones"][item.ours.id])
            case "phase" if any(each.phase_id == item.ours.id for each in self.parts["milestones"].values()):
                return
            case _:
                del self.parts[HELD_IN[item.noun]][item.ours.id]
        if item.noun == "committee":
            meetings = self.parts["meetings"].items()
            self.parts["meetings"] = {key: each for key, each in meetings if each.committee_id != item.ours.id}

    def _take_out(self, milestone: Milestone) -> None:
        """Dropped where somebody has begun with it; else gone, and what waited for it waits for what it waited for."""
        held: dict[UUID, Milestone] = self.parts["milestones"]
        if has_begun(self.plan, milestone):
            held[milestone.id] = replace(milestone, status="dropped")
            return
        del held[milestone.id]
        for key, each in held.items():
            if any(link.milestone_id == milestone.id for link in each.after):
                kept = [link for link in each.after if link.milestone_id != milestone.id]
                there = {link.milestone_id for link in kept}
                kept += [link for link in milestone.after if link.milestone_id not in there]
                held[key] = replace(each, after=tuple(kept))


def _merged(item: UpgradeItem, thing: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401 (any thing)
    """The thing with new values. Their ground comes with them, unless an own one stands under an own figure."""
    aspect = next(each for each in ASPECTS[item.noun] if each.name == item.aspect)
    merged = replace(thing, **values)
    if not aspect.has_ground:
        return merged
    is_new = all(getattr(merged, name) == getattr(item.new, name) for name in aspect.fields)
    return replace(merged, basis=item.new.basis) if is_new or thing.basis == item.old.basis else merged
