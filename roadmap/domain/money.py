"""Exact amounts in one currency; unlike currencies are never added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel.core import get_global

_PLACES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
MINOR_UNITS = {code: places for places, codes in _PLACES.items() for code in codes.split()}
"""Decimal places of the currencies that do not have two (ISO 4217)."""


@cache
def _currencies() -> frozenset[str]:
    held = get_global("territory_currencies")
    return frozenset(code for used in held.values() for code, _from, _until, is_legal in used if is_legal)


def is_currency(code: str) -> bool:
    """Whether this is the ISO 4217 code of money that is or was legal tender somewhere: old plans keep theirs."""
    return code in _currencies()


@cache
def current_currencies() -> tuple[str, ...]:
    """The ISO 4217 codes of money that is legal tender somewhere today, in order."""
    held = get_global("territory_currencies")
    return tuple(
        sorted({code for used in held.values() for code, _from, until, is_legal in used if is_legal and not until})
    )


def minor_units(currency: str) -> int:
    """Decimal places of the currency's smallest unit, per ISO 4217."""
    return MINOR_UNITS.get(currency, 2)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units of its currency, half to even."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_EVEN)


def plain(number: Decimal) -> str:
    """The exact number in digits, as files carry it: no exponent, no needless zeros (1.40E+6 is 1400000)."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def digits(amount: Decimal, currency: str) -> str:
    """The exact amount in digits with all places of its currency's smallest unit, and more only where it has more."""
    short = plain(amount)
    whole, _, after = short.partition(".")
    places = minor_units(currency)
    return f"{whole}.{after.ljust(places, '0')}" if max(places, len(after)) else whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """An exact amount; ``currency`` is an ISO 4217 code."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        """The sum; raises ``ValueError`` for another currency, which needs a dated rate first."""
        if other.currency != self.currency:
            message = f"{self.currency} and {other.currency} cannot be added without a dated rate"
            raise ValueError(message)
        return Money(amount=self.amount + other.amount, currency=self.currency)
