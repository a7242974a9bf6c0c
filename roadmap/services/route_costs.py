"""What a route costs at its usual size: the budget of a plan that takes every default of its playbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from uuid import UUID, uuid4

from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.money import Money
from roadmap.domain.workdays import WorkingCalendar
from roadmap.services.playbooks import playbook

# Money falls by calendar months, so any plan that begins with a month costs the same.
START = date(2027, 1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class UsualCost:
    """A budget line over the whole usual length: ``quantity`` at the usual size, ``amount`` in the line's currency."""

    key: str
    category: str
    quantity: Decimal
    amount: Money


@cache
def usual_costs(intervention: str, route: str) -> tuple[UsualCost, ...]:
    """The costs of a route with its usual quantities, length and modules, computed as for any plan, once a process.

    Raises ``NotFoundError`` for an unknown intervention, ``KeyError`` for an unknown route.
    """
    book = playbook(intervention)
    template = book.route(route)
    currencies = {line.key: line.unit_cost.currency for line in template.budget}
    draft = PlanDraft(title=route, routes=(route,), country="", start=START, months=template.months)
    plan = instantiate(book, draft, _nowhere())
    return tuple(
        UsualCost(
            key=line.key,
            category=line.category,
            quantity=line.quantity,
            amount=Money(amount=line.total(currencies[line.key]), currency=currencies[line.key]),
        )
        for line in plan.budget
    )


def summed(costs: Iterable[UsualCost]) -> tuple[Money, ...]:
    """The sum in each currency; currencies are never added to each other."""
    sums: dict[str, Decimal] = {}
    for cost in costs:
        sums[cost.amount.currency] = sums.get(cost.amount.currency, Decimal(0)) + cost.amount.amount
    return tuple(Money(amount=amount, currency=currency) for currency, amount in sums.items())


def _nowhere() -> Circumstances:
    return Circumstances(
        new_id=uuid4,
        now=datetime(START.year, START.month, START.day, tzinfo=UTC),
        portfolio_id=UUID(int=0),
        slug="",
        calendar=WorkingCalendar(frozenset(), lambda _day: None),
    )
