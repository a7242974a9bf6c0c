"""The database is gone or hangs: everybody is told so in good time, and everything goes on once it is back."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
import structlog

from roadmap.domain.errors import UnavailableError
from roadmap.services.plans import rename_plan
from roadmap.store import connection, database, gathering
from tests.database_line import Line, line_to
from tests.databases import POOL_SIZE
from tests.people import NOW
from tests.web.filled import form_of
from tests.world import PLAN, SITE, World, plan_id_of, plan_row, sample_world_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from uuid import UUID

    import httpx

    from tests.databases import Databases

OK, SAVED, UNAVAILABLE = 200, 303, 503
PAGES: Final = ("/", f"/plans/{PLAN}", f"/plans/{PLAN}/settings", "/playbooks", "/help", "/money", "/account")
PATIENCE: Final = 0.4
"""Seconds, instead of the product's own, for whatever is waited for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Far:
    """The site, and the line over which it reaches its database."""

    world: World
    line: Line


@pytest.fixture
async def far(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Far]:
    """Give the site over a line to its database, with little patience."""
    lines = []

    @asynccontextmanager
    async def over_a_line(dsn: str) -> AsyncIterator[str]:
        async with line_to(dsn) as line:
            lines.append(line)
            yield line.dsn

    for place in (connection, gathering):
        monkeypatch.setattr(place, "SECONDS_TO_ANSWER", PATIENCE)
    monkeypatch.setattr(connection, "SECONDS_TO_CONNECT", PATIENCE)
    monkeypatch.setattr(database, "SECONDS_TO_FINISH", PATIENCE)
    async with sample_world_of(databases, reach=over_a_line) as world:
        yield Far(world=world, line=lines[0])
        await lines[0].mend()


def check_refusal(answer: httpx.Response) -> None:
    assert answer.status_code == UNAVAILABLE
    assert answer.headers["retry-after"] == "10"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", [*PAGES, "/healthz"])
async def test_without_a_database_every_page_says_so_and_the_log_holds_one_line(far: Far, path: str) -> None:
    await far.line.cut()
    with structlog.testing.capture_logs() as lines:
        answer = await far.world.country_lead.get(path)
    check_refusal(answer)
    assert "The database cannot be reached at the moment." in answer.text
    assert "<main" in answer.text
    assert [(each["event"], "exc_info" in each) for each in lines] == [("database unavailable", False)]
    problem = await far.world.country_lead.get(path, headers={"accept": "application/json"})
    assert (problem.status_code, problem.json()["status"]) == (UNAVAILABLE, UNAVAILABLE)
    await far.line.mend()
    assert (await far.world.country_lead.get(path)).status_code == OK


async def test_nothing_that_is_sent_while_the_database_hangs_is_saved_or_blocks_what_comes_later(far: Far) -> None:
    opened = form_of(await far.world.country_lead.get(f"/plans/{PLAN}/settings"), "/title")
    await far.line.hush()
    began = time.monotonic()
    sent = (far.world.country_lead.post(opened.action, data=opened.typed(title="Lost")) for _ in range(3 * POOL_SIZE))
    for answer in await asyncio.gather(*sent):
        check_refusal(answer)
    assert time.monotonic() - began < 5 * PATIENCE
    await far.line.mend()
    saved = await far.world.country_lead.post(opened.action, data=opened.typed(title="Found"))
    assert saved.status_code == SAVED
    assert "Found" in (await far.world.country_lead.get(f"/plans/{PLAN}")).text


async def half_a_write(plan_id: UUID, trouble: Callable[[], Awaitable[None]]) -> None:
    async with connection.transaction():
        await connection.fetch("UPDATE plan SET title = 'Half' WHERE id = $1", plan_id)
        await trouble()
        await connection.fetch("SELECT 1")


async def test_a_write_that_is_cut_off_in_its_middle_leaves_nothing_behind(far: Far) -> None:
    viewer, plan_id = await viewer_of(), await plan_id_of()
    for trouble in (far.line.cut, far.line.hush) * POOL_SIZE:
        with pytest.raises(UnavailableError):
            await half_a_write(plan_id, trouble)
        await far.line.mend()
    version = (await plan_row())["version"]
    assert (await rename_plan(viewer, plan_id, title="Whole", version=version, now=NOW)).title == "Whole"


@pytest.mark.parametrize("trouble", ["cut", "hush"])
async def test_all_who_wait_are_told_at_the_same_time(far: Far, trouble: str) -> None:
    await far.world.reader.get("/")
    await {"cut": far.line.cut, "hush": far.line.hush}[trouble]()
    began = time.monotonic()
    answers = await asyncio.gather(*(far.world.reader.get(f"/plans/{PLAN}/timeline") for _ in range(40)))
    assert {each.status_code for each in answers} == {UNAVAILABLE}
    assert time.monotonic() - began < 4 * PATIENCE


async def test_a_hanging_database_does_not_keep_those_who_ask_whether_all_is_well(far: Far) -> None:
    await far.line.hush()
    began = time.monotonic()
    check_refusal(await far.world.anonymous.get(f"{SITE}/healthz"))
    assert time.monotonic() - began < 3 * PATIENCE
