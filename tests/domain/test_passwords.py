"""Passwords: long enough, not among the first that are guessed, and otherwise as people like."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.passwords import LONGEST, normal, password_fault
from roadmap.domain.sample_accounts import SAMPLE_PASSWORD

OWN = ("mary.smith@ministry.example", "Mary Smith")

GUESSED_FIRST = """
    password1234 Password2026! P@ssw0rd1234 p@$$w0rd2024! Passw0rd!Passw0rd! password8392 passwordpassword
    qwertyuiop12 qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 !QAZ2wsx#EDC azertyuiop123 asdfghjkl123
    123456789012 987654321000 111111111111 000000000000 aaaaaaaaaaaab abcabcabcabc abcdefghijkl
    iloveyou1234 adminadmin12 Welcome2027!! administrator1 letmein12345 changemechangeme monkeymonkey12
    trustno1trustno1 correcthorsebatterystaple correct-horse-battery-staple motdepasse2026 heslo123456789
    roadmap-2026 mary.smith2026 Ministry-Mary-1 MarySmith12345
"""


def refused(password: str) -> str:
    fault = password_fault(password, OWN)
    return fault.key if fault else ""


@pytest.mark.parametrize("password", GUESSED_FIRST.split())
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert refused(password) == "account.password.common"


@pytest.mark.parametrize(
    "password",
    [
        "purple-lantern-quilt",
        "brown cupboard seven eels",
        "839201748362910",
        "xK9#mQ2$vL7p",
        "żółta-łódź-płynie",
        "生日快乐我的朋友们大家好啊",
        "\U0001f600 my dog eats kale",
        SAMPLE_PASSWORD,
        "w8" + "Zr" * 3 + "-plaid-otter" * 10,
    ],
)
def test_anything_else_may_be_a_password_whatever_its_characters(password: str) -> None:
    assert refused(password) == ""


def test_twelve_characters_are_enough_and_up_to_256_are_allowed() -> None:
    assert refused("xK9#mQ2$vL7") == "account.password.short"
    assert refused("xK9#mQ2$vL7p") == ""
    unguessable = "xK9#mQ2$vL7p" + "otter lamp " * 30
    assert refused(unguessable[:128]) == refused(unguessable[:LONGEST]) == ""
    assert refused(unguessable[: LONGEST + 1]) == "account.password.long"


@pytest.mark.parametrize("character", ["\x00", "\n", "\ufffd", chr(0xD800)])
def test_characters_that_nobody_can_type_again_are_refused(character: str) -> None:
    assert refused(f"purple{character}lantern") == "account.password.characters"


def test_composed_and_decomposed_letters_are_one_password() -> None:
    assert normal("zu\u0308rich") == normal("z\u00fcrich")


@given(st.text(max_size=300))
def test_every_text_is_judged_quickly(password: str) -> None:
    start = time.perf_counter()
    refused(password)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("password", ["a" * 256, "ab" * 128, "ab1" * 85, "qwertyuiop" * 25, "x7" * 127 + "!!"])
def test_repetitive_texts_are_judged_quickly(password: str) -> None:
    start = time.perf_counter()
    assert refused(password)
    assert time.perf_counter() - start < 1
