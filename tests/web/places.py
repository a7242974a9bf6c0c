"""Every address of the site filled in: a world that has one of everything that addresses name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from roadmap.domain.drafting import StepTyped
from roadmap.domain.evidence import EvidenceDraft
from roadmap.domain.exchange import write_plan
from roadmap.domain.target_edits import named_targets
from roadmap.services.drafts import begin_draft
from roadmap.services.imports import receive_file
from roadmap.services.milestones import add_evidence
from roadmap.services.rates import receive_rates
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web import clock
from tests.needs import add_scenario
from tests.web.access_rules import PARTS
from tests.world import (
    PLAN,
    PORTFOLIO,
    World,
    milestone_ids,
    plan_id_of,
    viewer_of,
)

if TYPE_CHECKING:
    import httpx

NOBODYS: Final = "00000000-0000-4000-8000-000000000000"
FILL: Final = {
    "path": "img/favicon.svg",
    "slug": PLAN,
    "intervention": "ips",
    "route": "pilot",
    "name": "0" * 43,
    "topic": "status",
    "feed_id": NOBODYS,
    "amendment_id": NOBODYS,
    "portfolio": PORTFOLIO,
}
"""What stands for each placeholder, beside those that the sample plan gives."""
NAMES: Final = {"/plans/{slug:str}/exports/{name:str}": "milestones.csv", "/money/exports/{name:str}": "money.csv"}
"""Where ``name`` is another one."""
QUERY: Final = {
    "/playbooks/{intervention:str}/compare": "?a=pilot&b=site-implementation",
    "/plans/{slug:str}/waivers/new": "?check=exit-payer&item=evaluation",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The world, with a file of evidence at a milestone and a draft, and what stands in addresses there."""

    world: World
    fill: dict[str, str]

    def address(self, path: str) -> str:
        """Give a route's address here."""
        noun = path.removeprefix("/plans/{slug:str}/").partition("/")[0]
        fill = {**self.fill, "part_id": self.fill.get(noun, NOBODYS)}
        fill |= {"name": NAMES[path]} if path in NAMES else {}
        plain = re.sub(r"\{(\w+):\w+\}", lambda match: fill[match[1]], path)
        return plain + QUERY.get(path, "")

    async def ask(self, name: str, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 (httpx's own)
        """Ask for a route as somebody."""
        return await self.world.browser(name).request(method, self.address(path), **more)


async def place_in(world: World) -> Place:
    """Put evidence, a file that waits and a draft into a world, and find what addresses need."""
    milestone = (await milestone_ids())[0]
    evidence = await add_evidence(
        await viewer_of(),
        await plan_id_of(),
        milestone,
        draft=EvidenceDraft(title="Signed agreement", file_name="agreement.pdf", content=b"%PDF-1.7 signed"),
        most_bytes=1_000_000,
        now=clock.now(),
    )
    waiting = await receive_file(
        await viewer_of("grant-manager"),
        write_plan(await load_plan(await plan_id_of(), EVERYTHING), ()),
        file_name="plan.json",
        plan_id=await plan_id_of(),
        now=clock.now(),
    )
    rates = await receive_rates(
        await viewer_of("grant-manager"),
        b"Date,USD\n2026-11-20,1.15\n",
        source="ecb",
        file_name="eurofxref.csv",
        now=clock.now(),
    )
    typed = StepTyped(step="country", answers={"country": ("HR",)}, version=0, page="")
    draft = await begin_draft(await viewer_of(), typed, clock.now())
    fill = {
        **FILL,
        "milestone_id": str(milestone),
        "evidence_id": str(evidence.id),
        "import_id": str(waiting),
        "rate_import": str(rates),
        "draft_id": str(draft.id),
        "step": "country",
    }
    for noun, table in PARTS.items():
        if table:
            statement = f"SELECT id FROM {table} WHERE plan_id = $1 LIMIT 1"  # noqa: S608 (the table's own words)
            fill[noun] = str((await fetch(statement, await plan_id_of()))[0]["id"])
    fill["commitment-stages"] = fill["commitments"]
    fill["statements"] = fill["priorities"] = str(await plan_id_of())
    fill["needs"] = str(await add_scenario())
    fill["targets"] = str(named_targets(await load_plan(await plan_id_of()))[0].id)
    return Place(world=world, fill=fill)
