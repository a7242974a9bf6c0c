"""The budget as a table: lines by cost category, a column for each month, quarter or year, and all their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from roadmap.domain.budgets import BudgetLine, quarter_of
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import add_months

Period = Literal["month", "quarter", "year"]
MONTHS: Final[dict[Period, int]] = {"month": 1, "quarter": 3, "year": 12}
ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetRow:
    """Amounts by period, and what they add up to. ``line`` is the one that they are of; a sum is of none."""

    line: BudgetLine | None = None
    cells: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetGroup:
    """The lines of a cost category with their sum."""

    category: str
    rows: tuple[BudgetRow, ...]
    sum: BudgetRow


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetTable:
    """The whole table in the plan's currency; ``periods`` are their first days, without a gap."""

    periods: tuple[date, ...]
    groups: tuple[BudgetGroup, ...]
    sum: BudgetRow


def budget_table(plan: Plan, period: Period, categories: Sequence[str]) -> BudgetTable:
    """The budget by period; ``categories`` is the order of those that the plan has, each of which is a group."""
    costs = {each.id: _by_period(each, period, plan.currency) for each in plan.budget}
    periods = _periods([day for found in costs.values() for day in found], period)
    groups = []
    for category in categories:
        rows = tuple(
            BudgetRow(
                line=each,
                cells=tuple(costs[each.id].get(day, ZERO) for day in periods),
                total=each.total(plan.currency),
            )
            for each in plan.budget
            if each.category == category
        )
        groups.append(BudgetGroup(category=category, rows=rows, sum=_sum(rows, len(periods))))
    return BudgetTable(periods=periods, groups=tuple(groups), sum=_sum([each.sum for each in groups], len(periods)))


def period_of(day: date, period: Period) -> date:
    """The first day of the calendar month, quarter or year that a day lies in."""
    if period == "quarter":
        return quarter_of(day)
    return date(day.year, 1 if period == "year" else day.month, 1)


def _by_period(line: BudgetLine, period: Period, currency: str) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(Decimal)
    for month, amount in line.by_month(currency):
        found[period_of(month, period)] += amount
    return dict(found)


def _periods(days: Iterable[date], period: Period) -> tuple[date, ...]:
    """Every period from the first to the last that has a cost."""
    known = sorted(set(days))
    if not known:
        return ()
    found = [known[0]]
    while (following := add_months(found[-1], MONTHS[period])) <= known[-1]:
        found.append(following)
    return tuple(found)


def _sum(rows: Sequence[BudgetRow], count: int) -> BudgetRow:
    return BudgetRow(
        cells=tuple(sum((each.cells[place] for each in rows), ZERO) for place in range(count)),
        total=sum((each.total for each in rows), ZERO),
    )
