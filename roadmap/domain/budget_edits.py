"""Edits of a plan's budget lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.drafts import amount_faults, count_faults, refuse, span_faults, title_faults
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
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


@dataclass(frozen=True, kw_only=True, slots=True)
class RowEdit:
    """A row of the budget's table as typed; ``key`` names it in the form, ``version`` is the one it was opened at.

    Without a version the line is new.
    """

    key: str
    line_id: UUID
    draft: BudgetLineDraft
    version: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RowsInConflict:
    """The lines that somebody else changed meanwhile, as they stand, and those that somebody took out."""

    changed: tuple[BudgetLine, ...]
    gone: tuple[UUID, ...]


def with_budget_rows(plan: Plan, rows: Sequence[RowEdit], ground: Ground) -> Plan:
    """The plan with several lines added and changed at once, all figures that are new on the same ground.

    Raises ``RuleBrokenError`` with everything that is wrong in any row, its fields named ``field-key``, and
    ``ConflictError`` with ``RowsInConflict``.
    """
    held = {each.id: each for each in plan.budget}
    made = [(row, _made(row, plan, held.get(row.line_id), ground)) for row in rows]
    refuse(_row_faults(plan, made, held, ground))
    clash = RowsInConflict(
        changed=tuple(held[row.line_id] for row, line in made if _is_overtaken(row, line, held.get(row.line_id))),
        gone=tuple(row.line_id for row in rows if row.version is not None and row.line_id not in held),
    )
    if clash.changed or clash.gone:
        raise ConflictError(message("error.conflict"), clash)
    for _, line in made:
        plan = with_part(plan, "budget", line)
    return plan


def _made(row: RowEdit, plan: Plan, before: BudgetLine | None, ground: Ground) -> BudgetLine:
    line = filled(BudgetLine, row.draft, before, id=row.line_id, plan_id=plan.id, key="", basis=ground.basis)
    return grounded(before, line, FIGURES, ground)


def _row_faults(
    plan: Plan, made: Sequence[tuple[RowEdit, BudgetLine]], held: Mapping[UUID, BudgetLine], ground: Ground
) -> list[Fault]:
    """What is wrong in each row, and, said once, that new figures have no ground."""
    found: list[Fault] = []
    unsaid: list[Fault] = []
    for row, line in made:
        before = held.get(row.line_id)
        own = check_budget_line(row.draft, plan, before)
        found += [replace(each, field=f"{each.field}-{row.key}") for each in own]
        unsaid = unsaid or ground_faults(before, line, FIGURES, ground)
    return [*found, *unsaid]


def _is_overtaken(row: RowEdit, line: BudgetLine, before: BudgetLine | None) -> bool:
    """Whether somebody else saved another version of the line, unless it says the same."""
    return before is not None and line != before and before.version != (row.version or 1)
