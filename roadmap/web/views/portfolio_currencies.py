"""The currency that a portfolio reports in: the form in which it is chosen, and how it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.money import current_currencies
from roadmap.domain.portfolios import PortfolioChange
from roadmap.i18n import Language
from roadmap.services.money import ManagedMoney
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.rate_words import bringer, currency_name


@dataclass(frozen=True, kw_only=True, slots=True)
class CurrencyForm:
    """The form in which a portfolio's currency is chosen, and how it changed."""

    title: str
    action: str
    before: str
    errors: tuple[ErrorView, ...]
    field: FieldView
    changes: tuple[str, ...]


def currency_form(
    words: Language, managed: ManagedMoney, typed: Mapping[str, str], faults: Sequence[Fault]
) -> CurrencyForm:
    """The form of a portfolio; ``typed`` is a currency that was chosen and refused, by the portfolio's slug."""
    portfolio = managed.portfolio
    offered = {*current_currencies(), portfolio.currency}
    fields = Fields(words, faults if portfolio.slug in typed else (), prefix=portfolio.slug)
    return CurrencyForm(
        title=portfolio.title,
        action=f"/portfolios/{portfolio.slug}/currency",
        before=portfolio.currency,
        errors=fields.errors(),
        field=fields.field(
            "currency",
            words.gettext("Reports in"),
            typed.get(portfolio.slug, portfolio.currency),
            options=[(each, f"{each}, {currency_name(words, each)}") for each in sorted(offered)],
            is_required=True,
        ),
        changes=tuple(_changed(words, each) for each in managed.changes),
    )


def _changed(words: Language, change: PortfolioChange) -> str:
    return words.gettext("%(before)s to %(after)s by the %(who)s on %(day)s") % {
        "before": change.before,
        "after": change.after,
        "who": bringer(words, change.actor),
        "day": words.date(change.at.date()),
    }
