"""Where money meets work: what each part of a plan is to cost, what was spent on it, and how far it is.

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
from typing import Final
from uuid import UUID

from roadmap.domain.milestones import Milestone
from roadmap.domain.money import rounded
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.workdays import DAY, add_months

ZERO: Final = Decimal(0)
HUNDRED: Final = 100
ByMonth = Mapping[date, Decimal]
Place = UUID | None
"""A phase by its id, or what falls outside every phase."""
Standing = Callable[[Milestone, date], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A part of the plan: its money by month, and its milestones with the days on which they are due."""

    place: Place
    currency: str
    costs: ByMonth
    spent: ByMonth
    milestones: tuple[tuple[Milestone, date], ...]

    @property
    def budget(self) -> Decimal:
        """Its whole budget."""
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


def work_of(plan: Plan) -> Iterator[Work]:
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
            yield Work(
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
