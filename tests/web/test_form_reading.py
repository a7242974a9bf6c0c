"""What forms read: whole numbers as somebody types them, and never two numbers as one."""

from __future__ import annotations

import pytest

from roadmap.web.forms.reading import whole


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("12 %", 12),
        ("12%", 12),
        ("-3", -3),
        ("1 234", 1234),
        ("1\u202f234\u00a0567", 1234567),
    ],
)
def test_a_whole_number_is_read_with_what_stands_around_it(typed: str, number: int) -> None:
    assert whole(typed) == number


@pytest.mark.parametrize("typed", ["1 2", "12 34", "1 2345", "%", "", "1.0", "1e3", "--1", "٣", "1%2", "9" * 10])
def test_what_could_be_two_numbers_or_none_is_not_guessed(typed: str) -> None:
    assert whole(typed) is None
