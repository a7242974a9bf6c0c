"""The forms that settle a plan, and what is told beside their fields."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from tests.world import PLAN, plan_row

if TYPE_CHECKING:
    import httpx

    from tests.world import World

SAVED, CONFLICT, REFUSED = 303, 409, 422
SETTINGS: Final = f"/plans/{PLAN}/settings"
LATER: Final = "2026-09-01"


async def send(world: World, what: str, who: str = "grant_manager", **typed: str) -> httpx.Response:
    """Send one of the forms as the page gives it, but for what is typed."""
    form = {"version": str((await plan_row())["version"]), **typed}
    return await world.browser(who).post(f"/plans/{PLAN}/{what}", data=form)


def error_of(answer: httpx.Response, field: str) -> str:
    found = re.search(rf'id="f-{field}-error">(.*?)</p>', answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", found[1]))).strip() if found else ""
