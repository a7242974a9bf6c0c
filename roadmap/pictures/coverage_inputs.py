"""What the coverage strip is drawn from, and what both of its drawings share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Final

from roadmap.domain.coverage import NOTHING, Amounts
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import Look
from roadmap.pictures.figures import Figure

SPACE: Final = 10
LOOKS: Final[tuple[Look, ...]] = ("committed", "probable", "open")


@dataclass(frozen=True, kw_only=True, slots=True)
class StripLine:
    """A cost category with its amounts in each quarter."""

    title: str
    cells: tuple[Amounts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StripInput:
    """Categories in the order in which money goes to them. ``quarters`` are first days, ``now`` is one of them."""

    figure: Figure
    currency: str
    quarters: tuple[date, ...]
    lines: tuple[StripLine, ...]
    now: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StripText:
    """A text of the drawing, with its class and where it is anchored."""

    x: str
    y: str
    text: str
    css: str = ""
    anchor: str = "start"


def total_of(cells: Sequence[Amounts]) -> Amounts:
    """All cells together."""
    return reduce(Amounts.__add__, cells, NOTHING)


def counted(amount: Decimal, unit: Decimal, language: Language) -> str:
    """An amount in a unit; what is less than half of one and not nothing says so."""
    whole = (amount / unit).to_integral_value(ROUND_HALF_UP)
    return language.number(whole) if whole or not amount else f"<{language.number(1)}"
