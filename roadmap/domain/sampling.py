"""A sample plan from its file: instantiated from its routes, then made the country's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.diagnosis import from_context
from roadmap.domain.funding import Commitment, Deadline, FundingSource
from roadmap.domain.instantiation import PLAYBOOK_CURRENCY, Circumstances, PlanDraft, chosen_modules, instantiate
from roadmap.domain.milestones import Milestone, ProgressDraft
from roadmap.domain.needs.assessments import NAMES, GroundedValue, NeedsAssessment, Scenario, ScenarioValues
from roadmap.domain.needs.inputs import areas_of_reference, usual_values
from roadmap.domain.plans import Explanation, Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.risks import Risk
from roadmap.domain.samples import (
    SampleCommitment,
    SampleFunding,
    SamplePlan,
    SampleProgress,
    SampleScenario,
    SampleStakeholder,
)
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.workdays import DAY, add_months


def draft_of(playbook: Playbook, sample: SamplePlan) -> PlanDraft:
    """The draft that a sample plan starts from."""
    draft = PlanDraft(
        title=sample.title,
        routes=sample.routes,
        country=sample.country,
        subdivision=sample.subdivision,
        start=sample.start,
        months=sample.months,
        drivers=sample.drivers,
        currency=sample.currency,
        rate=sample.rate if sample.currency != PLAYBOOK_CURRENCY else None,
        rate_basis=sample.rate_basis,
    )
    usual = chosen_modules([playbook.route(key) for key in sample.routes], draft)
    return replace(draft, modules=tuple(sorted((usual | set(sample.modules_on)) - set(sample.modules_off))))


def sample_plan(playbook: Playbook, sample: SamplePlan, around: Circumstances) -> Plan:
    """The sample plan on the day it was approved, before any progress. Raises ``RuleBrokenError``."""
    plan = instantiate(playbook, draft_of(playbook, sample), around)
    maker = _Maker(playbook, sample, plan, around)
    committees, meetings = maker.committees()
    stakeholders = tuple(maker.stakeholder(each) for each in sample.stakeholders) or plan.stakeholders
    sources, commitments = maker.funding(stakeholders)
    known = playbook.diagnosis.context_of(sample.country)
    return replace(
        plan,
        is_sample=True,
        area=sample.area,
        activity=sample.activity,
        aim=sample.aim,
        service_size=sample.service_size,
        funding_summary=sample.funding_summary,
        context=sample.context,
        explanations=tuple(
            Explanation(check=each.check, text=each.text, basis=each.basis) for each in sample.explanations
        ),
        diagnosis=from_context(known) if known else None,
        budget=maker.budget(),
        sources=sources,
        commitments=commitments,
        stakeholders=stakeholders,
        risks=maker.risks(),
        committees=committees,
        meetings=meetings,
        services=maker.services(),
        needs=maker.needs(),
    )


class _Maker:
    """Makes the parts of one sample plan."""

    def __init__(self, playbook: Playbook, sample: SamplePlan, plan: Plan, around: Circumstances) -> None:
        self.playbook, self.sample, self.plan, self.around = playbook, sample, plan, around
        self.archetypes = {each.key: each for each in playbook.archetypes}
        self.barriers = {each.key: each for each in playbook.barriers}

    def budget(self) -> tuple[BudgetLine, ...]:
        own = {each.line: each for each in self.sample.budget}
        made = []
        for line in self.plan.budget:
            change = own.get(line.key)
            if change:
                quantity = change.quantity if change.quantity is not None else line.quantity
                cost = change.unit_cost.amount if change.unit_cost else line.unit_cost
                made.append(replace(line, quantity=quantity, unit_cost=cost, basis=change.basis))
            else:
                made.append(line)
        return tuple(made)

    def funding(self, stakeholders: Iterable[Stakeholder]) -> tuple[tuple[FundingSource, ...], tuple[Commitment, ...]]:
        sources = {each.key: each for each in self.plan.sources}
        people = {each.key: each.id for each in stakeholders}
        commitments: list[Commitment] = []
        for own in self.sample.funding:
            known = sources.get(own.key)
            source = self.source(own, known.id if known else self.around.new_id(), people)
            sources[own.key] = source
            commitments += [self.commitment(each, source) for each in own.commitments]
        return tuple(sources.values()), tuple(commitments)

    def source(self, own: SampleFunding, source_id: UUID, people: Mapping[str, UUID]) -> FundingSource:
        terms = own.terms
        return FundingSource(
            id=source_id,
            plan_id=self.plan.id,
            key=own.key,
            title=own.title,
            kind=own.kind,
            rank=own.rank,
            may_pay=own.may_pay,
            may_not_pay=own.may_not_pay,
            note=own.note,
            basis=own.basis,
            conditions=terms.conditions if terms else "",
            deadlines=tuple(Deadline(title=each.title, due=each.due) for each in terms.deadlines) if terms else (),
            terms_basis=terms.basis if terms else None,
            stakeholder_id=people[own.stakeholder] if own.stakeholder else None,
        )

    def commitment(self, own: SampleCommitment, source: FundingSource) -> Commitment:
        starts = add_months(self.plan.start, own.starts)
        return Commitment(
            id=self.around.new_id(),
            plan_id=self.plan.id,
            source_id=source.id,
            stage=own.stage,
            probability=own.probability,
            amount=own.amount.amount,
            starts=starts,
            ends=add_months(starts, own.months) - DAY,
            basis=own.basis,
            decides_on=own.decides_on,
        )

    def stakeholder(self, own: SampleStakeholder) -> Stakeholder:
        kind = self.archetypes[own.archetype]
        return Stakeholder(
            id=self.around.new_id(),
            plan_id=self.plan.id,
            key=own.key,
            title=own.title,
            archetype=own.archetype,
            level=kind.level,
            sector=kind.sector,
            influence=own.influence,
            interest=own.interest,
            stance=own.stance,
            wanted=own.wanted,
            wants=own.wants,
            ask=own.ask,
            owner=own.owner,
            basis=own.basis,
        )

    def risks(self) -> tuple[Risk, ...]:
        made = {each.barrier: each for each in self.plan.risks}
        for own in self.sample.risks:
            known = made.get(own.barrier)
            made[own.barrier] = Risk(
                id=known.id if known else self.around.new_id(),
                plan_id=self.plan.id,
                barrier=own.barrier,
                title=self.barriers[own.barrier].title,
                situation=own.situation,
                likelihood=own.likelihood,
                impact=own.impact,
                trend=own.trend,
                response=own.response,
                residual_likelihood=own.residual_likelihood,
                residual_impact=own.residual_impact,
                owner=own.owner,
                review_on=self.around.calendar.on_or_after(add_months(self.plan.start, own.review_months)),
                basis=own.basis,
            )
        return tuple(made.values())

    def committees(self) -> tuple[tuple[Committee, ...], tuple[Meeting, ...]]:
        committees = {each.key: each for each in self.plan.committees}
        meetings = list(self.plan.meetings)
        for own in self.sample.committees:
            known = committees.get(own.key)
            made = Committee(
                id=known.id if known else self.around.new_id(),
                plan_id=self.plan.id,
                key=own.key,
                title=own.title,
                purpose=own.purpose,
                members=own.members,
                has_service_users=own.has_service_users,
                basis=own.basis,
            )
            committees[own.key] = made
            meetings = [each for each in meetings if each.committee_id != made.id]
            meetings += [
                Meeting(
                    id=self.around.new_id(),
                    plan_id=self.plan.id,
                    committee_id=made.id,
                    held_on=day,
                    changed_at=self.around.now,
                )
                for day in own.meetings
            ]
        return tuple(committees.values()), tuple(meetings)

    def services(self) -> tuple[Service, ...]:
        return tuple(
            Service(
                id=self.around.new_id(),
                plan_id=self.plan.id,
                key=own.key,
                title=own.title,
                area=own.area,
                specialists=own.specialists,
                leaders=own.leaders,
                opens=self.around.calendar.on_or_after(add_months(self.plan.start, own.opens)),
                basis=own.basis,
            )
            for own in self.sample.services
        )

    def needs(self) -> NeedsAssessment | None:
        """The assessment; scenarios of published areas that the playbook does not have are left out."""
        made = tuple(each for own in self.sample.scenarios if (each := self.scenario(own)) is not None)
        return NeedsAssessment(scenarios=made, chosen_id=made[0].id) if made else None

    def scenario(self, own: SampleScenario) -> Scenario | None:
        model = self.playbook.needs
        reference = model.reference(own.reference) if model else None
        if model is None or reference is None:
            return None
        chosen = model.benchmarks(own.benchmarks or "")
        values = usual_values(model, chosen, self.playbook.benchmarks)
        return Scenario(
            id=self.around.new_id(),
            title=own.title,
            currency=model.currency,
            costing=chosen.costing if chosen else "staff",
            benchmarks=chosen.key if chosen else "",
            areas=areas_of_reference(reference),
            areas_basis=reference.total.basis,
            values=ScenarioValues(
                **{NAMES[each.key]: GroundedValue(value=each.value, basis=each.basis) for each in values}
            ),
        )


def progress_draft(milestone: Milestone, told: SampleProgress) -> ProgressDraft:
    """What a sample report says of a milestone; dates it does not move stay."""
    return ProgressDraft(
        status=told.status,
        percent=told.percent,
        planned_start=told.starts or milestone.planned_start,
        planned_due=told.due or milestone.planned_due,
        done_on=told.done_on,
        note=told.note,
    )
