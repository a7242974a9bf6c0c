"""Days and amounts as a language writes them, where that is not what Babel does by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from roadmap.domain.money import Money
from roadmap.i18n.dates import read_day
from roadmap.i18n.language import LANGUAGES, language

FRENCH = language("fr")


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 11, 1), "1er nov. 2026", "dimanche 1er novembre 2026"),
        (date(2026, 11, 11), "11 nov. 2026", "mercredi 11 novembre 2026"),
        (date(2026, 11, 21), "21 nov. 2026", "samedi 21 novembre 2026"),
    ],
)
def test_only_the_first_of_a_month_is_an_ordinal_in_french(day: date, short: str, long: str) -> None:
    assert (FRENCH.date(day), FRENCH.long_date(day)) == (short, long)
    assert read_day(short, "fr") == day


@pytest.mark.parametrize(
    ("currency", "said"), [("GBP", "1\u202f500\u00a0£"), ("USD", "1\u202f500\u00a0$US"), ("CAD", "1\u202f500\u00a0$CA")]
)
def test_a_pound_has_its_sign_in_french_and_dollars_stay_apart(currency: str, said: str) -> None:
    assert FRENCH.money(Money(amount=Decimal(1500), currency=currency)) == said


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_below_nothing_has_a_minus_and_no_hyphen(code: str) -> None:
    words = language(code)
    amount = words.money(Money(amount=Decimal(-4300), currency="EUR"), exact=True)
    for said in (amount, words.number(Decimal("-2.5")), words.percent(Decimal("-0.2"))):
        assert ("\u2212" in said, "-" in said) == (True, False)
