"""What the checks look at: a plan with its playbook, its forecast and the day, and what several of them work out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from roadmap.domain.checks.funds import Funds
from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.schedule import Dates
from roadmap.domain.terms import Mark


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
    ) -> None:
        """Everything else is worked out when a check first asks for it."""
        self.funds = Funds(plan, playbook)
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


def titles(milestones: Iterable[Milestone]) -> tuple[Message, ...]:
    """Milestones by their titles, for an enumeration."""
    return tuple(message("check.title", title=each.title) for each in milestones)
