"""Plans made by hand for the domain's tests: milestones in a row, in one phase, with nothing else to explain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.errors import Fault
from roadmap.domain.milestones import Dependency, Milestone, Pin
from roadmap.domain.plans import Baseline, BaselineMilestone, Phase, Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import WorkingCalendar

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MONDAY = date(2027, 3, 1)
BASIS = Provenance(kind="assumed", by="Tests", reason="Made up.")
WEEKDAYS = WorkingCalendar(frozenset({5, 6}), lambda _: None)
"""Monday to Friday, no holidays."""
PLAN_ID, PHASE_ID = UUID(int=1), UUID(int=2)


def milestone(number: int, start: date = MONDAY, days: int = 5, **more: Any) -> Milestone:  # noqa: ANN401
    """A milestone of so many working days; ``is_pinned`` pins it to its due date."""
    due = more.get("planned_due", WEEKDAYS.last_day(start, days))
    if more.pop("is_pinned", False):
        more["pin"] = Pin(day=due, reason="Others set it.")
    values: dict[str, Any] = {
        "id": UUID(int=100 + number),
        "plan_id": PLAN_ID,
        "phase_id": PHASE_ID,
        "number": number,
        "title": f"Milestone {number}",
        "deliverable": "A paper",
        "owner": "country-lead",
        "theme": "funding",
        "lever": "advocacy",
        "evidence_wanted": "The paper",
        "weight": 1,
        "best": days,
        "likely": days,
        "worst": days,
        "planned_start": start,
        "planned_due": due,
        "basis": BASIS,
        "changed_at": NOW,
    }
    return Milestone(**(values | more))


def budget_line(amount: Decimal | int | str, category: str = "training", **more: Any) -> BudgetLine:  # noqa: ANN401
    """A line of so much, once."""
    values: dict[str, Any] = {
        "id": PLAN_ID,
        "plan_id": PLAN_ID,
        "key": "",
        "title": "Course",
        "category": category,
        "driver": "fixed",
        "quantity": Decimal(1),
        "unit_cost": Decimal(amount),
        "recurrence": "once",
        "starts": MONDAY,
        "ends": MONDAY,
        "basis": BASIS,
    }
    return BudgetLine(**(values | more))


def waits_for(*numbers: int, lag: int = 0) -> tuple[Dependency, ...]:
    """Links to milestones by their numbers."""
    return tuple(Dependency(milestone_id=UUID(int=100 + number), lag=lag) for number in numbers)


def plan_of(*milestones: Milestone, **more: Any) -> Plan:  # noqa: ANN401
    """A plan of two years with these milestones in one phase."""
    phase = Phase(
        id=PHASE_ID,
        plan_id=PLAN_ID,
        route="pilot",
        key="one",
        title="Foundations",
        summary="All of it",
        starts=MONDAY,
        ends=date(2029, 2, 28),
        position=1,
    )
    values: dict[str, Any] = {
        "id": PLAN_ID,
        "slug": "croatia",
        "portfolio_id": UUID(int=3),
        "title": "Croatia",
        "intervention": "ips",
        "playbook_version": "1.0",
        "routes": ("pilot",),
        "modules": (),
        "country": "HR",
        "start": MONDAY,
        "months": 24,
        "currency": "EUR",
        "drivers": {},
        "created_at": NOW,
        "changed_at": NOW,
        "phases": (phase,),
        "milestones": milestones,
    }
    return Plan(**(values | more))


def frozen(plan: Plan, name: str = "Baseline 1", on: date = MONDAY) -> Plan:
    """The plan with its dates frozen as a baseline."""
    baseline = Baseline(
        id=uuid4(),
        plan_id=plan.id,
        name=name,
        frozen_on=on,
        frozen_by="country-lead",
        milestones=tuple(
            BaselineMilestone(
                id=each.id, title=each.title, start=each.planned_start, due=each.planned_due, weight=each.weight
            )
            for each in plan.milestones
        ),
        budget=Decimal(0),
    )
    return replace(plan, baselines=(*plan.baselines, baseline))


def told_of(faults: Iterable[Fault]) -> dict[str, str]:
    """Give the key of what is told beside each field."""
    return {each.field: each.message.key for each in faults}
