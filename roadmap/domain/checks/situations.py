"""What the checks look at: a plan with its playbook, its forecast and the day, and what several of them work out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from roadmap.domain.coverage import Coverage, cover, is_in_force, is_likely, likely_from, may_pay
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.schedule import Dates
from roadmap.domain.terms import Mark
from roadmap.domain.workdays import DAY, add_months

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unpaid:
    """What of a cost category no likely source may pay for: the amount, and the first and last day of its months."""

    amount: Decimal
    first: date
    last: date


def likely_coverage(plan: Plan, playbook: Playbook) -> Coverage:
    """What likely money covers of a plan's need, which is what checks of funding go by."""
    return cover(plan, playbook, with_probable=True)


class Situation:
    """A whole plan as the checks see it. ``dates`` is its forecast as of ``today``."""

    def __init__(
        self,
        plan: Plan,
        playbook: Playbook,
        dates: Mapping[UUID, Dates],
        today: date,
        *,
        is_multi_country: bool,
        coverage: Coverage | None = None,
    ) -> None:
        """Everything else is worked out when a check first asks for it; ``coverage`` too, where nobody knows it yet."""
        self._coverage = coverage
        self.plan, self.playbook, self.dates, self.today = plan, playbook, dates, today
        self.is_multi_country = is_multi_country
        self.thresholds = {each.key: each.value for each in playbook.thresholds}

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """All but the dropped ones."""
        return tuple(each for each in self.plan.milestones if each.status != "dropped")

    @cached_property
    def by_id(self) -> Mapping[UUID, Milestone]:
        """All but the dropped ones by id."""
        return {each.id: each for each in self.milestones}

    def marked(self, mark: Mark) -> tuple[Milestone, ...]:
        """Those that count as something, the earliest due first."""
        found = [each for each in self.milestones if mark in each.marks]
        return tuple(sorted(found, key=lambda each: (self.due(each), each.number)))

    @staticmethod
    def due(milestone: Milestone) -> date:
        """When a milestone is to be done, or was."""
        return milestone.done_on or milestone.planned_due

    def money(self, amount: Decimal) -> Money:
        """An amount in the plan's currency."""
        return Money(amount=amount, currency=self.plan.currency)

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """Titles of the cost categories by key."""
        return {each.key: each.title for each in self.playbook.cost_categories}

    def category(self, key: str) -> str:
        """The title of a cost category; its key where the playbook has none."""
        return self.categories.get(key, key)

    @cached_property
    def barriers(self) -> Mapping[str, str]:
        """Titles of the recurring barriers by key."""
        return {each.key: each.title for each in self.playbook.barriers}

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
        return self._coverage or likely_coverage(self.plan, self.playbook)

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


def titles(milestones: Iterable[Milestone]) -> tuple[Message, ...]:
    """Milestones by their titles, for an enumeration."""
    return tuple(message("check.title", title=each.title) for each in milestones)


def last_day(month: date) -> date:
    """The last day of the month that begins on a day."""
    return add_months(month, 1) - DAY
