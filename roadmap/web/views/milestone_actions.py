"""The ways from a milestone's page to what changes it, for who may."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.milestone_edits import ordered
from roadmap.domain.milestones import Milestone
from roadmap.domain.shifting import is_moving
from roadmap.web.views.frame import Link
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneActions:
    """Links to forms, and the form that gives the milestone another place: ``where`` says which it has.

    What ``forms`` lead to opens in place.
    """

    forms: tuple[Link, ...]
    links: tuple[Link, ...]
    place_action: str
    version: str
    where: str
    can_go_up: bool
    can_go_down: bool


def milestone_actions(page: PlanPage, milestone: Milestone) -> MilestoneActions | None:
    """What the viewer may do with a milestone; nothing for who may not change the plan."""
    if not page.may_manage:
        return None
    _, words = page.words.gettext, page.words
    address = f"{page.address}/milestones/{milestone.id}"
    phase = [each.id for each in ordered(page.plan.milestones) if each.phase_id == milestone.phase_id]
    place = phase.index(milestone.id)
    shift = (Link(label=_("Shift it by days"), href=f"{page.address}/milestones/batches/new?m={milestone.id}"),)
    split = (Link(label=_("Split it"), href=f"{address}/split"),) if milestone.is_open else ()
    return MilestoneActions(
        forms=(
            Link(label=_("Edit"), href=f"{address}/edit"),
            *(shift if is_moving(milestone) else ()),
            Link(label=_("Add a dependency"), href=f"{address}/links/new"),
        ),
        links=(
            *split,
            Link(label=_("Drop or delete it"), href=f"{address}/removal"),
        ),
        place_action=f"{address}/place",
        version=str(milestone.version),
        where=_("%(place)s of %(count)s in its phase")
        % {"place": words.number(place + 1), "count": words.number(len(phase))},
        can_go_up=place > 0,
        can_go_down=place < len(phase) - 1,
    )
