"""What a route brings to a plan besides its schedule: money, risks, people, committees, targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.funding import FundingSource
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.risks import Risk
from roadmap.domain.routes import (
    Anchor,
    BarrierPrior,
    BudgetLineTemplate,
    CommitteeTemplate,
    FundingArchetype,
    Route,
    StakeholderTemplate,
    Target,
)
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.terms import Driver
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months

GROWS_WITH: dict[str, Driver] = {"people": "specialists", "posts": "specialists", "services": "services"}
"""What a target in this unit depends on; percentages, scores and averages hold for any size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Circumstances:
    """What instantiating needs from outside: ids, the moment, the portfolio and the country's working days."""

    new_id: Callable[[], UUID]
    now: datetime
    portfolio_id: UUID
    slug: str
    calendar: WorkingCalendar


class RouteParts:
    """Collects these parts of one plan, route by route; what several routes bring is taken once, from the first."""

    def __init__(self, playbook: Playbook, plan: Plan, modules: frozenset[str], around: Circumstances) -> None:
        """Begin with nothing for a plan whose head is made."""
        self._plan, self._modules, self._around = plan, modules, around
        self._archetypes = {each.key: each for each in playbook.archetypes}
        self._barriers = {each.key: each for each in playbook.barriers}
        self._units = {each.key: each.unit for each in playbook.indicators if not each.is_average}
        self._budget: dict[str, BudgetLine] = {}
        self._sources: dict[str, FundingSource] = {}
        self._risks: dict[str, Risk] = {}
        self._stakeholders: dict[str, Stakeholder] = {}
        self._committees: dict[str, Committee] = {}
        self._meetings: list[Meeting] = []
        self._targets: dict[tuple[str, date], IndicatorTarget] = {}

    def is_on(self, module: str | None) -> bool:
        """Whether something belongs to no module, or to one that is on."""
        return module is None or module in self._modules

    def add(self, route: Route, at: Callable[[Anchor], date], milestones: Sequence[Milestone]) -> None:
        """Add what a route brings; ``at`` gives an anchor's day, ``milestones`` are all of the plan so far."""
        for line in route.budget:
            if self.is_on(line.module) and line.key not in self._budget:
                self._budget[line.key] = self._budget_line(line, at)
        for prior in route.barriers:
            self._risk(prior, milestones)
        for funding in route.funding:
            self._source(funding)
        for known in route.stakeholders:
            if self.is_on(known.module):
                self._stakeholder(known)
        for committee in route.committees:
            self._committee(committee)
        for target in (self._target(each, route) for each in route.targets):
            self._targets.setdefault((target.indicator, target.due), target)

    def put_into(self, plan: Plan) -> Plan:
        """The plan with all that was collected."""
        return replace(
            plan,
            budget=tuple(self._budget.values()),
            sources=tuple(self._sources.values()),
            risks=tuple(self._risks.values()),
            stakeholders=tuple(self._stakeholders.values()),
            committees=tuple(self._committees.values()),
            meetings=tuple(self._meetings),
            targets=tuple(self._targets.values()),
        )

    def _budget_line(self, template: BudgetLineTemplate, at: Callable[[Anchor], date]) -> BudgetLine:
        count = 1 if template.driver == "fixed" else self._plan.drivers.get(template.driver, 0)
        return BudgetLine(
            id=self._around.new_id(),
            plan_id=self._plan.id,
            key=template.key,
            title=template.title,
            category=template.category,
            driver=template.driver,
            quantity=template.per_driver * count,
            unit_cost=template.unit_cost.amount * (self._plan.rate or 1),
            recurrence=template.recurrence,
            starts=at(template.starts) if template.starts else self._plan.start,
            ends=at(template.ends) if template.ends else self._plan.end,
            basis=template.basis,
        )

    def _risk(self, prior: BarrierPrior, milestones: Sequence[Milestone]) -> None:
        """The barrier as a risk; of two routes' priors the graver one stands."""
        known = self._risks.get(prior.barrier)
        if known and known.score >= prior.likelihood * prior.impact:
            return
        lowered = max(
            (each.by for milestone in milestones for each in milestone.mitigates if each.barrier == prior.barrier),
            default=0,
        )
        self._risks[prior.barrier] = Risk(
            id=known.id if known else self._around.new_id(),
            plan_id=self._plan.id,
            barrier=prior.barrier,
            title=self._barriers[prior.barrier].title,
            situation=prior.reason,
            likelihood=prior.likelihood,
            impact=prior.impact,
            trend=prior.trend,
            response=prior.response,
            residual_likelihood=max(1, prior.likelihood - lowered),
            residual_impact=prior.impact,
            owner="country-lead",
            review_on=self._around.calendar.on_or_after(add_months(self._plan.start, 3)),
            basis=prior.basis,
        )

    def _source(self, each: FundingArchetype) -> None:
        if each.key in self._sources:
            return
        self._sources[each.key] = FundingSource(
            id=self._around.new_id(),
            plan_id=self._plan.id,
            key=each.key,
            title=each.title,
            kind=each.kind,
            rank=each.rank,
            may_pay=each.may_pay,
            may_not_pay=each.may_not_pay,
            note=each.summary,
            basis=each.basis,
        )

    def _stakeholder(self, known: StakeholderTemplate) -> None:
        if known.archetype in self._stakeholders:
            return
        kind = self._archetypes[known.archetype]
        self._stakeholders[kind.key] = Stakeholder(
            id=self._around.new_id(),
            plan_id=self._plan.id,
            key=kind.key,
            title=kind.title,
            archetype=kind.key,
            level=kind.level,
            sector=kind.sector,
            influence=known.influence or kind.influence,
            interest=known.interest or kind.interest,
            stance=known.stance,
            wanted=known.wanted,
            wants=kind.wants,
            ask=kind.ask,
            owner="country-lead",
            basis=kind.basis,
        )

    def _committee(self, template: CommitteeTemplate) -> None:
        """The committee, and its meetings: each in the working day that ends a period."""
        if template.key in self._committees:
            return
        made = Committee(
            id=self._around.new_id(),
            plan_id=self._plan.id,
            key=template.key,
            title=template.title,
            purpose=template.purpose,
            members=tuple(self._archetypes[key].title for key in template.members),
            has_service_users=template.has_service_users,
            basis=template.basis,
        )
        self._committees[template.key] = made
        every = template.meets_every_months
        for months in range(every, self._plan.months + 1, every):
            last_day = add_months(self._plan.start, months) - DAY
            self._meetings.append(
                Meeting(
                    id=self._around.new_id(),
                    plan_id=self._plan.id,
                    committee_id=made.id,
                    held_on=self._around.calendar.on_or_before(last_day),
                    changed_at=self._around.now,
                )
            )

    def _target(self, target: Target, route: Route) -> IndicatorTarget:
        value, basis = self._sized(target, route)
        due = min(add_months(self._plan.start, target.month), self._plan.end)
        return IndicatorTarget(indicator=target.indicator, due=due, value=value, basis=basis)

    def _sized(self, target: Target, route: Route) -> tuple[Decimal, Provenance]:
        """A route's counted target belongs to the route's own size: scaled to the plan's, rounded, at least one."""
        driver = GROWS_WITH.get(self._units.get(target.indicator, ""))
        if driver is None:
            return target.value, target.basis
        usual, here = route.drivers.get(driver, 0), self._plan.drivers.get(driver, 0)
        if not usual or not here or usual == here:
            return target.value, target.basis
        value = max(Decimal(1), (target.value * here / usual).quantize(Decimal(1), ROUND_HALF_UP))
        ground = target.basis.formula or target.basis.reason
        formula = (
            f"{target.value:f} in the playbook, where the route has {usual} {driver}, × {here} ÷ {usual} for the"
            f" {here} {driver} of this plan, rounded{f'. In the playbook: {ground}' if ground else ''}"
        )
        return value, replace(target.basis, kind="derived", formula=formula, reason="")
