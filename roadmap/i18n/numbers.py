"""Numbers as people type them, in the separators of their own language, and as a form shows them for typing.

Strict on purpose: money is at stake. What could be read in two ways is refused and asked again, never guessed, and no
number passes through binary fractions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from babel.numbers import get_decimal_symbol, get_group_symbol

from roadmap.domain.messages import Message, message
from roadmap.domain.money import plain
from roadmap.i18n.language import MINUS, TERRITORIES

LONGEST: Final = 40
"""Characters of a number. No amount of any plan comes near, and what is said back stays short."""
SPACES: Final = "\u00a0\u2009\u202f"
PLAIN: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
"""A number as programs write it, and every table that this product makes: no groups, and a decimal point."""
EXAMPLE: Final = Decimal("1234.5")


def read_number(typed: str, code: str) -> Decimal | Message:
    """The exact number that was typed in a language, or what to say of it.

    Thousands may be set apart by the language's own separator or by spaces, in threes. A point where the language
    writes a comma is taken as a separator of thousands only where it can be nothing else. Nobody sets thousands apart
    behind a zero, as in 0,500: there a separator was meant as something else.
    """
    text = re.sub(f"[{SPACES}]", " ", typed.strip(f" \t\n{SPACES}")).replace(MINUS, "-")
    point, group = separators(code)
    if not text:
        return message("number.missing", example=EXAMPLE)
    if len(text) > LONGEST:
        return _unreadable(typed)
    sign, digits = ("-", text[1:].lstrip()) if text.startswith("-") else ("", text)
    whole, has_point, fraction = digits.partition(point)
    joined = _joined(whole, {group, " "} | ({"."} if point == "," else set()))
    if joined is None or (has_point and not re.fullmatch("[0-9]+", fraction)):
        return _unreadable(typed)
    is_behind_zero = whole != joined and whole.startswith("0")
    is_foreign = "." in whole and "." not in (point, group)
    if not has_point and whole.count(".") + whole.count(",") == 1 and (is_behind_zero or is_foreign):
        # One mark alone, as in 1.234 or 0,500: a habit from elsewhere, and nobody knows from where.
        one, other = (Decimal(f"{sign}{each}") for each in (joined, whole.replace(",", ".")))
        return message("number.ambiguous", typed=typed.strip(), one=one, other=other)
    if is_behind_zero:
        return _unreadable(typed)
    return Decimal(f"{sign}{joined}.{fraction}" if has_point else f"{sign}{joined}")


def read_plain(text: str) -> Decimal | Message:
    """The exact number that a program wrote, or what to say of a text that is none."""
    if not text:
        return message("number.missing", example=EXAMPLE)
    return Decimal(text) if len(text) <= LONGEST and PLAIN.fullmatch(text) else _unreadable(text)


def read_numbers(texts: Sequence[str], code: str) -> tuple[Decimal | Message, ...]:
    """The exact numbers of a column of a table, or what to say of each.

    All of them are in the separators of the language, or all as programs write them: where one can be only that, and
    none can be only the other. One that would then be another number than in the language is asked about.
    """
    own = tuple(read_number(each, code) for each in texts)
    plain_ones = tuple(read_plain(each.strip()) for each in texts)
    there = [pair for pair, text in zip(zip(own, plain_ones, strict=True), texts, strict=True) if text.strip()]
    if all(isinstance(each, Decimal) for _, each in there) and any(_is_unreadable(each) for each, _ in there):
        return tuple(map(_certain, texts, own, plain_ones))
    return own


def _certain(text: str, own: Decimal | Message, plain_one: Decimal | Message) -> Decimal | Message:
    """What a program wrote, unless it could be another number in the language."""
    if isinstance(own, Decimal) and isinstance(plain_one, Decimal) and own != plain_one:
        return message("number.ambiguous", typed=text.strip(), one=own, other=plain_one)
    return plain_one if _is_unreadable(own) else own


def _is_unreadable(found: Decimal | Message) -> bool:
    return isinstance(found, Message) and found.key == "number.unreadable"


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
