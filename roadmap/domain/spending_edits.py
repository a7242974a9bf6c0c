"""Edits of what was spent: one amount for each budget line and month, reported in the role of whoever enters it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5

from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.drafts import amount_faults, refuse, text_faults
from roadmap.domain.errors import ConflictError, Fault
from roadmap.domain.messages import message
from roadmap.domain.parts import GROUND_MAX, with_part, without_parts
from roadmap.domain.plans import Plan

REASON: Final = "ground_reason"


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendingDraft:
    """What was spent on a line in the month that begins on ``month``, in the plan's currency, as typed."""

    line_id: UUID | None
    month: date
    amount: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Who says what was spent, in which role, when, and why another amount than before; a reason need not be given."""

    by: str
    at: datetime
    reason: str = ""


def with_spending(
    plan: Plan, draft: SpendingDraft, report: Report, *, before: Spending | None, spending_id: UUID
) -> Plan:
    """The plan with an amount spent, or with it changed from ``before``. Raises ``RuleBrokenError``.

    What says the same as before stays reported by who reported it.
    """
    refuse([*check_spending(draft, plan, report.at.date(), before), *text_faults(REASON, report.reason, GROUND_MAX)])
    said = (draft.line_id, draft.month, draft.amount)
    if draft.line_id is None or (before and said == (before.line_id, before.month, before.amount)):
        return plan
    made = Spending(
        id=spending_id,
        plan_id=plan.id,
        line_id=draft.line_id,
        month=draft.month,
        amount=draft.amount,
        entered_by=report.by,
        entered_at=report.at,
        version=before.version if before else 1,
    )
    return with_part(plan, "spending", made)


def check_spending(draft: SpendingDraft, plan: Plan, today: date, before: Spending | None = None) -> list[Fault]:
    """Everything that is wrong with a draft; what stands already is asked nothing."""
    faults = amount_faults("amount", draft.amount, plan.currency, before.amount if before else None)
    line = next((each for each in plan.budget if each.id == draft.line_id), None)
    if line is None:
        return [Fault(field="line_id", message=message("choice.unknown")), *faults]
    if before and (before.line_id, before.month) == (draft.line_id, draft.month):
        return faults
    return [*month_faults(line, draft.month, plan, today), *_twice(draft, plan, before), *faults]


def month_faults(line: BudgetLine, month: date, plan: Plan, today: date) -> list[Fault]:
    """Money is spent in a month of the line's time that has begun; what is paid once may be paid later in the plan."""
    last = max(line.ends, line.starts, plan.end if line.recurrence == "once" else line.ends)
    if not line.starts.replace(day=1) <= month <= last:
        told = message("spending.outside", title=line.title, starts=line.starts, ends=last)
        return [Fault(field="month", message=told)]
    if month > today:
        return [Fault(field="month", message=message("spending.ahead"))]
    return []


def _twice(draft: SpendingDraft, plan: Plan, before: Spending | None) -> list[Fault]:
    """A line has one amount a month; a second would be taken for the same."""
    own = before.id if before else None
    same = [each for each in plan.spending if (each.line_id, each.month) == (draft.line_id, draft.month)]
    return [Fault(field="month", message=message("spending.twice"))] if any(each.id != own for each in same) else []


def without_spending(plan: Plan, spending: Spending) -> Plan:
    """The plan without an amount that was entered in error."""
    return without_parts(plan, "spending", [spending.id])


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What somebody enters for a line and a month, having seen what stood there: at ``version``, or nothing yet."""

    draft: SpendingDraft
    version: int | None = None


def with_all_spent(plan: Plan, entries: Sequence[Seen], report: Report) -> Plan:
    """The plan with many amounts spent, each put in the place of what its line and month had.

    Raises ``RuleBrokenError`` where one must not be, and ``ConflictError`` where what stood there is another by now.
    """
    for each in entries:
        before = entry_of(plan, each.draft)
        found = before.version if before else None
        if found != each.version and (before is None or before.amount != each.draft.amount):
            raise ConflictError(message("error.conflict"), before)
        plan = with_spending(plan, each.draft, report, before=before, spending_id=before.id if before else _id(each))
    return plan


def entry_of(plan: Plan, draft: SpendingDraft) -> Spending | None:
    """What was entered for the line and month of a draft, if anything."""
    return next((each for each in plan.spending if (each.line_id, each.month) == (draft.line_id, draft.month)), None)


def _id(entry: Seen) -> UUID:
    """One line and month is one entry, however often a table is sent."""
    return uuid5(entry.draft.line_id or UUID(int=0), entry.draft.month.isoformat())
