"""What a portfolio of many plans costs when a worker has kept nothing of it yet, measured in this process."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import httpx

from roadmap.app import create_app
from roadmap.settings import read_settings
from roadmap.store.connection import fetch, transaction
from roadmap.store.database import open_pool
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.store.writing import Actor, save_new_plan
from roadmap.web.cache import ANSWERS
from roadmap.web.summaries import SUMMARIES
from tests.bench.data import MILESTONES, MODEL, with_milestones
from tests.bench.measures import ROUNDS
from tests.bench.report import Figure
from tests.people import OWN_PAGE, add_portfolio
from tests.queries import MOST_QUERIES, counted_queries
from tests.world import plan_id_of

if TYPE_CHECKING:
    from uuid import UUID

SITE: Final = "http://127.0.0.1:8000"
PLANS: Final = 200
CURRENCIES: Final = ("EUR", "CZK", "DKK", "GBP")
AIM: Final = 150.0
"""Most milliseconds of processor time for the money of so many plans, at a worker that has kept nothing."""


async def portfolio_figures(dsn: str, session: str, account_id: UUID) -> list[Figure]:
    """Give somebody a portfolio of many plans in several currencies, and look at its money."""
    site: Any = create_app(read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on"}))
    async with (
        open_pool(dsn, 2),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site),
            base_url=SITE,
            headers=OWN_PAGE,
            cookies={"roadmap_session": session},
        ) as client,
    ):
        await _fill(account_id)
        with counted_queries() as asked:
            first = await _cold(client)
        asked_first = len(asked)
        cold = [await _cold(client) for _ in range(ROUNDS)]
        with counted_queries() as asked:
            await _cold(client)
        afresh = f"CPU of the money of {PLANS} plans"
        return [
            Figure(
                name=f"{afresh}, worker cold", value=statistics.median(cold), unit="ms", aim=AIM, detail=_spread(cold)
            ),
            Figure(name=f"{afresh}, every plan changed", value=first, unit="ms", aim=None),
            Figure(name=f"Queries: money of {PLANS} plans, worker cold", value=len(asked), unit="", aim=MOST_QUERIES),
            Figure(
                name=f"Queries: money of {PLANS} plans, every plan changed",
                value=asked_first,
                unit="",
                aim=MOST_QUERIES,
            ),
        ]


async def _fill(account_id: UUID) -> None:
    """The plans are saved whole, since their figures are worked out from all of their parts."""
    portfolio = await add_portfolio("bench-portfolio")
    model = with_milestones(await load_plan(await plan_id_of(MODEL), EVERYTHING), "bench-money", MILESTONES)
    actor = Actor(account_id=None, name="country-lead")
    async with transaction():
        for number in range(PLANS):
            plan = with_milestones(model, f"bench-money-{number}", MILESTONES)
            currency = CURRENCIES[number % len(CURRENCIES)]
            await save_new_plan(replace(plan, portfolio_id=portfolio, currency=currency), actor)
    await fetch(
        """
        INSERT INTO membership (id, account_id, portfolio_id, role) VALUES (gen_random_uuid(), $1, $2, 'grant-manager')
        """,
        account_id,
        portfolio,
    )
    await fetch("ANALYZE")


async def _cold(client: httpx.AsyncClient) -> float:
    """Milliseconds of this process for an answer of which nothing is kept here."""
    ANSWERS.clear()
    SUMMARIES.clear()
    before = time.process_time()
    answer = await client.get("/money")
    used = 1000 * (time.process_time() - before)
    answer.raise_for_status()
    return used


def _spread(values: list[float]) -> str:
    return f"{min(values):.1f} to {max(values):.1f}"
