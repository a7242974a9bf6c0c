"""Who may pay for what: the need held against the restrictions of the sources, month by month.

It tells whether anybody may pay, not whether the money suffices: no amount is allocated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import is_in_force, may_pay, may_pay_for
from roadmap.domain.coverage.demand import amount_of, costs_of
from roadmap.domain.funding import Commitment, committed
from roadmap.domain.plans import Plan

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

    def __add__(self, other: Payable) -> Payable:
        """Both together."""
        return Payable(
            firm=self.firm + other.firm, possible=self.possible + other.possible, none=self.none + other.none
        )


NOTHING: Final = Payable()


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
    sources = {each.id: each for each in plan.sources}
    costs = costs_of(plan)
    allowed = {
        category: tuple(each for each in plan.commitments if may_pay(sources[each.source_id], category))
        for category in {line.category for line in plan.budget}
    }
    by_category: dict[str, Payable] = dict.fromkeys(allowed, NOTHING)
    by_quarter: dict[date, Payable] = {}
    for cost in costs:
        able = [each for each in allowed[cost.category] if may_pay_for(sources[each.source_id], cost.service_id)]
        for month, units in cost.by_month:
            stood = _stood(able, month, amount_of(units, plan.currency))
            quarter = quarter_of(month)
            by_category[cost.category] += stood
            by_quarter[quarter] = by_quarter.get(quarter, NOTHING) + stood
    return Payability(
        by_category=by_category,
        by_quarter=by_quarter,
        at_most={category: committed(commitments) for category, commitments in allowed.items()},
    )


def _stood(able: Iterable[Commitment], month: date, amount: Decimal) -> Payable:
    """An amount on the ground that the commitments in force in its month give it."""
    in_force = [each for each in able if is_in_force(each, month)]
    if any(each.is_firm for each in in_force):
        return Payable(firm=amount)
    return Payable(possible=amount) if in_force else Payable(none=amount)
