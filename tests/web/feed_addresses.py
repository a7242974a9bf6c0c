"""Secret addresses of calendars: made as on the page, and read as a calendar program does."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from roadmap.store.connection import fetch
from tests.calendar_readers import Read, by_icalendar
from tests.world import (
    PLAN,
    World,
)

if TYPE_CHECKING:
    import httpx

ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/feeds/([A-Za-z0-9_-]{43})\.ics)")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FUNDING_DAYS: Final = frozenset({"Funding decision", "Report due"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A new address: its path and its secret."""

    path: str
    secret: str
    id: UUID


async def make(client: httpx.AsyncClient, subject: str = f"plan:{PLAN}") -> Made:
    page = await client.post("/feeds", data={"subject": subject})
    assert page.status_code == 201
    found = ADDRESS.search(page.text)
    assert found is not None
    (row,) = await fetch("SELECT id FROM feed WHERE secret_hash = $1", hashlib.sha256(found[2].encode()).digest())
    return Made(path=found[1], secret=found[2], id=row["id"])


async def fetched(world: World, made: Made) -> dict[str, Read]:
    """What a calendar program finds, which brings nothing but the address."""
    answer = await world.anonymous.get(made.path)
    assert answer.status_code == 200
    return {each.uid: each for each in by_icalendar(answer.content)}


def of_work(found: dict[str, Read]) -> dict[str, Read]:
    """What is no day of the funding: milestones and meetings."""
    return {key: each for key, each in found.items() if each.summary.partition(":")[0] not in FUNDING_DAYS}
