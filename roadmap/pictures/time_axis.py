"""A time axis: days to positions, and ticks whose labels have room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.i18n.language import Language
from roadmap.pictures.text_widths import text_width

GAP = 10
"""Pixels that must stay free between two labels on an axis."""

YEAR, HALF_YEAR = 12, 6
STEPS = (1, 2, 3, HALF_YEAR, YEAR, 24, 60, 120)
"""Months between two ticks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeAxis:
    """Days laid between ``left`` and ``right``; ``scale`` is a day's width, ``origin`` where day 0 would begin."""

    origin: float
    left: float
    right: float
    scale: float

    def before(self, day: date) -> float:
        """Where the day begins; an earlier day stands further left."""
        return self.origin + day.toordinal() * self.scale

    def after(self, day: date) -> float:
        """Where the day ends."""
        return self.origin + (day.toordinal() + 1) * self.scale

    def within(self, at: float) -> float:
        """The position, or the nearer end of the axis when it lies outside."""
        return min(max(at, self.left), self.right)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A tick with its label in two parts, month and year, of which either may be empty."""

    at: float
    month: str
    year: str
    width: float


def whole_months(days: Iterable[date]) -> tuple[date, date]:
    """The first day of the earliest month and the last day of the latest one among the days."""
    known = tuple(days)
    first, last = min(known), max(known)
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1) if last < date(9999, 12, 1) else date.max
    return first.replace(day=1), following - timedelta(days=1)


def time_axis(first: date, last: date, left: float, right: float) -> TimeAxis:
    """An axis from the beginning of ``first`` to the end of ``last``."""
    scale = (right - left) / max((last - first).days + 1, 1)
    return TimeAxis(origin=left - first.toordinal() * scale, left=left, right=right, scale=scale)


def ticks(first: date, last: date, axis: TimeAxis, language: Language, size: float = 13) -> tuple[Tick, ...]:
    """Ticks at beginnings of months, as close as labels allow; a year stands at the first tick and at each January."""
    names = language.locale.months["stand-alone"]["abbreviated"]
    month_room = max(text_width(name, size) for name in names.values())
    year_room = text_width("2000", size, is_bold=True)
    for step in STEPS:
        room = axis.scale * step * 30
        days = _beginnings(first, last, step)
        if step < YEAR and room >= month_room + 4 + year_room + GAP:
            return tuple(
                _tick(day, axis, names[day.month], is_full=index == 0 or day.month == 1, size=size)
                for index, day in enumerate(days)
            )
        if step == HALF_YEAR and room >= max(month_room, year_room) + GAP:
            return tuple(
                _tick(day, axis, "" if day.month == 1 else names[day.month], is_full=day.month == 1, size=size)
                for day in days
            )
        if step >= YEAR and room >= year_room + GAP:
            return tuple(_tick(day, axis, "", is_full=True, size=size) for day in days)
    return ()


def _beginnings(first: date, last: date, step: int) -> tuple[date, ...]:
    """First days of months from ``first`` to ``last`` that a whole number of steps parts from a January."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
    return tuple(day for day in days if first <= day <= last)


def _tick(day: date, axis: TimeAxis, name: str, *, is_full: bool, size: float) -> Tick:
    year = str(day.year) if is_full else ""
    width = text_width(name, size) + (4 if name and year else 0) + text_width(year, size, is_bold=True)
    return Tick(at=axis.before(day), month=name, year=year, width=width)


@dataclass(frozen=True, kw_only=True, slots=True)
class NowLabel:
    """Where the word for today stands beside its line."""

    at: float
    text_at: float
    is_left: bool
    hidden: frozenset[int]


def now_label(at: float, word: str, marks: tuple[Tick, ...], bounds: tuple[float, float]) -> NowLabel:
    """Left or right of today's line, where it hides fewer labels; ``hidden`` are the indexes of ticks it covers."""
    room = text_width(word, is_bold=True)
    options = []
    for is_left in (True, False):
        begin = at - 5 - room if is_left else at + 5
        hidden = {
            index
            for index, mark in enumerate(marks)
            if mark.at + 4 < begin + room + 6 and begin - 6 < mark.at + 4 + mark.width
        }
        lost_years = sum(1 for index in hidden if marks[index].year)
        is_out = begin < bounds[0] or begin + room > bounds[1]
        options.append((is_out, lost_years, len(hidden), not is_left, frozenset(hidden)))
    _, _, _, is_right, hidden_ticks = min(options, key=lambda option: option[:4])
    text_at = at + 5 if is_right else at - 5
    return NowLabel(at=at, text_at=text_at, is_left=not is_right, hidden=hidden_ticks)


def labelled(marks: tuple[Tick, ...], hidden: frozenset[int], limit: float) -> tuple[Tick, ...]:
    """The ticks whose labels can stand: not hidden, and ending before ``limit``, if need be with the year alone."""
    found = []
    for index, mark in enumerate(marks):
        room = limit - mark.at - 4
        if index in hidden or room < 0:
            continue
        year_width = text_width(mark.year, is_bold=True)
        if mark.width <= room:
            found.append(mark)
        elif mark.year and year_width <= room:
            found.append(Tick(at=mark.at, month="", year=mark.year, width=year_width))
    return tuple(found)
