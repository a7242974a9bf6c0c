"""The budget by month, quarter or year, as a table that reads like a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.budget_tables import BudgetRow, BudgetTable, Period, budget_table
from roadmap.domain.money import minor_units
from roadmap.i18n.numbers import written
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage

PERIODS: Final[tuple[Period, ...]] = ("month", "quarter", "year")
USUAL: Final[Period] = "quarter"


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodRowView:
    """A row of amounts with their total at the end."""

    title: str
    cells: tuple[str, ...]
    total: str
    prov: Provenanced | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodGroupView:
    """A cost category: its sum, then its lines."""

    sum: PeriodRowView
    rows: tuple[PeriodRowView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetPeriodsView:
    """The table, ready to print, and the choice of its periods. Amounts are in the currency that ``unit`` names."""

    filters: FiltersView
    periods: tuple[str, ...]
    groups: tuple[PeriodGroupView, ...]
    sum: PeriodRowView
    unit: str


def budget_periods(page: PlanPage, asked: str) -> BudgetPeriodsView:
    """The budget in the periods that the address asks for; in the usual ones where it asks for none, or wrongly."""
    _, plan = page.words.gettext, page.plan
    options = ((USUAL, _("Quarter")), ("month", _("Month")), ("year", _("Year")))
    choice = Filter(name="period", label=_("A column for each"), options=options)
    period = next((each for each in PERIODS if each == asked), USUAL)
    table = budget_table(plan, period, page.titles.in_order({each.category for each in plan.budget}))
    places = _places(table, plan.currency)
    return BudgetPeriodsView(
        filters=filters_view(page.words, f"{page.address}/budget", (choice,), {"period": asked or USUAL}),
        periods=tuple(_head(page, each, period) for each in table.periods),
        groups=tuple(
            PeriodGroupView(
                sum=_row(page, page.titles.category(group.category), group.sum, places),
                rows=tuple(_line(page, each, places) for each in group.rows),
            )
            for group in table.groups
        ),
        sum=_row(page, _("All lines"), table.sum, places),
        unit=_("Needed, in %(currency)s") % {"currency": plan.currency},
    )


def _head(page: PlanPage, day: date, period: Period) -> str:
    if period == "year":
        return str(day.year)
    return page.words.month(day) if period == "month" else page.words.quarter(day)


def _line(page: PlanPage, row: BudgetRow, places: int) -> PeriodRowView:
    return _row(page, page.words.text(row.line.title) if row.line else "", row, places)


def _row(page: PlanPage, title: str, row: BudgetRow, places: int) -> PeriodRowView:
    def said(amount: Decimal) -> str:
        return written(amount, page.words.code, places) if amount else "–"

    return PeriodRowView(title=title, cells=tuple(map(said, row.cells)), total=said(row.total))


def _places(table: BudgetTable, currency: str) -> int:
    """To the smallest unit where any amount has some of them, so that what stands there adds up as it stands."""
    return minor_units(currency) if any(each != each.to_integral_value() for each in _amounts(table)) else 0


def _amounts(table: BudgetTable) -> Iterable[Decimal]:
    for group in table.groups:
        for row in group.rows:
            yield from row.cells
