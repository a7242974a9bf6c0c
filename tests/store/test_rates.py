"""Rates in the database: few are fetched, and the same one applies as if all had been."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from uuid import uuid4

import asyncpg
import pytest

from roadmap.domain.rate_imports import RateImport
from roadmap.domain.rates import SOURCES, Rate, Rates, rate_changes
from roadmap.store.connection import fetch, transaction
from roadmap.store.rates import latest_rates, nearest_rates, rate_imports, rates_of_days, rates_revision, save_rates
from tests.queries import counted_queries

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CURRENCIES = ("CZK", "DKK", "GBP", "JPY")


def some_rates(seed: int) -> list[Rate]:
    """Give rates of many days and sources, with gaps."""
    chance = random.Random(seed)  # noqa: S311 (test data)
    return [
        Rate(
            currency=code,
            day=DAY - timedelta(days=ago),
            rate=Decimal(chance.randrange(1, 10**8)).scaleb(-4),
            source=source,
        )
        for code in CURRENCIES
        for ago in range(-3, 20)
        for source in SOURCES
        if chance.random() < 0.1
    ]


async def save(rates: list[Rate], now: datetime = NOW, reason: str = "") -> None:
    for source in SOURCES:
        brought = [each for each in rates if each.source == source]
        done = RateImport(
            id=uuid4(),
            account_id=None,
            by="operator",
            source=source,
            file_name="f.csv",
            reason=reason,
            created_at=now,
            imported_at=now,
        )
        async with transaction():
            await save_rates(rate_changes((), brought), done)


@pytest.mark.parametrize("seed", range(8))
async def test_the_nearest_rates_give_the_conversions_that_all_rates_give(seed: int) -> None:
    rates = some_rates(seed)
    await save(rates)
    every = Rates(rates)
    codes = ("EUR", *CURRENCIES)
    for targets, ago in product([*([each] for each in codes), codes], (0, 5, 25)):
        day = DAY - timedelta(days=ago)
        with counted_queries() as asked:
            few = Rates(await nearest_rates(codes, targets, day))
        assert len(asked) == 1
        for target in targets:
            for code in codes:
                assert few.between(code, target, day) == every.between(code, target, day), (code, target, day)


async def test_where_nothing_is_to_convert_nothing_is_asked() -> None:
    with counted_queries() as asked:
        assert await nearest_rates(["EUR"], ["EUR"], DAY) == ()
        assert await nearest_rates([], ["GBP"], DAY) == ()
    assert asked == []


async def test_a_rate_stands_once_and_every_digit_of_it_is_kept() -> None:
    first = Rate(currency="JPY", day=DAY, rate=Decimal("180.123456789012"), source="ecb")
    await save([first])
    revision = await rates_revision()
    other = Rate(currency="JPY", day=DAY, rate=Decimal("0.000000000001"), source="ecb")
    await save([other], NOW + timedelta(minutes=1))
    assert await latest_rates(DAY) == (other,)
    assert await latest_rates(DAY - timedelta(days=1)) == ()
    assert str(await rates_revision()) != str(revision)
    assert {each.by for each in await rate_imports(10)} == {"operator"}


async def test_each_of_two_nearest_rates_has_its_own_reason_and_a_later_one_replaces_it() -> None:
    pounds = Rate(currency="GBP", day=DAY, rate=Decimal("0.86"), source="own")
    crowns = Rate(currency="DKK", day=DAY, rate=Decimal("7.46"), source="own")
    await save([pounds], reason="Board of March")
    await save([crowns], reason="Treasury forecast")
    few = await nearest_rates(["GBP"], ["DKK"], DAY)
    assert {each.currency: each.reason for each in few} == {"GBP": "Board of March", "DKK": "Treasury forecast"}
    brought = [replace(pounds, reason="Board of May")]
    assert len(rate_changes(await rates_of_days("own", DAY, DAY), brought).changed) == 1
    await save(brought, NOW + timedelta(minutes=1), "Board of May")
    assert rate_changes(await rates_of_days("own", DAY, DAY), brought).is_empty


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity"])
async def test_the_database_itself_takes_no_rate_that_is_none(rate: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch(
            """
            INSERT INTO exchange_rate (id, currency, day, rate, source, imported_by, imported_at)
            VALUES (gen_random_uuid(), 'GBP', '2026-11-25', $1, 'ecb', 'operator', now())
            """,
            Decimal(rate),
        )
