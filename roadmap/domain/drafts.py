"""What must hold of anything that somebody types into a plan, whatever it is a part of.

Each rule gives the faults of one field, none when all is well, so that a draft can tell everything at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.money import minor_units
from roadmap.domain.workdays import FIRST_YEAR, LAST_YEAR

BAD: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")
"""Control characters, which steer terminals and are seen by nobody, and what an encoding error leaves behind."""
TITLE_MAX: Final = 200
TEXT_MAX: Final = 4000
SAMPLE: Final = Decimal("1234.5")
"""An amount with decimals, as an example in the reader's own separators."""
AMOUNT_BELOW: Final = Decimal(10) ** 13
"""No amount of a plan comes near; beyond it sums would no longer be exact in every place."""
COUNT_BELOW: Final = Decimal(10) ** 9
COUNT_PLACES: Final = 4
LEVELS: Final = (1, 2, 3, 4, 5)


def refuse(faults: Collection[Fault]) -> None:
    """Raise ``RuleBrokenError`` when there are any."""
    if faults:
        raise RuleBrokenError(*faults)


def title_faults(title: str, field: str = "title") -> list[Fault]:
    """A title says something, on one line."""
    return text_faults(field, title, TITLE_MAX) if title else [Fault(field=field, message=message("title.empty"))]


def text_faults(field: str, text: str, most: int = TEXT_MAX) -> list[Fault]:
    """A text is no longer than can be kept."""
    if len(text) <= most:
        return []
    return [Fault(field=field, message=message("text.too_long", most=most, length=len(text)))]


def day_faults(field: str, day: date) -> list[Fault]:
    """A day lies where calendars mean something."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return []
    return [Fault(field=field, message=message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR)))]


def span_faults(starts: date, ends: date) -> list[Fault]:
    """The last day is not before the first; both are included."""
    faults = [*day_faults("starts", starts), *day_faults("ends", ends)]
    if not faults and ends < starts:
        faults.append(Fault(field="ends", message=message("date.end_before_start", start=starts)))
    return faults


def amount_faults(field: str, amount: Decimal, currency: str, before: Decimal | None = None) -> list[Fault]:
    """An amount of money is not below zero and in whole minor units; one that stands already may have more places."""
    if amount == before:
        return []
    if not amount.is_finite() or amount < 0:
        return [Fault(field=field, message=message("amount.negative"))]
    if amount >= AMOUNT_BELOW:
        return [Fault(field=field, message=message("amount.too_big", most=AMOUNT_BELOW))]
    places = minor_units(currency)
    if _places(amount) > places:
        return [Fault(field=field, message=_fineness(places, currency))]
    return []


def count_faults(field: str, count: Decimal, before: Decimal | None = None) -> list[Fault]:
    """A number of things is not below zero; parts of a thing are fine."""
    if count == before:
        return []
    if not count.is_finite() or count < 0:
        return [Fault(field=field, message=message("amount.negative"))]
    if count >= COUNT_BELOW or _places(count) > COUNT_PLACES:
        return [Fault(field=field, message=message("count.range", most=COUNT_BELOW, places=COUNT_PLACES))]
    return []


def level_faults(field: str, level: int) -> list[Fault]:
    """A level runs from 1, little, to 5, much."""
    return [] if level in LEVELS else [Fault(field=field, message=message("level.range"))]


def _places(number: Decimal) -> int:
    """Decimal places that are not zero at the end."""
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _fineness(places: int, currency: str) -> Message:
    if not places:
        return message("amount.whole_only", currency=currency)
    return message("amount.too_fine", currency=currency, places=places, example=SAMPLE)
