"""One query at a time through the worker's connections, and one transaction per unit of work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import msgspec
from asyncpg import Connection, Record

from db.engine import DB

Fetch = Callable[..., Awaitable[list[Record]]]
"""Asks a statement with its values and gives its rows."""


async def prepare_connection(connection: Connection[Record]) -> None:
    """JSON columns arrive as values, fractions as exact decimals; they are sent as text, as Piccolo writes them."""
    decode = msgspec.json.Decoder(float_hook=Decimal).decode
    await connection.set_type_codec("jsonb", encoder=str, decoder=decode, schema="pg_catalog")


async def leave_as_it_is(connection: Connection[Record]) -> None:
    """Give a connection back without a statement that resets it, which costs as much as a small query.

    Nothing here sets anything that outlives a transaction, and asyncpg has ended an open one by itself before this.
    """


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One unit of work: everything inside is saved together or not at all. Never nested."""
    async with DB.transaction(allow_nested=False):
        yield


async def fetch(sql: str, *values: Any) -> list[Record]:  # noqa: ANN401 (whatever the statement takes)
    """The rows of a statement with ``$1`` placeholders, inside the current transaction when there is one."""
    current = DB.current_transaction.get()
    source: Any = current.connection if current else DB.pool
    rows: list[Record] = await source.fetch(sql, *values)
    return rows


@asynccontextmanager
async def held_connection() -> AsyncIterator[Fetch]:
    """Ask several statements one after another on one connection, outside of any transaction."""
    pool: Any = DB.pool
    async with pool.acquire() as connection:
        yield connection.fetch


async def fetch_one(sql: str, *values: Any) -> Record | None:  # noqa: ANN401
    """The first row of a statement, or nothing."""
    rows = await fetch(sql, *values)
    return rows[0] if rows else None


async def is_answering() -> bool:
    """Whether the database answers a trivial query."""
    return bool(await fetch_one("SELECT 1"))
