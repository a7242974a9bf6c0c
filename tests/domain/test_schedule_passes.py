"""The engine agrees with an independent computation that goes through the calendar day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestones import LagUnit, LinkKind, Pin
from roadmap.domain.schedule import Activity, Offset, solve
from roadmap.domain.schedule.activities import Link
from roadmap.domain.workdays import DAY, WorkingCalendar, working_calendar

MONDAY = date(2027, 3, 1)
NETWORKS = 2_000
"""Random networks that each law is held against."""


def is_off(day: date) -> bool:
    """Weekends, and every eleventh day as a holiday."""
    return day.weekday() >= 5 or day.toordinal() % 11 == 0


CALENDAR = WorkingCalendar(frozenset({5, 6}), lambda day: "holiday" if day.toordinal() % 11 == 0 else None)


def forward(day: date, count: int = 0) -> date:
    """So many working days on, day by day."""
    while is_off(day):
        day += DAY
    for _ in range(count):
        day += DAY
        while is_off(day):
            day += DAY
    return day


def backward(day: date, count: int = 0) -> date:
    while is_off(day):
        day -= DAY
    for _ in range(count):
        day -= DAY
        while is_off(day):
            day -= DAY
    return day


def earliest(link: Link, before: tuple[date, date], duration: int) -> date:
    """The start that one link allows, by what the words of `Dependency` say."""
    start, due = before
    if link.kind == "finish-start":
        free = due + DAY
        return forward(free + timedelta(days=link.lag)) if link.unit == "calendar" else forward(free, link.lag)
    reference = start if link.kind == "start-start" else due
    there = forward(reference + timedelta(days=link.lag)) if link.unit == "calendar" else forward(reference, link.lag)
    return there if link.kind == "start-start" else backward(there, duration - 1)


def longest_paths(activities: list[Activity]) -> dict[int, tuple[date, date]]:
    """Relax every link until nothing moves (Bellman and Ford), instead of going through the network in order."""
    found = {}
    for each in activities:
        floor = forward(each.earliest)
        if each.pin and each.pin.kind == "not-before":
            floor = max(floor, forward(each.pin.day))
        found[each.key] = (floor, forward(floor, each.duration - 1))
    is_moving = True
    while is_moving:
        is_moving = False
        for each in activities:
            for link in each.links:
                start = earliest(link, found[link.before], each.duration)
                if start > found[each.key][0]:
                    found[each.key] = (start, forward(start, each.duration - 1))
                    is_moving = True
    return found  # type: ignore[return-value]


@st.composite
def networks(draw: st.DrawFn, *, most: int = 9) -> list[Activity]:
    """Any network without cycles, its activities in any order."""
    count = draw(st.integers(1, most))
    kinds: st.SearchStrategy[LinkKind] = st.sampled_from(["finish-start", "start-start", "finish-finish"])
    units: st.SearchStrategy[LagUnit] = st.sampled_from(["working", "calendar"])
    made = []
    for number in range(count):
        before = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        links = tuple(
            Link(before=each, kind=draw(kinds), lag=draw(st.integers(0, 8)), unit=draw(units))
            for each in sorted(before)
        )
        pin = None
        if draw(st.integers(0, 5)) == 0:
            pin = Pin(kind="not-before", day=MONDAY + timedelta(days=draw(st.integers(0, 60))))
        made.append(
            Activity(
                key=number,
                name=f"No. {number}",
                duration=draw(st.integers(1, 12)),
                earliest=MONDAY + timedelta(days=draw(st.integers(0, 40))),
                links=links,
                pin=pin,
            )
        )
    return draw(st.permutations(made))


@settings(max_examples=NETWORKS)
@given(networks())
def test_early_dates_are_the_longest_paths(activities: list[Activity]) -> None:
    solved = solve(activities, CALENDAR)
    assert {key: (timing.start, timing.due) for key, timing in solved} == longest_paths(activities)


@settings(max_examples=NETWORKS)
@given(networks(most=6))
def test_total_slack_is_how_far_one_can_slip_before_the_end_does(activities: list[Activity]) -> None:
    solved = solve(activities, CALENDAR)
    end = max(due for _, due in longest_paths(activities).values())
    for index, each in enumerate(activities):
        timing = solved[each.key]
        assert timing.total_slack >= timing.free_slack >= 0
        assert timing.late_due == forward(timing.due, timing.total_slack)
        for slip, holds in ((timing.total_slack, True), (timing.total_slack + 1, False)):
            late = [*activities]
            late[index] = replace(each, earliest=forward(timing.start, slip))
            assert (max(due for _, due in longest_paths(late).values()) == end) == holds


@settings(max_examples=NETWORKS)
@given(networks(most=6))
def test_free_slack_is_how_far_one_can_slip_before_anything_else_does(activities: list[Activity]) -> None:
    solved, before = solve(activities, CALENDAR), longest_paths(activities)
    end = max(due for _, due in before.values())
    for index, each in enumerate(activities):
        for slip, holds in ((solved[each.key].free_slack, True), (solved[each.key].free_slack + 1, False)):
            late = [*activities]
            late[index] = replace(each, earliest=forward(before[each.key][0], slip))  # type: ignore[index]
            after = longest_paths(late)
            others = all(after[key] == before[key] for key in before if key != each.key)
            assert (others and max(due for _, due in after.values()) == end) == holds


@settings(max_examples=NETWORKS)
@given(networks(), st.integers(0, 60))
def test_a_pin_that_cannot_be_met_says_by_how_many_days(activities: list[Activity], days: int) -> None:
    pin = Pin(kind="not-after", day=MONDAY + timedelta(days=days))
    pinned = [replace(activities[0], pin=pin), *activities[1:]]
    _, due = longest_paths(pinned)[pinned[0].key]  # type: ignore[index]
    conflicts = solve(pinned, CALENDAR).conflicts
    if due > backward(pin.day):
        assert [(each.key, each.days) for each in conflicts] == [(pinned[0].key, (due - pin.day).days)]
    else:
        assert not conflicts


@settings(max_examples=200)
@given(networks())
def test_the_order_in_which_activities_are_given_does_not_matter(activities: list[Activity]) -> None:
    shuffled = sorted(activities, key=lambda each: str(each.key))
    assert dict(solve(activities, CALENDAR)) == dict(solve(shuffled, CALENDAR))


@settings(max_examples=200)
@given(networks())
def test_something_is_critical_and_the_critical_path_is_in_order(activities: list[Activity]) -> None:
    solved = solve(activities, CALENDAR)
    path = solved.critical_path()
    assert path
    assert all(solved[key].is_critical for key in path)
    place = {activities[index].key: turn for turn, index in enumerate(solved.order)}
    assert [place[key] for key in path] == sorted(place[key] for key in path)


def one(key: str, days: int = 5, **more: object) -> Activity:
    values: dict[str, object] = {"key": key, "name": key, "duration": days, "earliest": MONDAY}
    return Activity(**(values | more))  # type: ignore[arg-type]


WEEKDAYS = WorkingCalendar(frozenset({5, 6}), lambda _: None)


def test_a_cycle_is_refused_with_its_path_by_name() -> None:
    circle = [
        one("Budget", links=(Link(before="Vote"),)),
        one("Vote", links=(Link(before="Letter"),)),
        one("Letter", offset=Offset(on="Budget")),
    ]
    with pytest.raises(RuleBrokenError) as refused:
        solve(circle, WEEKDAYS)
    fault = refused.value.faults[0]
    assert fault.message.key == "schedule.cycle"
    assert fault.message.values["path"] == "Budget → Vote → Letter → Budget"


def test_what_is_pinned_on_a_day_stays_there_and_what_follows_it_with_it() -> None:
    pin = Pin(kind="on", day=date(2027, 3, 12))
    solved = solve(
        [one("a", 20), one("b", links=(Link(before="a"),), pin=pin), one("c", links=(Link(before="b"),))], WEEKDAYS
    )
    assert (solved["b"].start, solved["b"].due) == (date(2027, 3, 8), date(2027, 3, 12))
    assert solved["c"].start == date(2027, 3, 15)
    (conflict,) = solved.conflicts
    assert (conflict.key, conflict.driver, conflict.days) == ("b", "a", (date(2027, 4, 2) - pin.day).days)
    assert solved["a"].total_slack < 0


def test_without_holding_pins_it_comes_when_it_can() -> None:
    late = one("b", links=(Link(before="a"),), pin=Pin(kind="on", day=date(2027, 3, 12)))
    solved = solve([one("a", 20), late], WEEKDAYS, holds_pins=False)
    assert solved["b"].due == date(2027, 4, 2)
    assert [each.days for each in solved.conflicts] == [21]


def test_a_pin_on_a_day_off_is_met_on_the_working_day_before() -> None:
    saturday = date(2027, 3, 13)
    solved = solve([one("a", pin=Pin(kind="on", day=saturday))], WEEKDAYS)
    assert solved["a"].due == date(2027, 3, 12)
    assert not solved.conflicts


def test_what_hangs_on_another_follows_it_by_months_and_days() -> None:
    solved = solve([one("a"), one("b", offset=Offset(on="a", of="due", months=3, days=-2))], WEEKDAYS)
    assert solved["a"].due == date(2027, 3, 5)
    assert solved["b"].start == date(2027, 6, 3)
    ending = solve([one("a"), one("b", offset=Offset(on="a", of="start", edge="due", months=1))], WEEKDAYS)
    assert ending["b"].due == date(2027, 4, 1)
    assert ending["a"].total_slack == 0


def test_what_is_finished_stands_and_what_has_begun_takes_what_is_left() -> None:
    done = one("a", started=date(2027, 3, 1), finished=date(2027, 3, 6))
    begun = one(
        "b",
        2,
        earliest=date(2027, 3, 10),
        started=date(2027, 3, 3),
        not_due_before=date(2027, 3, 9),
        links=(Link(before="a"),),
    )
    solved = solve([done, begun, one("c", links=(Link(before="a"), Link(before="b", kind="start-start")))], WEEKDAYS)
    assert (solved["a"].start, solved["a"].due) == (date(2027, 3, 1), date(2027, 3, 6))
    assert (solved["b"].start, solved["b"].due) == (date(2027, 3, 3), date(2027, 3, 11))
    assert solved["c"].start == date(2027, 3, 8)


def test_a_network_beyond_all_calendars_is_refused_in_words() -> None:
    chain = [one(str(n), 1300, links=(Link(before=str(n - 1)),) if n else ()) for n in range(200)]
    with pytest.raises(RuleBrokenError) as refused:
        solve(chain, working_calendar("HR"))
    assert refused.value.message.key == "schedule.too_far"


def test_nothing_to_schedule_is_no_trouble() -> None:
    assert solve([], WEEKDAYS).critical_path() == ()
