"""Askers of one moment are answered by one statement, each with what is theirs."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from roadmap.store.connection import transaction
from roadmap.store.gathering import Gathering
from tests.queries import counted_queries

HALVES = """
    SELECT q.asker, 100 / q.number AS result FROM unnest($1::integer[]) WITH ORDINALITY AS q (number, asker)
    WHERE q.number <> 7
"""


@pytest.mark.usefixtures("database")
async def test_who_asks_while_a_statement_is_under_way_shares_the_next_one() -> None:
    gathering = Gathering(HALVES)
    with counted_queries() as asked:
        rows = await asyncio.gather(*(gathering.fetch_one(number) for number in (1, 2, 4, 5, 10)))
    assert [row["result"] for row in rows if row] == [100, 50, 25, 20, 10]
    assert len(asked) == 1


@pytest.mark.usefixtures("database")
async def test_who_asks_alone_is_answered_by_one_statement_each_time() -> None:
    gathering = Gathering(HALVES)
    with counted_queries() as asked:
        first, second = await gathering.fetch_one(2), await gathering.fetch_one(4)
    assert (first and first["result"], second and second["result"]) == (50, 25)
    assert len(asked) == 2


@pytest.mark.usefixtures("database")
async def test_who_has_no_row_gets_nothing_among_those_who_have() -> None:
    gathering = Gathering(HALVES)
    rows = await asyncio.gather(gathering.fetch_one(5), gathering.fetch_one(7), gathering.fetch_one(4))
    assert [row and row["result"] for row in rows] == [20, None, 25]


@pytest.mark.usefixtures("database")
async def test_a_failure_is_that_of_the_one_who_caused_it() -> None:
    gathering = Gathering(HALVES)
    rows = await asyncio.gather(*(gathering.fetch_one(number) for number in (5, 0, 4)), return_exceptions=True)
    assert isinstance(rows[1], asyncpg.DivisionByZeroError)
    assert [row["result"] for row in rows if isinstance(row, asyncpg.Record)] == [20, 25]
    again = await gathering.fetch_one(5)
    assert again
    assert again["result"] == 20


@pytest.mark.usefixtures("database")
async def test_one_who_goes_away_takes_nobody_along() -> None:
    gathering = Gathering(HALVES)
    gone, stays = asyncio.create_task(gathering.fetch_one(5)), asyncio.create_task(gathering.fetch_one(4))
    await asyncio.sleep(0)
    gone.cancel()
    row = await stays
    assert row
    assert row["result"] == 25


@pytest.mark.usefixtures("database")
async def test_it_works_for_others_although_the_first_asker_is_in_a_transaction() -> None:
    gathering = Gathering(
        "SELECT q.asker, txid_current() AS result FROM unnest($1::integer[]) WITH ORDINALITY AS q (n, asker)"
    )
    async with transaction():
        first, second = await gathering.fetch_one(1), await gathering.fetch_one(1)
    assert first
    assert second
    assert first["result"] != second["result"]
