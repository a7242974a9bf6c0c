"""What the fields of one thing have to keep among each other, whatever else stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from roadmap.domain.budget_edits import MOST_GROWTH
from roadmap.domain.budgets import BudgetLine
from roadmap.domain.evidence import link_faults
from roadmap.domain.exchange.json_text import shown
from roadmap.domain.funding import Commitment
from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import DateAnchor, Evidence, Milestone
from roadmap.domain.money import is_currency
from roadmap.domain.needs.assessments import ScenarioValues
from roadmap.domain.plan_drafts import LAST_START
from roadmap.domain.plans import BaselineMilestone, Phase, Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import FIRST_YEAR, is_country, subdivisions

Broken = Iterator[tuple[str, Message]]
"""The field at which a rule is broken, and what would be right."""
COST_BELOW: Final = 10**16
"""What a line costs each time is below this, so that the sum of all lines over all months is still exact."""
ALL: Final = 100
"""Percent."""


def _plan(plan: Plan) -> Broken:
    if not is_country(plan.country):
        yield "country", message("plan.unknown_country", typed=shown(plan.country))
    elif plan.subdivision and plan.subdivision not in subdivisions(plan.country):
        known = ", ".join(subdivisions(plan.country))
        key = "plan.unknown_part" if known else "plan.no_parts"
        yield "subdivision", message(key, typed=shown(plan.subdivision), known=known)
    if not is_currency(plan.currency):
        yield "currency", message("plan.unknown_currency", typed=shown(plan.currency))
    if plan.rate is not None and plan.rate <= 0:
        yield "rate", message("plan.rate_positive")
    if plan.start.year > LAST_START:
        yield "start", message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_START))


def _in_turn(first: date, last: date, name: str) -> Broken:
    if last < first:
        yield name, message("exchange.ends_before", start=first)


def _phase(phase: Phase) -> Broken:
    return _in_turn(phase.starts, phase.ends, "ends")


def _line(line: BudgetLine) -> Broken:
    yield from _in_turn(line.starts, line.ends, "ends")
    if line.quantity * line.unit_cost >= COST_BELOW:
        yield "unit_cost", message("exchange.line_too_big", most=COST_BELOW)
    if line.growth > MOST_GROWTH:
        yield "growth", message("budget.growth_range", most=MOST_GROWTH)


def _commitment(commitment: Commitment) -> Broken:
    return _in_turn(commitment.starts, commitment.ends, "ends")


def _frozen(milestone: BaselineMilestone) -> Broken:
    return _in_turn(milestone.start, milestone.due, "due")


def _milestone(milestone: Milestone) -> Broken:
    yield from _in_turn(milestone.planned_start, milestone.planned_due, "planned_due")
    if not milestone.best <= milestone.likely <= milestone.worst:
        yield "likely", message("exchange.durations")
    if milestone.status == "done" and milestone.done_on is None:
        yield "done_on", message("progress.done_needs_date")
    if milestone.status == "done" and milestone.percent != ALL:
        yield "percent", message("exchange.done_percent")


def _anchor(anchor: DateAnchor) -> Broken:
    if anchor.at == "date" and anchor.day is None:
        yield "day", message("exchange.anchor_needs", at=anchor.at)
    if anchor.at in {"milestone-start", "milestone-due"} and anchor.milestone_id is None:
        yield "milestone_id", message("exchange.anchor_needs", at=anchor.at)


def _evidence(evidence: Evidence) -> Broken:
    """Only links that are safe to show, as where somebody types one."""
    if bool(evidence.link) == bool(evidence.file_name):
        yield "link", message("evidence.one_of" if evidence.link else "evidence.nothing")
    elif evidence.link:
        for fault in link_faults(evidence.link):
            yield fault.field, fault.message


def _values(values: ScenarioValues) -> Broken:
    """Nothing is divided by nothing."""
    for name in ("clients_per_specialist", "span"):
        if getattr(values, name).value <= 0:
            yield name, message("amount.positive")
    for name in ("share_in_work", "share_interested", "coverage"):
        if getattr(values, name).value > ALL:
            yield name, message("needs.range", least=0, most=ALL)


def _provenance(basis: Provenance) -> Broken:
    for name in basis.missing:
        yield name, message("exchange.ground_lacks", kind=basis.kind)


RULES: Final[dict[type, Callable[[Any], Broken]]] = {
    Plan: _plan,
    Phase: _phase,
    Milestone: _milestone,
    DateAnchor: _anchor,
    Evidence: _evidence,
    BudgetLine: _line,
    Commitment: _commitment,
    BaselineMilestone: _frozen,
    Provenance: _provenance,
    ScenarioValues: _values,
}
