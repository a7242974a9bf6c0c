"""Fixtures of the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.people import browser
from tests.web.milestone_desk import Desk, desk_in
from tests.web.milestone_forms import Editor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.world import World


@pytest.fixture
async def guest() -> AsyncIterator[httpx.AsyncClient]:
    """Give the browser of somebody who has never signed in. No database is open: pages for guests ask none."""
    async with browser() as client:
        yield client


@pytest.fixture
async def desk(sample_world: World) -> Desk:
    """Sit somebody down at the page of a milestone."""
    return await desk_in(sample_world)


@pytest.fixture
def editor(sample_world: World) -> Editor:
    """Give somebody who edits milestones by their forms."""
    return Editor(world=sample_world)
