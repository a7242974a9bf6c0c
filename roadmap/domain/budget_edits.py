"""Edits of a plan's budget lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.drafts import amount_faults, count_faults, refuse, span_faults, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.money import Money
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, with_part, without_parts
from roadmap.domain.plans import Plan
from roadmap.domain.terms import Driver, Recurrence
from roadmap.domain.workdays import DAY, add_months

FIGURES: Final = ("quantity", "unit_cost", "recurrence", "starts", "ends", "growth")
MOST_GROWTH: Final = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLineDraft:
    """A budget line as typed; its fields are those of ``BudgetLine``, in the plan's currency."""

    title: str
    category: str
    driver: Driver
    quantity: Decimal
    unit_cost: Decimal
    recurrence: Recurrence
    starts: date
    ends: date
    growth: Decimal = Decimal(0)
    service_id: UUID | None = None


def check_budget_line(draft: BudgetLineDraft, plan: Plan, before: BudgetLine | None = None) -> list[Fault]:
    """Everything that is wrong with a draft in the plan's currency."""
    return [
        *title_faults(draft.title),
        *count_faults("quantity", draft.quantity, before.quantity if before else None),
        *amount_faults("unit_cost", draft.unit_cost, plan.currency, before.unit_cost if before else None),
        *span_faults(draft.starts, draft.ends),
        *_growth_faults(draft.growth, before),
        *service_faults("service_id", [draft.service_id] if draft.service_id else [], plan),
    ]


def _growth_faults(growth: Decimal, before: BudgetLine | None) -> list[Fault]:
    faults = count_faults("growth", growth, before.growth if before else None)
    if not faults and growth > MOST_GROWTH:
        faults = [Fault(field="growth", message=message("budget.growth_range", most=MOST_GROWTH))]
    return faults


def service_faults(field: str, service_ids: Iterable[UUID], plan: Plan) -> list[Fault]:
    """Only the plan's own services are paid for."""
    known = {each.id for each in plan.services}
    return [] if set(service_ids) <= known else [Fault(field=field, message=message("choice.unknown"))]


def with_budget_line(
    plan: Plan, draft: BudgetLineDraft, ground: Ground, *, before: BudgetLine | None, line_id: UUID
) -> Plan:
    """The plan with a line added, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(BudgetLine, draft, before, id=line_id, plan_id=plan.id, key="", basis=ground.basis)
    refuse([*check_budget_line(draft, plan, before), *ground_faults(before, made, FIGURES, ground)])
    return with_part(plan, "budget", grounded(before, made, FIGURES, ground))


def without_budget_line(plan: Plan, line: BudgetLine) -> Plan:
    """The plan without a line. Raises ``RuleBrokenError`` for one that money was spent on: that must not vanish."""
    spent = [each for each in plan.spending if each.line_id == line.id]
    if spent:
        told = message(
            "budget.spent",
            title=line.title,
            amount=Money(amount=sum((each.amount for each in spent), Decimal(0)), currency=plan.currency),
            day=add_months(max(each.month for each in spent), 1) - DAY,
        )
        raise RuleBrokenError(Fault(field="", message=told))
    return without_parts(plan, "budget", [line.id])
