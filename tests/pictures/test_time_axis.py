"""A time axis keeps the order of days and leaves its labels room."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.time_axis import labelled, now_label, ticks, time_axis, whole_months

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(DAYS, DAYS, DAYS, DAYS)
def test_an_earlier_day_never_stands_further_right(a: date, b: date, c: date, d: date) -> None:
    first, last = whole_months((a, b))
    axis = time_axis(first, last, 100, 700)
    earlier, later = min(c, d), max(c, d)
    assert axis.before(earlier) <= axis.before(later)
    assert axis.before(earlier) < axis.after(earlier)
    assert 100 <= axis.within(axis.before(earlier)) <= axis.within(axis.before(later)) <= 700


def test_whole_months_reach_from_the_first_of_one_to_the_last_of_another() -> None:
    assert whole_months((date(2028, 2, 3), date(2027, 12, 9))) == (date(2027, 12, 1), date(2028, 2, 29))


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=40)
@given(months=st.integers(3, 130), start=st.dates(date(2020, 1, 1), date(2035, 1, 1)), width=st.integers(240, 900))
def test_labels_of_an_axis_never_meet(code: str, months: int, start: date, width: int) -> None:
    first, last = whole_months((start, start + timedelta(days=months * 30)))
    axis = time_axis(first, last, 0, width)
    shown = labelled(ticks(first, last, axis, language(code)), frozenset(), width)
    assert all(one.at + 4 + one.width < other.at + 4 for one, other in pairwise(shown))
    assert all(mark.at >= 0 and mark.at + 4 + mark.width <= width for mark in shown)


@given(at=st.integers(0, 600))
def test_the_word_for_today_covers_no_label_that_is_shown(at: int) -> None:
    first, last = date(2026, 4, 1), date(2028, 3, 31)
    axis = time_axis(first, last, 0, 600)
    marks = ticks(first, last, axis, language("en"))
    now = now_label(at, "Today", marks, (0, 620))
    begin, end = (now.text_at - 40, now.text_at) if now.is_left else (now.text_at, now.text_at + 40)
    shown = labelled(marks, now.hidden, 608)
    assert all(mark.at + 4 + mark.width < begin or end < mark.at + 4 for mark in shown)
