"""From a playbook to a plan: dates instead of offsets, and nothing shared with the playbook or another plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.funding import FundingSource
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.messages import message
from roadmap.domain.milestones import Dependency, Milestone, Mitigation
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.playbooks import (
    Anchor,
    BarrierPrior,
    BudgetLineTemplate,
    Driver,
    MilestoneTemplate,
    Playbook,
    Route,
)
from roadmap.domain.provenance import Provenance
from roadmap.domain.risks import Risk
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.workdays import DAY, FIRST_YEAR, LAST_YEAR, WorkingCalendar, add_months

SHORTEST, LONGEST = 24, 60
TITLE_MAX = 120
PLAYBOOK_CURRENCY = "EUR"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDraft:
    """What somebody decides when starting a plan. Empty ``drivers`` and ``modules`` mean the playbook's own."""

    title: str
    routes: tuple[str, ...]
    country: str
    subdivision: str = ""
    start: date
    months: int
    modules: tuple[str, ...] | None = None
    drivers: dict[Driver, int] | None = None
    currency: str = PLAYBOOK_CURRENCY
    rate: Decimal | None = None
    rate_basis: Provenance | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Circumstances:
    """What instantiating needs from outside: ids, the moment, the portfolio and the country's working days."""

    new_id: Callable[[], UUID]
    now: datetime
    portfolio_id: UUID
    slug: str
    calendar: WorkingCalendar


def instantiate(playbook: Playbook, draft: PlanDraft, around: Circumstances) -> Plan:
    """The plan that these routes give from this start. Pure: the playbook is untouched, every id is new.

    Every milestone lasts its playbook's likely duration in working days; where several routes bring the same budget
    line, funding source, stakeholder or committee it is taken once, from the first. Raises ``RuleBrokenError``.
    """
    _check(playbook, draft)
    routes = [playbook.route(key) for key in draft.routes]
    modules = chosen_modules(routes, draft)
    plan = Plan(
        id=around.new_id(),
        slug=around.slug,
        portfolio_id=around.portfolio_id,
        title=draft.title.strip(),
        intervention=playbook.intervention.key,
        playbook_version=playbook.intervention.version,
        routes=draft.routes,
        modules=tuple(sorted(modules)),
        country=draft.country,
        subdivision=draft.subdivision,
        start=draft.start,
        months=draft.months,
        currency=draft.currency,
        rate=draft.rate,
        rate_basis=draft.rate_basis,
        drivers=_drivers(routes, draft),
        created_at=around.now,
        changed_at=around.now,
    )
    builder = _Builder(playbook, plan, modules, around)
    for route in routes:
        builder.add(route)
    return builder.finished()


def chosen_modules(routes: list[Route], draft: PlanDraft) -> frozenset[str]:
    """The modules that are on: those chosen, or each route's own default."""
    if draft.modules is not None:
        return frozenset(draft.modules)
    return frozenset(module.key for route in routes for module in route.modules if module.is_on)


def _check(playbook: Playbook, draft: PlanDraft) -> None:
    known = {route.key for route in playbook.routes}
    modules = {module.key for route in playbook.routes for module in route.modules}
    faults = []
    if not draft.title.strip():
        faults.append(Fault(field="title", message=message("title.empty")))
    if len(draft.title) > TITLE_MAX:
        faults.append(Fault(field="title", message=message("text.too_long", most=TITLE_MAX, length=len(draft.title))))
    if not draft.routes:
        faults.append(Fault(field="routes", message=message("plan.no_route")))
    faults += [
        Fault(field="routes", message=message("plan.unknown_route", key=key))
        for key in draft.routes
        if key not in known
    ]
    faults += [
        Fault(field="modules", message=message("plan.unknown_module", key=key))
        for key in draft.modules or ()
        if key not in modules
    ]
    if not SHORTEST <= draft.months <= LONGEST:
        faults.append(Fault(field="months", message=message("plan.months_range", least=SHORTEST, most=LONGEST)))
    if not FIRST_YEAR <= draft.start.year <= LAST_YEAR - 6:
        faults.append(
            Fault(field="start", message=message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR - 6)))
        )
    if draft.currency != PLAYBOOK_CURRENCY and (draft.rate is None or draft.rate_basis is None):
        faults.append(
            Fault(field="rate", message=message("plan.rate_missing", currency=draft.currency, base=PLAYBOOK_CURRENCY))
        )
    if faults:
        raise RuleBrokenError(*faults)


def _drivers(routes: list[Route], draft: PlanDraft) -> dict[Driver, int]:
    usual: dict[Driver, int] = {}
    for route in routes:
        for driver, count in route.drivers.items():
            usual.setdefault(driver, count)
    return {**usual, **(draft.drivers or {})}


