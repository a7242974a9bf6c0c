"""Differences from the baseline are told in the unit one would say them in."""

from __future__ import annotations

import pytest

from roadmap.pictures.differences import difference, shift
from tests.pictures.drawings import ENGLISH


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "on date"),
        (1, "1 day late"),
        (20, "20 days late"),
        (42, "6 weeks late"),
        (-21, "3 weeks early"),
        (-1, "1 day early"),
        (213, "7 months late"),
        (-213, "7 months early"),
        (None, "not in the baseline"),
    ],
)
def test_what_is_open_is_late_early_or_on_date(days: int | None, words: str) -> None:
    assert difference(days, ENGLISH) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "done on date"),
        (5, "done 5 days late"),
        (-42, "done 6 weeks early"),
        (42, "done 6 weeks late"),
        (-5, "done 5 days early"),
        (213, "done 7 months late"),
        (-213, "done 7 months early"),
        (None, "done, not in the baseline"),
    ],
)
def test_what_is_done_says_so_first(days: int | None, words: str) -> None:
    assert difference(days, ENGLISH, is_done=True) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "same date"),
        (1, "1 day later"),
        (-5, "5 days earlier"),
        (42, "6 weeks later"),
        (-42, "6 weeks earlier"),
        (213, "7 months later"),
        (-213, "7 months earlier"),
    ],
)
def test_between_two_states_of_a_plan_nothing_is_late(days: int, words: str) -> None:
    assert shift(days, ENGLISH) == words
