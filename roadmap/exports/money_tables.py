"""The money of several plans in one currency, as a table for spreadsheets and as JSON for programs.

Both hold what the page shows, to the smallest unit of the currency: every figure converted and in the plan's own
currency, with the rate, its day and its source. JSON carries amounts as text, so that no program reads them as binary
fractions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.csv_writing import MEDIA_TYPE, Cell, Number, csv_file
from roadmap.domain.exports import Export
from roadmap.domain.money import digits, plain
from roadmap.domain.money_reports import FIGURES, MoneyLine, MoneyReport
from roadmap.domain.rates import Conversion
from roadmap.i18n import Language

FORMAT: Final = "roadmap.money/1"


def money_csv(report: MoneyReport, words: Language) -> Export:
    """A row for each plan, then the total; a plan without a rate has its own figures only."""
    _, names = words.gettext, figure_names(words)
    heads = (
        _("Plan"), _("Address"), _("Own currency"), _("In the total"), _("Currency"), *names.values(),
        _("Day of the rate"), _("Source of the rate"), _("Why this rate"),
        _("Own currency for 1 EUR"), _("Currency for 1 EUR"),
        *(_("%(figure)s in own currency") % {"figure": each} for each in names.values()),
    )  # fmt: skip
    total = (_("Total"), None, None, None, report.currency, *(_digits(report, name) for name in FIGURES))
    rows = [*(_row(line, report, words) for line in report.lines), (*total, *(None,) * (len(heads) - len(total)))]
    return Export(body=csv_file(heads, rows), media_type=MEDIA_TYPE, file_name=f"{_name(report)}.csv")


def money_json(report: MoneyReport, words: Language) -> Export:  # noqa: ARG001 (as every export; keys are English)
    """The same for programs."""
    document = {
        "format": FORMAT,
        "as_of": report.today.isoformat(),
        "currency": report.currency,
        "rounding": "each amount half to even to the smallest unit of the currency; totals add the rounded amounts",
        "plans": [_told(line) for line in report.lines],
        "totals": {name: _digits(report, name) for name in FIGURES},
        "without": [line.plan.slug for line in report.without],
    }
    body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    return Export(body=body, media_type="application/json", file_name=f"{_name(report)}.json")


MONEY_EXPORTS: Final = {"money.csv": money_csv, "money.json": money_json}
"""Both by the last part of their addresses."""


def figure_names(words: Language) -> Mapping[str, str]:
    """The figures by name, in the order of a table's columns."""
    _ = words.gettext
    return {
        "budget": _("Budget"),
        "committed": _("Committed"),
        "probable": _("Probable"),
        "spent": _("Spent"),
        "gap": _("Gap"),
        "open": _("Gap even with probable money"),
        "ahead": _("Gap in the next two quarters"),
        "lapsing": _("Lapses unused"),
    }


def _row(line: MoneyLine, report: MoneyReport, words: Language) -> tuple[Cell, ...]:
    _, way = words.gettext, line.way
    rate: tuple[Cell, ...] = (None,) * 5
    if isinstance(way, Conversion) and way.is_needed:
        rate = (way.day, way.source, way.reason or None, *way.legs)
    return (
        line.plan.title, f"/plans/{line.plan.slug}", line.plan.currency,
        _("yes") if line.is_counted else _("no"), report.currency,
        *(_of(line.converted[name].money.amount, report.currency) if line.is_counted else None for name in FIGURES),
        *rate,
        *(_of(line.own[name], line.plan.currency) for name in FIGURES),
    )  # fmt: skip


def _told(line: MoneyLine) -> dict[str, Any]:
    way, own = line.way, line.plan.currency
    rate = None
    if isinstance(way, Conversion) and way.is_needed and way.day:
        rate = {
            "day": way.day.isoformat(),
            "source": way.source,
            "reason": way.reason,
            "for_one_euro": {way.currency: plain(way.legs[0]), way.target: plain(way.legs[1])},
        }
    return {
        "plan": line.plan.slug,
        "title": line.plan.title,
        "own_currency": own,
        "is_counted": line.is_counted,
        "rate": rate,
        "amounts": {name: _of(each.money.amount, each.money.currency) for name, each in line.converted.items()} or None,
        "own_amounts": {name: _of(amount, own) for name, amount in line.own.items()},
    }


def _digits(report: MoneyReport, name: str) -> Number:
    return _of(report.totals[name].amount, report.currency)


def _of(amount: Decimal, currency: str) -> Number:
    return Number(digits(amount, currency))


def _name(report: MoneyReport) -> str:
    return f"money-{report.currency.lower()}-{report.today.isoformat()}"
