"""Files of plans as somebody sends them to be imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from roadmap.domain.exchange import write_plan
from roadmap.domain.plans import Plan
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, load_plan
from tests.world import PLAN, plan_id_of

if TYPE_CHECKING:
    import httpx

OK, SAVED, NOT_FOUND, CONFLICT, TOO_BIG, WRONG_KIND, REFUSED = 200, 303, 404, 409, 413, 415, 422
NEW, OVER = "/plans/import", f"/plans/{PLAN}/import"
SOURCES: Final = playbook("ips").sources


async def plan(slug: str = PLAN) -> Plan:
    return await load_plan(await plan_id_of(slug), EVERYTHING)


async def exported(slug: str = PLAN) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_plan(await plan(slug), SOURCES))
    return found


async def send(
    browser: httpx.AsyncClient, address: str, content: bytes | dict[str, Any], name: str = "plan.json"
) -> httpx.Response:
    """Send a file as the form does."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return await browser.post(address, files={"file": (name, body, "application/json")})


async def waiting(browser: httpx.AsyncClient, address: str, content: bytes | dict[str, Any]) -> str:
    """Send a file that is taken, and give the address of its preview."""
    answer = await send(browser, address, content)
    assert answer.status_code == SAVED, answer.text
    return answer.headers["location"]


async def portfolio() -> str:
    return str((await fetch("SELECT portfolio_id FROM plan WHERE slug = $1", PLAN))[0][0])
