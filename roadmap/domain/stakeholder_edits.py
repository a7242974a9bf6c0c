"""Edits of a plan's stakeholders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from roadmap.domain.drafts import level_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.terms import Stance

FIGURES: Final = ("influence", "interest", "stance", "wanted", "wants")


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholderDraft:
    """A stakeholder as typed; its fields are those of ``Stakeholder``. No ``archetype`` is one of no known kind."""

    title: str
    archetype: str
    level: str
    sector: str
    influence: int
    interest: int
    stance: Stance
    wanted: Stance
    wants: str
    ask: str
    owner: str


def check_stakeholder(draft: StakeholderDraft) -> list[Fault]:
    """Everything that is wrong with a draft."""
    return [
        *title_faults(draft.title),
        *level_faults("influence", draft.influence),
        *level_faults("interest", draft.interest),
        *text_faults("wants", draft.wants),
        *text_faults("ask", draft.ask),
    ]


def with_stakeholder(
    plan: Plan, draft: StakeholderDraft, ground: Ground, *, before: Stakeholder | None, stakeholder_id: UUID
) -> Plan:
    """The plan with a stakeholder added, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(Stakeholder, draft, before, id=stakeholder_id, plan_id=plan.id, key="", basis=ground.basis)
    refuse([*check_stakeholder(draft), *ground_faults(before, made, FIGURES, ground)])
    return with_part(plan, "stakeholders", grounded(before, made, FIGURES, ground))


def without_stakeholder(plan: Plan, stakeholder: Stakeholder) -> Plan:
    """The plan without a stakeholder; who was talked to about a source of money is then nobody.

    Milestones engage kinds of them, so none of them changes.
    """
    sources = tuple(
        replace(each, stakeholder_id=None) if each.stakeholder_id == stakeholder.id else each for each in plan.sources
    )
    return without_parts(replace(plan, sources=sources), "stakeholders", [stakeholder.id])
