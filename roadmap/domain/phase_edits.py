"""Edits of a plan's phases: their dates, and with them the milestones that hang on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from roadmap.domain.drafts import refuse, span_faults, text_faults, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.milestones import DateAnchor, Milestone
from roadmap.domain.parts import filled, with_part, without_parts
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule import anchored_day, replanned
from roadmap.domain.workdays import working_calendar


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseDraft:
    """A phase as typed; its fields are those of ``Phase``, both days included."""

    title: str
    summary: str
    starts: date
    ends: date


def check_phase(draft: PhaseDraft) -> list[Fault]:
    """Everything that is wrong with a draft. Phases may overlap and leave gaps."""
    return [
        *title_faults(draft.title),
        *text_faults("summary", draft.summary),
        *span_faults(draft.starts, draft.ends),
    ]


def with_phase(plan: Plan, draft: PhaseDraft, *, before: Phase | None, phase_id: UUID) -> Plan:
    """The plan with a phase added after all others, or changed from ``before`` with the milestones that hang on it.

    Raises ``RuleBrokenError``.
    """
    last = max((each.position for each in plan.phases), default=0)
    made = filled(Phase, draft, before, id=phase_id, plan_id=plan.id, route="", key="", position=last + 1)
    refuse(check_phase(draft))
    after = with_part(plan, "phases", made)
    if before is None or (before.starts, before.ends) == (made.starts, made.ends):
        return after
    return replanned(after, working_calendar(plan.country, plan.subdivision))


def without_phase(plan: Plan, phase: Phase, to: UUID | None) -> Plan:
    """The plan without a phase; its milestones go to another one and keep their dates.

    Raises ``RuleBrokenError`` where it is not said to which, and for the only phase: a milestone needs one.
    """
    others = {each.id for each in plan.phases} - {phase.id}
    inside = [each for each in plan.milestones if each.phase_id == phase.id]
    if not others:
        raise RuleBrokenError(Fault(field="", message=message("phase.only_one")))
    if inside and to not in others:
        told = message("phase.has_milestones", count=len(inside), title=phase.title)
        raise RuleBrokenError(Fault(field="to", message=told))
    milestones = tuple(_moved(each, plan, phase, to or phase.id) for each in plan.milestones)
    return without_parts(replace(plan, milestones=milestones), "phases", [phase.id])


def _moved(milestone: Milestone, plan: Plan, phase: Phase, to: UUID) -> Milestone:
    """The milestone out of a phase that goes: what hung on it stays on the day that it gave."""
    anchor = milestone.anchor
    if anchor and anchor.at.startswith("phase") and (anchor.phase_id or milestone.phase_id) == phase.id:
        anchor = DateAnchor(at="date", edge=anchor.edge, day=anchored_day(anchor, plan, phase))
    place = to if milestone.phase_id == phase.id else milestone.phase_id
    is_same = anchor is milestone.anchor and place == milestone.phase_id
    return milestone if is_same else replace(milestone, anchor=anchor, phase_id=place)
