"""The database as a whole: where it is, whether its schema fits, and the pool that each worker holds."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from db.embedded import ClusterError, EmbeddedServer
from db.engine import DB, point_engine_at
from db.schema import SchemaState, migrate, schema_state
from roadmap.settings import StartError
from roadmap.store.connection import (
    SECONDS_TO_CONNECT,
    SECONDS_TO_FINISH,
    UNREACHABLE,
    leave_as_it_is,
    prepare_connection,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from roadmap.settings import Settings

SECONDS_TO_ANSWER = 30


class DatabaseUnavailableError(StartError):
    """No database answers, or the embedded one cannot be started."""


class WrongSchemaError(StartError):
    """The database's schema is not this version's; the message says what to do."""


@contextlib.contextmanager
def reachable_database(settings: Settings, say: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Give the database's address for as long as it is needed; start the embedded server if no other is set."""
    if settings.database_url:
        yield settings.database_url
        return
    server = EmbeddedServer(settings.data)
    try:
        dsn = server.start()
    except ClusterError as error:
        raise DatabaseUnavailableError(str(error)) from error
    if server.notice:
        say(server.notice)
    try:
        yield dsn
    finally:
        server.stop()


async def migrate_database(dsn: str) -> tuple[str, ...]:
    """Bring the schema up to date; give the migrations that were run."""
    await _state(dsn)
    return await migrate(dsn)


async def _state(dsn: str) -> SchemaState:
    try:
        async with asyncio.timeout(SECONDS_TO_ANSWER):
            return await schema_state(dsn)
    except UNREACHABLE as error:
        raise DatabaseUnavailableError(f"the database cannot be used: {error or type(error).__name__}.") from error


@contextlib.asynccontextmanager
async def open_pool(dsn: str, size: int) -> AsyncIterator[None]:
    """Hold a worker's connections; refuse a schema that is not this version's."""
    state = await _state(dsn)
    if state.pending:
        raise WrongSchemaError(f"the database lacks {len(state.pending)} migrations: run `roadmap migrate`.")
    if state.unknown:
        raise WrongSchemaError("the database was migrated by a newer version of the product: start that one.")
    point_engine_at(dsn)
    await DB.start_connection_pool(
        min_size=1,
        max_size=size,
        init=prepare_connection,
        reset=leave_as_it_is,
        timeout=SECONDS_TO_CONNECT,
        command_timeout=SECONDS_TO_FINISH,
        # Moments are read as text too, where each is written in the zone of the session.
        server_settings={"timezone": "UTC"},
    )
    try:
        yield
    finally:
        await DB.close_connection_pool()
