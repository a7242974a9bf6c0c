"""What a plan needs, month by month in whole minor units, and in which order money goes to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage.restrictions import is_in_force, may_pay, may_pay_for
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.money import minor_units
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook


class Cost(NamedTuple):
    """What a cost category costs for a service, or for none in particular, by the first day of each month that costs.

    In minor units, the first month first.
    """

    category: str
    service_id: UUID | None
    by_month: tuple[tuple[date, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A need that the same commitments may pay: months of a quarter, ``month`` to ``last``, in which they are there.

    ``need`` is in minor units. ``payers`` has a bit for each commitment that may pay, by its position.
    """

    month: date
    last: date
    category: str
    service_id: UUID | None
    need: int
    payers: int

    @property
    def quarter(self) -> date:
        """The first day of its quarter."""
        return quarter_of(self.month)


def units(amount: Decimal, currency: str) -> int:
    """An amount in whole minor units; what is less than one is left off."""
    return int(amount.scaleb(minor_units(currency)))


def amount_of(whole: int, currency: str) -> Decimal:
    """So many minor units as an exact amount."""
    return Decimal(whole).scaleb(-minor_units(currency))


def costs_of(plan: Plan) -> tuple[Cost, ...]:
    """What a plan costs in each month, by categories and services; what costs nothing is left out."""
    found: dict[tuple[str, UUID | None], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for line in plan.budget:
        months = found[line.category, line.service_id]
        for month, amount in line.by_month(plan.currency):
            if amount:
                months[month] += units(amount, plan.currency)
    return tuple(
        Cost(category, service_id, tuple(sorted(months.items())))
        for (category, service_id), months in sorted(found.items(), key=lambda pair: (pair[0][0], str(pair[0][1])))
        if months
    )


def priority_order(plan: Plan, playbook: Playbook, categories: Iterable[str]) -> tuple[str, ...]:
    """Cost categories in the order in which money goes to them: the plan's, then the playbook's, then by name."""
    known = (*plan.priorities, *(each.key for each in playbook.cost_categories), *sorted(categories))
    wanted = set(categories)
    return tuple(each for each in dict.fromkeys(known) if each in wanted)


def cells_of(
    costs: Iterable[Cost], sources: Mapping[UUID, FundingSource], commitments: Sequence[Commitment]
) -> list[Cell]:
    """The need, put together where it makes no difference, in the order of months, categories and services."""
    payers = _Payers(sources, commitments)
    cells = [cell for cost in costs for cell in _cells(cost, payers)]
    return sorted(cells, key=lambda each: each.month)


def _cells(cost: Cost, payers: _Payers) -> Iterator[Cell]:
    allowed = payers.allowed(cost)
    found: dict[tuple[date, int], list[tuple[date, int]]] = defaultdict(list)
    for month, amount in cost.by_month:
        found[quarter_of(month), allowed & payers.there(month)].append((month, amount))
    for (_, bits), months in found.items():
        yield Cell(
            month=months[0][0],
            last=months[-1][0],
            category=cost.category,
            service_id=cost.service_id,
            need=sum(amount for _, amount in months),
            payers=bits,
        )


class _Payers:
    """Which commitments may pay, as bits by their position."""

    def __init__(self, sources: Mapping[UUID, FundingSource], commitments: Sequence[Commitment]) -> None:
        self._held = [(sources[each.source_id], each) for each in commitments]
        self._there: dict[date, int] = {}

    def allowed(self, cost: Cost) -> int:
        """Commitments that may pay for this category and service, whenever they are there."""
        return _bits(
            may_pay(source, cost.category) and may_pay_for(source, cost.service_id) for source, _ in self._held
        )

    def there(self, month: date) -> int:
        """Commitments that are there in the month beginning on a day."""
        if month not in self._there:
            self._there[month] = _bits(is_in_force(each, month) for _, each in self._held)
        return self._there[month]


def _bits(holds: Iterable[bool]) -> int:
    return sum(1 << at for at, each in enumerate(holds) if each)


def positions(bits: int) -> Iterator[int]:
    """Where bits are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
