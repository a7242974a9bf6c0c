"""What a plan costs: budget lines, their amounts over time, and money spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from roadmap.domain.money import rounded
from roadmap.domain.playbooks import Driver, Recurrence
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import add_months

MONTHS_OF: dict[Recurrence, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLine:
    """A cost in the plan's currency: ``quantity`` × ``unit_cost`` once, or per period from ``starts`` to ``ends``.

    Both dates are included. A one-off falls on ``starts``. A period begun counts by its months.
    """

    id: UUID
    plan_id: UUID
    key: str
    title: str
    category: str
    driver: Driver
    quantity: Decimal
    unit_cost: Decimal
    recurrence: Recurrence
    starts: date
    ends: date
    basis: Provenance
    version: int = 1

    def in_month(self, month: date, currency: str) -> Decimal:
        """The cost that falls in the month beginning on ``month``, in whole minor units."""
        first = self.starts.replace(day=1)
        if self.recurrence == "once":
            return rounded(self.quantity * self.unit_cost, currency) if first == month else Decimal(0)
        if not first <= month <= self.ends:
            return Decimal(0)
        period = MONTHS_OF[self.recurrence]
        index = (month.year - first.year) * 12 + month.month - first.month
        # Differences of rounded running sums: the months of a year add up to exactly the yearly amount.
        each = self.quantity * self.unit_cost / period
        return rounded(each * (index + 1), currency) - rounded(each * index, currency)

    def total(self, currency: str) -> Decimal:
        """The cost over the whole line, in whole minor units of the currency."""
        if self.recurrence == "once":
            return rounded(self.quantity * self.unit_cost, currency)
        first = self.starts.replace(day=1)
        months = (self.ends.year - first.year) * 12 + self.ends.month - first.month + 1
        return rounded(self.quantity * self.unit_cost * months / MONTHS_OF[self.recurrence], currency)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spending:
    """Money really spent on a line in the month beginning on ``month``, in the plan's currency."""

    id: UUID
    plan_id: UUID
    line_id: UUID
    month: date
    amount: Decimal
    entered_by: str
    entered_at: datetime


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter that ``day`` lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarters(first: date, last: date) -> tuple[date, ...]:
    """The first days of the calendar quarters from the one of ``first`` to the one of ``last``."""
    found = [quarter_of(first)]
    while (following := add_months(found[-1], 3)) <= last:
        found.append(following)
    return tuple(found)


def in_quarter(line: BudgetLine, quarter: date, currency: str) -> Decimal:
    """The cost of a line in the calendar quarter beginning on ``quarter``."""
    return sum((line.in_month(add_months(quarter, index), currency) for index in range(3)), Decimal(0))


def total(lines: tuple[BudgetLine, ...], currency: str) -> Decimal:
    """The cost of all lines, in the plan's currency."""
    return sum((line.total(currency) for line in lines), Decimal(0))
