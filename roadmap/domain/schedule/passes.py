"""Early and late dates of a network by the critical path method (Kelley and Walker, 1959), with lags and pins.

All arithmetic is on places of working days, whole numbers; dates are made only of what is asked for. The forward pass
places each activity as early as what it waits for allows, the backward pass as late as what waits for it allows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.networks import in_order
from roadmap.domain.schedule.activities import Activity, Offset
from roadmap.domain.schedule.solved import Conflict, Schedule
from roadmap.domain.workdays import FARTHEST_YEAR, WorkingCalendar, add_months

FINISH_START, START_START, FINISH_FINISH = range(3)
_KINDS = {"finish-start": FINISH_START, "start-start": START_START, "finish-finish": FINISH_FINISH}
Wait = tuple[int, int, int, bool]
"""An activity waited for by its number, the kind of link, the lag, and whether that is in calendar days."""


def solve(activities: Sequence[Activity], calendar: WorkingCalendar, *, holds_pins: bool = True) -> Schedule:
    """Solve a network. Links to activities that are not in it are left aside.

    With ``holds_pins`` an activity that is pinned on a day stays there whatever comes before asks for, and the conflict
    is told; without, it comes when it can. Raises ``RuleBrokenError`` with the path of a cycle, and where the network
    runs beyond ``FARTHEST_YEAR``.
    """
    number = {each.key: index for index, each in enumerate(activities)}
    waits = _waits(activities, number)
    order = _order(activities, waits, number)
    forward = _Forward(activities, calendar, waits, number, holds_pins=holds_pins)
    with _within_reach():
        for index in order:
            forward.place(index)
        finish = max(forward.due, default=0)
        solved = Schedule(
            calendar=calendar,
            activities=activities,
            number=number,
            order=order,
            start=forward.start,
            due=forward.due,
            driver=forward.driver,
            needed=forward.needed,
            finish=finish,
            backward=lambda: _backward(forward, order, finish),
        )
        solved.conflicts = tuple(_conflicts(solved, calendar))
        if activities:
            calendar.day_at(finish)
    return solved


@contextmanager
def _within_reach() -> Iterator[None]:
    """Refuse what runs beyond the days that a calendar knows."""
    try:
        yield
    except OverflowError:
        raise RuleBrokenError(Fault(field="", message=message("schedule.too_far", year=str(FARTHEST_YEAR)))) from None


def _waits(activities: Sequence[Activity], number: Mapping[Hashable, int]) -> list[list[Wait]]:
    return [
        [
            (number[link.before], _KINDS[link.kind], link.lag, link.unit == "calendar")
            for link in each.links
            if link.before in number
        ]
        for each in activities
    ]


def _order(activities: Sequence[Activity], waits: list[list[Wait]], number: Mapping[Hashable, int]) -> list[int]:
    """Kahn's order: those that wait for nothing first, in the given order."""
    followers: list[list[int]] = [[] for _ in activities]
    missing = [0] * len(activities)
    for index, each in enumerate(waits):
        for before, *_ in each:
            followers[before].append(index)
        missing[index] = len(each)
    for index, activity in enumerate(activities):
        if activity.offset and activity.offset.on in number:
            followers[number[activity.offset.on]].append(index)
            missing[index] += 1
    order = [index for index, count in enumerate(missing) if not count]
    for index in order:
        for after in followers[index]:
            missing[after] -= 1
            if not missing[after]:
                order.append(after)
    if len(order) < len(activities):
        _refuse_cycle(activities, number)
    return order


def _refuse_cycle(activities: Sequence[Activity], number: Mapping[Hashable, int]) -> None:
    """Say which activities wait for each other, by their names."""

    @dataclass(frozen=True, slots=True)
    class Named:
        index: int

        def __str__(self) -> str:
            return activities[self.index].name or str(activities[self.index].key)

    waits = {}
    for index, each in enumerate(activities):
        before = [link.before for link in each.links] + ([each.offset.on] if each.offset else [])
        waits[Named(index)] = [Named(number[key]) for key in before if key in number]
    in_order(waits)


