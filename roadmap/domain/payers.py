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
from roadmap.domain.coverage import is_in_force, may_pay
from roadmap.domain.funding import Commitment, committed
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Payability:
    """The need of a plan by cost category, and by the first day of each calendar quarter that has any.

    ``at_most`` is, by category, all that its committed sources have committed. They may have to pay for other
    categories from it too, so a need above it is certainly not covered, and one below it perhaps.
    """

    by_category: Mapping[str, Payable]
    by_quarter: Mapping[date, Payable]
    at_most: Mapping[str, Decimal]

    def is_short(self, category: str) -> bool:
        """Whether a category has committed sources, but all their money would not do."""
        return ZERO < self.at_most[category] < self.by_category[category].need


def payability(plan: Plan) -> Payability:
    """Hold a plan's need against its sources; it needs its budget, sources and commitments."""
    costs: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for line in plan.budget:
        for month, amount in line.by_month(plan.currency):
            costs[line.category, month] += amount
    allowed = {category: _allowed(plan, category) for category in {line.category for line in plan.budget}}
    grounds = {key: _ground(allowed[key[0]], key[1]) for key in costs}
    return Payability(
        by_category=_sums(costs, grounds, lambda category, _: category),
        by_quarter=_sums(costs, grounds, lambda _, month: quarter_of(month)),
        at_most={category: committed(commitments) for category, commitments in allowed.items()},
    )


def _allowed(plan: Plan, category: str) -> tuple[Commitment, ...]:
    payers = {source.id for source in plan.sources if may_pay(source, category)}
    return tuple(each for each in plan.commitments if each.source_id in payers)


def _ground(allowed: tuple[Commitment, ...], month: date) -> Ground:
    in_force = [each for each in allowed if is_in_force(each, month)]
    if any(each.is_firm for each in in_force):
        return "firm"
    return "possible" if in_force else "none"


def _sums(
    costs: Mapping[tuple[str, date], Decimal],
    grounds: Mapping[tuple[str, date], Ground],
    place: Callable[[str, date], Place],
) -> dict[Place, Payable]:
    found: dict[Place, dict[Ground, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for key, amount in costs.items():
        found[place(*key)][grounds[key]] += amount
    return {
        where: Payable(firm=sums["firm"], possible=sums["possible"], none=sums["none"]) for where, sums in found.items()
    }
