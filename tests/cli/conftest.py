"""Fixtures of the tests of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world import fill_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.databases import Databases


@pytest.fixture
async def samples(databases: Databases) -> AsyncIterator[str]:
    """Give the address of a database with the sample plans; a command connects to it by itself."""
    async with databases.copy(await databases.template("sample_world", fill_world)) as address:
        yield address


@pytest.fixture
async def migrated(databases: Databases) -> AsyncIterator[str]:
    """Give the address of a database with tables and nothing in them."""
    async with databases.copy(await databases.template("migrated")) as address:
        yield address
