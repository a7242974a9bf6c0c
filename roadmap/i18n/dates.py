"""Days as people type them, and as a form shows them for typing.

All languages on offer write the day first, so that 3/4/2027 is the third of April in each. Year-month-day is read in
every language. What could be another day to somebody else, such as one with a year of two digits, is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from babel.dates import format_skeleton

from roadmap.domain.messages import Message, message
from roadmap.i18n.language import DEFAULT, TERRITORIES, language

LONGEST: Final = 40
"""Characters of a day. No day comes near, and what is said back stays short."""
EXAMPLE: Final = date(2027, 3, 31)
NUMBERS: Final = re.compile(r"(\d{1,4})(?P<mark>[-/.]) ?(\d{1,2})(?P=mark) ?(\d{1,4})\.?", re.ASCII)
NAMED: Final = re.compile(r"(\d{1,2})(?:\.|er|º)?[ -](?:de )?([^\W\d_]{3,})\.?[ -](?:del? )?(\d{2,4})\.?")
YEAR_DIGITS: Final = 4


def read_day(typed: str, code: str) -> date | Message:
    """The day that was typed in a language, or what to say of it."""
    text = " ".join(typed.split())
    parts = None if len(text) > LONGEST else _numbers(text) or _named(text, code)
    if parts is None:
        return _asked("day.unreadable", text, code)
    year, month, day = parts
    if len(year) != YEAR_DIGITS:
        return _asked("day.short_year", text, code)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return _asked("day.impossible", text, code)


def written_day(day: date, code: str) -> str:
    """The day in numbers, as somebody who reads this language would type it; its year has all four digits."""
    made = str(format_skeleton("yMd", day, locale=TERRITORIES[code]))
    return made if day.year >= 10 ** (YEAR_DIGITS - 1) else day.isoformat()


def _asked(key: str, text: str, code: str) -> Message:
    return message(key, typed=text[:LONGEST], example=written_day(EXAMPLE, code))


def _numbers(text: str) -> tuple[str, str, str] | None:
    """Year, month and day where all are numbers: the year stands at the end that has four digits."""
    found = NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, month, last = found.group(1, 3, 4)
    return (first, month, last) if len(first) == YEAR_DIGITS else (last, month, first)


def _named(text: str, code: str) -> tuple[str, str, str] | None:
    """Year, month and day where the month has its name, as pages of the product and spreadsheets show it."""
    found = NAMED.fullmatch(text)
    month = _month(found[2].casefold(), code) if found else None
    return (found[3], str(month), found[1]) if found and month else None


def _month(name: str, code: str) -> int | None:
    """The month of a name or its beginning, in the language or in English; nothing where two begin so."""
    for known in (code, DEFAULT):
        names = _names(known)
        if name in names:
            return names[name]
        months = {month for each, month in names.items() if each.startswith(name)}
        if len(months) == 1:
            return months.pop()
    return None


@cache
def _names(code: str) -> dict[str, int]:
    return dict(_all_names(code))


def _all_names(code: str) -> Iterator[tuple[str, int]]:
    months = language(code).locale.months
    for use in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for month, name in months[use][width].items():
                yield name.rstrip(".").casefold(), month
