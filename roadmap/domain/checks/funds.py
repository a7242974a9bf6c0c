"""The money of a plan as checks look at it: what things cost, which money is likely, and what it pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final
from uuid import UUID

from roadmap.domain.coverage import Coverage, cover, is_in_force, is_likely, likely_from, may_pay
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.workdays import DAY, add_months

ZERO = Decimal(0)
FIELDS: Final = ("start", "months", "currency", "budget", "sources", "commitments", "priorities")
"""The fields of a plan that its money depends on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unpaid:
    """What of a cost category no likely source may pay for: the amount, and the first and last day of its months."""

    amount: Decimal
    first: date
    last: date


def has_same_money(one: Plan, other: Plan) -> bool:
    """Whether two states of a plan have the same money, so that checks of money alone find the same in both."""
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)


class Funds:
    """Everything is worked out when a check first asks for it."""

    def __init__(self, plan: Plan, playbook: Playbook) -> None:
        """The money of a plan loaded with budget, sources and commitments."""
        self.plan, self.playbook = plan, playbook

    @cached_property
    def costs(self) -> Mapping[str, Mapping[date, Decimal]]:
        """What each cost category costs in each month, by the month's first day; months without a cost are left out."""
        found: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for line in self.plan.budget:
            for month, amount in line.by_month(self.plan.currency):
                if amount:
                    found[line.category][month] += amount
        return found

    @cached_property
    def likely(self) -> tuple[Commitment, ...]:
        """Commitments at least as probable as the playbook asks of money that is counted on."""
        least = likely_from(self.playbook)
        return tuple(each for each in self.plan.commitments if is_likely(each, least))

    @cached_property
    def coverage(self) -> Coverage:
        """What likely money covers of the need."""
        return cover(self.plan, self.playbook, with_probable=True)

    @cached_property
    def sources(self) -> Mapping[UUID, FundingSource]:
        """Funding sources by id."""
        return {each.id: each for each in self.plan.sources}

    def payers(self, category: str) -> tuple[Commitment, ...]:
        """Likely commitments of sources that may pay for a cost category."""
        return tuple(each for each in self.likely if may_pay(self.sources[each.source_id], category))

    def unpaid(self, category: str) -> Unpaid | None:
        """The months of a cost category in which no likely commitment that may pay for it is in force."""
        payers = self.payers(category)
        months = sorted(month for month in self.costs[category] if not any(is_in_force(each, month) for each in payers))
        if not months:
            return None
        amount = sum((self.costs[category][month] for month in months), ZERO)
        return Unpaid(amount=amount, first=months[0], last=last_day(months[-1]))


def last_day(month: date) -> date:
    """The last day of the month that begins on a day."""
    return add_months(month, 1) - DAY
