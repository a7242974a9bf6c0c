"""Freezing a plan under a name: the first baseline approves it, and progress is held against the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.domain.plans import FROM_FILE
from roadmap.store.connection import fetch
from tests.web.filled import text_of
from tests.web.settings_forms import CONFLICT, LATER, REFUSED, SAVED, SETTINGS, error_of, send
from tests.world import PLAN, footprint, plan_id_of, plan_row

if TYPE_CHECKING:
    from tests.world import World


async def as_draft() -> None:
    """Take the plan's baseline away: nobody has approved it yet."""
    await fetch("DELETE FROM baseline WHERE plan_id = $1", await plan_id_of())
    await fetch("UPDATE plan SET status = 'draft' WHERE slug = $1", PLAN)


async def test_a_baseline_is_frozen_by_name_and_progress_is_held_against_it(sample_world: World) -> None:
    await as_draft()
    assert (await send(sample_world, "baselines", name=" After the  vote ")).status_code == SAVED
    page = text_of(await sample_world.grant_manager.get(SETTINGS))
    assert "After the vote Progress is held against this one" in page
    assert "by Grant manager" in page
    overview = text_of(await sample_world.reader.get(f"/plans/{PLAN}"))
    assert "After the vote, frozen on" in overview


async def test_an_approved_plan_gets_its_next_baseline_by_an_amendment(sample_world: World) -> None:
    before = await footprint()
    answer = await send(sample_world, "baselines", name="Zagreb board")
    assert answer.status_code == REFUSED
    assert "It changes by an amendment" in error_of(answer, "name")
    assert await footprint() == before
    assert f"/plans/{PLAN}/amendments" in (await sample_world.grant_manager.get(SETTINGS)).text


async def test_the_first_baseline_approves_a_draft(sample_world: World) -> None:
    await as_draft()
    await send(sample_world, "baselines", name="Baseline 1")
    assert (await plan_row())["status"] == "approved"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Give the baseline a name"),
        ("  ", "Give the baseline a name"),
        ("x" * 81, "Write at most 80 characters. These are 81."),
    ],
)
async def test_a_baseline_without_a_name_of_its_own_is_refused(sample_world: World, name: str, said: str) -> None:
    before = await footprint()
    answer = await send(sample_world, "baselines", name=name)
    assert answer.status_code == REFUSED
    assert said in error_of(answer, "name")
    assert f'name="name" value="{name}"' in answer.text
    assert await footprint() == before


async def test_a_plan_that_changed_meanwhile_is_not_frozen_unawares(sample_world: World) -> None:
    await as_draft()
    version = str((await plan_row())["version"])
    await send(sample_world, "start", "country_lead", start=LATER, do="move")
    before = await footprint()
    answer = await send(sample_world, "baselines", name="As agreed in May", version=version)
    assert answer.status_code == CONFLICT
    assert "As agreed in May" in text_of(answer)
    assert "No baseline" in text_of(answer)
    kept = await send(sample_world, "baselines", name="", do="chosen")
    assert kept.status_code == SAVED
    assert await footprint() == before


async def test_baselines_that_came_in_a_file_approve_nothing(sample_world: World) -> None:
    await fetch("UPDATE baseline SET frozen_by = $2 WHERE plan_id = $1", await plan_id_of(), FROM_FILE)
    await send(sample_world, "archive", archived="yes")
    await send(sample_world, "archive", archived="no")
    assert (await plan_row())["status"] == "draft"
