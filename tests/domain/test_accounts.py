"""Accounts' particulars, and how guessing at them is slowed down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.accounts import account_faults, is_plausible_email, normal_email, normal_name
from roadmap.domain.sign_ins import BY_ACCOUNT, BY_ADDRESS, Attempts, SlowedDownError, Slowing

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GOOD = "purple-lantern-quilt"


@pytest.mark.parametrize(
    "email", ["anna@example.org", "a.b+c@sub.example.org", "josé@exämple.org", "o'neill@example.org", "a@b.c"]
)
def test_an_address_that_may_exist_is_taken(email: str) -> None:
    assert is_plausible_email(email)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "anna",
        "anna@",
        "@example.org",
        "anna@example",
        "anna@example.",
        "anna@.org",
        "anna@a..b",
        "anna b@example.org",
        "anna@example.org, bruno@example.org",
        "Anna <anna@example.org>",
        "anna@@example.org",
        "anna@example.org\nBcc: all@example.org",
        "anna\x00@example.org",
        "anna\ud800@example.org",
        "a" * 65 + "@example.org",
        "anna@" + "a." * 130 + "org",
    ],
)
def test_an_address_that_is_a_typing_error_is_refused(email: str) -> None:
    assert not is_plausible_email(email)


def test_addresses_and_names_have_one_spelling() -> None:
    assert normal_email(" Anna@Example.ORG\t") == "anna@example.org"
    assert normal_name("  Anna \n  Horvat ") == "Anna Horvat"


@given(st.text(max_size=60))
def test_the_one_spelling_is_spelt_the_same_again(text: str) -> None:
    assert normal_email(normal_email(text)) == normal_email(text)
    assert normal_name(normal_name(text)) == normal_name(text)


def test_everything_wrong_is_said_at_once() -> None:
    faults = account_faults("anna", " ", "short")
    assert [fault.field for fault in faults] == ["email", "name", "password"]
    assert account_faults("anna@example.org", "Anna", GOOD) == []


@pytest.mark.parametrize("name", ["", "\t", "x" * 101, "Anna\x1b[31m", "\ufffd"])
def test_a_name_is_a_text_of_up_to_100_characters(name: str) -> None:
    assert [fault.field for fault in account_faults("anna@example.org", name, GOOD)] == ["name"]


def tried(times: int, slowing: Slowing, every: timedelta = timedelta()) -> Attempts:
    attempts = Attempts()
    for each in range(times):
        attempts = attempts.counted(NOW + each * every, slowing)
    return attempts


def test_the_first_failures_cost_nothing_and_each_further_one_twice_as_much() -> None:
    waits = [tried(times, BY_ACCOUNT).wait_from(NOW, BY_ACCOUNT).total_seconds() for times in range(13)]
    assert waits == [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900]


def test_nobody_is_ever_locked_out_for_good() -> None:
    assert tried(10_000, BY_ACCOUNT).wait_from(NOW, BY_ACCOUNT) == timedelta(minutes=15)


def test_waiting_makes_the_next_try_possible() -> None:
    attempts = tried(6, BY_ACCOUNT)
    assert attempts.wait_from(NOW + timedelta(seconds=29), BY_ACCOUNT) == timedelta(seconds=1)
    assert attempts.wait_from(NOW + timedelta(seconds=30), BY_ACCOUNT) == timedelta()


def test_failures_are_forgotten_after_an_hour_of_quiet() -> None:
    attempts = tried(20, BY_ADDRESS)
    assert attempts.counted(NOW + timedelta(minutes=59), BY_ADDRESS).failures == 21
    assert attempts.counted(NOW + timedelta(minutes=60), BY_ADDRESS).failures == 1


@pytest.mark.parametrize(("seconds", "minutes"), [(0.2, 1), (1, 1), (60, 1), (60.5, 2), (61, 2), (900, 15)])
def test_the_wait_is_told_in_whole_minutes_rounded_up(seconds: float, minutes: int) -> None:
    assert SlowedDownError(timedelta(seconds=seconds)).message.count == minutes
