"""Edits of a plan's barriers and risks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.drafts import day_faults, level_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestones import Milestone
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, moved, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.risks import OWN, Risk
from roadmap.domain.terms import Trend

LEVELS: Final = ("likelihood", "impact", "residual_likelihood", "residual_impact")
FIGURES: Final = (*LEVELS, "trend", "situation")


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskDraft:
    """A barrier as assessed by somebody; its fields are those of ``Risk``. No ``barrier`` is a risk of the plan's own.

    ``residual_…`` are the levels that are left when the response works.
    """

    barrier: str
    title: str
    situation: str
    likelihood: int
    impact: int
    trend: Trend
    response: str
    residual_likelihood: int
    residual_impact: int
    owner: str
    review_on: date


def check_risk(draft: RiskDraft, plan: Plan, before: Risk | None = None) -> list[Fault]:
    """Everything that is wrong with a draft. A barrier is assessed once; what is left is not more than there is."""
    faults = [*title_faults(draft.title), *text_faults("situation", draft.situation)]
    others = {each.barrier for each in plan.risks if before is None or each.id != before.id}
    if draft.barrier and draft.barrier in others:
        faults.append(Fault(field="barrier", message=message("risk.assessed_already")))
    levels = [fault for name in LEVELS for fault in level_faults(name, getattr(draft, name))]
    if not levels and (before is None or moved(before, draft, LEVELS)):
        levels = [
            Fault(field=f"residual_{name}", message=message("risk.more_is_left"))
            for name in ("likelihood", "impact")
            if getattr(draft, f"residual_{name}") > getattr(draft, name)
        ]
    return [*faults, *levels, *text_faults("response", draft.response), *day_faults("review_on", draft.review_on)]


def with_risk(plan: Plan, draft: RiskDraft, ground: Ground, *, before: Risk | None, risk_id: UUID) -> Plan:
    """The plan with a risk added, or changed from ``before``. Raises ``RuleBrokenError``.

    Where one of the plan's own turns out to be a barrier of the playbook, milestones go on lowering it.
    """
    own = before.barrier if before and before.is_own else f"{OWN}{risk_id.hex[:8]}"
    keyed = replace(draft, barrier=draft.barrier or own)
    made = filled(Risk, keyed, before, id=risk_id, plan_id=plan.id, basis=ground.basis)
    refuse([*check_risk(draft, plan, before), *ground_faults(before, made, FIGURES, ground)])
    after = with_part(plan, "risks", grounded(before, made, FIGURES, ground))
    if before is None or not before.is_own or made.is_own:
        return after
    return _lowering(after, before.barrier, made.barrier)


def without_risk(plan: Plan, risk: Risk) -> Plan:
    """The plan without a risk. Milestones that lowered one of the plan's own have nothing of it left to lower."""
    fewer = without_parts(plan, "risks", [risk.id])
    return _lowering(fewer, risk.barrier, "") if risk.is_own else fewer


def _lowering(plan: Plan, key: str, instead: str) -> Plan:
    """The plan whose milestones lower something instead of the risk with a key, or nothing."""
    return replace(plan, milestones=tuple(_lowers(each, key, instead) for each in plan.milestones))


def _lowers(milestone: Milestone, key: str, instead: str) -> Milestone:
    link = next((each for each in milestone.mitigates if each.barrier == key), None)
    if link is None:
        return milestone
    others = tuple(each for each in milestone.mitigates if each != link)
    is_lowered = not instead or any(each.barrier == instead for each in others)
    return replace(milestone, mitigates=others if is_lowered else (*others, replace(link, barrier=instead)))
