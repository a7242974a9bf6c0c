"""The page of a plan's stakeholders."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from roadmap.store.connection import fetch
from tests.web.filled import text_of
from tests.world import PLAN, plan_id_of

if TYPE_CHECKING:
    from tests.world import World

PATH = f"/plans/{PLAN}/stakeholders"


async def shown(world: World) -> str:
    """What a reader sees, in one line."""
    return text_of(await world.reader.get(PATH))


async def test_the_page_begins_with_how_many_influential_ones_are_not_supportive(sample_world: World) -> None:
    rows = await fetch("SELECT * FROM stakeholder WHERE plan_id = $1 AND influence >= 3", await plan_id_of())
    missing = [row for row in rows if row["stance"] in {"opposes", "sceptical", "neutral"}]
    said = f"{len(missing)} of {len(rows)} influential stakeholders do not support the plan yet"
    assert said in await shown(sample_world)


async def test_one_who_is_missing_is_named_in_the_singular(sample_world: World) -> None:
    await fetch("UPDATE stakeholder SET stance = 'champions', wanted = 'champions' WHERE title <> 'Ministry of Health'")
    assert "influential stakeholders does not support the plan yet: Ministry of Health." in await shown(sample_world)


async def test_when_all_support_it_says_so_and_nobody_has_to_move(sample_world: World) -> None:
    await fetch("UPDATE stakeholder SET stance = 'champions', wanted = 'champions'")
    page = await shown(sample_world)
    assert "influential stakeholders support the plan." in page
    assert "Everybody stands where the plan wants them" in page
    assert "→ Champions" not in page


async def test_each_has_its_wish_our_ask_its_owner_and_where_that_comes_from(sample_world: World) -> None:
    page = await shown(sample_world)
    row = page[page.rindex("Government of Andalusia") :][:600]
    for piece in (
        "Regional, government",
        "Supports → Champions",
        "A service that fits its health plan and can be shown to work.",
        "Keep three posts in the budget after the first year.",
        "Regional lead",
    ):
        assert piece in row, piece
    assert "Named in the source; influence, interest, stances, wants and asks are the authors' judgement." in page


async def test_the_next_milestones_that_engage_somebody_are_named_and_the_others_counted(sample_world: World) -> None:
    page = (await sample_world.reader.get(PATH)).text
    rows = await fetch(
        """
        SELECT id, status, planned_due FROM milestone
        WHERE plan_id = $1 AND engages @> '["employers-federation"]' AND status NOT IN ('done', 'dropped')
        ORDER BY planned_due
        """,
        await plan_id_of(),
    )
    for row in rows[:3]:
        assert f"/plans/{PLAN}/milestones/{row['id']}" in page
    assert "more, later or done" in page


async def test_the_grid_leads_to_the_rows_of_its_table(sample_world: World) -> None:
    page = (await sample_world.reader.get(PATH)).text
    targets = set(re.findall(r'href="#(stakeholder-[0-9a-f-]+)"', page))
    rows = re.findall(r'<tr role="row" id="(stakeholder-[0-9a-f-]+)"', page)
    assert targets == set(rows)
    assert len(rows) == len(set(rows)) > 0


@pytest.mark.parametrize("title", ["<b>Ministry</b>", "وزارة الصحة", "A" * 300])
async def test_odd_names_are_shown_as_text(sample_world: World, title: str) -> None:
    await fetch("UPDATE stakeholder SET title = $1 WHERE key = 'fad'", title)
    answer = await sample_world.reader.get(PATH)
    assert answer.status_code == 200
    assert "<b>Ministry</b>" not in answer.text
    assert title in unescape(answer.text)


async def test_a_plan_without_stakeholders_says_so(sample_world: World) -> None:
    await fetch("DELETE FROM stakeholder")
    assert "Nobody yet." in await shown(sample_world)
