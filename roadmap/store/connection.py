"""One query at a time through the worker's connections, and one transaction per unit of work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from decimal import Decimal
from typing import Any, Final

import asyncpg
import msgspec
from asyncpg import Connection, Record

from db.engine import DB
from roadmap.domain.errors import UnavailableError

Fetch = Callable[..., Awaitable[list[Record]]]
"""Asks a statement with its values and gives its rows."""
SECONDS_TO_CONNECT: Final = 10
"""How long one waits for a connection of the pool, new or given back, and for a transaction to begin."""
SECONDS_TO_ANSWER: Final = 10
"""How long one waits for a statement that every page begins with."""
SECONDS_TO_FINISH: Final = 30
"""How long any statement may take, waiting for others to finish their writes included."""
UNREACHABLE: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What goes wrong on the way to a connection."""
LOST: Final = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)
"""What goes wrong with a statement through no fault of its own; a time that has run out is an ``OSError`` too."""


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
    """One unit of work: everything inside is saved together or not at all. Never nested.

    Raises ``UnavailableError`` when the database cannot be reached, or no longer.
    """
    unit = DB.transaction(allow_nested=False)
    try:
        async with AsyncExitStack() as begun:
            async with asyncio.timeout(SECONDS_TO_CONNECT):
                await begun.enter_async_context(unit)
            try:
                yield
            except LOST:
                _close(unit.connection)
                raise
    except BaseException as error:
        # Piccolo gives a connection back, and forgets the transaction, only when that began and ended as it should.
        _close(getattr(unit, "connection", None))
        DB.current_transaction.set(None)
        if isinstance(error, LOST):
            raise UnavailableError from error
        raise


async def fetch(sql: str, *values: Any) -> list[Record]:  # noqa: ANN401 (whatever the statement takes)
    """The rows of a statement with ``$1`` placeholders, inside the current transaction when there is one."""
    current = DB.current_transaction.get()
    if current:
        rows: list[Record] = await current.connection.fetch(sql, *values)
        return rows
    async with held_connection() as ask:
        return await ask(sql, *values)


@asynccontextmanager
async def held_connection() -> AsyncIterator[Fetch]:
    """Ask several statements one after another on one connection, outside of any transaction.

    Raises ``UnavailableError`` when the database cannot be reached, or no longer.
    """
    pool: Any = DB.pool
    try:
        async with asyncio.timeout(SECONDS_TO_CONNECT):
            connection = await pool.acquire()
    except UNREACHABLE as error:
        raise UnavailableError from error
    try:
        yield connection.fetch
    except LOST as error:
        _close(connection)
        raise UnavailableError from error
    finally:
        await pool.release(connection, timeout=SECONDS_TO_CONNECT)


def _close(connection: Any) -> None:  # noqa: ANN401 (a connection of the pool, or none)
    """Close a connection that is broken or silent: giving it back would wait for it once more. Closed twice is fine."""
    if connection is not None:
        with suppress(asyncpg.InterfaceError):
            connection.terminate()


async def fetch_one(sql: str, *values: Any) -> Record | None:  # noqa: ANN401
    """The first row of a statement, or nothing."""
    rows = await fetch(sql, *values)
    return rows[0] if rows else None


async def is_answering() -> bool:
    """Whether the database answers a trivial query. Raises ``UnavailableError`` when nothing comes back in time."""
    async with held_connection() as ask:
        return bool(await ask("SELECT 1", timeout=SECONDS_TO_ANSWER))
