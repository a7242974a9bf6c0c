"""Numbers as people type them, in the separators of their own language, and as a form shows them for typing.

Strict on purpose: money is at stake. What could be read in two ways is refused and asked again, never guessed, and no
number passes through binary fractions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from babel.numbers import get_decimal_symbol, get_group_symbol

from roadmap.domain.messages import Message, message
from roadmap.domain.money import plain
from roadmap.i18n.language import MINUS, TERRITORIES

LONGEST: Final = 40
"""Characters of a number. No amount of any plan comes near, and what is said back stays short."""
SPACES: Final = "\u00a0\u2009\u202f"
EXAMPLE: Final = Decimal("1234.5")


def read_number(typed: str, code: str) -> Decimal | Message:
    """The exact number that was typed in a language, or what to say of it.

    Thousands may be set apart by the language's own separator or by spaces, in threes. A point where the language
    writes a comma is taken as a separator of thousands only where it can be nothing else.
    """
    text = re.sub(f"[{SPACES}]", " ", typed.strip(f" \t\n{SPACES}")).replace(MINUS, "-")
    point, group = separators(code)
    if not text:
        return message("number.missing", example=EXAMPLE)
    if len(text) > LONGEST:
        return _unreadable(typed)
    sign, digits = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    whole, has_point, fraction = digits.partition(point)
    if has_point and not re.fullmatch("[0-9]+", fraction):
        return _unreadable(typed)
    joined = _joined(whole, {group, " "} | ({"."} if point == "," else set()))
    if joined is None:
        return _unreadable(typed)
    if "." not in (point, group) and whole.count(".") == 1 and not has_point:
        # One point alone, as in 1.234: a habit from elsewhere, and nobody knows from where.
        return message(
            "number.ambiguous", typed=typed.strip(), one=Decimal(joined), other=Decimal(whole.replace(" ", ""))
        )
    return Decimal(f"{sign}{joined}.{fraction}" if has_point else f"{sign}{joined}")


def written(value: Decimal, code: str, places: int = 0) -> str:
    """The exact number as somebody who reads this language would type it, with at least so many decimal places."""
    point, group = separators(code)
    whole, _, fraction = plain(abs(value)).partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", group, whole)
    fraction = fraction.ljust(places, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def separators(code: str) -> tuple[str, str]:
    """What stands before the decimals, and between thousands, in a language."""
    return get_decimal_symbol(TERRITORIES[code]), get_group_symbol(TERRITORIES[code])


def _joined(whole: str, groups: set[str]) -> str | None:
    """The digits before the decimals without what sets thousands apart; nothing where that is not in threes."""
    if re.fullmatch("[0-9]+", whole):
        return whole
    marks = {each for each in whole if not ("0" <= each <= "9")}
    mark = marks.pop() if len(marks) == 1 else ""
    if mark in {re.sub(f"[{SPACES}]", " ", each) for each in groups} and re.fullmatch(
        rf"[0-9]{{1,3}}({re.escape(mark)}[0-9]{{3}})+", whole
    ):
        return whole.replace(mark, "")
    return None


def _unreadable(typed: str) -> Message:
    return message("number.unreadable", typed=typed.strip()[:LONGEST], example=EXAMPLE)
