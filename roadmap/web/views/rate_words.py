"""Exchange rates in words: where they come from, how old they are, and what one unit of a currency is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.provenance import Provenance
from roadmap.domain.rates import ANCHOR, Conversion, Rate, RateSource
from roadmap.i18n import Language
from roadmap.i18n.numbers import written
from roadmap.web.views.frame import role_title

DIGITS: Final = 6
"""Digits of a rate between two currencies, which is a quotient and may have no end; the rates to the euro have all."""


def source_word(words: Language, source: RateSource) -> str:
    """Where rates come from."""
    _ = words.gettext
    return {
        "ecb": _("European Central Bank, euro foreign exchange reference rates"),
        "own": _("Planning rates of our own"),
        "sample": _("Rates of the sample plans"),
    }[source]


def bringer(words: Language, by: str) -> str:
    """Who brought rates: a role, or whoever runs the product."""
    return words.gettext("Operator") if by == "operator" else role_title(words, by)


def rate_basis(words: Language, rate: Rate | Conversion) -> Provenance | None:
    """What a rate stands on: published by the bank, or assumed here; nothing where no rate was needed."""
    _ = words.gettext
    if rate.source is None or rate.day is None:
        return None
    if rate.source == "ecb":
        said = _("%(source)s of %(day)s") % {"source": source_word(words, "ecb"), "day": words.date(rate.day)}
        return Provenance(kind="published", formula=said)
    reason = {
        "own": _("A planning rate that was entered here, not one that anybody published"),
        "sample": _("A round rate that comes with the sample plans, not one that anybody published"),
    }[rate.source]
    dated = _("%(reason)s; it counts from %(day)s on") % {"reason": reason, "day": words.date(rate.day)}
    if rate.reason:
        dated = _("%(dated)s. Why this rate: %(why)s") % {"dated": dated, "why": words.quoted(rate.reason)}
    return Provenance(kind="assumed", by=bringer(words, rate.kept_by), on=rate.kept_on, reason=dated)


def one_euro(words: Language, rate: Rate) -> str:
    """A rate with all its digits."""
    return f"1 EUR = {written(rate.rate, words.code)} {rate.currency}"


def conversion_said(words: Language, conversion: Conversion) -> str:
    """What one euro is in a currency, or one unit of a currency in another, which is a quotient and shortened."""
    first, second = conversion.legs
    if conversion.currency == ANCHOR:
        return f"1 EUR = {written(second, words.code)} {conversion.target}"
    if conversion.target == ANCHOR:
        return f"1 EUR = {written(first, words.code)} {conversion.currency}"
    factor = conversion.factor
    shown = _shortened(Decimal(factor.numerator) / Decimal(factor.denominator))
    return f"1 {conversion.currency} = {written(shown, words.code)} {conversion.target}"


def legs_said(words: Language, conversion: Conversion) -> str:
    """The two rates to the euro that a rate between other currencies comes from; nothing for one to the euro."""
    if ANCHOR in {conversion.currency, conversion.target}:
        return ""
    first, second = (written(each, words.code) for each in conversion.legs)
    return words.gettext("from %(first)s %(currency)s and %(second)s %(target)s for 1 EUR") % {
        "currency": conversion.currency,
        "target": conversion.target,
        "first": first,
        "second": second,
    }


def lacking_rate(currency: str, target: str) -> str:
    """What there is no rate for: the euro needs none, so then it is the other one."""
    return target if currency == ANCHOR else currency if target == ANCHOR else f"{currency}–{target}"


def age_said(words: Language, day: date, today: date) -> str:
    """How old something of a day is."""
    days = (today - day).days
    if not days:
        return words.gettext("of today")
    return words.ngettext("%(count)s day old", "%(count)s days old", days) % {"count": words.number(days)}


def currency_name(words: Language, code: str) -> str:
    """A currency's name in the reader's language."""
    return str(words.locale.currencies.get(code, code))


def _shortened(factor: Decimal) -> Decimal:
    return factor.quantize(Decimal(1).scaleb(factor.adjusted() - DIGITS + 1)) if factor else factor
