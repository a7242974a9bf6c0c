"""A solved network: where each activity falls, how far it can slip, and what pins ask in vain."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from roadmap.domain.schedule.activities import Activity
from roadmap.domain.workdays import WorkingCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """Where one activity falls; all days are working days, both ends included, but for what really happened.

    ``total_slack`` is how many working days it can slip before the last activity slips or a pin breaks, ``free_slack``
    before any other does. ``driver`` is what decides its start: another activity's key, or nothing where it is its own
    earliest day.
    """

    start: date
    due: date
    late_start: date
    late_due: date
    total_slack: int
    free_slack: int
    driver: Hashable | None

    @property
    def is_critical(self) -> bool:
        """A day lost here is a day lost at the end."""
        return self.total_slack <= 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A pin that cannot be met: what comes before takes ``days`` calendar days more than it leaves."""

    key: Hashable
    driver: Hashable | None
    days: int


@dataclass
class Schedule:
    """The solved network. Numbers are places in ``activities``; in ``order`` each comes after what it waits for.

    How far each can slip is worked out (``backward``) when it is first asked for.
    """

    calendar: WorkingCalendar
    activities: Sequence[Activity]
    number: Mapping[Hashable, int]
    order: Sequence[int]
    start: list[int]
    due: list[int]
    driver: list[int]
    needed: list[int]
    """The start that what comes before asks for, where a pin holds the activity elsewhere."""
    finish: int
    backward: Callable[[], tuple[list[int], list[int]]]
    """The latest due place of each activity, and how many places it can slip before another one does."""
    conflicts: tuple[Conflict, ...] = ()

    @cached_property
    def late_and_free(self) -> tuple[list[int], list[int]]:
        """What ``backward`` gives, once."""
        return self.backward()

    def __getitem__(self, key: Hashable) -> Timing:
        """Where an activity falls. Raises ``KeyError``."""
        return self.timing(self.number[key])

    def __iter__(self) -> Iterator[tuple[Hashable, Timing]]:
        """Every activity with where it falls, in the given order."""
        return ((each.key, self.timing(index)) for index, each in enumerate(self.activities))

    def timing(self, index: int) -> Timing:
        """Where the activity with this number falls."""
        activity, day_at = self.activities[index], self.calendar.day_at
        start, due = self.start[index], self.due[index]
        latest, free = self.late_and_free
        late = latest[index]
        driver = self.driver[index]
        return Timing(
            start=activity.started or day_at(start),
            due=activity.finished or day_at(due),
            late_start=activity.started or day_at(late - (due - start)),
            late_due=activity.finished or day_at(late),
            total_slack=late - due,
            free_slack=free[index],
            driver=None if driver < 0 else self.activities[driver].key,
        )

    def critical_path(self) -> tuple[Hashable, ...]:
        """The activities without slack that are not finished, each after what it waits for."""
        late_due, _ = self.late_and_free
        return tuple(
            self.activities[index].key
            for index in self.order
            if late_due[index] <= self.due[index] and self.activities[index].finished is None
        )
