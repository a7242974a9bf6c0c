"""How much the pages ask of the database: at most twelve statements, and one when nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.queries import MOST_QUERIES, counted_queries
from tests.world import PLAN, milestone_ids

if TYPE_CHECKING:
    from tests.world import World

KEPT = (
    "/",
    "/money",
    f"/plans/{PLAN}",
    f"/plans/{PLAN}/timeline",
    f"/plans/{PLAN}/milestones",
    f"/plans/{PLAN}/budget",
    f"/plans/{PLAN}/budget/spending",
    f"/plans/{PLAN}/funding",
    f"/plans/{PLAN}/coverage",
    f"/plans/{PLAN}/stakeholders",
    f"/plans/{PLAN}/barriers",
    f"/plans/{PLAN}/committees",
    f"/plans/{PLAN}/checks",
    f"/plans/{PLAN}/activity",
    f"/plans/{PLAN}/compare",
)


@pytest.mark.parametrize("address", KEPT)
async def test_a_page_asks_at_most_twelve_statements_and_one_when_nothing_changed(
    sample_world: World, address: str
) -> None:
    client = sample_world.country_lead
    with counted_queries() as asked:
        fresh = await client.get(address)
    assert fresh.status_code == 200
    assert len(asked) <= MOST_QUERIES, asked
    with counted_queries() as asked:
        unchanged = await client.get(address, headers={"if-none-match": fresh.headers["etag"]})
    assert (unchanged.status_code, len(asked)) == (304, 1)


async def test_a_milestone_asks_no_more(sample_world: World) -> None:
    address = f"/plans/{PLAN}/milestones/{(await milestone_ids())[0]}"
    with counted_queries() as asked:
        assert (await sample_world.country_lead.get(address)).status_code == 200
    assert len(asked) <= MOST_QUERIES, asked
