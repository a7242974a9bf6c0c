"""Earned value management: what was to be done by a day, what is done and what it cost, in money.

Terms and formulas are those of the PMBOK Guide and of ANSI/EIA-748. Where money meets work:

- The budget of a month goes to the phases that run in it, in proportion to the days that each has in it; spending of a
  month likewise. What falls outside every phase stands apart.
- Inside a phase the milestones share its budget by their effort weight, as progress counts it. A milestone's share is
  planned for the day on which the baseline has it due (the plan, where no baseline holds it), and earned by its percent
  complete. Dropped milestones have no share.
- What has no milestone to measure it is level of effort: earned as it is planned, month by month, those begun included.

So the phases, and what stands apart, add up to the plan, and a plan whose milestones are done has earned its budget.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Final
from uuid import UUID

from roadmap.domain.milestones import Milestone
from roadmap.domain.money import rounded
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.workdays import DAY, add_months

ZERO: Final = Decimal(0)
HUNDREDTH: Final = Decimal("0.01")
HUNDRED: Final = 100

ByMonth = Mapping[date, Decimal]
Place = UUID | None
"""A phase by its id, or what falls outside every phase."""


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
        for each in _work(plan)
    }
    return EarnedValues(
        whole=reduce(EarnedValue.__add__, parts.values(), EarnedValue(currency=plan.currency)), parts=parts
    )


def value_curve(plan: Plan, today: date) -> tuple[CurvePoint, ...]:
    """Planned, earned and spent by month, each added up from the beginning to the plan's end and to what comes later.

    What was earned by the end of a past month: what was done by then, and the percent of work in progress that was last
    written by then. So the curve ends in today's figures.
    """
    work = tuple(_work(plan))
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


Standing = Callable[[Milestone, date], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """A part of the plan: its money by month, and its milestones with the days on which they are due."""

    place: Place
    currency: str
    costs: ByMonth
    spent: ByMonth
    milestones: tuple[tuple[Milestone, date], ...]

    @property
    def budget(self) -> Decimal:
        return sum(self.costs.values(), ZERO)

    def planned(self, day: date) -> Decimal:
        """What was to be done by a day."""
        if not self.milestones:
            return self._effort(day)
        return self._share(sum(each.weight for each, due in self.milestones if due <= day) * HUNDRED)

    def earned(self, day: date, standing: Standing) -> Decimal:
        """What is done by a day."""
        if not self.milestones:
            return self._effort(day)
        return self._share(sum(each.weight * standing(each, day) for each, _ in self.milestones))

    def spent_until(self, month: date) -> Decimal:
        """What was spent in a month and before it."""
        return sum((amount for each, amount in self.spent.items() if each <= month), ZERO)

    def _share(self, weight: int) -> Decimal:
        """The part of the budget that so many hundredths of weight have."""
        whole = sum(each.weight for each, _ in self.milestones) * HUNDRED
        return rounded(self.budget * weight / whole, self.currency)

    def _effort(self, day: date) -> Decimal:
        """Level of effort: the budget of the months that have begun."""
        return sum((amount for month, amount in self.costs.items() if month <= day), ZERO)


def _stands(milestone: Milestone, _day: date) -> int:
    """Percent complete as it stands."""
    return milestone.share_done


def _stood(milestone: Milestone, day: date) -> int:
    """Percent complete by a day in the past, as far as the plan itself knows."""
    known = milestone.done_on if milestone.status == "done" else None
    return milestone.share_done if (known or milestone.changed_at.date()) <= day else 0


def _work(plan: Plan) -> Iterator[_Work]:
    """The parts of a plan in the order of its phases, what falls outside them last."""
    costs = _by_place(plan, _added(pair for line in plan.budget for pair in line.by_month(plan.currency)))
    spent = _by_place(plan, _added((each.month, each.amount) for each in plan.spending))
    held = {each.id: each.due for each in plan.baseline.milestones} if plan.baseline else {}
    known = {each.id for each in plan.phases}
    milestones: dict[Place, list[tuple[Milestone, date]]] = defaultdict(list)
    for each in plan.milestones:
        if each.status != "dropped" and each.weight:
            place = each.phase_id if each.phase_id in known else None
            milestones[place].append((each, held.get(each.id, each.planned_due)))
    for place in (*(each.id for each in plan.phases), None):
        if place in costs or place in spent or place in milestones:
            yield _Work(
                place=place,
                currency=plan.currency,
                costs=costs.get(place, {}),
                spent=spent.get(place, {}),
                milestones=tuple(milestones.get(place, ())),
            )


def _by_place(plan: Plan, amounts: ByMonth) -> dict[Place, dict[date, Decimal]]:
    """Amounts of months shared out among the phases, to the last minor unit."""
    found: dict[Place, dict[date, Decimal]] = defaultdict(dict)
    for month, amount in amounts.items():
        for place, share in _shared(amount, month, plan.phases, plan.currency):
            found[place][month] = share
    return found


def _shared(amount: Decimal, month: date, phases: Iterable[Phase], currency: str) -> Iterator[tuple[Place, Decimal]]:
    """An amount of a month among phases, by their days in it. Differences of running sums, so that nothing is lost."""
    days = [(each.id, count) for each in phases if (count := _days_in(each, month))]
    whole = sum(count for _, count in days)
    if not whole:
        yield None, amount
        return
    counted, given = 0, ZERO
    for place, count in days:
        counted += count
        until = amount if counted == whole else rounded(amount * counted / whole, currency)
        yield place, until - given
        given = until


def _days_in(phase: Phase, month: date) -> int:
    """How many days of a month lie in a phase."""
    first, last = max(phase.starts, month), min(phase.ends, add_months(month, 1) - DAY)
    return max(0, (last - first).days + 1)


def _added(pairs: Iterable[tuple[date, Decimal]]) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(Decimal)
    for day, amount in pairs:
        found[day.replace(day=1)] += amount
    return found


def _months(plan: Plan, work: Iterable[_Work]) -> Iterator[date]:
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
