"""Exact amounts in one currency; unlike currencies are never added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

MINOR_UNITS = {"BHD": 3, "CLP": 0, "HUF": 2, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3, "TND": 3}
"""Decimal places of the currencies that do not have two (ISO 4217)."""


def minor_units(currency: str) -> int:
    """Decimal places of the currency's smallest unit, per ISO 4217."""
    return MINOR_UNITS.get(currency, 2)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units of its currency, half to even."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), rounding=ROUND_HALF_EVEN)


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