class _Builder:
    """Builds the parts of one plan, route by route."""

    def __init__(self, playbook: Playbook, plan: Plan, modules: frozenset[str], around: Circumstances) -> None:
        self.playbook, self.plan, self.modules, self.around = playbook, plan, modules, around
        self.archetypes = {each.key: each for each in playbook.archetypes}
        self.barriers = {each.key: each for each in playbook.barriers}
        self.phases: list[Phase] = []
        self.milestones: list[Milestone] = []
        self.budget: dict[str, BudgetLine] = {}
        self.sources: dict[str, FundingSource] = {}
        self.risks: dict[str, Risk] = {}
        self.stakeholders: dict[str, Stakeholder] = {}
        self.committees: dict[str, Committee] = {}
        self.meetings: list[Meeting] = []
        self.targets: list[IndicatorTarget] = []

    def is_on(self, module: str | None) -> bool:
        return module is None or module in self.modules

    def add(self, route: Route) -> None:
        phases = self._phases(route)
        self._milestones(route, phases)
        for line in route.budget:
            if self.is_on(line.module) and line.key not in self.budget:
                self.budget[line.key] = self._budget_line(line, phases)
        for prior in route.barriers:
            self._risk(prior)
        self._people(route)
        self.targets += [
            IndicatorTarget(
                indicator=target.indicator,
                due=min(add_months(self.plan.start, target.month), self.plan.end),
                value=target.value,
                basis=target.basis,
            )
            for target in route.targets
        ]

    def finished(self) -> Plan:
        return replace(
            self.plan,
            phases=tuple(self.phases),
            milestones=tuple(self.milestones),
            budget=tuple(self.budget.values()),
            sources=tuple(self.sources.values()),
            risks=tuple(self.risks.values()),
            stakeholders=tuple(self.stakeholders.values()),
            committees=tuple(self.committees.values()),
            meetings=tuple(self.meetings),
            targets=tuple(self.targets),
        )

    def _at(self, anchor: Anchor, phases: dict[str, Phase], own: str = "") -> date:
        """The day of an anchor. Offsets from an end count from its last day: 0 is that day itself."""
        if anchor.at == "plan-start":
            return add_months(self.plan.start, anchor.months) + timedelta(days=anchor.days)
        if anchor.at == "plan-end":
            after = add_months(self.plan.start, self.plan.months + anchor.months)
            return after - DAY + timedelta(days=anchor.days)
        phase = phases[anchor.phase or own]
        if anchor.at == "phase-start":
            return add_months(phase.starts, anchor.months) + timedelta(days=anchor.days)
        return add_months(phase.ends + DAY, anchor.months) - DAY + timedelta(days=anchor.days)

    def _phases(self, route: Route) -> dict[str, Phase]:
        """The route's phases, those they hang on first."""
        templates = {template.key: template for template in route.phases}
        waits = {
            key: [anchor.phase for anchor in (template.starts, template.ends) if anchor.phase and anchor.phase != key]
            for key, template in templates.items()
        }
        made: dict[str, Phase] = {}
        for key in in_order(waits):
            template = templates[key]
            starts = self._at(template.starts, made)
            draft = Phase(
                id=self.around.new_id(),
                plan_id=self.plan.id,
                route=route.key,
                key=key,
                title=template.title,
                summary=template.summary,
                starts=starts,
                ends=starts,
                position=len(self.phases) + list(templates).index(key) + 1,
            )
            ends = self._at(template.ends, {**made, key: draft}, key)
            if ends < starts:
                raise RuleBrokenError(
                    Fault(
                        field="months",
                        message=message("plan.phase_does_not_fit", phase=template.title, months=self.plan.months),
                    )
                )
            made[key] = replace(draft, ends=ends)
        self.phases += [made[key] for key in templates]
        return made

    def _milestones(self, route: Route, phases: dict[str, Phase]) -> None:
        templates = {each.key: each for each in route.milestones if self.is_on(each.module)}
        before = {key: [each.key for each in template.after] for key, template in templates.items()}
        made: dict[str, Milestone] = {}
        for key in in_order(before):
            made[key] = self._milestone(route, templates[key], phases, made)
        numbered = sorted(
            made.values(), key=lambda each: (_position(each, phases), each.planned_due, each.planned_start, each.key)
        )
        offset = len(self.milestones)
        self.milestones += [replace(each, number=offset + index) for index, each in enumerate(numbered, start=1)]

    def _milestone(
        self, route: Route, template: MilestoneTemplate, phases: dict[str, Phase], made: dict[str, Milestone]
    ) -> Milestone:
        calendar, days = self.around.calendar, template.duration.likely
        wanted_start: date | None = None
        wanted_due: date | None = None
        if template.due:
            wanted_due = self._at(template.due, phases, template.phase)
            start = calendar.first_day(wanted_due, days)
        else:
            wanted_start = self._at(template.starts or Anchor(at="phase-start"), phases, template.phase)
            start = calendar.on_or_after(wanted_start)
        links = [(made[each.key], each.lag) for each in template.after if each.key in made]
        earliest = max((calendar.plus(each.planned_due, lag + 1) for each, lag in links), default=start)
        if earliest > start:
            start, wanted_start, wanted_due = earliest, None, None
        due = calendar.last_day(start, days)
        moved = (
            wanted_due
            if wanted_due and wanted_due != due
            else wanted_start
            if wanted_start and wanted_start != start
            else None
        )
        return Milestone(
            id=self.around.new_id(),
            plan_id=self.plan.id,
            phase_id=phases[template.phase].id,
            number=0,
            key=f"{route.key}/{template.key}",
            title=template.title,
            deliverable=template.deliverable,
            owner=template.owner,
            theme=template.theme,
            lever=template.lever,
            evidence_wanted=template.evidence,
            weight=template.weight,
            best=template.duration.best,
            likely=days,
            worst=template.duration.worst,
            planned_start=start,
            planned_due=due,
            wanted_start=wanted_start if wanted_start != start else None,
            wanted_due=wanted_due if wanted_due != due else None,
            moved_because=(calendar.why_off(moved) or "") if moved else "",
            is_pinned=template.is_pinned,
            after=tuple(Dependency(milestone_id=each.id, lag=lag) for each, lag in links),
            mitigates=tuple(Mitigation(barrier=each.barrier, by=each.by) for each in template.mitigates),
            engages=template.engages,
            basis=template.basis,
            changed_at=self.around.now,
        )

    def _budget_line(self, template: BudgetLineTemplate, phases: dict[str, Phase]) -> BudgetLine:
        count = 1 if template.driver == "fixed" else self.plan.drivers.get(template.driver, 0)
        return BudgetLine(
            id=self.around.new_id(),
            plan_id=self.plan.id,
            key=template.key,
            title=template.title,
            category=template.category,
            driver=template.driver,
            quantity=template.per_driver * count,
            unit_cost=template.unit_cost.amount * (self.plan.rate or 1),
            recurrence=template.recurrence,
            starts=self._at(template.starts, phases) if template.starts else self.plan.start,
            ends=self._at(template.ends, phases) if template.ends else self.plan.end,
            basis=template.basis,
        )

    def _risk(self, prior: BarrierPrior) -> None:
        """The barrier as a risk; of two routes' priors the graver one stands."""
        known = self.risks.get(prior.barrier)
        if known and known.score >= prior.likelihood * prior.impact:
            return
        self.risks[prior.barrier] = Risk(
            id=known.id if known else self.around.new_id(),
            plan_id=self.plan.id,
            barrier=prior.barrier,
            title=self.barriers[prior.barrier].title,
            situation=prior.reason,
            likelihood=prior.likelihood,
            impact=prior.impact,
            trend=prior.trend,
            response=prior.response,
            residual_likelihood=max(1, prior.likelihood - self._lowering(prior.barrier)),
            residual_impact=prior.impact,
            owner="country-lead",
            review_on=self.around.calendar.on_or_after(add_months(self.plan.start, 3)),
            basis=prior.basis,
        )

    def _lowering(self, barrier: str) -> int:
        return max(
            (each.by for milestone in self.milestones for each in milestone.mitigates if each.barrier == barrier),
            default=0,
        )

    def _people(self, route: Route) -> None:
        for each in route.funding:
            self.sources.setdefault(
                each.key,
                FundingSource(
                    id=self.around.new_id(),
                    plan_id=self.plan.id,
                    key=each.key,
                    title=each.title,
                    kind=each.kind,
                    rank=each.rank,
                    may_pay=each.may_pay,
                    may_not_pay=each.may_not_pay,
                    note=each.summary,
                    basis=each.basis,
                ),
            )
        for known in route.stakeholders:
            if not self.is_on(known.module) or known.archetype in self.stakeholders:
                continue
            kind = self.archetypes[known.archetype]
            self.stakeholders[kind.key] = Stakeholder(
                id=self.around.new_id(),
                plan_id=self.plan.id,
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
        for committee in route.committees:
            if committee.key not in self.committees:
                made = Committee(
                    id=self.around.new_id(),
                    plan_id=self.plan.id,
                    key=committee.key,
                    title=committee.title,
                    purpose=committee.purpose,
                    members=tuple(self.archetypes[key].title for key in committee.members),
                    has_service_users=committee.has_service_users,
                    basis=committee.basis,
                )
                self.committees[committee.key] = made
                self._meetings(made, committee.meets_every_months)

    def _meetings(self, committee: Committee, every: int) -> None:
        for months in range(every, self.plan.months + 1, every):
            held_on = self.around.calendar.on_or_before(add_months(self.plan.start, months) - DAY)
            self.meetings.append(
                Meeting(
                    id=self.around.new_id(),
                    plan_id=self.plan.id,
                    committee_id=committee.id,
                    held_on=held_on,
                    changed_at=self.around.now,
                )
            )


def _position(milestone: Milestone, phases: dict[str, Phase]) -> int:
    return next(phase.position for phase in phases.values() if phase.id == milestone.phase_id)
