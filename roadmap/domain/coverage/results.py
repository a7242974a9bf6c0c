"""What a plan's coverage says: by quarter and category, who pays what, and what money is left over and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, reduce
from typing import Final, TypeVar
from uuid import UUID

from roadmap.domain.budgets import quarter_of
from roadmap.domain.messages import Message
from roadmap.domain.workdays import add_months

Place = TypeVar("Place", bound=Hashable)
ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Amounts:
    """A need in the plan's currency, and what of it firm and probable money pays."""

    need: Decimal = ZERO
    committed: Decimal = ZERO
    probable: Decimal = ZERO

    @property
    def covered(self) -> Decimal:
        """What somebody pays."""
        return self.committed + self.probable

    @property
    def gap(self) -> Decimal:
        """What nobody pays."""
        return self.need - self.covered

    def __add__(self, other: Amounts) -> Amounts:
        """Both together."""
        return Amounts(
            need=self.need + other.need,
            committed=self.committed + other.committed,
            probable=self.probable + other.probable,
        )


NOTHING: Final = Amounts()


@dataclass(frozen=True, kw_only=True, slots=True)
class Payment:
    """What a commitment pays of the need of a cost category in a quarter, for one service or for none in particular."""

    commitment_id: UUID
    source_id: UUID
    quarter: date
    category: str
    service_id: UUID | None
    amount: Decimal
    is_firm: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Unused:
    """What of a commitment nothing takes. It lapses after ``ends``; ``why`` says what keeps it from being used."""

    commitment_id: UUID
    source_id: UUID
    amount: Decimal
    ends: date
    is_firm: bool
    why: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Paid:
    """What a source pays, by how firm it is, and what of its money is left over. In the plan's currency."""

    committed: Decimal = ZERO
    probable: Decimal = ZERO
    unused: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A plan's coverage. Amounts are exact, in ``currency``. Sums are worked out when they are first asked for.

    ``quarters`` are the first days of all quarters of the plan, ``categories`` those with a need, the first to be paid
    first. ``cells`` holds every pair of them, also where nothing is needed. ``payments`` explain every covered amount
    and ``unused`` what is left. ``left_out`` are commitments that do not count: they are not firm, and probable money
    was not asked for or is less likely than the playbook's threshold.
    """

    currency: str
    with_probable: bool
    quarters: tuple[date, ...]
    categories: tuple[str, ...]
    cells: Mapping[tuple[date, str], Amounts]
    payments: tuple[Payment, ...]
    unused: tuple[Unused, ...]
    left_out: tuple[UUID, ...]

    @cached_property
    def total(self) -> Amounts:
        """All of it."""
        return reduce(Amounts.__add__, self.cells.values(), NOTHING)

    @cached_property
    def by_quarter(self) -> Mapping[date, Amounts]:
        """The sums of each quarter."""
        return dict.fromkeys(self.quarters, NOTHING) | self._sums(lambda quarter, _: quarter)

    @cached_property
    def by_category(self) -> Mapping[str, Amounts]:
        """The sums of each category, the first to be paid first."""
        return dict.fromkeys(self.categories, NOTHING) | self._sums(lambda _, category: category)

    @cached_property
    def by_source(self) -> Mapping[UUID, Paid]:
        """What each source pays; one whose money does not count is left out."""
        paid: dict[tuple[UUID, bool], Decimal] = defaultdict(Decimal)
        unused: dict[UUID, Decimal] = defaultdict(Decimal)
        for each in self.payments:
            paid[each.source_id, each.is_firm] += each.amount
        for left in self.unused:
            unused[left.source_id] += left.amount
        return {
            source: Paid(
                committed=paid.get((source, True), ZERO),
                probable=paid.get((source, False), ZERO),
                unused=unused[source],
            )
            for source in dict.fromkeys([source for source, _ in paid] + list(unused))
        }

    def gaps_ahead(self, today: date) -> tuple[Decimal, Decimal]:
        """What nobody pays in the quarter of ``today`` and in the next one; nothing outside the plan."""
        quarter = quarter_of(today)
        sums = self.by_quarter
        now, following = (sums.get(each, NOTHING).gap for each in (quarter, add_months(quarter, 3)))
        return now, following

    @property
    def lapsing(self) -> Decimal:
        """Firm money that nothing takes before its period ends."""
        return sum((each.amount for each in self.unused if each.is_firm), ZERO)

    def _sums(self, place: Callable[[date, str], Place]) -> dict[Place, Amounts]:
        found: dict[Place, Amounts] = {}
        for key, amounts in self.cells.items():
            where = place(*key)
            found[where] = found.get(where, NOTHING) + amounts
        return found
