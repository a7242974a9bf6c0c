"""What the parts of a plan say of each other: every id once, every reference to something that is there, no circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.exchange.findings import TOP, Findings, Place
from roadmap.domain.exchange.json_text import shown
from roadmap.domain.messages import message
from roadmap.domain.milestones import Milestone
from roadmap.domain.networks import in_order
from roadmap.domain.plan_parts import PART_FIELDS
from roadmap.domain.plans import Plan

PLAN: Final[Place] = (TOP, "plan")
REFERENCES: Final = (
    ("milestones", "phase_id", "phases"),
    ("evidence", "milestone_id", "milestones"),
    ("budget", "service_id", "services"),
    ("spending", "line_id", "budget"),
    ("sources", "service_ids", "services"),
    ("sources", "stakeholder_id", "stakeholders"),
    ("commitments", "source_id", "sources"),
    ("meetings", "committee_id", "committees"),
    ("readings", "service_id", "services"),
)
"""A part, the field of its things that may name another or several, and the part where those are."""


def check_references(plan: Plan, found: Findings) -> None:
    """Note everything in which the parts of a plan do not fit together."""
    ids = {name: _ids(getattr(plan, name), (PLAN, name), found) for name in PART_FIELDS}
    for part, name, there in REFERENCES:
        for index, each in enumerate(getattr(plan, part)):
            for wanted in named(each, name):
                _known(wanted, ids[there], (((PLAN, part), index), name), found)
    for index, milestone in enumerate(plan.milestones):
        _links(milestone, ids, ((PLAN, "milestones"), index), found)
    _names(plan, found)
    if not found.faults:
        _circles(plan, found)


def named(thing: Any, name: str) -> tuple[UUID, ...]:  # noqa: ANN401 (any part)
    """The ids of others in a field of a thing: one, none or several."""
    held = getattr(thing, name)
    return held if isinstance(held, tuple) else (held,) if held else ()


def _ids(things: Iterable[Any], place: Place, found: Findings) -> dict[UUID, int]:
    """The ids of a part's things, each with its position."""
    ids: dict[UUID, int] = {}
    for index, each in enumerate(things):
        if each.id in ids:
            found.add(((place, index), "id"), message("exchange.same_id", first=str(ids[each.id])))
        ids.setdefault(each.id, index)
    return ids


def _known(wanted: UUID, ids: Collection[UUID], place: Place, found: Findings) -> None:
    if wanted not in ids:
        found.add(place, message("exchange.nothing_there", id=str(wanted)))


def _links(milestone: Milestone, ids: dict[str, dict[UUID, int]], place: Place, found: Findings) -> None:
    """What a milestone waits for and hangs on."""
    seen: set[UUID] = set()
    for index, link in enumerate(milestone.after):
        at: Place = (((place, "after"), index), "milestone_id")
        if link.milestone_id == milestone.id:
            found.add(at, message("exchange.waits_for_itself"))
        elif link.milestone_id in seen:
            found.add(at, message("exchange.waits_twice"))
        else:
            _known(link.milestone_id, ids["milestones"], at, found)
        seen.add(link.milestone_id)
    if anchor := milestone.anchor:
        for name, part in (("phase_id", "phases"), ("milestone_id", "milestones")):
            wanted = getattr(anchor, name)
            if wanted is not None:
                _known(wanted, ids[part], ((place, "anchor"), name), found)


def _names(plan: Plan, found: Findings) -> None:
    """Baselines are told apart by their names."""
    seen: set[str] = set()
    for index, each in enumerate(plan.baselines):
        if each.name.casefold() in seen:
            name = shown(each.name)
            found.add((((PLAN, "baselines"), index), "name"), message("baseline.name_taken", name=name))
        seen.add(each.name.casefold())


@dataclass(frozen=True, slots=True)
class _Named:
    """A milestone in a path: known by its id, said by number and title."""

    id: UUID
    name: str = field(compare=False)

    def __str__(self) -> str:
        return self.name


def _circles(plan: Plan, found: Findings) -> None:
    nodes = {each.id: _Named(each.id, f"{each.number} {shown(each.title, 60)}") for each in plan.milestones}
    waits = {
        nodes[each.id]: [nodes[link.milestone_id] for link in each.after]
        + ([nodes[each.anchor.milestone_id]] if each.anchor and each.anchor.milestone_id else [])
        for each in plan.milestones
    }
    try:
        in_order(waits)
    except RuleBrokenError as error:
        found.add((PLAN, "milestones"), error.faults[0].message)