class _Forward:
    """The forward pass: the earliest place of each activity, given those before it."""

    def __init__(
        self,
        activities: Sequence[Activity],
        calendar: WorkingCalendar,
        waits: list[list[Wait]],
        number: Mapping[Hashable, int],
        *,
        holds_pins: bool,
    ) -> None:
        self.activities, self.calendar, self.waits, self.number = activities, calendar, waits, number
        self.holds_pins = holds_pins
        count = len(activities)
        self.start, self.due, self.needed = [0] * count, [0] * count, [0] * count
        self.driver = [-1] * count
        # Where an offset puts an activity by itself: it keeps that distance in the backward pass.
        self.hung: dict[int, tuple[int, int]] = {}

    def place(self, index: int) -> None:
        activity = self.activities[index]
        if activity.finished is not None:
            self.due[index] = self.calendar.place_before(activity.finished)
            self.start[index] = self.calendar.place(activity.started or activity.finished)
            return
        start = self.calendar.place(activity.earliest)
        duration = activity.duration
        if activity.pin is not None and activity.pin.kind == "not-before" and activity.started is None:
            start = max(start, self.calendar.place(activity.pin.day))
        if activity.offset is not None and activity.offset.on in self.number:
            start = max(start, self._hang(index, activity.offset, duration))
        start = self._wait(index, start, duration)
        if activity.pin is not None and activity.pin.kind == "on" and self.holds_pins:
            self._pin(index, start, activity.pin.day, duration)
            return
        due = start + duration - 1
        if activity.started is not None:
            if activity.not_due_before is not None:
                due = max(due, self.calendar.place_before(activity.not_due_before))
            start = min(self.calendar.place(activity.started), due)
        self.start[index], self.due[index], self.needed[index] = start, due, start

    def _wait(self, index: int, start: int, duration: int) -> int:
        """The earliest start that everything waited for allows."""
        due, begun = self.due, self.start
        for before, kind, lag, is_calendar in self.waits[index]:
            if is_calendar:
                earliest = self._calendar_lag(before, kind, lag, duration)
            elif kind == FINISH_START:
                earliest = due[before] + 1 + lag
            elif kind == START_START:
                earliest = begun[before] + lag
            else:
                earliest = due[before] + lag - duration + 1
            if earliest > start:
                start = earliest
                self.driver[index] = before
        return start

    def _calendar_lag(self, before: int, kind: int, lag: int, duration: int) -> int:
        days = self.calendar.day_at(self.start[before] if kind == START_START else self.due[before])
        reached = self.calendar.place(days + timedelta(days=lag + (kind == FINISH_START)))
        return reached - duration + 1 if kind == FINISH_FINISH else reached

    def _hang(self, index: int, offset: Offset, duration: int) -> int:
        on = self.number[offset.on]
        there = self.start[on] if offset.of == "start" else self.due[on]
        day = add_months(self.calendar.day_at(there), offset.months) + timedelta(days=offset.days)
        place = self.calendar.place(day)
        if offset.edge == "due":
            place = self.calendar.place_before(day) - duration + 1
        self.hung[index] = (on, place - self.due[on])
        return place

    def _pin(self, index: int, needed: int, day: date, duration: int) -> None:
        due = self.calendar.place_before(day)
        started = self.activities[index].started
        start = due - duration + 1 if started is None else min(self.calendar.place(started), due)
        self.start[index], self.due[index] = start, due
        self.needed[index] = max(needed, start) if self.driver[index] >= 0 else start


@_within_reach()
def _backward(forward: _Forward, order: Sequence[int], finish: int) -> tuple[list[int], list[int]]:
    """The latest due place of each activity, and how far it can slip before another one does."""
    activities, calendar, start, due = forward.activities, forward.calendar, forward.start, forward.due
    late = [finish] * len(activities)
    free = [finish - each for each in due]
    for index in reversed(order):
        activity = activities[index]
        if activity.finished is not None:
            late[index], free[index] = due[index], 0
            continue
        if activity.pin is not None and activity.pin.kind != "not-before":
            late[index] = min(late[index], calendar.place_before(activity.pin.day))
        late_due = late[index]
        length = due[index] - start[index]
        late_start = late_due - length
        for wait in forward.waits[index]:
            before, kind = wait[0], wait[1]
            if kind == START_START and activities[before].started is not None:
                continue
            allowed = _allowed(calendar, wait, late_start, late_due)
            spare = _allowed(calendar, wait, start[index], due[index])
            if kind == START_START:
                allowed += due[before] - start[before]
                spare += due[before] - start[before]
            late[before] = min(late[before], allowed)
            free[before] = min(free[before], spare - due[before])
        if index in forward.hung:
            on, distance = forward.hung[index]
            late[on] = min(late[on], late_start - distance)
            free[on] = min(free[on], start[index] - distance - due[on])
    return late, free


def _allowed(calendar: WorkingCalendar, wait: Wait, start: int, due: int) -> int:
    """The latest place of what is waited for (of its start, where starts are linked) that lets both ends hold."""
    _, kind, lag, is_calendar = wait
    there = due if kind == FINISH_FINISH else start
    if is_calendar:
        return calendar.place_before(calendar.day_at(there) - timedelta(days=lag + (kind == FINISH_START)))
    return there - lag - (kind == FINISH_START)


def _conflicts(solved: Schedule, calendar: WorkingCalendar) -> Iterator[Conflict]:
    """Pins that cannot be met, in the order of the activities."""
    for index, activity in enumerate(solved.activities):
        if activity.pin is None or activity.finished is not None or activity.pin.kind == "not-before":
            continue
        due = solved.due[index] + max(0, solved.needed[index] - solved.start[index])
        pinned = calendar.place_before(activity.pin.day)
        if due > pinned:
            driver = solved.driver[index]
            yield Conflict(
                key=activity.key,
                driver=None if driver < 0 else solved.activities[driver].key,
                days=(calendar.day_at(due) - activity.pin.day).days,
            )
