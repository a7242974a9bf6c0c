"""From a playbook to a plan: dates instead of offsets, and nothing shared with the playbook or another plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.milestones import DateAnchor, Dependency, Milestone, Mitigation, Pin
from roadmap.domain.networks import in_order
from roadmap.domain.plan_drafts import (
    LONGEST,
    PLAYBOOK_CURRENCY,
    SHORTEST,
    TITLE_MAX,
    PlanDraft,
    check_draft,
    chosen_modules,
    drivers_of,
)
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.playbook_copies import digest_of
from roadmap.domain.playbooks import Playbook
from roadmap.domain.route_parts import Circumstances, RouteParts
from roadmap.domain.routes import Anchor, MilestoneTemplate, Predecessor, Route
from roadmap.domain.workdays import DAY, add_months

__all__ = [
    "LONGEST",
    "PLAYBOOK_CURRENCY",
    "SHORTEST",
    "TITLE_MAX",
    "Circumstances",
    "PlanDraft",
    "chosen_modules",
    "instantiate",
]


def instantiate(playbook: Playbook, draft: PlanDraft, around: Circumstances) -> Plan:
    """The plan that these routes give from this start. Pure: the playbook is untouched, every id is new.

    Every milestone lasts its playbook's likely duration in working days; where several routes bring the same budget
    line, funding source, stakeholder or committee it is taken once, from the first. Raises ``RuleBrokenError``.
    """
    check_draft(playbook, draft)
    keys = tuple(dict.fromkeys(draft.routes))
    routes = [playbook.route(key) for key in keys]
    modules = chosen_modules(routes, draft)
    plan = Plan(
        id=around.new_id(),
        slug=around.slug,
        portfolio_id=around.portfolio_id,
        title=draft.title.strip(),
        intervention=playbook.intervention.key,
        playbook_version=playbook.intervention.version,
        playbook_digest=digest_of(playbook),
        routes=keys,
        modules=tuple(sorted(modules)),
        country=draft.country,
        subdivision=draft.subdivision,
        start=draft.start,
        months=draft.months,
        currency=draft.currency,
        rate=draft.rate if draft.currency != PLAYBOOK_CURRENCY else None,
        rate_basis=draft.rate_basis if draft.currency != PLAYBOOK_CURRENCY else None,
        drivers=drivers_of(routes, draft),
        created_at=around.now,
        changed_at=around.now,
    )
    builder = _Builder(playbook, plan, modules, around)
    for route in routes:
        builder.add(route)
    return builder.finished()


PHASE_START = Anchor(at="phase-start")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Placed:
    """Where a milestone falls, and where its anchor had it."""

    start: date
    due: date
    wanted_start: date | None
    wanted_due: date | None


class _Builder:
    """Builds one plan, route by route: its phases and milestones here, the rest in ``RouteParts``."""

    def __init__(self, playbook: Playbook, plan: Plan, modules: frozenset[str], around: Circumstances) -> None:
        self.plan, self.around = plan, around
        self.parts = RouteParts(playbook, plan, modules, around)
        self.phases: list[Phase] = []
        self.milestones: list[Milestone] = []

    def add(self, route: Route) -> None:
        phases = self._phases(route)
        self._milestones(route, phases)
        self.parts.add(route, lambda anchor: self._at(anchor, phases), self.milestones)

    def finished(self) -> Plan:
        plan = replace(self.plan, phases=tuple(self.phases), milestones=tuple(self.milestones))
        return self.parts.put_into(plan)

    def _at(self, anchor: Anchor, phases: Mapping[str, Phase], own: str = "") -> date:
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
                does_not_fit = message("plan.phase_does_not_fit", phase=template.title, months=self.plan.months)
                raise RuleBrokenError(Fault(field="months", message=does_not_fit))
            made[key] = replace(draft, ends=ends)
        self.phases += [made[key] for key in templates]
        return made

    def _milestones(self, route: Route, phases: Mapping[str, Phase]) -> None:
        templates = {each.key: each for each in route.milestones if self.parts.is_on(each.module)}
        every = {each.key: each for each in route.milestones}
        after = {key: _links(template, every, templates) for key, template in templates.items()}
        made: dict[str, Milestone] = {}
        for key in in_order({key: list(links) for key, links in after.items()}):
            links = tuple((made[before], lag) for before, lag in after[key].items())
            made[key] = self._milestone(route, templates[key], phases, links)
        position = {phase.id: phase.position for phase in phases.values()}
        numbered = sorted(
            made.values(),
            key=lambda each: (position[each.phase_id], each.planned_due, each.planned_start, each.key),
        )
        offset = len(self.milestones)
        self.milestones += [replace(each, number=offset + index) for index, each in enumerate(numbered, start=1)]

    def _milestone(
        self,
        route: Route,
        template: MilestoneTemplate,
        phases: Mapping[str, Phase],
        links: tuple[tuple[Milestone, int], ...],
    ) -> Milestone:
        placed = self._place(template, phases, links)
        moved = placed.wanted_due or placed.wanted_start
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
            likely=template.duration.likely,
            worst=template.duration.worst,
            planned_start=placed.start,
            planned_due=placed.due,
            wanted_start=placed.wanted_start,
            wanted_due=placed.wanted_due,
            moved_because=(self.around.calendar.why_off(moved) or "") if moved else "",
            anchor=self._anchor(template, phases),
            pin=Pin(day=placed.due, reason=template.pin_reason) if template.is_pinned else None,
            after=tuple(Dependency(milestone_id=each.id, lag=lag) for each, lag in links),
            mitigates=tuple(Mitigation(barrier=each.barrier, by=each.by) for each in template.mitigates),
            engages=template.engages,
            marks=template.marks,
            basis=template.basis,
            changed_at=self.around.now,
        )

    def _anchor(self, template: MilestoneTemplate, phases: Mapping[str, Phase]) -> DateAnchor:
        """The template's anchor, with the plan's own phase in it."""
        own = template.due or template.starts or PHASE_START
        phase = phases[own.phase or template.phase].id if own.at.startswith("phase") else None
        edge: Literal["start", "due"] = "due" if template.due else "start"
        return DateAnchor(at=own.at, edge=edge, months=own.months, days=own.days, phase_id=phase)

    def _place(
        self, template: MilestoneTemplate, phases: Mapping[str, Phase], links: tuple[tuple[Milestone, int], ...]
    ) -> _Placed:
        """At its anchor, or where its predecessors let it begin when that is later; always its whole duration."""
        calendar, days = self.around.calendar, template.duration.likely
        wanted = self._at(template.due or template.starts or PHASE_START, phases, template.phase)
        start = calendar.first_day(wanted, days) if template.due else calendar.on_or_after(wanted)
        earliest = max((calendar.plus(each.planned_due, lag + 1) for each, lag in links), default=start)
        if earliest > start:
            return _Placed(start=earliest, due=calendar.last_day(earliest, days), wanted_start=None, wanted_due=None)
        due = calendar.last_day(start, days)
        return _Placed(
            start=start,
            due=due,
            wanted_start=wanted if not template.due and wanted != start else None,
            wanted_due=wanted if template.due and wanted != due else None,
        )


def _links(
    template: MilestoneTemplate, every: Mapping[str, MilestoneTemplate], there: Mapping[str, MilestoneTemplate]
) -> dict[str, int]:
    """The predecessors with their lag. Behind one that is switched off the order of the others still holds."""
    found: dict[str, int] = {}
    seen: set[str] = set()
    waiting: list[Predecessor] = list(template.after)
    while waiting:
        link = waiting.pop(0)
        if link.key in there:
            found[link.key] = max(found.get(link.key, 0), link.lag)
        elif link.key in every and link.key not in seen:
            seen.add(link.key)
            waiting += every[link.key].after
    return found
