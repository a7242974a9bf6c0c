"""Exchange rates: dated, sourced, and the only way from one currency to another.

A rate is how many units of a currency one euro is, as the European Central Bank publishes its reference rates. Between
two other currencies both rates of one day and one source are used, through the euro.

Which rate applies: of the days on or before the one asked for, the latest on which the source has all that is needed,
never a later one. Of several sources on that day the one that comes first in ``SOURCES``.

How amounts are rounded: every amount is converted exactly and rounded once, half to even, to the smallest unit of the
currency it goes to (ISO 4217). A total is the sum of amounts so rounded, not the conversion of a sum, so that a column
adds up to its total to the cent; the two may differ by half a smallest unit for each amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from roadmap.domain.money import Money, minor_units

ANCHOR: Final = "EUR"
RateSource = Literal["ecb", "own", "sample"]
SOURCES: Final[tuple[RateSource, ...]] = ("ecb", "own", "sample")
"""The published reference rates of the European Central Bank; assumed ones that somebody here planned with; and those
that come with the sample plans, assumed too. Of two on one day the earlier in this list applies."""
FIRST_DAY: Final = date(1999, 1, 4)
"""The first day of the euro, and so of any rate to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """How many units of ``currency`` one euro was on a day, according to a source; above zero.

    ``kept_by`` and ``kept_on`` say in which role somebody brought it here and when, where it is kept already, and
    ``reason`` why it is what it is, in their words, where nobody published it.
    """

    currency: str
    day: date
    rate: Decimal
    source: RateSource
    kept_by: str = field(default="", compare=False)
    kept_on: date | None = field(default=None, compare=False)
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingRate:
    """That there is no way from one currency to another on or before a day: a gap with a name, never a zero."""

    currency: str
    target: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """The way from one currency to another at the rates of one day: ``legs`` are units of each for one euro.

    The euro's own leg is 1. Between equal currencies no rate is needed and ``day`` and ``source`` are nothing.
    ``kept_by`` and ``kept_on`` are those of the rate that was needed, the first of two; ``reason`` is that of both.
    """

    currency: str
    target: str
    day: date | None = None
    source: RateSource | None = None
    legs: tuple[Decimal, Decimal] = (Decimal(1), Decimal(1))
    kept_by: str = field(default="", compare=False)
    kept_on: date | None = field(default=None, compare=False)
    reason: str = field(default="", compare=False)

    @cached_property
    def factor(self) -> Fraction:
        """Units of ``target`` for one unit of ``currency``, exactly."""
        return Fraction(self.legs[1]) / Fraction(self.legs[0])

    @property
    def is_needed(self) -> bool:
        """Whether the two currencies differ at all."""
        return self.currency != self.target

    def age(self, today: date) -> int:
        """How many days old the rate is; 0 where none is needed."""
        return (today - self.day).days if self.day else 0

    def of(self, amount: Decimal) -> Converted:
        """An amount of ``currency`` in ``target``, rounded half to even to the smallest unit of that."""
        share, whole = amount.as_integer_ratio()
        places = minor_units(self.target)
        factor = self.factor
        units = half_to_even(share * factor.numerator * 10**places, whole * factor.denominator)
        return Converted(
            money=Money(amount=Decimal(units).scaleb(-places), currency=self.target),
            original=Money(amount=amount, currency=self.currency),
            conversion=self,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """An amount in another currency, with what it was and the rate, date and source by which it was converted."""

    money: Money
    original: Money
    conversion: Conversion


def half_to_even(share: int, whole: int) -> int:
    """The whole number next to a fraction, of two that are as near the even one; ``whole`` is above zero."""
    units, rest = divmod(share, whole)
    is_up = 2 * rest > whole or (2 * rest == whole and units % 2 == 1)
    return units + 1 if is_up else units


class Rates:
    """Rates to choose from; which one applies is the same whatever their order."""

    def __init__(self, rates: Iterable[Rate] = ()) -> None:
        """Rates of any currencies, days and sources."""
        self._of: dict[str, dict[tuple[date, RateSource], Rate]] = defaultdict(dict)
        for each in rates:
            self._of[each.currency][each.day, each.source] = each

    def between(self, currency: str, target: str, day: date) -> Conversion | MissingRate:
        """The conversion that applies on a day, or the gap."""
        if currency == target:
            return Conversion(currency=currency, target=target)
        # The euro needs no rate: its leg is 1 on every day that the other one has.
        needed = [self._of.get(each, {}) for each in (currency, target) if each != ANCHOR]
        held = [each for each in needed[0] if each[0] <= day and all(each in more for more in needed[1:])]
        if not held:
            return MissingRate(currency=currency, target=target, day=day)
        best = max(held, key=lambda each: (each[0], -SOURCES.index(each[1])))
        first, second = (Decimal(1) if each == ANCHOR else self._of[each][best].rate for each in (currency, target))
        kept = [each[best] for each in needed]
        return Conversion(
            currency=currency,
            target=target,
            day=best[0],
            source=best[1],
            legs=(first, second),
            kept_by=kept[0].kept_by,
            kept_on=kept[0].kept_on,
            reason="; ".join(dict.fromkeys(each.reason for each in kept if each.reason)),
        )


def total_of(amounts: Iterable[Converted], target: str) -> Money:
    """The sum of amounts converted to one currency. Raises ``ValueError`` for one in another currency."""
    total = Money(amount=Decimal(0), currency=target)
    for each in amounts:
        total += each.money
    return total


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedRate:
    """A rate that a file has otherwise than what stands here."""

    before: Rate
    after: Rate

    @property
    def has_other_rate(self) -> bool:
        """Whether the number differs."""
        return self.before.rate != self.after.rate

    @property
    def has_other_reason(self) -> bool:
        """Whether a reason is given that differs: of rates of one's own, for those of the bank need none."""
        return self.after.source == "own" and self.after.reason not in {"", self.before.reason}


@dataclass(frozen=True, kw_only=True, slots=True)
class RateChanges:
    """What a file of rates would bring: new ones, other ones, and how many stand here just so already."""

    new: tuple[Rate, ...]
    changed: tuple[ChangedRate, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether everything is here already."""
        return not self.new and not self.changed


def rate_changes(held: Iterable[Rate], brought: Iterable[Rate]) -> RateChanges:
    """What is new and what differs, by currency, day and source, in the order of the file."""
    known = {(each.currency, each.day, each.source): each for each in held}
    new, changed, same = [], [], 0
    for each in brought:
        before = known.get((each.currency, each.day, each.source))
        if before is None:
            new.append(each)
            continue
        change = ChangedRate(before=before, after=each)
        if change.has_other_rate or change.has_other_reason:
            changed.append(change)
        else:
            same += 1
    return RateChanges(new=tuple(new), changed=tuple(changed), same=same)
