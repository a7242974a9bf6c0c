"""A named cast and the sample plans: what most tests of pages start from.

The template is filled once a run; each test gets a copy of its own, and a signed-in browser for everyone in the cast.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import httpx

from roadmap.domain.access import Viewer
from roadmap.services.samples import PORTFOLIO, load_samples
from roadmap.services.sign_ins import start_session
from roadmap.settings import read_settings
from roadmap.store.accounts import find_account
from roadmap.store.connection import fetch, fetch_one, transaction
from roadmap.store.database import open_pool
from roadmap.web.cache import ANSWERS
from roadmap.web.summaries import SUMMARIES
from tests.databases import POOL_SIZE
from tests.people import OWN_PAGE, site_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.databases import Databases

SITE: Final = "http://127.0.0.1:8000"
CAST: Final = ("administrator", "country-lead", "grant-manager", "committee", "reader", "outsider")
"""Who signs in, by the first part of the sample account's address; ``anonymous`` does not."""
MANAGERS: Final = ("administrator", "country_lead", "grant_manager")
READERS: Final = ("committee", "reader")
STRANGERS: Final = ("outsider", "anonymous")
PLAN: Final = "spain"
"""The sample plan that tests look at where any plan would do: under way, with something late."""

SAMPLE_DAY: Final = datetime(2026, 11, 26, 9, tzinfo=UTC)
"""A moment at which the sample plans are under way: two off track, one at risk, three on track."""

_secrets: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """The site over a copy of the sample plans, and everybody's browser, which takes no redirects by itself."""

    administrator: httpx.AsyncClient
    country_lead: httpx.AsyncClient
    grant_manager: httpx.AsyncClient
    committee: httpx.AsyncClient
    reader: httpx.AsyncClient
    outsider: httpx.AsyncClient
    anonymous: httpx.AsyncClient
    dsn: str

    def browser(self, name: str) -> httpx.AsyncClient:
        """Give somebody's browser by name, for tests that go through the cast."""
        found: httpx.AsyncClient = getattr(self, name)
        return found


def _ids() -> Callable[[], UUID]:
    # The same at every run: what comes first by id would be another row each time, and with it what a test tries.
    drawn = Random(0)  # noqa: S311 (nothing secret)
    return lambda: UUID(int=drawn.getrandbits(128), version=4)


async def fill_world() -> None:
    """Load the sample plans and accounts, and sign the whole cast in, without hashing passwords in every test."""
    now = datetime.now(UTC)
    await load_samples(now, _ids())
    for name in CAST:
        found = await find_account(f"{name}@example.org")
        assert found is not None
        async with transaction():
            _secrets[name] = await start_session(found[0].id, timedelta(days=7), now)


@asynccontextmanager
async def _straight(dsn: str) -> AsyncIterator[str]:
    yield dsn


@asynccontextmanager
async def sample_world_of(
    databases: Databases,
    *,
    reach: Callable[[str], AbstractAsyncContextManager[str]] = _straight,
    **environment: str,
) -> AsyncIterator[World]:
    """Open a copy of the sample plans; the tables point at it. The environment's settings may be changed.

    ``reach`` may give another way to the copy than straight to its address.
    """
    template = await databases.template("sample_world", fill_world)
    settings = read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on", **environment})
    site = site_of(settings)
    # The copies share ids and revisions, so an answer kept for one test would pass for another's.
    ANSWERS.clear()
    SUMMARIES.clear()
    async with AsyncExitStack() as stack:
        dsn = await stack.enter_async_context(databases.copy(template))
        await stack.enter_async_context(open_pool(await stack.enter_async_context(reach(dsn)), POOL_SIZE))
        browsers = {name.replace("-", "_"): await stack.enter_async_context(_browser(site, name)) for name in CAST}
        anonymous = await stack.enter_async_context(_browser(site))
        yield World(**browsers, anonymous=anonymous, dsn=dsn)


def _browser(site: Any, name: str = "") -> httpx.AsyncClient:  # noqa: ANN401 (an ASGI application, whatever wraps it)
    cookies = {"roadmap_session": _secrets[name]} if name else {}
    transport = httpx.ASGITransport(app=site, client=("127.0.0.1", 40_000))
    return httpx.AsyncClient(transport=transport, base_url=SITE, headers=OWN_PAGE, cookies=cookies, trust_env=False)


async def speak(client: httpx.AsyncClient, code: str) -> None:
    """Choose the language in which somebody reads."""
    await client.post("/preferences", data={"language": code, "theme": "auto", "next": "/"})


async def plan_id_of(slug: str = PLAN) -> UUID:
    """Give the id of a plan."""
    row = await fetch_one("SELECT id FROM plan WHERE slug = $1", slug)
    assert row is not None
    found: UUID = row["id"]
    return found


async def plan_row() -> dict[str, Any]:
    """Give the plan as it is stored."""
    row = await fetch_one("SELECT * FROM plan WHERE slug = $1", PLAN)
    assert row is not None
    return dict(row)


async def milestone_ids(slug: str = PLAN, where: str = "TRUE") -> list[UUID]:
    """Give the ids of a plan's milestones in their order, those of a condition in SQL."""
    rows = await fetch(
        f"SELECT id FROM milestone WHERE plan_id = $1 AND {where} ORDER BY number",  # noqa: S608 (a test's own words)
        await plan_id_of(slug),
    )
    return [row["id"] for row in rows]


async def revision_of(slug: str = PLAN) -> int:
    """Count how often a plan was written to."""
    row = await fetch_one("SELECT revision FROM plan WHERE slug = $1", slug)
    assert row is not None
    return int(row["revision"])


async def footprint() -> tuple[int, int, int]:
    """Give what any write to any plan changes: the sum of all revisions, the entries in the log, the plans."""
    row = await fetch_one(
        "SELECT (SELECT sum(revision) FROM plan), (SELECT count(*) FROM change), (SELECT count(*) FROM plan)"
    )
    assert row is not None
    return (int(row[0]), int(row[1]), int(row[2]))


async def viewer_of(name: str = "country-lead", slug: str = PLAN) -> Viewer:
    """Give somebody of the cast as services see them, with their roles on a plan."""
    found = await find_account(f"{name}@example.org")
    assert found is not None
    account = found[0]
    rows = await fetch(
        """
        SELECT role FROM membership WHERE account_id = $1 AND (
            plan_id = (SELECT id FROM plan WHERE slug = $2)
            OR portfolio_id = (SELECT portfolio_id FROM plan WHERE slug = $2))
        """,
        account.id,
        slug,
    )
    return Viewer(
        account_id=account.id,
        name=account.name,
        email=account.email,
        is_administrator=account.is_administrator,
        roles=frozenset(row["role"] for row in rows),
    )


__all__ = [
    "CAST",
    "MANAGERS",
    "PLAN",
    "PORTFOLIO",
    "READERS",
    "STRANGERS",
    "World",
    "footprint",
    "milestone_ids",
    "plan_id_of",
    "revision_of",
    "sample_world_of",
    "viewer_of",
]
