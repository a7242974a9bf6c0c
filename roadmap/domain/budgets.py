"""What a plan costs: budget lines, their amounts over time, and money spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID

from roadmap.domain.money import rounded
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Driver, Recurrence
from roadmap.domain.workdays import add_months

YEAR: Final = 12
HUNDRED: Final = Decimal(100)
MONTHS_OF: dict[Recurrence, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetLine:
    """A cost in the plan's currency: ``quantity`` × ``unit_cost`` once, or per period from ``starts`` to ``ends``.

    Both dates are included. A one-off falls on ``starts``. A period begun counts by its months. The unit cost rises
    by ``growth`` percent, 0 to 100, after each twelve months. ``service_id`` is the service that it is for, if one.
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
    growth: Decimal = Decimal(0)
    service_id: UUID | None = None
    version: int = 1

    @property
    def months(self) -> int:
        """How many months the line touches, from the one of ``starts`` to the one of ``ends``; one for a one-off."""
        if self.recurrence == "once":
            return 1
        return max(0, (self.ends.year - self.starts.year) * 12 + self.ends.month - self.starts.month + 1)

    def by_month(self, currency: str) -> tuple[tuple[date, Decimal], ...]:
        """The first day of each month with the cost that falls in it, in whole minor units; they add to ``total``."""
        return _by_month(self._price, self.starts.replace(day=1), self.months, currency)

    def in_month(self, month: date, currency: str) -> Decimal:
        """The cost that falls in the month beginning on ``month``, in whole minor units."""
        index = (month.year - self.starts.year) * 12 + month.month - self.starts.month
        if not 0 <= index < self.months:
            return Decimal(0)
        return self._price.until(index + 1, currency) - self._price.until(index, currency)

    def total(self, currency: str) -> Decimal:
        """The cost over the whole line, in whole minor units of the currency."""
        return self._price.until(self.months, currency)

    def a_year_at(self, month: date) -> Decimal:
        """What a year costs at the prices of the month beginning on ``month``, unrounded; nothing for a one-off."""
        if self.recurrence == "once":
            return Decimal(0)
        years = ((month.year - self.starts.year) * YEAR + month.month - self.starts.month) // YEAR
        a_year = self.quantity * self.unit_cost * YEAR / MONTHS_OF[self.recurrence]
        return a_year * (1 + self.growth / HUNDRED) ** max(0, years)

    @property
    def _price(self) -> _Price:
        period = 1 if self.recurrence == "once" else MONTHS_OF[self.recurrence]
        return _Price(self.quantity * self.unit_cost, period, self.growth)


class _Price(NamedTuple):
    """What a period of so many months costs in the first year, and by how many percent it rises each year."""

    amount: Decimal
    months: int
    growth: Decimal

    def until(self, count: int, currency: str) -> Decimal:
        """The cost of the first ``count`` months. Divided last, so that no thirds are lost before rounding."""
        return rounded(self.amount * self._grown(count) / self.months, currency)

    def _grown(self, count: int) -> Decimal:
        """The first ``count`` months, those of later years weighted by how much dearer they have become."""
        if not self.growth:
            return Decimal(count)
        years, rest = divmod(count, YEAR)
        factor = 1 + self.growth / HUNDRED
        return sum((YEAR * factor**year for year in range(years)), Decimal(0)) + rest * factor**years


@lru_cache(maxsize=512)
def _by_month(price: _Price, first: date, months: int, currency: str) -> tuple[tuple[date, Decimal], ...]:
    """Each month with its cost. Kept, because a page asks for the same lines again and again."""
    # Differences of rounded running sums: the months of a year add up to exactly the yearly amount.
    sums = [price.until(count, currency) for count in range(months + 1)]
    return tuple((add_months(first, index), after - before) for index, (before, after) in enumerate(pairwise(sums)))


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
    version: int = 1


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
