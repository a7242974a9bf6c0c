"""What is to be said, without the words: a key and values, put into the reader's language by ``roadmap.i18n``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A share of one, said as a percentage: ``Share(Decimal("0.28"))`` is 28 %."""

    of_one: Decimal


class Path(tuple[str, ...]):
    """Steps that follow each other, said with arrows between them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter by a day in it, said as such: Q1 2027."""

    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A sentence's key and the values for its placeholders.

    Values may be text, whole numbers, exact decimals, dates, ``Money``, ``Share``, ``Path``, ``Quarter``, other
    messages, or tuples of these, which become an enumeration: they are formatted for the reader's locale when the
    sentence is made. ``count`` chooses the plural form, when the sentence has one.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    count: int | None = None


def message(key: str, /, count: int | None = None, **values: object) -> Message:
    """A message in the shortest spelling."""
    return Message(key=key, values=values, count=count)
