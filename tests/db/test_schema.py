"""Migrations: one starter at a time, all or nothing, and no drift between tables and migrations."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg
import pytest
from piccolo.apps.migrations.tables import Migration
from piccolo.table import create_db_tables

from db.engine import point_engine_at
from db.schema import known_migrations, migrate, schema_state
from db.tables import TABLES
from roadmap.store.database import DatabaseUnavailableError, WrongSchemaError, migrate_database, open_pool
from tests.databases import Databases

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = """
    SELECT table_name, column_name, data_type, numeric_precision, numeric_scale, character_maximum_length,
           is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration' ORDER BY 1, 2
"""
# Keys only: rules of values (CHECK) stand in migrations alone, since Piccolo has no words for them.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
      AND conrelid <> COALESCE(to_regclass('migration'), 0::regclass) ORDER BY 1, 2, 3
"""


async def rows(dsn: str, query: str) -> Sequence[tuple[object, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_simultaneous_starters_migrate_once(empty_database: str) -> None:
    done = await asyncio.gather(*(migrate(empty_database) for _ in range(3)))
    assert sorted(done, key=len) == [(), (), known_migrations()]
    assert (await schema_state(empty_database)).is_current


async def test_a_migration_that_is_cut_off_leaves_nothing_behind(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash() -> None:
        raise ConnectionError("killed between the change and its record")

    monkeypatch.setattr(Migration, "insert", crash)
    with pytest.raises(ConnectionError):
        await migrate(empty_database)
    monkeypatch.undo()
    assert await rows(empty_database, COLUMNS) == []
    assert await migrate(empty_database) == known_migrations()


async def test_a_worker_refuses_a_database_that_was_not_migrated(empty_database: str) -> None:
    with pytest.raises(WrongSchemaError, match="run `roadmap migrate`"):
        async with open_pool(empty_database, size=1):
            pass


async def test_a_worker_refuses_the_database_of_a_newer_version(database: str) -> None:
    await rows(database, "INSERT INTO migration (name, app_name) VALUES ('2999-01-01T00:00:00:000000', 'roadmap')")
    with pytest.raises(WrongSchemaError, match="a newer version"):
        async with open_pool(database, size=1):
            pass


async def test_a_server_that_does_not_answer_is_told_in_one_line() -> None:
    with pytest.raises(DatabaseUnavailableError, match="the database cannot be used: "):
        await migrate_database("postgresql://nobody@127.0.0.1:1/nothing")


async def test_migrations_from_empty_give_the_tables_that_the_code_describes(
    databases: Databases, empty_database: str
) -> None:
    point_engine_at(empty_database)
    await create_db_tables(*TABLES)
    async with databases.copy(await databases.template("migrated")) as migrated:
        for query in (COLUMNS, CONSTRAINTS):
            assert await rows(migrated, query) == await rows(empty_database, query)
