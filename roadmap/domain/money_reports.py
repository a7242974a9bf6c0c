"""The money of several plans in one currency: every amount converted by itself, totals only of what could be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.money import Money
from roadmap.domain.plan_money import PlanMoney
from roadmap.domain.rates import Conversion, Converted, MissingRate, Rates, total_of

FIGURES: Final = ("budget", "committed", "probable", "spent", "gap", "open", "ahead", "lapsing")
"""The figures of a plan and of the total, by name; ``ahead`` is the gap in the next two quarters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyLine:
    """A plan in a report: its figures in its own currency, and converted where there is a rate.

    ``way`` is how its currency becomes the report's, or the gap where no rate is.
    """

    plan: PlanMoney
    own: Mapping[str, Decimal]
    way: Conversion | MissingRate
    converted: Mapping[str, Converted]

    @property
    def is_counted(self) -> bool:
        """Whether the plan is in the totals."""
        return bool(self.converted)

    @property
    def urgency(self) -> tuple[bool, Decimal, Decimal, str]:
        """What sorts lines: the largest gap ahead first, then the largest of all; those that count nowhere last."""
        ahead, gap = (self.converted[name].money.amount if self.converted else Decimal(0) for name in ("ahead", "gap"))
        return (not self.is_counted, -ahead, -gap, self.plan.title)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyReport:
    """The money of several plans as of ``today`` in ``currency``.

    A total is the sum of the amounts above it, each rounded by itself. ``without`` are the plans that are in no total.
    """

    currency: str
    today: date
    lines: tuple[MoneyLine, ...]
    totals: Mapping[str, Money]

    @property
    def without(self) -> tuple[MoneyLine, ...]:
        """The plans that are left out of the totals."""
        return tuple(each for each in self.lines if not each.is_counted)

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """Every conversion that was needed, once, by currency."""
        found = {
            each.way.currency: each.way
            for each in self.lines
            if isinstance(each.way, Conversion) and each.way.is_needed
        }
        return tuple(found[code] for code in sorted(found))


def money_report(plans: Iterable[PlanMoney], rates: Rates, currency: str, today: date) -> MoneyReport:
    """Put plans into one currency at the rates that apply on a day, the most urgent first."""
    ways: dict[str, Conversion | MissingRate] = {}
    lines = []
    for plan in plans:
        if plan.currency not in ways:
            ways[plan.currency] = rates.between(plan.currency, currency, today)
        lines.append(_line(plan, ways[plan.currency], today))
    lines.sort(key=lambda line: line.urgency)
    totals = {name: total_of((line.converted[name] for line in lines if line.is_counted), currency) for name in FIGURES}
    return MoneyReport(currency=currency, today=today, lines=tuple(lines), totals=totals)


def _line(plan: PlanMoney, way: Conversion | MissingRate, today: date) -> MoneyLine:
    figures = plan.figures
    own = {name: figures.ahead(today) if name == "ahead" else getattr(figures, name) for name in FIGURES}
    converted = {name: way.of(amount) for name, amount in own.items()} if isinstance(way, Conversion) else {}
    return MoneyLine(plan=plan, own=own, way=way, converted=converted)
