"""Earned value management: what was to be done by a day, what is done and what it cost, in money.

Terms and formulas are those of the PMBOK Guide and of ANSI/EIA-748.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Final

from roadmap.domain.earned_work import ZERO, Place, Work, work_of
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import rounded
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import DAY, add_months

HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnedValue:
    """The four amounts of some work as of a day, in whole minor units of ``currency``, and what follows from them.

    ``budget`` is the budget at completion (BAC). An index or estimate that would divide by nothing is nothing.
    """

    currency: str
    budget: Decimal = ZERO
    planned_value: Decimal = ZERO
    earned_value: Decimal = ZERO
    actual_cost: Decimal = ZERO

    def __add__(self, other: EarnedValue) -> EarnedValue:
        """Both together; they are of one plan and so of one currency."""
        return EarnedValue(
            currency=self.currency,
            budget=self.budget + other.budget,
            planned_value=self.planned_value + other.planned_value,
            earned_value=self.earned_value + other.earned_value,
            actual_cost=self.actual_cost + other.actual_cost,
        )

    @property
    def schedule_variance(self) -> Decimal:
        """SV = EV − PV: below zero, less is done than was due."""
        return self.earned_value - self.planned_value

    @property
    def cost_variance(self) -> Decimal:
        """CV = EV − AC: below zero, the work cost more than it was to."""
        return self.earned_value - self.actual_cost

    @property
    def schedule_index(self) -> Decimal | None:
        """SPI = EV ÷ PV; nothing while nothing was due."""
        return _ratio(self.earned_value, self.planned_value)

    @property
    def cost_index(self) -> Decimal | None:
        """CPI = EV ÷ AC; nothing while nothing is spent."""
        return _ratio(self.earned_value, self.actual_cost)

    @property
    def estimate_at_completion(self) -> Decimal | None:
        """EAC = AC + (BAC − EV) ÷ CPI: what is left costs as much more, or less, as what is done did.

        Nothing while nothing is earned or spent, for then there is no such pace; what all is done for has its cost.
        """
        rest = self.budget - self.earned_value
        if not rest:
            return self.actual_cost
        if self.earned_value <= 0 or self.actual_cost <= 0:
            return None
        return rounded(self.actual_cost + rest * self.actual_cost / self.earned_value, self.currency)

    @property
    def estimate_to_complete(self) -> Decimal | None:
        """ETC = EAC − AC: what is still to be paid."""
        estimate = self.estimate_at_completion
        return None if estimate is None else estimate - self.actual_cost

    @property
    def variance_at_completion(self) -> Decimal | None:
        """VAC = BAC − EAC: below zero, the budget will not do."""
        estimate = self.estimate_at_completion
        return None if estimate is None else self.budget - estimate

    @property
    def to_complete_index(self) -> Decimal | None:
        """TCPI = (BAC − EV) ÷ (BAC − AC): how well money must be used from now on; nothing once the budget is spent."""
        return _ratio(self.budget - self.earned_value, self.budget - self.actual_cost)


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnedValues:
    """The figures of a plan and of each part of it that has a budget, spending or milestones."""

    whole: EarnedValue
    parts: Mapping[Place, EarnedValue]


@dataclass(frozen=True, kw_only=True, slots=True)
class CurvePoint:
    """What was planned, earned and spent from the beginning to the end of the month that begins on ``month``.

    Of the month in which the day lies, earned and spent are those until that day; later there are none.
    """

    month: date
    planned: Decimal
    earned: Decimal | None = None
    actual: Decimal | None = None


def earned_value(plan: Plan, day: date) -> EarnedValues:
    """The figures as of a day on which the plan stands as it does, in its phases' order, what is outside them last."""
    parts = {
        each.place: EarnedValue(
            currency=plan.currency,
            budget=each.budget,
            planned_value=each.planned(day),
            earned_value=each.earned(day, _stands),
            actual_cost=sum(each.spent.values(), ZERO),
        )
        for each in work_of(plan)
    }
    return EarnedValues(
        whole=reduce(EarnedValue.__add__, parts.values(), EarnedValue(currency=plan.currency)), parts=parts
    )


def value_curve(plan: Plan, today: date) -> tuple[CurvePoint, ...]:
    """Planned, earned and spent by month, each added up from the beginning to the plan's end and to what comes later.

    What was earned by the end of a past month: what was done by then, and the percent of work in progress that was last
    written by then. So the curve ends in today's figures.
    """
    work = tuple(work_of(plan))
    now = today.replace(day=1)
    spent = sorted(month for each in work for month in each.spent)
    until = max([now, *spent])
    points = []
    for month in _months(plan, work):
        last = add_months(month, 1) - DAY
        is_past = last < today
        points.append(
            CurvePoint(
                month=month,
                planned=sum((each.planned(last) for each in work), ZERO),
                earned=sum((each.earned(min(last, today), _stood if is_past else _stands) for each in work), ZERO)
                if month <= now
                else None,
                actual=sum((each.spent_until(month) for each in work), ZERO) if month <= until else None,
            )
        )
    return tuple(points)


def _stands(milestone: Milestone, _day: date) -> int:
    """Percent complete as it stands."""
    return milestone.share_done


def _stood(milestone: Milestone, day: date) -> int:
    """Percent complete by a day in the past, as far as the plan itself knows."""
    known = milestone.done_on if milestone.status == "done" else None
    return milestone.share_done if (known or milestone.changed_at.date()) <= day else 0


def _months(plan: Plan, work: Iterable[Work]) -> Iterator[date]:
    """The first days of the months from the first to the last in which there is anything."""
    known = [plan.start, plan.end]
    for each in work:
        known += [*each.costs, *each.spent, *(due for _, due in each.milestones)]
    month, last = min(known).replace(day=1), max(known)
    while month <= last:
        yield month
        month = add_months(month, 1)


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """A performance index to two places."""
    return (part / whole).quantize(HUNDREDTH) if whole > 0 else None
