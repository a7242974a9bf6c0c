"""What is held against each other: the parts of a plan that playbooks bring, and what of each can differ.

Values are taken out of a plan so that two plans' can be compared: a reference to a phase or to another milestone is its
key in the playbook, never an id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from roadmap.domain.committees import Committee
from roadmap.domain.milestones import DateAnchor, LagUnit, LinkKind, Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.workdays import WorkingCalendar

Noun = Literal[
    "module",
    "driver",
    "phase",
    "milestone",
    "budget-line",
    "funding-source",
    "risk",
    "stakeholder",
    "committee",
    "target",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect:
    """Fields of a thing that are taken over together.

    ``has_ground`` lets the thing's provenance go with them: a figure never stands on the ground of another one. Where
    fields ``are_one``, an own edit of any of them is an edit of all, and all are taken: a likelihood and the reason
    given for it. Those ``together`` mean nothing without each other: an amount a year is none a month.
    """

    name: str
    fields: tuple[str, ...]
    has_ground: bool = False
    are_one: bool = False
    together: tuple[str, ...] = ()

    def taken(self, differing: tuple[str, ...]) -> tuple[str, ...]:
        """The fields that are taken over where the playbooks differ in these."""
        if differing == ("basis",):
            return differing
        if self.are_one:
            return self.fields
        also = self.together if set(self.together) & set(differing) else ()
        return tuple(name for name in self.fields if name in {*differing, *also})


def _single(*names: str) -> tuple[Aspect, ...]:
    return tuple(Aspect(name=name, fields=(name,)) for name in names)


SPAN: Final = Aspect(name="span", fields=("starts", "ends"))
ASPECTS: Final[dict[Noun, tuple[Aspect, ...]]] = {
    "module": (),
    "driver": (),
    "phase": (*_single("title", "summary"), SPAN),
    "milestone": (
        *_single("title", "deliverable", "owner", "theme", "lever", "evidence_wanted", "weight", "marks"),
        Aspect(name="duration", fields=("best", "likely", "worst", "days"), are_one=True),
        *_single("phase", "anchor", "pin", "after", "mitigates", "engages", "basis"),
    ),
    "budget-line": (
        *_single("title", "category"),
        Aspect(
            name="cost",
            fields=("driver", "quantity", "unit_cost", "recurrence"),
            has_ground=True,
            together=("unit_cost", "recurrence"),
        ),
        SPAN,
    ),
    "funding-source": (
        *_single("title", "kind", "rank"),
        Aspect(name="restrictions", fields=("may_pay", "may_not_pay"), has_ground=True),
        *_single("note"),
    ),
    "risk": (
        *_single("title"),
        Aspect(name="assessment", fields=("likelihood", "impact", "trend", "situation"), has_ground=True, are_one=True),
        Aspect(name="residual", fields=("residual_likelihood", "residual_impact"), are_one=True),
        *_single("response"),
    ),
    "stakeholder": (
        *_single("title", "level", "sector"),
        Aspect(name="weight", fields=("influence", "interest")),
        *_single("stance", "wanted", "wants", "ask", "basis"),
    ),
    "committee": _single("title", "purpose", "members", "has_service_users", "meetings", "basis"),
    "target": (Aspect(name="value", fields=("value",), has_ground=True),),
}
"""Every kind of thing that a playbook brings, in the order in which they are read."""

HELD_IN: Final[dict[Noun, str]] = {
    "phase": "phases",
    "milestone": "milestones",
    "budget-line": "budget",
    "funding-source": "sources",
    "risk": "risks",
    "stakeholder": "stakeholders",
    "committee": "committees",
}
"""Where a plan holds its things of a kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkTo:
    """What a milestone waits for, by its key (or its id, where it was added by hand)."""

    key: str
    kind: LinkKind
    lag: int
    unit: LagUnit
    title: str = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnchorTo:
    """What a milestone's date hangs on, with the phase and the other milestone by their keys."""

    anchor: DateAnchor
    phase: str = ""
    milestone: str = ""
    phase_title: str = field(default="", compare=False)
    milestone_title: str = field(default="", compare=False)


