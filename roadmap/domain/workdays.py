"""Working days of a country: Monday to Friday (or the country's own weekend), less its public holidays."""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays
from holidays.holiday_base import HolidayBase

DAY = timedelta(days=1)
SHORTEST_MONTH = 28
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Plans lie between these years, both included: beyond them no calendar of public holidays means anything."""
FARTHEST_YEAR = 2400
"""Where a schedule may at most overrun to before it is refused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """Where the schedule put a date, and the English name of the holiday (or ``weekend``) it fell on."""

    wanted: date
    because: str


class WorkingCalendar:
    """The working days of one country or part of it.

    ``day_off`` tells the name of the public holiday on a day, or nothing. Weekends are the country's.
    """

    def __init__(self, weekend: frozenset[int], day_off: Callable[[date], str | None]) -> None:
        """A calendar from its weekend (Monday is 0) and its holidays."""
        self._weekend = weekend
        self._day_off = day_off
        self._known: dict[date, str | None] = {}
        # The working days of a run of whole years as ordinals, in order: counting days is then looking up places.
        self._days: list[int] = []
        self._first, self._last = 0, -1
        # How many of them were put before the first that was known, so that a place once told stays true.
        self._earlier = 0

    def why_off(self, day: date) -> str | None:
        """The name of the holiday on ``day``, ``weekend``, or nothing for a working day."""
        try:
            return self._known[day]
        except KeyError:
            reason = self._day_off(day) or ("weekend" if day.weekday() in self._weekend else None)
            return self._known.setdefault(day, reason)

    def on_or_after(self, day: date) -> date:
        """The first working day that is not before ``day``."""
        return self.plus(day, 0)

    def on_or_before(self, day: date) -> date:
        """The last working day that is not after ``day``."""
        return self.minus(day, 0)

    def plus(self, day: date, count: int) -> date:
        """The working day ``count`` working days after ``day``, which is itself taken forward to a working day."""
        self._reach(day.year)
        place = bisect_left(self._days, day.toordinal()) + max(count, 0)
        while place >= len(self._days):
            self._reach(self._last + 1)
        return date.fromordinal(self._days[place])

    def minus(self, day: date, count: int) -> date:
        """The working day ``count`` working days before ``day``, which is itself taken back to a working day."""
        self._reach(day.year)
        place = bisect_right(self._days, day.toordinal()) - 1 - max(count, 0)
        while place < 0:
            place -= len(self._days)
            self._reach(self._first - 1)
            place += len(self._days)
        return date.fromordinal(self._days[place])

    def _reach(self, year: int) -> None:
        """Know the working days of a year, and of those between it and the years already known."""
        if not self._days:
            self._days, self._first, self._last = self._working_days(year), year, year
        while year < self._first:
            days = self._working_days(self._first - 1)
            self._days = days + self._days
            self._earlier += len(days)
            self._first -= 1
        while year > self._last:
            self._days = self._days + self._working_days(self._last + 1)
            self._last += 1

    def place(self, day: date) -> int:
        """The place of a working day among all of this calendar; a day off has that of the next working day.

        Places count working days from a day of the calendar's own choice: the difference of two is a duration. They
        are for who computes with many days at once; they may be negative and mean nothing in another calendar.
        """
        self._reach(day.year)
        return bisect_left(self._days, day.toordinal()) - self._earlier

    def place_before(self, day: date) -> int:
        """Give the same, but a day off has the place of the last working day before it."""
        self._reach(day.year)
        return bisect_right(self._days, day.toordinal()) - 1 - self._earlier

    def day_at(self, place: int) -> date:
        """The working day at a place. Raises ``OverflowError`` beyond ``FARTHEST_YEAR`` on either side."""
        while place + self._earlier < 0:
            self._reach(self._first - 1)
        while place + self._earlier >= len(self._days):
            if self._last >= FARTHEST_YEAR:
                raise OverflowError
            self._reach(self._last + 1)
        return date.fromordinal(self._days[place + self._earlier])

    def _working_days(self, year: int) -> list[int]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return [day for day in range(first, last + 1) if not self.why_off(date.fromordinal(day))]

    def last_day(self, start: date, duration: int) -> date:
        """The last of ``duration`` working days (at least one) that begin on ``start`` or the next working day."""
        return self.plus(start, duration - 1)

    def first_day(self, due: date, duration: int) -> date:
        """The first of ``duration`` working days that end on ``due`` or the working day before it."""
        return self.minus(due, duration - 1)

    def duration(self, start: date, due: date) -> int:
        """How many working days lie from ``start`` to ``due``, both included; 0 when there are none."""
        if due < start:
            return 0
        self._reach(start.year)
        self._reach(due.year)
        return bisect_right(self._days, due.toordinal()) - bisect_left(self._days, start.toordinal())


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    return {code: tuple(parts) for code, parts in holidays.list_supported_countries(include_aliases=False).items()}


def is_country(code: str) -> bool:
    """Whether this is the ISO 3166-1 alpha-2 code of a country: public holidays are known of each of them."""
    return code in _countries()


def subdivisions(country: str) -> tuple[str, ...]:
    """The parts of a country (ISO 3166-2, without the country) that have public holidays of their own."""
    return _countries().get(country, ())


@lru_cache(maxsize=300)
def subdivision_names(country: str) -> dict[str, str]:
    """The English names of these parts by their codes, by name; empty where only the code is known."""
    kind = getattr(holidays, country, None)
    names = {code: name for name, code in getattr(kind, "subdivisions_aliases", {}).items()}
    return dict(sorted(((code, names.get(code, "")) for code in subdivisions(country)), key=lambda pair: pair[::-1]))


@lru_cache(maxsize=64)
def working_calendar(country: str, subdivision: str = "") -> WorkingCalendar:
    """The working calendar of a country (ISO 3166-1 alpha-2) or a part of it.

    A part that has no holidays of its own keeps those of its country; of an unknown country only weekends are free.
    """
    if not is_country(country):
        return WorkingCalendar(frozenset({5, 6}), lambda _: None)
    part = subdivision if subdivision in subdivisions(country) else None
    known: HolidayBase = holidays.country_holidays(country, subdiv=part, language="en_US")

    def day_off(day: date) -> str | None:
        if day.year in known.years:
            return known.get(day)
        # Some countries publish certain holidays only some years ahead and say so by a warning; the others still hold.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return known.get(day)

    return WorkingCalendar(frozenset(known.weekend), day_off)


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later (or earlier); the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 (December)
    return date(year, month + 1, min(day.day, (following - DAY).day))
