"""The change log of a plan as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote
from uuid import uuid4

import pytest

from roadmap.domain.milestone_drafts import Choices, draft_of
from roadmap.domain.milestone_edits import Hand, added, deleted
from roadmap.domain.milestone_links import linked
from roadmap.domain.milestones import Dependency
from roadmap.domain.workdays import working_calendar
from roadmap.services.edits import edit_plan
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web import clock
from tests.web.filled import seen
from tests.world import PLAN, plan_id_of, viewer_of

if TYPE_CHECKING:
    from tests.world import World

PATH = f"/plans/{PLAN}/activity"


async def page_at(world: World, path: str = PATH) -> str:
    """The page as it is sent."""
    answer = await world.reader.get(path)
    assert answer.status_code == 200
    return answer.text


def older(page: str) -> str:
    """The address of the older changes, or nothing."""
    found = re.search(r'<a href="([^"]+)">Older changes', page)
    return unescape(found[1]) if found else ""


async def count(noun: str = "") -> int:
    row = await fetch_one(
        "SELECT count(*) AS number FROM change WHERE plan_id = $1 AND ($2 = '' OR noun = $2)", await plan_id_of(), noun
    )
    assert row is not None
    return int(row["number"])


@pytest.mark.parametrize("noun", ["", "spending"])
async def test_the_pages_together_hold_every_change_once_and_newest_first(sample_world: World, noun: str) -> None:
    path = f"{PATH}?kind={noun}" if noun else PATH
    moments: list[str] = []
    pages = 0
    while path:
        page = await page_at(sample_world, path)
        found = re.findall(r'<li>\s*<p class="by"><time datetime="([^"]+)"', page)
        assert len(found) <= 50
        moments += found
        pages += 1
        path = older(page)
        assert not noun or not path or f"kind={noun}" in path
    assert len(moments) == await count(noun)
    assert moments == sorted(moments, reverse=True)
    assert pages == -(-len(moments) // 50)


async def test_a_change_is_told_with_its_fields_before_and_after_and_who_by_role(sample_world: World) -> None:
    page = seen(await page_at(sample_world, f"{PATH}?kind=milestone"))
    assert "Changed the milestone “An implementation consultant works in every region”." in page
    assert "Planned due date: from 7 Dec 2026 to 29 Dec 2026." in page
    assert "Country lead" in page
    assert "Sample country lead" not in page


async def test_money_and_figures_are_told_with_what_they_are_of(sample_world: World) -> None:
    assert re.search(
        r"Entered €[\d,]+ spent on “Employment specialists” in Oct 2026\.",
        seen(await page_at(sample_world, f"{PATH}?kind=spending")),
    )
    readings = seen(await page_at(sample_world, f"{PATH}?kind=reading"))
    assert "Entered 3 for “Caseload” of New service in Andalusia, quarter from Jul 2026." in readings


@pytest.mark.parametrize("kind", ["nonsense", "%F0%9F%98%80", "x" * 500])
async def test_a_kind_that_there_is_not_is_refused_beside_the_filter(sample_world: World, kind: str) -> None:
    answer = await sample_world.reader.get(f"{PATH}?kind={kind}")
    assert answer.status_code == 422
    assert f"Nothing here is filtered by “{unquote(kind)[:40]}”." in answer.text
    assert "No change fits this filter." in seen(answer.text)


async def test_a_kind_of_which_nothing_was_changed_yet_shows_nothing_and_says_so(sample_world: World) -> None:
    assert await count("amendment") == 0
    page = seen(await page_at(sample_world, f"{PATH}?kind=amendment"))
    assert "0 of 0 changes" in page
    assert "No change fits this filter." in page


@pytest.mark.parametrize("before", ["x", "-5", "0", "1.5", "9" * 40])
async def test_a_number_that_no_change_has_leads_to_no_page(sample_world: World, before: str) -> None:
    assert (await sample_world.reader.get(f"{PATH}?before={before}")).status_code == 404
    await page_at(sample_world, f"{PATH}?before=")


async def test_a_link_to_a_milestone_that_is_gone_is_told_by_its_title_wherever_the_log_is_read(
    sample_world: World,
) -> None:
    plan = await load_plan(await plan_id_of(), EVERYTHING)
    waits = next(each for each in plan.milestones if each.status == "not-started" and each.after)
    hand = Hand(by="Country lead", now=clock.now(), calendar=working_calendar(plan.country, plan.subdivision))
    new = replace(draft_of(waits), title="Lawyer hired", after=())
    key = uuid4()
    choices = Choices(
        themes=frozenset({waits.theme}),
        levers=frozenset({waits.lever}),
        barriers=frozenset(each.barrier for each in waits.mitigates),
        archetypes=frozenset(waits.engages),
    )
    for change in (
        lambda now: added(now, new, key, choices, hand),
        lambda now: linked(now, waits.id, Dependency(milestone_id=key, kind="finish-finish")),
        lambda now: deleted(now, key, hand),
    ):
        await edit_plan(await viewer_of(), plan.id, change, now=clock.now())
    for path in (PATH, f"/plans/{PLAN}/milestones/{waits.id}"):
        text = seen(await page_at(sample_world, path))
        assert "Lawyer hired (is due no earlier than it is)" in text
        assert "a milestone that is gone" not in text


async def test_changes_of_other_plans_are_not_shown(sample_world: World) -> None:
    row = await fetch_one("SELECT max(id) AS number FROM change")
    assert row is not None
    page = seen(await page_at(sample_world, f"{PATH}?before={row['number'] + 1}"))
    titles = await fetch("SELECT DISTINCT item FROM change WHERE noun = 'plan' AND plan_id <> $1", await plan_id_of())
    assert titles
    assert not [row["item"] for row in titles if f"the plan “{row['item']}”" in page]
