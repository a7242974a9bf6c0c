"""Fixtures that all tests share. Nothing is asked of the developer: the database is the embedded one, as any user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from roadmap.store.database import open_pool
from roadmap.web import clock
from tests.databases import POOL_SIZE, Databases, sweep_killed_runs, throwaway_folder, throwaway_server
from tests.playbook_copies import small_playbook
from tests.world import SAMPLE_DAY, World, sample_world_of

# A test is not wrong because the machine is busy, or because its first example imports what it needs.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a temporary folder whose path the embedded server's account can pass through, unlike pytest's own."""
    with throwaway_folder() as folder:
        yield folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give the folder of a small playbook, to be changed or broken."""
    return small_playbook(tmp_path)


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Run the tests' own PostgreSQL server, once for all tests."""
    sweep_killed_runs()
    with throwaway_folder() as folder, throwaway_server(folder) as dsn:
        yield Databases(dsn)


@pytest.fixture
async def empty_database(databases: Databases) -> AsyncIterator[str]:
    """Give the address of a database without any table."""
    async with databases.copy("template0") as dsn:
        yield dsn


@pytest.fixture
async def database(databases: Databases) -> AsyncIterator[str]:
    """Give the address of a migrated, empty database of this test's own; the tables point at it, with a pool."""
    template = await databases.template("migrated")
    async with databases.copy(template) as dsn, open_pool(dsn, POOL_SIZE):
        yield dsn


@pytest.fixture
def sample_day(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Hold the clock of the web on a day of the sample plans, for tests of what is late and what is next on it."""
    monkeypatch.setattr(clock, "now", lambda: SAMPLE_DAY)
    return SAMPLE_DAY


@pytest.fixture
async def sample_world(databases: Databases) -> AsyncIterator[World]:
    """Give the site over a copy of the sample plans, with a signed-in browser for everyone in the cast."""
    async with sample_world_of(databases) as world:
        yield world
