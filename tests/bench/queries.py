"""How many statements an answer takes, counted in this process over the same data."""

from __future__ import annotations

from typing import Any

import httpx

from roadmap.app import create_app
from roadmap.settings import read_settings
from roadmap.store.database import open_pool
from roadmap.web.cache import ANSWERS
from tests.people import OWN_PAGE
from tests.queries import MOST_QUERIES, counted_queries

SITE = "http://127.0.0.1:8000"


async def counts(dsn: str, session: str, paths: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """For each path the statements of an answer made afresh and of a 304, each with how many there may be."""
    site: Any = create_app(read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on"}))
    transport = httpx.ASGITransport(app=site)
    found = []
    ANSWERS.clear()
    async with (
        open_pool(dsn, 2),
        httpx.AsyncClient(
            transport=transport, base_url=SITE, headers=OWN_PAGE, cookies={"roadmap_session": session}
        ) as client,
    ):
        for path in paths:
            shown = path if len(path) < 40 else "the feed"
            with counted_queries() as asked:
                fresh = await client.get(path)
            if fresh.status_code != 200:
                continue
            found.append((f"{shown}, afresh", len(asked), MOST_QUERIES))
            with counted_queries() as asked:
                await client.get(path, headers={"if-none-match": fresh.headers["etag"]})
            found.append((f"{shown}, 304", len(asked), 1))
    return found
