"""Budget lines: their months add up to their totals, to the smallest unit of any currency."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap.domain.budgets import MONTHS_OF, BudgetLine, in_quarter, quarter_of, quarters, total
from roadmap.domain.money import Money, digits, minor_units, plain, rounded
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Recurrence
from roadmap.domain.workdays import add_months

CURRENCIES = ("JPY", "EUR", "KWD")
RECURRENCES: tuple[Recurrence, ...] = ("once", "monthly", "quarterly", "yearly")
DAYS = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def line(
    quantity: str | Decimal = "1",
    unit_cost: str | Decimal = "1200",
    recurrence: Recurrence = "yearly",
    starts: date = date(2027, 1, 1),
    ends: date = date(2027, 12, 31),
    category: str = "training",
    growth: str | Decimal = "0",
) -> BudgetLine:
    return BudgetLine(
        id=UUID(int=1),
        plan_id=UUID(int=2),
        key="line",
        title="Line",
        category=category,
        driver="fixed",
        quantity=Decimal(quantity),
        unit_cost=Decimal(unit_cost),
        recurrence=recurrence,
        starts=starts,
        ends=ends,
        basis=Provenance(kind="assumed", by="Anna", reason="A test"),
        growth=Decimal(growth),
    )


@st.composite
def lines(draw: st.DrawFn) -> BudgetLine:
    """Any line of up to ten years, with halves of posts and cents that do not divide by twelve."""
    starts = draw(DAYS)
    return line(
        draw(st.decimals(0, 1000, places=2)),
        draw(st.decimals(0, 10_000_000, places=3)),
        draw(st.sampled_from(RECURRENCES)),
        starts,
        starts + timedelta(days=draw(st.integers(0, 3652))),
        growth=draw(st.decimals(0, 100, places=2)),
    )


def is_in_whole_units(amount: Decimal, currency: str) -> bool:
    return amount == amount.quantize(Decimal(1).scaleb(-minor_units(currency)))


@given(lines(), st.sampled_from(CURRENCIES))
@example(line("1", "0.01", "yearly", date(2027, 1, 1), date(2028, 6, 30)), "EUR")
@example(line("1", "0.01", "quarterly", date(2027, 1, 31), date(2027, 2, 1)), "EUR")
@example(line("0.5", "1", "monthly", date(2027, 1, 31), date(2027, 3, 1)), "JPY")
def test_the_months_of_a_line_add_up_to_its_total(each: BudgetLine, currency: str) -> None:
    months = each.by_month(currency)
    assert sum(amount for _, amount in months) == each.total(currency)
    assert all(each.in_month(month, currency) == amount for month, amount in months)
    assert all(amount >= 0 and is_in_whole_units(amount, currency) for _, amount in months)


@given(lines(), st.sampled_from(CURRENCIES))
def test_the_quarters_of_a_line_add_up_to_its_total(each: BudgetLine, currency: str) -> None:
    every = quarters(each.starts, each.ends)
    assert sum(in_quarter(each, quarter, currency) for quarter in every) == each.total(currency)
    assert every[0] == quarter_of(each.starts)
    assert every[-1] == quarter_of(each.ends)


@given(lines(), st.sampled_from(CURRENCIES))
def test_no_cost_falls_outside_a_lines_months(each: BudgetLine, currency: str) -> None:
    months = [month for month, _ in each.by_month(currency)]
    assert each.in_month(add_months(months[0], -1), currency) == 0
    assert each.in_month(add_months(months[-1], 1), currency) == 0


@given(
    st.decimals(0, 1000, places=2), st.decimals(0, 1_000_000, places=3), st.sampled_from(RECURRENCES), st.integers(1, 8)
)
def test_whole_periods_cost_exactly_quantity_times_unit_cost_each(
    quantity: Decimal, unit_cost: Decimal, recurrence: Recurrence, periods: int
) -> None:
    months = 1 if recurrence == "once" else MONTHS_OF[recurrence] * periods
    each = line(
        quantity, unit_cost, recurrence, date(2027, 1, 1), add_months(date(2027, 1, 1), months) - timedelta(days=1)
    )
    occurrences = 1 if recurrence == "once" else periods
    assert each.total("EUR") == rounded(quantity * unit_cost * occurrences, "EUR")


def test_a_thirty_first_of_the_month_starts_a_line_in_its_own_month() -> None:
    each = line("1", "300", "monthly", date(2028, 1, 31), date(2028, 3, 1))
    assert [month for month, _ in each.by_month("EUR")] == [date(2028, 1, 1), date(2028, 2, 1), date(2028, 3, 1)]
    assert each.total("EUR") == 900


def test_a_line_that_ends_before_it_starts_costs_nothing() -> None:
    each = line("1", "300", "monthly", date(2028, 3, 1), date(2028, 1, 31))
    assert each.by_month("EUR") == ()
    assert each.total("EUR") == 0


def test_a_one_off_falls_on_its_start_alone() -> None:
    each = line("2", "10.005", "once", date(2027, 5, 31), date(2028, 12, 31))
    assert each.by_month("EUR") == ((date(2027, 5, 1), Decimal("20.01")),)


def test_the_whole_budget_is_the_sum_of_its_lines() -> None:
    assert total((line("1", "0.10"), line("1", "0.20")), "EUR") == Decimal("0.30")
    assert total((), "EUR") == 0


@pytest.mark.parametrize(
    ("currency", "places"),
    [("JPY", 0), ("KRW", 0), ("XOF", 0), ("EUR", 2), ("CZK", 2), ("HUF", 2), ("KWD", 3), ("LYD", 3)],
)
def test_a_currency_has_the_decimal_places_of_the_standard(currency: str, places: int) -> None:
    assert minor_units(currency) == places


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1.40E+6", "CZK", "1400000.00"),
        ("0", "EUR", "0.00"),
        ("-0.00", "EUR", "0.00"),
        ("87840.000", "EUR", "87840.00"),
        ("0.125", "EUR", "0.125"),
        ("1.40E+6", "JPY", "1400000"),
        ("2.5", "KWD", "2.500"),
    ],
)
def test_amounts_are_written_exactly_without_exponents(amount: str, currency: str, written: str) -> None:
    assert digits(Decimal(amount), currency) == written


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=6), st.sampled_from(CURRENCIES))
def test_what_is_written_is_the_same_number(amount: Decimal, currency: str) -> None:
    assert Decimal(plain(amount)) == amount
    assert Decimal(digits(amount, currency)) == amount


def test_unlike_currencies_are_never_added() -> None:
    with pytest.raises(ValueError, match="EUR and CZK cannot be added without a dated rate"):
        Money(amount=Decimal(1), currency="EUR") + Money(amount=Decimal(1), currency="CZK")


@pytest.mark.parametrize(
    ("recurrence", "total_cost"),
    [("yearly", "3152.50"), ("monthly", "37830.00"), ("once", "1000.00")],
)
def test_the_unit_cost_rises_after_each_twelve_months(recurrence: Recurrence, total_cost: str) -> None:
    three_years = line("1", "1000", recurrence, date(2027, 4, 1), date(2030, 3, 31), growth="5")
    assert three_years.total("EUR") == Decimal(total_cost), "1,000, 1,050 and 1,102.50"


def test_nothing_rises_in_the_middle_of_twelve_months() -> None:
    months = line("1", "1200", "yearly", date(2027, 4, 1), date(2029, 3, 31), growth="10").by_month("EUR")
    assert {amount for _, amount in months[:12]} == {Decimal(100)}
    assert {amount for _, amount in months[12:]} == {Decimal(110)}
