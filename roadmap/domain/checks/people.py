"""Checks of people: service users govern, and those who matter and are not won over are engaged."""

from __future__ import annotations

from roadmap.domain.checks.results import Finding, Outcome, Place
from roadmap.domain.checks.situations import Situation
from roadmap.domain.messages import message
from roadmap.domain.plan_checks import PlanCheck
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.terms import Stance

UNWON: dict[Stance, str] = {
    "opposes": "check.opponent",
    "sceptical": "check.sceptic",
    "neutral": "check.undecided",
}
"""Stances short of support, with what is said of one whom nobody engages."""


def service_users(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001 (every check takes both)
    """Service users sit on a committee that governs the plan."""
    committees = here.plan.committees
    seated = tuple(each.title for each in committees if each.has_service_users)
    key = "check.no_users" if committees else "check.no_committee"
    place = Place(noun="committee", id=committees[0].id if committees else None, field="has_service_users")
    return Outcome(
        findings=() if seated else (Finding(message=message(key), place=place),),
        message=message("check.users", committees=seated),
    )


def stakeholders_engaged(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """Whoever has influence and is not won over yet is engaged by a milestone, done or still to do."""
    least = here.thresholds["check-influential"]
    unwon = [
        each
        for each in here.plan.stakeholders
        if each.influence >= least and each.stance in UNWON and each.steps_wanted > 0
    ]
    if not unwon:
        return Outcome(message=message("check.all_won"), applies=False)
    engaged = {key for milestone in here.milestones for key in milestone.engages}
    return Outcome(
        findings=tuple(_finding(each) for each in unwon if not engaged & {each.archetype, each.key, str(each.id)}),
        message=message("check.engaged", number=len(unwon)),
    )


def _finding(each: Stakeholder) -> Finding:
    said = message(UNWON[each.stance], title=each.title, influence=each.influence)
    return Finding(item=str(each.id), message=said, place=Place(noun="milestone", fill=(("engages", each.archetype),)))
