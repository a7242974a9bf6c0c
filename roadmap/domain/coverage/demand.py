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
    """A month's first day, a cost category, and the service that it is for, if one."""

    month: date
    category: str
    service_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A need that the same commitments may pay: those months of a quarter, from ``month`` on, in which they are there.

    ``need`` is in minor units. ``payers`` has a bit for each commitment that may pay, by its position.
    """

    month: date
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


def costs_of(plan: Plan) -> Mapping[Cost, int]:
    """What a plan costs in each month, in minor units; months without a cost are left out."""
    found: dict[Cost, int] = defaultdict(int)
    for line in plan.budget:
        for month, amount in line.by_month(plan.currency):
            if amount:
                found[Cost(month, line.category, line.service_id)] += units(amount, plan.currency)
    return found


def priority_order(plan: Plan, playbook: Playbook, categories: Iterable[str]) -> tuple[str, ...]:
    """Cost categories in the order in which money goes to them: the plan's, then the playbook's, then by name."""
    known = (*plan.priorities, *(each.key for each in playbook.cost_categories), *sorted(categories))
    wanted = set(categories)
    return tuple(each for each in dict.fromkeys(known) if each in wanted)


def cells_of(
    costs: Mapping[Cost, int], sources: Mapping[UUID, FundingSource], commitments: Sequence[Commitment]
) -> list[Cell]:
    """The need, put together where it makes no difference, in the order of months, categories and services."""
    payers = _Payers(sources, commitments)
    merged: dict[tuple[date, str, UUID | None, int], int] = defaultdict(int)
    first: dict[tuple[date, str, UUID | None, int], date] = {}
    for cost in sorted(costs, key=lambda each: (each.month, each.category, str(each.service_id))):
        key = (quarter_of(cost.month), cost.category, cost.service_id, payers.of(cost))
        merged[key] += costs[cost]
        first.setdefault(key, cost.month)
    return [
        Cell(month=first[key], category=key[1], service_id=key[2], need=need, payers=key[3])
        for key, need in merged.items()
    ]


class _Payers:
    """Which commitments may pay for a cost, as bits by their position; each restriction is looked at once."""

    def __init__(self, sources: Mapping[UUID, FundingSource], commitments: Sequence[Commitment]) -> None:
        self._held = [(sources[each.source_id], each) for each in commitments]
        self._allowed: dict[tuple[str, UUID | None], int] = {}
        self._there: dict[date, int] = {}

    def of(self, cost: Cost) -> int:
        """Commitments that may pay for this category and service and are there in this month."""
        wanted = (cost.category, cost.service_id)
        if wanted not in self._allowed:
            self._allowed[wanted] = _bits(
                may_pay(source, cost.category) and may_pay_for(source, cost.service_id) for source, _ in self._held
            )
        if cost.month not in self._there:
            self._there[cost.month] = _bits(is_in_force(each, cost.month) for _, each in self._held)
        return self._allowed[wanted] & self._there[cost.month]


def _bits(holds: Iterable[bool]) -> int:
    return sum(1 << at for at, each in enumerate(holds) if each)


def positions(bits: int) -> Iterator[int]:
    """Where bits are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
