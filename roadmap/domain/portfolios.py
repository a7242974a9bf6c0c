"""Portfolios, and their recent movement: what of several plans differs from how it stood some days ago."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

AMOUNTS = frozenset({"amount", "quantity", "unit_cost"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Portfolio:
    """Plans looked after together; ``currency`` (ISO 4217) is the one that it reports in."""

    id: UUID
    slug: str
    title: str
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioChange:
    """One field of a portfolio before and after, as its log holds it. ``actor`` is a role."""

    portfolio_id: UUID
    at: datetime
    actor_id: UUID | None
    actor: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NetChange:
    """One field of one thing before its first and after its last change since a moment, in plain JSON values."""

    plan_id: UUID
    noun: str
    item_id: UUID
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """What moved in one plan.

    ``later`` and ``earlier`` count milestones by where their due date went, ``done`` those that were finished.
    ``amounts`` counts budget lines and commitments with another amount, ``stages`` commitments at another stage. When
    a single commitment's amount changed, ``amount`` is it before and after, in the plan's currency.
    """

    later: int = 0
    earlier: int = 0
    done: int = 0
    amounts: int = 0
    stages: int = 0
    amount: tuple[Decimal, Decimal] | None = None

    @property
    def moved(self) -> int:
        """Milestones with another due date."""
        return self.later + self.earlier


def movement(changes: Iterable[NetChange]) -> Movement:
    """What moved in a plan, from the net changes of its log; what came back to where it was did not move."""
    real = [each for each in changes if each.before != each.after]
    dates = [each for each in real if (each.noun, each.field) == ("milestone", "planned_due")]
    later = sum(date.fromisoformat(each.after) > date.fromisoformat(each.before) for each in dates)
    paid = [each for each in real if each.field in AMOUNTS and each.noun in {"commitment", "budget-line"}]
    items = {each.item_id for each in paid}
    single = paid[0] if len(items) == 1 and paid[0].field == "amount" else None
    return Movement(
        later=later,
        earlier=len(dates) - later,
        done=sum((each.noun, each.field, each.after) == ("milestone", "status", "done") for each in real),
        amounts=len(items),
        stages=sum((each.noun, each.field) == ("commitment", "stage") for each in real),
        amount=(Decimal(str(single.before)), Decimal(str(single.after))) if single else None,
    )
