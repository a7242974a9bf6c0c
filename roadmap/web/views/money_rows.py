"""The table of all plans' money: a row a plan, with the rate by which its currency became the page's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roadmap.domain.money import Money
from roadmap.domain.money_reports import MoneyLine, MoneyReport
from roadmap.domain.rates import MissingRate
from roadmap.i18n import Language
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.provenance import Notes
from roadmap.web.views.rate_words import age_said, conversion_said, lacking_rate, legs_said, rate_basis

SHOWN: Final = ("budget", "committed", "probable", "spent", "gap", "ahead", "lapsing")
"""The columns of the table, by figure."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateView:
    """How a plan's currency became the page's: the rate, its day and age, and its mark; or that there is none."""

    said: str
    dated: str
    prov: Provenanced | None
    is_missing: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyRow:
    """A plan: its figures by column, in the page's currency, or in its own where it is in no total."""

    title: str
    href: str
    currency: str
    amounts: tuple[str, ...]
    rate: RateView | None


def money_heads(words: Language) -> tuple[str, ...]:
    """The columns of figures, in order."""
    _ = words.gettext
    return (
        _("Budget"),
        _("Committed"),
        _("Probable"),
        _("Spent"),
        _("Gap"),
        _("Gap, next two quarters"),
        _("Lapses unused"),
    )


def money_row(words: Language, line: MoneyLine, report: MoneyReport, notes: Notes) -> MoneyRow:
    """A plan, as converted, or in its own currency where no rate is known."""
    plan = line.plan
    held = {name: each.money for name, each in line.converted.items()} or {
        name: Money(amount=amount, currency=plan.currency) for name, amount in line.own.items()
    }
    return MoneyRow(
        title=plan.title,
        href=f"/plans/{plan.slug}/budget",
        currency=plan.currency,
        amounts=tuple(words.money(held[name], exact=True) if held else "–" for name in SHOWN),
        rate=_rate(words, line, report, notes),
    )


def total_without(words: Language, report: MoneyReport) -> str:
    """The head of a total that lacks plans, with their titles."""
    titles = words.sentence_list(each.plan.title for each in report.without)
    return words.gettext("Total without %(plans)s") % {"plans": titles}


def _rate(words: Language, line: MoneyLine, report: MoneyReport, notes: Notes) -> RateView | None:
    _, way = words.gettext, line.way
    if isinstance(way, MissingRate):
        lacking = lacking_rate(way.currency, way.target)
        said = _("No rate for %(currency)s on or before %(day)s; in no total")
        return RateView(
            said=said % {"currency": lacking, "day": words.date(way.day)}, dated="", prov=None, is_missing=True
        )
    basis = rate_basis(words, way)
    if basis is None or way.day is None:
        return None
    parts = (legs_said(words, way), words.date(way.day), age_said(words, way.day, report.today))
    dated = ", ".join(each for each in parts if each)
    return RateView(said=conversion_said(words, way), dated=dated, prov=notes.mark(basis))
