"""What a change of a plan brings with it: dates that move, pins that break, money, and what comes and goes.

Figures of money are in the plan's currency; days are calendar days, negative where something comes earlier.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from roadmap.domain.funding import committed, probable
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule import Dates, forecast, plan_schedule
from roadmap.domain.workdays import WorkingCalendar

ZERO = Decimal(0)
Forecasts = tuple[Mapping[UUID, Dates], Mapping[UUID, Dates]]
"""Where the dates of a plan fall before and after a change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A milestone whose planned dates change. ``days`` is by how much its due date does.

    ``expected`` is the day on which it is expected before and after alike, where that stays; ``cause`` is what comes
    before it, where that is the reason.
    """

    before: Milestone
    after: Milestone
    expected: date | None = None
    cause: Milestone | None = None

    @property
    def days(self) -> int:
        """Calendar days between the due dates."""
        return (self.after.planned_due - self.before.planned_due).days


@dataclass(frozen=True, kw_only=True, slots=True)
class CostChange:
    """The cost of a category before and after."""

    category: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenPin:
    """A pin that could be met before and no longer can. ``cause`` is what comes before it, where that is the reason."""

    milestone: Milestone
    cause: Milestone | None
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Consequences:
    """Everything that a change brings.

    ``committed`` and ``probable`` are the sums of amounts of funding that are firm and that are not, before and after.
    ``end_before`` and ``end_after`` are the last planned due date, where there is one; ``forecast_before`` and
    ``forecast_after`` are where it is now expected.
    """

    moves: tuple[Move, ...]
    added: tuple[Milestone, ...]
    removed: tuple[Milestone, ...]
    phases: tuple[tuple[Phase, Phase], ...]
    broken_pins: tuple[BrokenPin, ...]
    costs: tuple[CostChange, ...]
    committed: tuple[Decimal, Decimal]
    probable: tuple[Decimal, Decimal]
    end_before: date | None
    end_after: date | None
    forecast_before: date | None
    forecast_after: date | None

    @property
    def is_nothing(self) -> bool:
        """Whether no date and no amount changes."""
        items = (self.moves, self.added, self.removed, self.phases, self.broken_pins, self.costs)
        return not any(items) and not any(then != now for now, then in (self.committed, self.probable))


def consequences(
    before: Plan, after: Plan, calendar: WorkingCalendar, today: date, forecasts: Forecasts | None = None
) -> Consequences:
    """What the change from one state of a plan to another brings, both with their phases, milestones and money.

    Who has forecast both already gives the ``forecasts`` along.
    """
    now, then = forecasts or (forecast(before, calendar, today), forecast(after, calendar, today))
    old, new = (_by_id(plan) for plan in (before, after))
    return Consequences(
        moves=tuple(
            _move(old[key], each, (now[each.id], then[each.id]), new)
            for key, each in new.items()
            if key in old and old[key].planned_days != each.planned_days
        ),
        added=tuple(each for key, each in new.items() if key not in old),
        removed=tuple(each for key, each in old.items() if key not in new),
        phases=_moved_phases(before.phases, after.phases),
        broken_pins=_broken_pins(before, after, calendar),
        costs=_costs(before, after),
        committed=(committed(before.commitments), committed(after.commitments)),
        probable=(probable(before.commitments), probable(after.commitments)),
        end_before=_last(each.planned_due for each in before.milestones if each.status != "dropped"),
        end_after=_last(each.planned_due for each in after.milestones if each.status != "dropped"),
        forecast_before=_forecast_end(before, now),
        forecast_after=_forecast_end(after, then),
    )


def _by_id(plan: Plan) -> dict[Hashable, Milestone]:
    return {each.id: each for each in plan.milestones}


def _move(before: Milestone, after: Milestone, dates: tuple[Dates, Dates], known: Mapping[Hashable, Milestone]) -> Move:
    now, then = dates
    if (now.start, now.due) != (then.start, then.due) or not after.is_open:
        return Move(before=before, after=after)
    return Move(before=before, after=after, expected=then.due, cause=known.get(then.driver))


def _moved_phases(before: Iterable[Phase], after: Iterable[Phase]) -> tuple[tuple[Phase, Phase], ...]:
    old = {each.id: each for each in before}
    pairs = ((old[each.id], each) for each in after if each.id in old)
    return tuple((was, now) for was, now in pairs if (was.starts, was.ends) != (now.starts, now.ends))


def _broken_pins(before: Plan, after: Plan, calendar: WorkingCalendar) -> tuple[BrokenPin, ...]:
    # Only pins can conflict: a network without any need not be solved.
    conflicts = plan_schedule(after, calendar).conflicts if any(each.pin for each in after.milestones) else ()
    if not conflicts:
        return ()
    old = {each.key: each.days for each in plan_schedule(before, calendar).conflicts}
    now: dict[Hashable, Milestone] = {each.id: each for each in after.milestones}
    return tuple(
        BrokenPin(milestone=now[each.key], cause=now.get(each.driver), days=each.days)
        for each in conflicts
        if each.days > old.get(each.key, 0)
    )


def _costs(before: Plan, after: Plan) -> tuple[CostChange, ...]:
    if before.budget is after.budget and before.currency == after.currency:
        return ()
    old, new = _by_category(before), _by_category(after)
    return tuple(
        CostChange(category=key, before=old.get(key, ZERO), after=new.get(key, ZERO))
        for key in dict.fromkeys([*old, *new])
        if old.get(key, ZERO) != new.get(key, ZERO)
    )


def _by_category(plan: Plan) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in plan.budget:
        found[line.category] = found.get(line.category, ZERO) + line.total(plan.currency)
    return found


def _forecast_end(plan: Plan, dates: Mapping[UUID, Dates]) -> date | None:
    return _last(dates[each.id].due for each in plan.milestones if each.status != "dropped")


def _last(days: Iterable[date]) -> date | None:
    return max(days, default=None)
