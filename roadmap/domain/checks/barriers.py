"""Checks of barriers: each is assessed with a reason, the high ones are lowered, local evidence is gathered."""

from __future__ import annotations

from roadmap.domain.checks.results import Finding, Outcome, Place
from roadmap.domain.checks.situations import Situation, titles
from roadmap.domain.messages import Message, message
from roadmap.domain.plan_checks import PlanCheck
from roadmap.domain.risks import Risk


def barriers_assessed(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001 (every check takes both)
    """Every barrier of the playbook is assessed, and every assessment gives its reason."""
    assessed = {each.barrier for each in here.plan.risks}
    findings = [
        Finding(
            item=key,
            message=message("check.not_assessed", barrier=title),
            place=Place(noun="risk", fill=(("barrier", key), ("title", title))),
        )
        for key, title in here.barriers.items()
        if key not in assessed
    ]
    findings += [
        _finding(
            each,
            message("check.no_reason", barrier=each.title),
            Place(noun="risk", id=each.id, field="situation"),
        )
        for each in here.plan.risks
        if not each.situation.strip()
    ]
    return Outcome(findings=tuple(findings), message=message("check.assessed", number=len(here.plan.risks)))


def risks_mitigated(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """Every high risk has a milestone that lowers it, done or still to do."""
    high = [each for each in here.plan.risks if each.score >= here.thresholds["check-high-risk"]]
    if not high:
        return Outcome(message=message("check.no_high_risk"), applies=False)
    lowered = {each.barrier for milestone in here.milestones for each in milestone.mitigates}
    return Outcome(
        findings=tuple(_unmitigated(here, each) for each in high if each.barrier not in lowered),
        message=message("check.mitigated", number=len(high)),
    )


def _unmitigated(here: Situation, risk: Risk) -> Finding:
    """That nothing lowers a risk; and what did, where that was dropped."""
    dropped = [
        milestone
        for milestone in here.plan.milestones
        if milestone.status == "dropped" and any(each.barrier == risk.barrier for each in milestone.mitigates)
    ]
    if dropped:
        said = message("check.mitigation_dropped", risk=risk.title, score=risk.score, dropped=titles(dropped))
        return _finding(risk, said, Place(noun="milestone", id=dropped[0].id))
    return _finding(risk, message("check.unmitigated", risk=risk.title, score=risk.score), Place(noun="milestone"))


def local_evidence(here: Situation, check: PlanCheck) -> Outcome:
    """Where the lack of local evidence stands in the way, a milestone brings evidence from the country itself."""
    least = here.thresholds["check-barrier-stands"]
    standing = [each for each in here.plan.risks if each.barrier in check.barriers and each.score >= least]
    if not standing:
        return Outcome(message=message("check.no_evidence_barrier"), applies=False)
    found = here.marked("evidence")
    return Outcome(
        findings=()
        if found
        else tuple(
            Finding(
                item=each.barrier,
                message=message("check.no_evidence", barrier=each.title, score=each.score),
                place=Place(noun="milestone", fill=(("marks", "evidence"),)),
            )
            for each in standing
        ),
        message=message("check.evidence", titles=titles(found)),
    )


def _finding(risk: Risk, said: Message, place: Place) -> Finding:
    return Finding(item=risk.barrier or str(risk.id), message=said, place=place)
