"""How far a plan has come: roll-up by weight, against the baseline, in the terms of earned value management."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.budgets import total
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import rounded
from roadmap.domain.plans import Plan

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """Shares of one, by effort weight; dropped milestones do not count.

    ``earned`` is the weight done (percent complete counts), ``planned`` the weight that the baseline had due by today.
    """

    earned: Decimal
    planned: Decimal
    done: int
    late: int
    count: int

    @property
    def schedule_index(self) -> Decimal | None:
        """Schedule performance index, earned ÷ planned; nothing while nothing was due."""
        return (self.earned / self.planned).quantize(Decimal("0.01")) if self.planned else None


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnedValue:
    """Planned value, earned value and actual cost in the plan's currency, to its minor unit.

    Budget at completion is the plan's whole budget; the two values are its shares by effort weight.
    """

    planned_value: Decimal
    earned_value: Decimal
    actual_cost: Decimal
    budget: Decimal

    @property
    def cost_index(self) -> Decimal | None:
        """Cost performance index, earned value ÷ actual cost; nothing while nothing is spent."""
        return (self.earned_value / self.actual_cost).quantize(Decimal("0.01")) if self.actual_cost else None


def roll_up(milestones: Iterable[Milestone], plan: Plan, today: date) -> Progress:
    """The progress of some of a plan's milestones. What a baseline does not hold is held against its planned date."""
    held = {each.id: each for each in plan.baseline.milestones} if plan.baseline else {}
    counted = [each for each in milestones if each.status != "dropped"]
    weight = sum(each.weight for each in counted)
    earned = sum(each.weight * each.share_done for each in counted)
    due = sum(each.weight for each in counted if (held[each.id].due if each.id in held else each.planned_due) <= today)
    return Progress(
        earned=Decimal(earned) / (100 * weight) if weight else ZERO,
        planned=Decimal(due) / weight if weight else ZERO,
        done=sum(each.status == "done" for each in counted),
        late=sum(each.is_late(today) for each in counted),
        count=len(counted),
    )


def earned_value(plan: Plan, today: date) -> EarnedValue:
    """Earned value figures of the whole plan."""
    progress = roll_up(plan.milestones, plan, today)
    budget = total(plan.budget, plan.currency)
    return EarnedValue(
        planned_value=rounded(budget * progress.planned, plan.currency),
        earned_value=rounded(budget * progress.earned, plan.currency),
        actual_cost=sum((each.amount for each in plan.spending), ZERO),
        budget=budget,
    )
