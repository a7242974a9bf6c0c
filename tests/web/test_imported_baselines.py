"""A plan that came in a file with its baselines: they are history, and it is approved here like any other draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.filled import text_of
from tests.web.sent_plans import CONFLICT, NEW, NOT_FOUND, OK, REFUSED, SAVED, exported, plan, portfolio, waiting
from tests.world import World, footprint

if TYPE_CHECKING:
    import httpx

FORBIDDEN = 403


async def imported(world: World) -> str:
    """Bring a sample plan, which is approved, as a new one; give its slug."""
    address = await waiting(world.grant_manager, NEW, await exported())
    answer = await world.grant_manager.post(address, data={"portfolio": await portfolio()})
    return answer.headers["location"].split("/")[2].partition("?")[0]


async def freeze(world: World, slug: str, who: str = "grant_manager", **typed: str) -> httpx.Response:
    form = {"version": str((await plan(slug)).version), "name": "Board of May", **typed}
    return await world.browser(who).post(f"/plans/{slug}/baselines", data=form)


async def test_its_pages_say_that_nobody_approved_it_here_and_lead_to_where_that_is_done(sample_world: World) -> None:
    slug = await imported(sample_world)
    for path in ("", "/amendments"):
        page = await sample_world.grant_manager.get(f"/plans/{slug}{path}")
        assert "Nobody has approved this plan here yet: its baselines came with a file." in text_of(page), path
        assert f'href="/plans/{slug}/settings#baselines"' in page.text, path
        assert "Everything in this plan is approved" not in text_of(page), path
    settings = await sample_world.grant_manager.get(f"/plans/{slug}/settings")
    assert f'action="/plans/{slug}/baselines"' in settings.text
    assert "by an imported file" in text_of(settings)
    assert "They came with a file and approve nothing. The first one frozen here approves the plan." in text_of(
        settings
    )
    overview = text_of(await sample_world.grant_manager.get(f"/plans/{slug}"))
    assert "Measured against Baseline 1, frozen on" in overview
    assert "taken from a file" in overview


async def test_its_first_own_baseline_approves_it_and_then_it_is_amended(sample_world: World) -> None:
    slug = await imported(sample_world)
    assert (await freeze(sample_world, slug)).status_code == SAVED
    made = await plan(slug)
    assert (made.status, made.baseline and made.baseline.name) == ("approved", "Board of May")
    assert sorted(each.is_from_file for each in made.baselines) == [False, True]
    page = text_of(await sample_world.grant_manager.get(f"/plans/{slug}/amendments"))
    assert "Everything in this plan is approved." in page
    answer = await freeze(sample_world, slug, name="Another")
    assert answer.status_code == REFUSED
    assert "It changes by an amendment" in text_of(answer)
    await sample_world.grant_manager.post(
        f"/plans/{slug}/archive", data={"version": str(made.version), "archived": "yes"}
    )
    version = str((await plan(slug)).version)
    await sample_world.grant_manager.post(f"/plans/{slug}/archive", data={"version": version, "archived": "no"})
    assert (await plan(slug)).status == "approved"


async def test_a_baseline_of_a_file_is_no_state_to_compare_with(sample_world: World) -> None:
    slug = await imported(sample_world)
    (baseline,) = (await plan(slug)).baselines
    compared = await sample_world.grant_manager.get(f"/plans/{slug}/compare")
    assert compared.status_code == OK
    assert f'value="{baseline.id}"' not in compared.text, "the file does not tell how the whole plan then was"
    named = await sample_world.grant_manager.get(f"/plans/{slug}/compare?a={baseline.id}&b=now")
    assert named.status_code == NOT_FOUND


async def test_an_amendment_needs_a_plan_that_was_approved_here(sample_world: World) -> None:
    slug = await imported(sample_world)
    before = await footprint()
    form = {"revision": str((await plan(slug)).revision), "kind": "within", "reason": "Agreed in May"}
    answer = await sample_world.grant_manager.post(f"/plans/{slug}/amendments", data=form)
    assert answer.status_code == REFUSED
    assert "Nobody has approved this plan yet: freeze its first baseline." in text_of(answer)
    assert await footprint() == before


async def test_what_cannot_be_frozen_is_refused_as_typed(sample_world: World) -> None:
    slug = await imported(sample_world)
    before = await footprint()
    answer = await freeze(sample_world, slug, name="baseline 1")
    assert answer.status_code == REFUSED
    assert "This plan has a baseline “baseline 1” already." in text_of(answer)
    assert 'name="name" value="baseline 1"' in answer.text
    stale = await freeze(sample_world, slug, version="99")
    assert stale.status_code == CONFLICT
    assert "Board of May" in text_of(stale)
    assert await footprint() == before


@pytest.mark.parametrize(("who", "status"), [("reader", FORBIDDEN), ("outsider", NOT_FOUND)])
async def test_who_may_not_manage_it_approves_nothing(sample_world: World, who: str, status: int) -> None:
    slug = await imported(sample_world)
    before = await footprint()
    assert (await freeze(sample_world, slug, who)).status_code == status
    assert await footprint() == before


async def test_a_file_baseline_dated_later_does_not_stand_before_an_own_one(sample_world: World) -> None:
    document = await exported()
    document["plan"]["baselines"][0]["frozen_on"] = "2099-01-02"
    address = await waiting(sample_world.grant_manager, NEW, document)
    answer = await sample_world.grant_manager.post(address, data={"portfolio": await portfolio()})
    slug = answer.headers["location"].split("/")[2].partition("?")[0]
    await freeze(sample_world, slug)
    made = await plan(slug)
    assert made.baseline
    assert made.baseline.name == "Board of May"
