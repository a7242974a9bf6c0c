"""Exchange rates: which one applies, exact through the euro, rounded once; a missing one is a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.money import Money, minor_units, rounded
from roadmap.domain.rates import (
    ANCHOR,
    SOURCES,
    ChangedRate,
    Conversion,
    MissingRate,
    Rate,
    Rates,
    RateSource,
    half_to_even,
    rate_changes,
    total_of,
)

DAY = date(2026, 11, 25)
CURRENCIES = ("EUR", "CZK", "DKK", "GBP", "JPY", "KWD")
OTHERS = CURRENCIES[1:]
NUMBERS = st.decimals("0.0001", 99_999, places=4)


def rate(currency: str, value: str, day: date = DAY, source: RateSource = "ecb") -> Rate:
    return Rate(currency=currency, day=day, rate=Decimal(value), source=source)


def found(rates: Rates, currency: str, target: str, day: date = DAY) -> Conversion:
    conversion = rates.between(currency, target, day)
    assert isinstance(conversion, Conversion)
    return conversion


@st.composite
def of_one_day(draw: st.DrawFn) -> Rates:
    """A rate of every currency on one day."""
    return Rates(Rate(currency=each, day=DAY, rate=draw(NUMBERS), source="ecb") for each in OTHERS)


@st.composite
def of_many_days(draw: st.DrawFn) -> list[Rate]:
    """Rates of some currencies, days and sources, with gaps, each once."""
    keys = st.tuples(st.sampled_from(OTHERS[:3]), st.integers(0, 6), st.sampled_from(SOURCES))
    return [
        Rate(currency=code, day=DAY - timedelta(days=ago), rate=draw(NUMBERS), source=source)
        for code, ago, source in draw(st.sets(keys))
    ]


def test_the_latest_rate_on_or_before_the_day_applies_and_never_a_later_one() -> None:
    rates = Rates(
        [rate("CZK", "24", date(2026, 11, 20)), rate("CZK", "25", DAY), rate("CZK", "26", date(2026, 11, 26))]
    )
    assert found(rates, "CZK", "EUR").day == DAY
    old = found(rates, "CZK", "EUR", date(2026, 11, 24))
    assert (old.day, old.legs, old.age(DAY)) == (date(2026, 11, 20), (Decimal(24), Decimal(1)), 5)
    assert rates.between("CZK", "EUR", date(2026, 11, 19)) == MissingRate(
        currency="CZK", target="EUR", day=date(2026, 11, 19)
    )


def test_a_published_rate_goes_before_an_assumed_one_of_the_same_day_and_not_before_a_later_one() -> None:
    ecb, own = rate("CZK", "24"), rate("CZK", "25", source="own")
    assert found(Rates([own, ecb]), "CZK", "EUR").source == "ecb"
    later = rate("CZK", "26", DAY + timedelta(days=1), "own")
    assert found(Rates([ecb, later]), "CZK", "EUR", later.day).source == "own"


def test_both_rates_of_a_cross_rate_are_of_one_day_and_one_source() -> None:
    earlier = DAY - timedelta(days=3)
    rates = Rates(
        [rate("GBP", "0.86", earlier), rate("CZK", "24", earlier), rate("CZK", "25"), rate("GBP", "0.9", source="own")]
    )
    crossed = found(rates, "GBP", "CZK")
    assert (crossed.day, crossed.source) == (earlier, "ecb")
    assert crossed.factor == Fraction(2400, 86)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Board of March", "Treasury forecast", "Board of March; Treasury forecast"),
        ("Board of March", "Board of March", "Board of March"),
        ("Board of March", "", "Board of March"),
        ("", "Treasury forecast", "Treasury forecast"),
        ("", "", ""),
    ],
)
def test_a_cross_rate_says_the_reasons_of_both_its_rates_each_once(first: str, second: str, said: str) -> None:
    pounds = replace(rate("GBP", "0.86", source="own"), reason=first)
    crowns = replace(rate("DKK", "7.46", source="own"), reason=second)
    rates = Rates([pounds, crowns])
    assert found(rates, "GBP", "DKK").reason == said
    assert found(rates, "EUR", "DKK").reason == second


def test_without_a_rate_there_is_a_gap_with_a_name_and_no_amount() -> None:
    assert Rates().between("DKK", "EUR", DAY) == MissingRate(currency="DKK", target="EUR", day=DAY)
    only_one_side = Rates([rate("DKK", "7.46")])
    assert isinstance(only_one_side.between("DKK", "GBP", DAY), MissingRate)
    assert isinstance(only_one_side.between("GBP", "DKK", DAY), MissingRate)


def test_equal_currencies_need_no_rate() -> None:
    same = found(Rates(), "GBP", "GBP")
    assert (same.is_needed, same.day, same.of(Decimal("12.345")).money.amount) == (False, None, Decimal("12.34"))


@pytest.mark.parametrize(
    ("amount", "target", "converted"),
    [
        ("1000", "JPY", "180125"),
        ("1000", "KWD", "355.125"),
        ("-1000", "JPY", "-180125"),
        ("0.0025", "KWD", "0.001"),
        ("0", "JPY", "0"),
    ],
)
def test_an_amount_is_rounded_to_the_smallest_unit_of_where_it_goes(amount: str, target: str, converted: str) -> None:
    rates = Rates([rate("JPY", "180.125"), rate("KWD", "0.355125")])
    result = found(rates, "EUR", target).of(Decimal(amount))
    assert result.money == Money(amount=Decimal(converted), currency=target)
    assert -result.money.amount.as_tuple().exponent == minor_units(target)  # type: ignore[operator]
    assert result.original == Money(amount=Decimal(amount), currency="EUR")


@given(share=st.integers(-10_000, 10_000), whole=st.integers(1, 500))
def test_rounding_is_that_of_exact_fractions(share: int, whole: int) -> None:
    assert half_to_even(share, whole) == round(Fraction(share, whole))


@given(rates=of_one_day(), pair=st.permutations(CURRENCIES), cents=st.integers(-(10**12), 10**12))
def test_there_and_back_again_is_within_what_one_rounding_is_worth(rates: Rates, pair: list[str], cents: int) -> None:
    first, second = pair[:2]
    amount = Decimal(cents).scaleb(-minor_units(first))
    there = found(rates, first, second)
    back = found(rates, second, first).of(there.of(amount).money.amount)
    # Half of the smallest unit over there, brought back, and half of one here.
    half_there = Fraction(1, 2 * 10 ** minor_units(second)) / there.factor
    half_here = Fraction(1, 2 * 10 ** minor_units(first))
    assert abs(Fraction(back.money.amount) - Fraction(amount)) <= half_there + half_here
    if half_there <= half_here:
        assert abs(back.money.amount - amount) <= Decimal(1).scaleb(-minor_units(first))


@given(rates=of_one_day(), currencies=st.permutations(CURRENCIES))
def test_a_triangle_closes_exactly_before_rounding(rates: Rates, currencies: list[str]) -> None:
    first, second, third = currencies[:3]
    direct = found(rates, first, third).factor
    assert found(rates, first, second).factor * found(rates, second, third).factor == direct
    assert found(rates, first, ANCHOR).factor * found(rates, ANCHOR, third).factor == direct
    assert direct * found(rates, third, first).factor == 1


@given(rates=of_many_days(), pair=st.permutations(CURRENCIES[:4]), ago=st.integers(-1, 7))
def test_the_rate_that_applies_is_the_best_of_all_that_could(rates: list[Rate], pair: list[str], ago: int) -> None:
    first, second, day = pair[0], pair[1], DAY - timedelta(days=ago)
    held = {(each.currency, each.day, each.source): each.rate for each in rates}
    able = [
        (each, source)
        for each in sorted({rate.day for rate in rates if rate.day <= day}, reverse=True)
        for source in SOURCES
        if all(code == ANCHOR or (code, each, source) in held for code in (first, second))
    ]
    applies = Rates(rates).between(first, second, day)
    if not able:
        assert applies == MissingRate(currency=first, target=second, day=day)
    else:
        assert isinstance(applies, Conversion)
        assert (applies.day, applies.source) == able[0]
        assert Rates(reversed(rates)).between(first, second, day) == applies


@given(rates=of_one_day(), amounts=st.lists(st.decimals(0, 10_000_000, places=2), max_size=30))
def test_a_total_is_the_sum_of_what_stands_in_its_column(rates: Rates, amounts: list[Decimal]) -> None:
    conversion = found(rates, "CZK", "GBP")
    column = [conversion.of(each) for each in amounts]
    total = total_of(column, "GBP")
    assert total.amount == sum((rounded(each.money.amount, "GBP") for each in column), Decimal(0))
    at_once = conversion.of(sum(amounts, Decimal(0))).money.amount
    assert abs(total.amount - at_once) <= (len(amounts) + 1) * Decimal("0.005")


def test_unlike_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="without a dated rate"):
        total_of([found(Rates(), "GBP", "GBP").of(Decimal(1))], "EUR")


def test_a_file_is_compared_by_currency_day_and_source() -> None:
    held = [rate("CZK", "24"), rate("GBP", "0.86")]
    brought = [rate("CZK", "24.0"), rate("GBP", "0.87"), rate("GBP", "0.87", source="own")]
    changes = rate_changes(held, brought)
    assert changes.new == (brought[2],)
    assert changes.changed == (ChangedRate(before=held[1], after=brought[1]),)
    assert changes.same == 1
    assert rate_changes(held, held).is_empty


@pytest.mark.parametrize(
    ("source", "before", "after", "count"),
    [
        ("own", "First reason", "Second reason", 1),
        ("own", "", "Second reason", 1),
        ("own", "First reason", "First reason", 0),
        ("own", "First reason", "", 0),
        ("ecb", "First reason", "Second reason", 0),
    ],
)
def test_another_reason_changes_a_rate_of_ones_own_and_none_of_the_bank(
    source: RateSource, before: str, after: str, count: int
) -> None:
    held, brought = (replace(rate("DKK", "7.5", source=source), reason=each) for each in (before, after))
    changes = rate_changes([held], [brought])
    assert (len(changes.changed), changes.same) == (count, 1 - count)