class Portrait:
    """A plan seen by the keys of its playbook."""

    def __init__(self, plan: Plan, calendar: WorkingCalendar) -> None:
        """Look at a plan with all its parts; of two things with one key the first counts."""
        self.plan = plan
        self._phases = {each.id: each for each in plan.phases}
        self._milestones = {each.id: each for each in plan.milestones}
        self._of_milestones: dict[str, Callable[[Milestone], Any]] = {
            "phase": lambda each: phase_key(self._phases[each.phase_id]),
            "days": lambda each: calendar.duration(each.planned_start, each.planned_due),
            "after": self._links,
            "anchor": self._anchor,
            "mitigates": lambda each: tuple(sorted(each.mitigates, key=lambda one: one.barrier)),
            "engages": lambda each: tuple(sorted(each.engages)),
        }
        self.things: dict[Noun, dict[str, Any]] = {
            "module": {key: key for key in plan.modules},
            "driver": {str(driver): count for driver, count in plan.drivers.items()},
            "phase": _by_key((f"{each.route}/{each.key}" if each.key else "", each) for each in plan.phases),
            "milestone": _by_key((each.key, each) for each in plan.milestones),
            "budget-line": _by_key((each.key, each) for each in plan.budget),
            "funding-source": _by_key((each.key, each) for each in plan.sources),
            "risk": _by_key((each.barrier, each) for each in plan.risks),
            "stakeholder": _by_key((each.key, each) for each in plan.stakeholders),
            "committee": _by_key((each.key, each) for each in plan.committees),
            "target": targets_of(plan),
        }

    def of(self, noun: Noun, key: str) -> Any:  # noqa: ANN401 (a thing of that kind)
        """A thing by its key, or nothing. A stakeholder of an own name is the only one of its archetype."""
        found = self.things[noun].get(key)
        if found is None and noun == "stakeholder":
            alike = [each for each in self.plan.stakeholders if each.archetype == key]
            return alike[0] if len(alike) == 1 else None
        return found

    def value(self, thing: Any, name: str) -> Any:  # noqa: ANN401
        """A field of a thing, comparable across plans."""
        if isinstance(thing, Milestone) and name in self._of_milestones:
            return self._of_milestones[name](thing)
        if isinstance(thing, Committee) and name == "meetings":
            return tuple(sorted(each.held_on for each in self.plan.meetings if each.committee_id == thing.id))
        value = getattr(thing, name)
        return tuple(sorted(value)) if name in {"may_pay", "may_not_pay", "marks"} else value

    def _links(self, milestone: Milestone) -> tuple[LinkTo, ...]:
        there = [(link, self._milestones[link.milestone_id]) for link in milestone.after]
        found = [
            LinkTo(key=other.key or str(other.id), kind=link.kind, lag=link.lag, unit=link.unit, title=other.title)
            for link, other in there
        ]
        return tuple(sorted(found, key=lambda each: (each.key, each.kind)))

    def _anchor(self, milestone: Milestone) -> AnchorTo | None:
        anchor = milestone.anchor
        if anchor is None:
            return None
        phase = self._phases.get(anchor.phase_id or milestone.phase_id) if anchor.at.startswith("phase") else None
        other = self._milestones.get(anchor.milestone_id) if anchor.milestone_id else None
        return AnchorTo(
            anchor=replace(anchor, phase_id=None, milestone_id=None),
            phase=phase_key(phase) if phase else "",
            milestone=(other.key or str(other.id)) if other else "",
            phase_title=phase.title if phase else "",
            milestone_title=other.title if other else "",
        )


def phase_key(phase: Phase) -> str:
    """A phase as a playbook names it; one added by hand has its id."""
    return f"{phase.route}/{phase.key}" if phase.key else str(phase.id)


def targets_of(plan: Plan) -> dict[str, Any]:
    """The plan's targets by indicator and day; where several routes bring the same, they are numbered."""
    found: dict[str, Any] = {}
    for each in plan.targets:
        key, number = f"{each.indicator}/{each.due.isoformat()}", 1
        while key in found:
            number += 1
            key = f"{each.indicator}/{each.due.isoformat()}/{number}"
        found[key] = each
    return found


def _by_key(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, thing in pairs:
        if key:
            found.setdefault(key, thing)
    return found
