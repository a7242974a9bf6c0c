"""Fixtures of the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from roadmap.services import passwords
from tests.people import add_person, browser
from tests.web.milestone_desk import Desk, desk_in
from tests.web.milestone_forms import Editor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from roadmap.domain.accounts import Account
    from tests.world import World


@pytest.fixture
async def guest() -> AsyncIterator[httpx.AsyncClient]:
    """Give the browser of somebody who has never signed in. It opens no database: most pages ask none for guests."""
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


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashing a password cost next to nothing."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def anna(database: str, cheap_hashes: None) -> Account:  # noqa: ARG001 (added to that database)
    """Give somebody an account, in a database with nothing else."""
    return await add_person()
