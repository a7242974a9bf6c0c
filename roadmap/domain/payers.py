"""Who may pay for what: the need held against the restrictions of the sources, month by month.

It tells whether anybody may pay, not whether the money suffices: no amount is allocated here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from roadmap.domain.budgets import quarter_of
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.plans import Plan

Ground = Literal["firm", "possible", "none"]
Place = TypeVar("Place", bound=Hashable)
ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Payable:
    """A need in the plan's currency, by whether a source may pay for it in the month in which it falls.

    ``firm``: a committed source may; ``possible``: only one that has not committed may; ``none``: no source may.
    """

    firm: Decimal = ZERO
    possible: Decimal = ZERO
    none: Decimal = ZERO

    @property
    def need(self) -> Decimal:
        """All of it."""
        return self.firm + self.possible + self.none

    def plus(self, ground: Ground, amount: Decimal) -> Payable:
        """With another amount on the same or another ground."""
        return Payable(
            firm=self.firm + (amount if ground == "firm" else ZERO),
            possible=self.possible + (amount if ground == "possible" else ZERO),
            none=self.none + (amount if ground == "none" else ZERO),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Payability:
    """The need of a plan by cost category, and by the first day of each calendar quarter that has any."""

    by_category: Mapping[str, Payable]
    by_quarter: Mapping[date, Payable]


def may_pay(source: FundingSource, category: str) -> bool:
    """Whether a source is known to be allowed to pay for a cost category; what is not said is not allowed."""
    return category in source.may_pay and category not in source.may_not_pay


def payability(plan: Plan) -> Payability:
    """Hold a plan's need against its sources; it needs its budget, sources and commitments."""
    costs: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for line in plan.budget:
        for month, amount in line.by_month(plan.currency):
            costs[line.category, month] += amount
    allowed = {category: _allowed(plan, category) for category, _ in costs}
    grounds = {key: _ground(allowed[key[0]], key[1]) for key in costs}
    return Payability(
        by_category=_sums(costs, grounds, lambda category, _: category),
        by_quarter=_sums(costs, grounds, lambda _, month: quarter_of(month)),
    )


def _allowed(plan: Plan, category: str) -> tuple[Commitment, ...]:
    payers = {source.id for source in plan.sources if may_pay(source, category)}
    return tuple(each for each in plan.commitments if each.source_id in payers)


def _ground(allowed: tuple[Commitment, ...], month: date) -> Ground:
    in_force = [each for each in allowed if each.starts.replace(day=1) <= month <= each.ends]
    if any(each.is_firm for each in in_force):
        return "firm"
    return "possible" if in_force else "none"


def _sums(
    costs: Mapping[tuple[str, date], Decimal],
    grounds: Mapping[tuple[str, date], Ground],
    place: Callable[[str, date], Place],
) -> dict[Place, Payable]:
    found: dict[Place, Payable] = {}
    for key, amount in costs.items():
        where = place(*key)
        found[where] = found.get(where, Payable()).plus(grounds[key], amount)
    return found
