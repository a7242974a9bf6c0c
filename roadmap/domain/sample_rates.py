"""The exchange rates that come with the sample plans: assumed, round, and never to be taken for published ones.

They are the planning rates of the sample plans themselves (see ``rate`` in each sample), so that a sample portfolio
adds up in one currency before anybody has brought real rates.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.rates import Rate

SAMPLE_DAY: Final = date(2026, 11, 20)
SAMPLE_RATES: Final = tuple(
    Rate(currency=currency, day=SAMPLE_DAY, rate=Decimal(rate), source="sample")
    for currency, rate in (("CZK", "24.40"), ("DKK", "7.46"), ("GBP", "0.86"))
)
