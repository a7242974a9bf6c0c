"""Days as people type and paste them: day first in every language, years whole, and nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.messages import Message
from roadmap.i18n import LANGUAGES, language
from roadmap.i18n.dates import read_day, written_day

CODES = sorted(LANGUAGES)
MARCH = date(2027, 3, 4)
days = st.dates()


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=300, deadline=None)
@given(day=days)
def test_what_a_form_shows_is_read_back_as_the_same_day(code: str, day: date) -> None:
    assert read_day(written_day(day, code), code) == day
    assert read_day(day.isoformat(), code) == day


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=100, deadline=None)
@given(day=st.dates(min_value=date(1999, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_copied_from_a_page_is_read_in_the_language_of_the_page(code: str, day: date) -> None:
    assert read_day(language(code).date(day), code) == day


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "typed",
    ["4/3/2027", "04/03/2027", "4.3.2027", "4. 3. 2027", "04. 03. 2027.", "4-3-2027", "2027/03/04", " 2027-03-04 "],
)
def test_the_day_comes_first_in_every_language(typed: str, code: str) -> None:
    assert read_day(typed, code) == MARCH


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4 mars 2027", "fr"),
        ("4-mars-2027", "fr"),
        ("4 de marzo de 2027", "es"),
        ("4. března 2027", "cs"),
        ("4. marts 2027", "da"),
        ("4. ožujka 2027.", "hr"),
        ("4 MARS 2027", "fr"),
    ],
)
def test_months_have_their_names(typed: str, code: str) -> None:
    assert read_day(typed, code) == MARCH


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("3/31/2027", "day.impossible"),
        ("31/02/2027", "day.impossible"),
        ("0/1/2027", "day.impossible"),
        ("0000-01-01", "day.impossible"),
        ("31/03/27", "day.short_year"),
        ("01/02/03", "day.short_year"),
        ("31-Mar-27", "day.short_year"),
        ("4 Ju 2027", "day.unreadable"),
        ("4 Jui 2027", "day.unreadable"),
        ("", "day.unreadable"),
        ("soon", "day.unreadable"),
        ("46112", "day.unreadable"),
        ("4/3-2027", "day.unreadable"),
        ("٤/٣/٢٠٢٧", "day.unreadable"),
        ("=A1", "day.unreadable"),
        ("4/3/2027 " * 90, "day.unreadable"),
    ],
)
def test_what_is_no_day_or_could_be_another_is_asked_again(typed: str, key: str) -> None:
    found = read_day(typed, "fr")
    assert isinstance(found, Message)
    assert found.key == key
    assert len(str(found.values["typed"])) <= 40


@given(st.text(max_size=60), st.sampled_from(CODES))
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_day_or_gets_a_sentence(typed: str, code: str) -> None:
    found = read_day(typed, code)
    assert isinstance(found, date) or language(code).say(found)
