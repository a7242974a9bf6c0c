"""Texts are measured and cut before they collide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap.pictures.text_widths import cut, text_width, two_lines


def test_a_text_is_about_as_wide_as_the_typeface_draws_it() -> None:
    assert 268 <= text_width("Agreements signed with two regional governments") <= 285


def test_letters_with_accents_are_as_wide_as_those_without() -> None:
    assert text_width("Štěpán Đorđević") == text_width("Stepan Ðorðević".replace("Ð", "Đ").replace("ð", "đ"))


@given(st.text(max_size=90), st.integers(20, 400), st.booleans())
def test_a_cut_text_fits_and_begins_as_the_whole_one(text: str, room: int, is_bold: bool) -> None:  # noqa: FBT001
    short = cut(text, room, is_bold=is_bold)
    assert text_width(short, is_bold=is_bold) <= room
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(st.text(alphabet="abc WMé", max_size=90), st.integers(60, 400))
def test_two_lines_fit_and_lose_no_word_without_an_ellipsis(text: str, room: int) -> None:
    lines = two_lines(text, room)
    assert len(lines) <= 2
    assert all(text_width(line) <= room for line in lines)
    assert " ".join(lines) == text or any(line.endswith("…") for line in lines)
