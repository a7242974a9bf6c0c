"""Editing milestones: each edit is a pure function from a plan to the plan as it shall be, with its dates replanned.

Raised are ``RuleBrokenError`` with every fault, and ``KeyError`` for a milestone that the plan does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from roadmap.domain.drafts import refuse, text_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.milestone_drafts import FIELDS, REASON_MAX, Choices, MilestoneDraft, check_draft
from roadmap.domain.milestone_links import bridged, on_its_own, with_milestone
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.schedule import replanned_with
from roadmap.domain.workdays import WorkingCalendar

Way = Literal["up", "down", "to"]
BY_HAND = "Put into the plan by hand."
"""The reason in the provenance of what no playbook says; translated where it is shown."""
TOLD_BY_PLAYBOOK = frozenset({"title", "deliverable", "evidence_wanted", "best", "likely", "worst", "weight"})
"""What a playbook's citation answers for: with these changed, the milestone is no longer as cited."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """Who changes something and when, with the calendar of the plan's country. ``by`` is a role's title in English."""

    by: str
    now: datetime
    calendar: WorkingCalendar

    @property
    def basis(self) -> Provenance:
        """The ground of what this hand writes."""
        return Provenance(kind="assumed", by=self.by, on=self.now.date(), reason=BY_HAND)


def added(plan: Plan, draft: MilestoneDraft, new_id: UUID, choices: Choices, hand: Hand) -> Plan:
    """The plan with one more milestone. It takes the next free number; by theirs people know the others."""
    draft = check_draft(plan, draft, choices)
    start = hand.calendar.on_or_after(plan.start)
    milestone = Milestone(
        id=new_id,
        plan_id=plan.id,
        number=max((each.number for each in plan.milestones), default=0) + 1,
        planned_start=start,
        planned_due=hand.calendar.last_day(start, draft.likely),
        basis=hand.basis,
        changed_at=hand.now,
        **{name: getattr(draft, name) for name in FIELDS},
    )
    return replanned_with(plan, replace(plan, milestones=(*plan.milestones, milestone)), hand.calendar)


def changed(plan: Plan, milestone_id: UUID, draft: MilestoneDraft, choices: Choices, hand: Hand) -> Plan:
    """The plan with a milestone as drafted. With another likely duration it is due, or begins, on another day."""
    before = plan.milestone(milestone_id)
    draft = check_draft(plan, draft, choices, before)
    after = replace(before, **{name: getattr(draft, name) for name in FIELDS})
    if any(getattr(before, name) != getattr(after, name) for name in TOLD_BY_PLAYBOOK):
        after = replace(after, basis=replace(hand.basis, citations=before.basis.citations))
    if after.likely != before.likely and after.is_open:
        after = lasting(after, after.likely, hand.calendar)
    return replanned_with(plan, with_milestone(plan, after), hand.calendar)


def lasting(milestone: Milestone, days: int, calendar: WorkingCalendar) -> Milestone:
    """The milestone with so many working days; one that hangs by its due date begins earlier or later."""
    if milestone.anchor and milestone.anchor.edge == "due" and milestone.started_on is None:
        return replace(milestone, planned_start=calendar.first_day(milestone.planned_due, days))
    return replace(milestone, planned_due=calendar.last_day(milestone.planned_start, days))


def dropped(plan: Plan, milestone_id: UUID, reason: str, hand: Hand, *, is_bridged: bool = True) -> Plan:
    """The plan with a milestone given up; ``reason`` becomes its note.

    It holds nobody up any more. With ``is_bridged`` those that waited for it wait for what it waited for. Its own links
    stay, for the day on which somebody takes it up again.
    """
    gone, reason = plan.milestone(milestone_id), reason.strip()
    if not gone.is_open:
        key = "milestone.drop_done" if gone.status == "done" else "milestone.drop_twice"
        raise RuleBrokenError(Fault(field="", message=message(key)))
    missing = [] if reason else [Fault(field="reason", message=message("milestone.drop_reason_missing"))]
    refuse([*missing, *text_faults("reason", reason, REASON_MAX)])
    given_up = replace(gone, status="dropped", note=reason)
    others = (_without(each, gone, is_bridged=is_bridged) for each in plan.milestones)
    after = replace(plan, milestones=tuple(given_up if each.id == gone.id else each for each in others))
    return replanned_with(plan, after, hand.calendar)


def deleted(plan: Plan, milestone_id: UUID, hand: Hand) -> Plan:
    """The plan without a milestone that has neither progress nor evidence; those around it keep their order."""
    gone = plan.milestone(milestone_id)
    refuse(removal_faults(plan, gone))
    others = tuple(_without(each, gone, is_bridged=True) for each in plan.milestones if each.id != gone.id)
    return replanned_with(plan, replace(plan, milestones=others), hand.calendar)


def removal_faults(plan: Plan, milestone: Milestone) -> list[Fault]:
    """Why a milestone cannot be deleted; nothing where it can."""
    is_over = milestone.status in {"done", "dropped"}
    keys = []
    if milestone.status not in {"not-started", "dropped"} or milestone.percent or milestone.started_on:
        keys.append("milestone.delete_progress")
    if any(each.milestone_id == milestone.id for each in plan.evidence):
        keys.append("milestone.delete_evidence")
    told = ["milestone.delete_finished"] if keys and is_over else keys
    return [Fault(field="", message=message(key)) for key in told]


def _without(milestone: Milestone, gone: Milestone, *, is_bridged: bool) -> Milestone:
    apart = on_its_own(milestone, gone.id)
    return bridged(apart, gone) if is_bridged else apart


def moved(plan: Plan, milestone_id: UUID, way: Way, position: int = 0) -> Plan:
    """The plan with a milestone at another place in its phase: one up, one down, or at ``position`` from 1 on.

    Those of the phase share out the numbers that they have; nobody else's changes. At the end it stays.
    """
    phase = [each for each in ordered(plan.milestones) if each.phase_id == plan.milestone(milestone_id).phase_id]
    here = next(index for index, each in enumerate(phase) if each.id == milestone_id)
    there = {"up": here - 1, "down": here + 1, "to": position - 1}[way]
    if way == "to" and not 0 <= there < len(phase):
        out_of_range = message("number.range", least=1, most=len(phase))
        raise RuleBrokenError(Fault(field="position", message=out_of_range))
    numbers = [each.number for each in phase]
    phase.insert(max(0, min(there, len(phase) - 1)), phase.pop(here))
    given = {each.id: number for each, number in zip(phase, numbers, strict=True)}
    renumbered = (
        each if given.get(each.id, each.number) == each.number else replace(each, number=given[each.id])
        for each in plan.milestones
    )
    return replace(plan, milestones=tuple(ordered(renumbered)))


def ordered(milestones: Iterable[Milestone]) -> list[Milestone]:
    """Milestones by their number."""
    return sorted(milestones, key=lambda each: each.number)
