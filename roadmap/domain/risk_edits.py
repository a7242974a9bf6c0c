"""Edits of a plan's barriers and risks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.drafts import day_faults, level_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, moved, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Trend
from roadmap.domain.risks import Risk

LEVELS: Final = ("likelihood", "impact", "residual_likelihood", "residual_impact")
FIGURES: Final = (*LEVELS, "trend", "situation")
OWN: Final = "own-"
"""How the key of a risk begins that is none of the playbook's barriers: milestones lower a risk by its key."""


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
    """The plan with a risk added, or changed from ``before``. Raises ``RuleBrokenError``."""
    own = before.barrier if before and before.barrier.startswith(OWN) else f"{OWN}{risk_id.hex[:8]}"
    keyed = replace(draft, barrier=draft.barrier or own)
    made = filled(Risk, keyed, before, id=risk_id, plan_id=plan.id, basis=ground.basis)
    refuse([*check_risk(draft, plan, before), *ground_faults(before, made, FIGURES, ground)])
    return with_part(plan, "risks", grounded(before, made, FIGURES, ground))


def without_risk(plan: Plan, risk: Risk) -> Plan:
    """The plan without a risk. Milestones that lowered one of the plan's own have nothing of it left to lower."""
    fewer = without_parts(plan, "risks", [risk.id])
    if not risk.barrier.startswith(OWN):
        return fewer
    milestones = (
        replace(each, mitigates=tuple(link for link in each.mitigates if link.barrier != risk.barrier))
        if any(link.barrier == risk.barrier for link in each.mitigates)
        else each
        for each in plan.milestones
    )
    return replace(fewer, milestones=tuple(milestones))
