"""The schema's state, and the one way to change it: what is pending, one starter at a time, all or nothing."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from db.engine import DB, point_engine_at

APP = "roadmap"
MIGRATIONS = Path(__file__).parent / "migrations"
# Any number does, as long as every starter takes the same one and nothing else takes it.
LOCK = 7_623_014_355


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaState:
    """Which migrations a database lacks, and which it has that this version does not know."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Whether this version of the code and the database fit."""
        return not self.pending and not self.unknown


def known_migrations() -> tuple[str, ...]:
    """List the ids of this version's migrations in their order, without importing them."""
    names = sorted(path.stem for path in MIGRATIONS.glob(f"{APP}_*.py"))
    return tuple(as_id(name) for name in names)


def as_id(file_name: str) -> str:
    """Read a migration's id, a time, off the name of its file (`roadmap_2026_11_22t09_30_00_000000`)."""
    date, time = file_name.removeprefix(f"{APP}_").split("t", 1)
    hour, minute, second, fraction = time.split("_")[:4]
    return f"{date.replace('_', '-')}T{hour}:{minute}:{second}:{fraction}"


async def schema_state(dsn: str) -> SchemaState:
    """Compare a database with this version's migrations; one connection, two small queries."""
    connection = await asyncpg.connect(dsn)
    try:
        exists = await connection.fetchval("SELECT to_regclass('migration') IS NOT NULL")
        rows = await connection.fetch("SELECT name FROM migration WHERE app_name = $1", APP) if exists else []
    finally:
        await connection.close()
    done, known = {row["name"] for row in rows}, known_migrations()
    pending = tuple(name for name in known if name not in done)
    return SchemaState(pending=pending, unknown=tuple(sorted(done.difference(known))))


async def migrate(dsn: str) -> tuple[str, ...]:
    """Run what is pending and return it. Starters wait for each other, and only the first finds work.

    The lock is held on a connection of its own, because Piccolo opens and closes others for its statements.
    """
    guard = await asyncpg.connect(dsn)
    try:
        await guard.execute("SELECT pg_advisory_lock($1)", LOCK)
        pending = (await schema_state(dsn)).pending
        point_engine_at(dsn)
        for name in pending:
            await run_one(name)
    finally:
        await guard.close()
    return pending


async def run_one(name: str) -> None:
    """Run one migration and record it in the same transaction, so that a crash between the two cannot happen."""
    # Imported here, because it brings a code formatter that no worker needs.
    from piccolo.apps.migrations.commands.forwards import run_forwards  # noqa: PLC0415

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        async with DB.transaction():
            result = await run_forwards(APP, migration_id=name)
    if not result.success:
        raise RuntimeError(f"migration {name} failed: {result.message}")
