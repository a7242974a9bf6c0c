"""What is wrong with a file of rates, gathered with its places, and the cells that both formats share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NoReturn

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.money import is_currency
from roadmap.domain.rates import ANCHOR, FIRST_DAY

MOST_BYTES: Final = 10 * 1_048_576
"""The whole history since 1999 is smaller."""
MOST_FAULTS: Final = 50
"""So many problems are told at once; whoever has more has made one mistake many times."""
SHOWN: Final = 40
NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WRITTEN_DAY: Final = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", re.ASCII)
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
"""As the bank writes them in its table of one day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A line of a file, from 1, and the column in it; a fault's field holds both as ``12:GBP``."""

    line: int
    cell: str = ""

    def __str__(self) -> str:
        """The place as a fault's field."""
        return f"{self.line}:{self.cell}"

    @classmethod
    def of(cls, field: str) -> Place | None:
        """The place that a fault's field holds, or nothing for the field of a form."""
        line, mark, cell = field.partition(":")
        return cls(line=int(line), cell=cell) if mark and line.isdecimal() else None


class Findings:
    """The faults found so far. ``today`` is the day after which no rate can be known."""

    def __init__(self, today: date) -> None:
        """Nothing found yet."""
        self.today = today
        self.faults: list[Fault] = []

    def add(self, line: int, cell: str, why: Message) -> None:
        """Note what is wrong in a cell. Raises ``RuleBrokenError`` when that is enough."""
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(Fault(field=str(Place(line=line)), message=message("rates.more")))
            raise RuleBrokenError(*self.faults)
        self.faults.append(Fault(field=str(Place(line=line, cell=shown(cell))), message=why))

    def settle(self) -> None:
        """Raise everything that was found, if anything was."""
        if self.faults:
            raise RuleBrokenError(*self.faults)

    def currency(self, line: int, code: str) -> str:
        """A currency as a column or an attribute names it; empty, and noted, where there is none of that name."""
        if code == ANCHOR:
            self.add(line, code, message("rates.euro"))
        elif not is_currency(code):
            self.add(line, code, message("rates.unknown_currency", typed=shown(code)))
        else:
            return code
        return ""

    def day(self, line: int, cell: str, text: str) -> date | None:
        """A day as either format writes it; nothing, and noted, where it cannot be one with rates."""
        found = day_of(text)
        if found is None:
            self.add(line, cell, message("rates.day", typed=shown(text)))
        elif found < FIRST_DAY:
            self.add(line, cell, message("rates.day_early", day=found, first=FIRST_DAY))
        elif found > self.today:
            self.add(line, cell, message("rates.day_future", day=found, today=self.today))
        else:
            return found
        return None

    def rate(self, line: int, cell: str, text: str) -> Decimal | None:
        """A rate above zero with a decimal point; nothing, and noted, for anything else."""
        if not NUMBER.fullmatch(text):
            self.add(line, cell, message("rates.number", typed=shown(text)))
            return None
        found = Decimal(text)
        if not found:
            self.add(line, cell, message("rates.zero"))
            return None
        return found


def day_of(text: str) -> date | None:
    """A day written as 2026-11-25 or as 25 November 2026, or nothing."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        parts = WRITTEN_DAY.fullmatch(text)
        if parts and parts[2] in MONTHS:
            return date(int(parts[3]), MONTHS.index(parts[2]) + 1, int(parts[1]))
    except ValueError:
        return None
    return None


def shown(text: str) -> str:
    """The beginning of what stands there, fit to be quoted: one line, nothing that steers a terminal."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:SHOWN])
    return f"{plain}…" if len(text) > SHOWN else plain


def refuse(why: Message, line: int = 1) -> NoReturn:
    """Refuse a file as a whole."""
    raise RuleBrokenError(Fault(field=str(Place(line=line)), message=why)) from None
