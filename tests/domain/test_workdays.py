"""Working days of a country, and months that end where they end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.workdays import DAY, add_months, is_country, subdivisions, working_calendar

CROATIA = working_calendar("HR")
days = st.dates(date(2027, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 12, 31), 1, date(2028, 1, 31)),
        (date(2028, 1, 1), -1, date(2027, 12, 1)),
        (date(2027, 10, 31), 1, date(2027, 11, 30)),
        (date(2027, 5, 15), 0, date(2027, 5, 15)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(days, st.integers(-60, 60))
def test_months_never_skip_a_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.year * 12 + moved.month - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + DAY).month != moved.month


@given(days, st.integers(1, 300))
def test_so_many_working_days_from_a_start_are_so_many_to_its_end(start: date, duration: int) -> None:
    due = CROATIA.last_day(start, duration)
    assert CROATIA.why_off(due) is None
    assert CROATIA.duration(start, due) == duration
    assert CROATIA.first_day(due, duration) == CROATIA.on_or_after(start)


@given(days, st.integers(0, 200))
def test_back_and_forth_by_working_days_is_the_same_day(day: date, count: int) -> None:
    day = CROATIA.on_or_after(day)
    assert CROATIA.minus(CROATIA.plus(day, count), count) == day


@given(days)
def test_the_working_day_around_a_day_is_the_nearest_one(day: date) -> None:
    after, before = CROATIA.on_or_after(day), CROATIA.on_or_before(day)
    assert before <= day <= after
    assert (before == day) == (after == day) == (CROATIA.why_off(day) is None)


@pytest.mark.parametrize(
    ("country", "part", "day", "why"),
    [
        ("HR", "", date(2027, 1, 6), "Epiphany"),
        ("HR", "", date(2027, 3, 27), "weekend"),
        ("HR", "", date(2027, 3, 30), None),
        ("CZ", "", date(2027, 3, 26), "Good Friday"),
        ("GB", "SCT", date(2027, 11, 30), "Saint Andrew's Day"),
        ("GB", "ENG", date(2027, 11, 30), None),
        ("GB", "nowhere", date(2027, 12, 27), "Christmas Day (observed)"),
        ("XX", "", date(2027, 12, 27), None),
        ("XX", "", date(2027, 12, 26), "weekend"),
    ],
)
def test_holidays_are_those_of_the_country_or_its_part(country: str, part: str, day: date, why: str | None) -> None:
    found = working_calendar(country, part).why_off(day)
    assert (found or "").startswith(why or "")
    assert (found is None) == (why is None)


def test_a_weekend_is_the_countrys_own() -> None:
    friday, sunday = date(2027, 3, 5), date(2027, 3, 7)
    egypt = working_calendar("EG")
    assert (egypt.why_off(friday), egypt.why_off(sunday)) == ("weekend", None)


@pytest.mark.parametrize("country", ["HR", "IN", "US", "JP", "SA"])
def test_far_years_are_no_trouble(country: str) -> None:
    assert working_calendar(country).on_or_after(date(2099, 12, 30)) <= date(2100, 1, 10)


def test_countries_and_their_parts_are_known() -> None:
    assert is_country("HR")
    assert not is_country("hr")
    assert not is_country("XX")
    assert set(subdivisions("GB")) == {"ENG", "NIR", "SCT", "WLS"}
    assert subdivisions("XX") == ()
