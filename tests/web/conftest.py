"""Fixtures of the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.people import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx


@pytest.fixture
async def guest() -> AsyncIterator[httpx.AsyncClient]:
    """Give the browser of somebody who has never signed in. No database is open: pages for guests ask none."""
    async with browser() as client:
        yield client
