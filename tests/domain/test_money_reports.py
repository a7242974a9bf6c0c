"""Several plans in one currency: columns add up, nothing unlike is added, and a gap has a name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.money import Money, minor_units, rounded
from roadmap.domain.money_reports import FIGURES, money_report
from roadmap.domain.plan_money import MoneyFigures, PlanMoney, QuarterGap
from roadmap.domain.rates import MissingRate, Rate, Rates

TODAY = date(2026, 11, 25)
CURRENCIES = ("EUR", "CZK", "DKK", "GBP", "JPY", "TND")
SOME_RATES = Rates(
    Rate(currency=code, day=TODAY, rate=Decimal(rate), source="ecb")
    for code, rate in (("CZK", "24.405"), ("GBP", "0.8642"), ("JPY", "180.31"), ("TND", "3.4178"))
)


def plan(currency: str, amount: str | Decimal, title: str = "Plan", **figures: Decimal) -> PlanMoney:
    """Give a plan all of whose figures are one amount, but for those that are given."""
    held = dict.fromkeys(("budget", "committed", "probable", "spent", "gap", "open", "lapsing"), Decimal(amount))
    quarter = QuarterGap(quarter=date(2026, 10, 1), gap=Decimal(amount))
    return PlanMoney(
        plan_id=UUID(int=1),
        portfolio_id=UUID(int=2),
        slug=title.lower(),
        title=title,
        currency=currency,
        intervention="ips",
        routes=(),
        stages=(),
        is_archived=False,
        is_sample=False,
        figures=MoneyFigures(**{**held, **figures}, gaps=(quarter,)),
    )


plans = st.lists(
    st.builds(plan, st.sampled_from(CURRENCIES), st.decimals(0, 10**9, places=3), st.text(min_size=1, max_size=5)),
    max_size=20,
)


@given(found=plans, target=st.sampled_from(CURRENCIES))
def test_every_column_adds_up_to_its_total_and_only_what_could_be_converted_is_in_it(
    found: list[PlanMoney], target: str
) -> None:
    report = money_report(found, SOME_RATES, target, TODAY)
    counted = [line for line in report.lines if line.is_counted]
    assert len(report.lines) == len(found)
    assert {line.plan.currency for line in report.without} <= (
        set(CURRENCIES) - {target} if target == "DKK" else {"DKK"}
    )
    for name in FIGURES:
        amounts = [line.converted[name].money for line in counted]
        assert all(each == Money(amount=rounded(each.amount, target), currency=target) for each in amounts)
        assert report.totals[name] == Money(amount=sum((each.amount for each in amounts), Decimal(0)), currency=target)
        assert -report.totals[name].amount.as_tuple().exponent <= minor_units(target)  # type: ignore[operator]


def test_a_plan_without_a_rate_keeps_its_own_figures_and_is_in_no_total() -> None:
    report = money_report([plan("DKK", "746"), plan("EUR", "100")], SOME_RATES, "EUR", TODAY)
    (line,) = report.without
    assert line.way == MissingRate(currency="DKK", target="EUR", day=TODAY)
    assert (line.own["budget"], line.converted) == (Decimal(746), {})
    assert report.totals["budget"].amount == Decimal(100)


def test_the_most_urgent_plan_comes_first_and_what_counts_nowhere_last() -> None:
    found = [plan("EUR", "5", "Small"), plan("DKK", "900", "Unknown"), plan("CZK", "1000", "Large")]
    report = money_report(found, SOME_RATES, "EUR", TODAY)
    assert [line.plan.title for line in report.lines] == ["Large", "Small", "Unknown"]


def test_every_conversion_that_was_needed_is_told_once() -> None:
    found = [plan("CZK", "1"), plan("CZK", "2"), plan("EUR", "3"), plan("DKK", "4")]
    (way,) = money_report(found, SOME_RATES, "EUR", TODAY).conversions
    assert (way.currency, way.day, way.source) == ("CZK", TODAY, "ecb")


@pytest.mark.parametrize(
    ("day", "ahead"), [(date(2026, 7, 1), 2), (date(2026, 11, 25), 2), (date(2027, 1, 1), 0), (date(2026, 6, 30), 0)]
)
def test_the_gap_ahead_is_that_of_this_quarter_and_the_next(day: date, ahead: int) -> None:
    figures = plan("EUR", "2").figures
    assert figures.ahead(day) == ahead
