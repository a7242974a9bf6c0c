"""Numbers as people type them: what a form shows is read back exactly, and what is unclear is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.messages import Message
from roadmap.domain.money import minor_units
from roadmap.i18n import LANGUAGES, language
from roadmap.i18n.numbers import read_number, read_numbers, written

CODES = sorted(LANGUAGES)
CURRENCIES = {"JPY": 0, "EUR": 2, "KWD": 3}
amounts = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("code", CODES)
@settings(max_examples=600)
@given(units=amounts)
def test_what_a_form_shows_is_read_back_to_the_smallest_unit(code: str, currency: str, units: int) -> None:
    assert minor_units(currency) == CURRENCIES[currency]
    amount = Decimal(units).scaleb(-CURRENCIES[currency])
    shown = written(amount, code, minor_units(currency))
    assert read_number(shown, code) == amount
    assert written(amount, code, minor_units(currency)) == shown


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=300)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_any_exact_number_comes_back(code: str, number: Decimal) -> None:
    assert read_number(written(number, code), code) == number


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=400)
@given(text=st.text(alphabet="0123456789.,  \u00a0\u202f-e", max_size=14))
def test_whatever_is_typed_is_a_number_or_a_question_and_a_number_reads_as_it_is_written(code: str, text: str) -> None:
    found = read_number(text, code)
    if isinstance(found, Decimal):
        assert found.is_finite()
        assert read_number(written(found, code), code) == found
    else:
        assert found.key in {"number.missing", "number.unreadable", "number.ambiguous"}


@pytest.mark.parametrize(
    ("code", "typed", "number"),
    [
        ("en", "1,234.56", "1234.56"),
        ("en", "1234.56", "1234.56"),
        ("en", "1 234.56", "1234.56"),
        ("en", "1,234", "1234"),
        ("en", "1.234", "1.234"),
        ("fr", "1.234,56", "1234.56"),
        ("fr", "1\u202f234,56", "1234.56"),
        ("fr", "1\u00a0234,56", "1234.56"),
        ("fr", "1 234,56", "1234.56"),
        ("fr", "1.234.567", "1234567"),
        ("fr", "1,234", "1.234"),
        ("hr", "1.234,56", "1234.56"),
        ("hr", "1.234", "1234"),
        ("cs", "12\u00a0345,6", "12345.6"),
        ("da", "1.234,56", "1234.56"),
        ("es", "1234,5", "1234.5"),
        ("en", " 7 ", "7"),
        ("en", "\u22125", "-5"),
        ("en", "007", "7"),
    ],
)
def test_a_number_is_read_in_the_separators_of_its_language(code: str, typed: str, number: str) -> None:
    assert read_number(typed, code) == Decimal(number)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("en", "1.234,56"),
        ("en", "12,5"),
        ("en", "1,23,456"),
        ("en", "1,234 567"),
        ("fr", "12.5"),
        ("fr", "1,234.56"),
        ("hr", "12.50"),
        ("hr", "1.23.456"),
        ("en", "NaN"),
        ("en", "Infinity"),
        ("en", "1e400"),
        ("en", "0x10"),
        ("en", "1_000"),
        ("en", "٣٠"),
        ("en", "½"),
        ("en", ".5"),
        ("en", "5."),
        ("en", "--5"),
        ("en", "5 000 EUR"),
        ("en", "9" * 41),
        ("en", "12 34"),
    ],
)
def test_what_is_no_number_is_asked_again_with_an_example(code: str, typed: str) -> None:
    found = read_number(typed, code)
    assert isinstance(found, Message)
    assert found.key == "number.unreadable"


@pytest.mark.parametrize(
    ("code", "typed", "one", "other"),
    [
        ("en", "0,500", "500", "0.5"),
        ("en", "0,001", "1", "0.001"),
        ("en", "00,500", "500", "0.5"),
        ("en", "-0,500", "-500", "-0.5"),
        ("hr", "0.500", "500", "0.5"),
        ("da", "0.500", "500", "0.5"),
        ("es", "012.500", "12500", "12.5"),
        ("fr", "0.500", "500", "0.5"),
        ("cs", "0.500", "500", "0.5"),
    ],
)
def test_thousands_behind_a_zero_are_asked_about(code: str, typed: str, one: str, other: str) -> None:
    found = read_number(typed, code)
    assert isinstance(found, Message)
    assert (found.key, found.values) == (
        "number.ambiguous",
        {"typed": typed, "one": Decimal(one), "other": Decimal(other)},
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("typed", ["0 500", "0\u202f500", "00 500 000", "0,500,000", "0.500.000", "0 500,5", "0 500.5"])
def test_several_groups_behind_a_zero_are_no_number(code: str, typed: str) -> None:
    found = read_number(typed, code)
    assert isinstance(found, Message)
    assert found.key == "number.unreadable"


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=300)
@given(text=st.from_regex(r"0[0-9]{0,2}([., \u00a0\u202f][0-9]{3})+", fullmatch=True))
def test_what_begins_with_a_zero_is_less_than_one_or_has_no_groups(code: str, text: str) -> None:
    found = read_number(text, code)
    assert isinstance(found, Message) or found == Decimal(text.replace(",", "."))


@pytest.mark.parametrize("code", ["fr", "cs"])
def test_a_point_that_could_be_either_is_not_guessed(code: str) -> None:
    found = read_number("1.234", code)
    assert isinstance(found, Message)
    assert (found.key, found.values["one"], found.values["other"]) == (
        "number.ambiguous",
        Decimal(1234),
        Decimal("1.234"),
    )


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=300)
@given(amounts=st.lists(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=2)))
def test_a_column_that_a_program_wrote_is_read_in_every_language(code: str, amounts: list[Decimal]) -> None:
    assert read_numbers([f"{each:f}" for each in amounts], code) == tuple(amounts)


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=500)
@given(texts=st.lists(st.from_regex(r"[0-9]{1,4}([.,\u202f ][0-9]{1,3}){0,2}", fullmatch=True), max_size=5))
def test_a_column_never_holds_numbers_of_two_kinds(code: str, texts: list[str]) -> None:
    found = read_numbers(texts, code)
    for text, number in zip(texts, found, strict=True):
        if isinstance(number, Decimal):
            alone = read_number(text, code)
            assert number == alone or (isinstance(alone, Message) and number == Decimal(text))
    kinds = {
        isinstance(read_number(text, code), Message)
        for text, one in zip(texts, found, strict=True)
        if isinstance(one, Decimal)
    }
    if True in kinds:
        assert all(isinstance(one, Message) or one == Decimal(text) for text, one in zip(texts, found, strict=True))


def test_what_a_column_leaves_open_is_asked_about() -> None:
    assert read_numbers(["4450.00", "12", ""], "hr")[:2] == (Decimal("4450.00"), Decimal(12))
    asked = read_numbers(["4450.00", "1.234"], "hr")[1]
    assert isinstance(asked, Message)
    assert (asked.key, asked.values["one"], asked.values["other"]) == (
        "number.ambiguous",
        Decimal(1234),
        Decimal("1.234"),
    )
    assert read_numbers(["1.234", "12"], "hr") == (Decimal(1234), Decimal(12))


@pytest.mark.parametrize("code", CODES)
def test_nothing_typed_is_asked_for(code: str) -> None:
    found = read_number(" \u00a0", code)
    assert isinstance(found, Message)
    assert found.key == "number.missing"


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("en", "1", "one"),
        ("en", "1.0", "one"),
        ("en", "0.5", "many"),
        ("en", "1.5", "many"),
        ("en", "0", "many"),
        ("da", "0.5", "one"),
        ("cs", "1.5", "many"),
        ("fr", "2.5", "many"),
    ],
)
def test_a_fraction_is_counted_as_whole_numbers_alike_are(code: str, count: str, said: str) -> None:
    assert language(code).ngettext("one", "many", Decimal(count)) == said
