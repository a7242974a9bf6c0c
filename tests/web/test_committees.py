"""The page of a plan's committees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.store.connection import fetch
from tests.web.filled import text_of
from tests.world import PLAN, plan_id_of

if TYPE_CHECKING:
    from tests.world import World

PATH = f"/plans/{PLAN}/committees"


async def shown(world: World) -> str:
    """What a reader sees, in one line."""
    return text_of(await world.reader.get(PATH))


async def test_it_is_said_that_service_users_sit_on_every_committee(sample_world: World) -> None:
    page = await shown(sample_world)
    assert "Service users sit on all 5 committees." in page
    assert page.count("Service users are among the members") == 5


@pytest.mark.parametrize(
    ("kept", "said"), [(2, "Service users sit on both committees."), (1, "Service users sit on the committee.")]
)
async def test_few_committees_are_told_without_a_number(sample_world: World, kept: int, said: str) -> None:
    assert said not in await shown(sample_world)
    few = "SELECT id FROM committee WHERE plan_id = $1 ORDER BY id OFFSET $2"
    for query in (f"DELETE FROM meeting WHERE committee_id IN ({few})", f"DELETE FROM committee WHERE id IN ({few})"):  # noqa: S608 (our own names)
        await fetch(query, await plan_id_of(PLAN), kept)
    await fetch("UPDATE plan SET revision = revision + 1")
    assert said in await shown(sample_world)


async def test_a_committee_without_service_users_is_named(sample_world: World) -> None:
    await fetch("UPDATE committee SET has_service_users = FALSE WHERE key = 'community-forum'")
    page = await shown(sample_world)
    assert "1 of 5 committees has no service users: Community of practice." in page
    assert "No service users among the members" in page


async def test_purpose_members_and_all_meetings_are_listed(sample_world: World) -> None:
    page = await shown(sample_world)
    assert "Decides on priorities, money and which regions join next." in page
    assert "Federation of service users and families (two seats)" in page
    days = await fetch("SELECT held_on FROM meeting WHERE plan_id = $1", await plan_id_of())
    html = (await sample_world.reader.get(PATH)).text
    for row in days:
        assert f'datetime="{row["held_on"].isoformat()}"' in html


async def test_without_a_meeting_ahead_it_says_so(sample_world: World) -> None:
    await fetch(
        "UPDATE meeting SET held_on = '2026-01-05'::date + (row_number % 300)::int FROM "
        "(SELECT id AS key, row_number() OVER () FROM meeting) AS numbered WHERE key = meeting.id"
    )
    page = await shown(sample_world)
    assert page.count("No meeting lies ahead.") == 6


async def test_a_plan_without_committees_says_so(sample_world: World) -> None:
    await fetch("DELETE FROM committee")
    assert "None yet." in await shown(sample_world)
