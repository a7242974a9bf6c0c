"""Edits of who pays: funding sources with what they may pay for, and their commitments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final
from uuid import UUID

from roadmap.domain.budget_edits import service_faults
from roadmap.domain.drafts import amount_faults, day_faults, refuse, span_faults, text_faults, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.funding import FIRM, Commitment, Deadline, FundingSource
from roadmap.domain.messages import message
from roadmap.domain.parts import GROUND_MAX, Ground, filled, ground_faults, grounded, moved, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Rank, Stage

CERTAIN: Final = 100
SOURCE_FIGURES: Final = ("kind", "may_pay", "may_not_pay", "service_ids")
TERMS: Final = ("conditions", "deadlines")
COMMITMENT_FIGURES: Final = ("source_id", "stage", "probability", "amount", "starts", "ends", "delay")
MOST_DELAY: Final = 60
MOST_DEADLINES: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingSourceDraft:
    """A funding source as typed; its fields are those of ``FundingSource``."""

    title: str
    kind: str
    rank: Rank
    may_pay: tuple[str, ...]
    may_not_pay: tuple[str, ...]
    note: str
    service_ids: tuple[UUID, ...] = ()
    conditions: str = ""
    deadlines: tuple[Deadline, ...] = ()
    stakeholder_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitmentDraft:
    """A commitment as typed, in the plan's currency. No chance is one that goes without saying: 100 once it is firm."""

    source_id: UUID | None
    stage: Stage
    probability: int | None
    amount: Decimal
    starts: date
    ends: date
    delay: int = 0
    decides_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StageDraft:
    """How far an amount has come, as typed; the chance as in ``CommitmentDraft``."""

    stage: Stage
    probability: int | None


def check_funding_source(draft: FundingSourceDraft, plan: Plan) -> list[Fault]:
    """Everything that is wrong with a draft. What a source may pay it cannot be forbidden to pay."""
    faults = [
        *title_faults(draft.title),
        *text_faults("note", draft.note),
        *text_faults("conditions", draft.conditions),
        *service_faults("service_ids", draft.service_ids, plan),
        *_deadline_faults(draft.deadlines),
    ]
    if draft.stakeholder_id and draft.stakeholder_id not in {each.id for each in plan.stakeholders}:
        faults.append(Fault(field="stakeholder_id", message=message("choice.unknown")))
    if set(draft.may_pay) & set(draft.may_not_pay):
        faults.append(Fault(field="may_not_pay", message=message("funding.both")))
    return faults


def _deadline_faults(deadlines: tuple[Deadline, ...]) -> list[Fault]:
    if len(deadlines) > MOST_DEADLINES:
        return [Fault(field="deadlines", message=message("funding.too_many_deadlines", most=MOST_DEADLINES))]
    faults = (
        fault
        for each in deadlines
        for fault in (*title_faults(each.title, "deadlines"), *day_faults("deadlines", each.due))
    )
    return list(islice(faults, 1))


def with_funding_source(
    plan: Plan, draft: FundingSourceDraft, ground: Ground, *, before: FundingSource | None, source_id: UUID
) -> Plan:
    """The plan with a source added, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(FundingSource, draft, before, id=source_id, plan_id=plan.id, key="", basis=ground.basis)
    refuse([*check_funding_source(draft, plan), *ground_faults(before, made, SOURCE_FIGURES, ground)])
    on_ground = grounded(before, made, SOURCE_FIGURES, ground)
    return with_part(plan, "sources", replace(on_ground, terms_basis=_terms_basis(before, on_ground, ground)))


def _terms_basis(before: FundingSource | None, after: FundingSource, ground: Ground) -> Provenance | None:
    """What its terms stand on: as before while they are the same, else on the ground given or on being told."""
    if not (after.conditions or after.deadlines):
        return None
    if before is not None and not moved(before, after, TERMS):
        return before.terms_basis
    return ground.basis if ground.reason else Provenance(kind="reported", by=ground.by, on=ground.on)


def without_funding_source(plan: Plan, source: FundingSource, *, takes_along: bool) -> Plan:
    """The plan without a source and its commitments.

    Raises ``RuleBrokenError`` for one with firm commitments, unless somebody who saw them said that they go too.
    """
    held = [each for each in plan.commitments if each.source_id == source.id]
    if any(each.is_firm for each in held) and not takes_along:
        raise RuleBrokenError(Fault(field="", message=message("funding.takes_along", title=source.title)))
    fewer = without_parts(plan, "commitments", (each.id for each in held))
    return without_parts(fewer, "sources", [source.id])


def check_commitment(draft: CommitmentDraft, plan: Plan, before: Commitment | None = None) -> list[Fault]:
    """Everything that is wrong with a draft; the chance goes with the stage."""
    faults = []
    if draft.source_id not in {each.id for each in plan.sources}:
        faults.append(Fault(field="source_id", message=message("funding.unknown_source")))
    faults += _chance_faults(draft)
    amounts = amount_faults("amount", draft.amount, plan.currency, before.amount if before else None)
    if not amounts and not draft.amount:
        amounts = [Fault(field="amount", message=message("amount.positive"))]
    if not 0 <= draft.delay <= MOST_DELAY:
        faults.append(Fault(field="delay", message=message("funding.delay_range", most=MOST_DELAY)))
    if draft.decides_on and not (before and before.decides_on == draft.decides_on):
        faults += day_faults("decides_on", draft.decides_on)
    return [*faults, *amounts, *span_faults(draft.starts, draft.ends)]


def _chance_faults(draft: CommitmentDraft | StageDraft) -> list[Fault]:
    if draft.stage in FIRM:
        told = "" if draft.probability in {None, CERTAIN} else "funding.firm_is_certain"
    else:
        told = "" if draft.probability is not None and 0 <= draft.probability < CERTAIN else "funding.not_certain"
    return [Fault(field="probability", message=message(told))] if told else []


def with_commitment(
    plan: Plan, draft: CommitmentDraft, ground: Ground, *, before: Commitment | None, commitment_id: UUID
) -> Plan:
    """The plan with an amount of a source added, or changed from ``before``. Raises ``RuleBrokenError``."""
    certain = replace(draft, probability=CERTAIN) if draft.probability is None else draft
    made = filled(Commitment, certain, before, id=commitment_id, plan_id=plan.id, basis=ground.basis)
    refuse([*check_commitment(draft, plan, before), *ground_faults(before, made, COMMITMENT_FIGURES, ground)])
    return with_part(plan, "commitments", grounded(before, made, COMMITMENT_FIGURES, ground))


def stage_draft(held: Commitment, stage: Stage) -> StageDraft:
    """An amount as it would be at a stage; without a chance where that is still to be said, or goes without saying."""
    is_open = held.is_firm or stage in FIRM
    return StageDraft(stage=stage, probability=None if is_open else held.probability)


def with_stage(plan: Plan, draft: StageDraft, reason: str, *, before: Commitment) -> Plan:
    """The plan with an amount of a source at another stage, on the ground that it has. Raises ``RuleBrokenError``."""
    chance = CERTAIN if draft.probability is None else draft.probability
    made = replace(before, stage=draft.stage, probability=chance)
    refuse([*_chance_faults(draft), *text_faults("ground_reason", reason, GROUND_MAX)])
    return with_part(plan, "commitments", made)


def without_commitment(plan: Plan, commitment: Commitment) -> Plan:
    """The plan without an amount of a source."""
    return without_parts(plan, "commitments", [commitment.id])
