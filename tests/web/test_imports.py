"""Importing a plan as people do it: as a new plan, over one that is there, and whatever else they may send."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

from roadmap.domain.exchange import FORMAT, NewPlace, as_new_plan, read_plan, write_plan
from roadmap.domain.exchange.schema import schema
from roadmap.domain.plans import Plan
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING
from tests.web.filled import text_of
from tests.web.sent_plans import (
    CONFLICT,
    NEW,
    NOT_FOUND,
    OK,
    OVER,
    SAVED,
    SOURCES,
    exported,
    plan,
    portfolio,
    waiting,
)
from tests.world import PLAN, World, footprint, revision_of


async def test_a_plan_goes_out_and_comes_back_as_a_new_one(sample_world: World) -> None:
    browser = sample_world.grant_manager
    content = (await browser.get(f"/plans/{PLAN}/exports/plan.json")).content
    address = await waiting(browser, NEW, content)
    before = await footprint()
    preview = await browser.get(address)
    assert preview.status_code == OK
    assert "Nothing is saved yet" in text_of(preview)
    assert "1 baseline comes along, marked as taken from a file" in text_of(preview)
    assert "The file says “Approved”. The new plan is a draft" in text_of(preview)
    assert await footprint() == before
    answer = await browser.post(address, data={"portfolio": await portfolio()})
    assert answer.status_code == SAVED
    slug = answer.headers["location"].split("/")[2].partition("?")[0]
    made = await plan(slug)
    assert (made.status, made.is_sample, made.revision) == ("draft", False, 1)
    assert {each.frozen_by for each in made.baselines} == {"file"}
    assert (await browser.get(answer.headers["location"])).status_code == OK
    assert "Imported" in text_of(await browser.get(f"/plans/{slug}/activity"))
    assert (await browser.get(address)).status_code == NOT_FOUND
    assert await fetch("SELECT 1 FROM plan_import") == []


async def test_every_sample_plan_comes_back_as_it_was_but_for_ids(sample_world: World) -> None:
    for slug in ("croatia", "czech-republic", "denmark", "france", "scotland", "spain"):
        theirs = await plan(slug)
        address = await waiting(sample_world.administrator, NEW, write_plan(theirs, SOURCES))
        answer = await sample_world.administrator.post(address, data={"portfolio": await portfolio()})
        mine = await plan(answer.headers["location"].split("/")[2].partition("?")[0])
        assert same(mine, theirs), slug
        for page in (
            "",
            "/milestones",
            "/timeline",
            "/budget",
            "/barriers",
            "/stakeholders",
            "/committees",
            "/exports",
        ):
            assert (await sample_world.administrator.get(f"/plans/{mine.slug}{page}")).status_code == OK, page


def same(mine: Plan, theirs: Plan) -> bool:
    """Tell whether a saved plan is what its file says, in the order in which the store gives its parts."""
    place = NewPlace(id=mine.id, slug=mine.slug, portfolio_id=mine.portfolio_id, now=mine.created_at)
    wanted = as_new_plan(read_plan(write_plan(theirs, SOURCES)), place)
    # A copy of the playbook may not be kept here; then the plan says that it does not know which one it follows.
    wanted = replace(wanted, playbook_digest=mine.playbook_digest)

    def sorted_parts(found: Plan) -> dict[str, Any]:
        return {name: tuple(sorted(getattr(found, name), key=lambda each: str(each.id))) for name in EVERYTHING}

    return replace(mine, **sorted_parts(mine)) == replace(wanted, **sorted_parts(wanted))


async def test_a_file_over_its_plan_shows_every_difference_and_then_makes_it(sample_world: World) -> None:
    browser = sample_world.country_lead
    document = await exported()
    milestones = document["plan"]["milestones"]
    milestones[0]["title"] = "Ministry and network agree"
    milestones[0]["planned_due"] = "2099-01-02"
    gone = document["plan"]["risks"].pop()
    document["plan"]["stakeholders"].append(
        {**document["plan"]["stakeholders"][0], "id": "6f1c1d0e-52a5-4f0b-9d7e-3f4a5b6c7d8e", "title": "Press"}
    )
    address = await waiting(browser, OVER, document)
    before = await footprint()
    page = await browser.get(address)
    text = text_of(page)
    assert "With this file 1 thing changes, 1 is added and 1 is removed." in text
    assert "Ministry and network agree" in text
    assert "2 Jan 2099" in text
    assert gone["title"] in text
    assert "Press" in text
    assert await footprint() == before
    revision = await revision_of()
    answer = await browser.post(address, data={"revision": str(revision), "reason": "Agreed in Madrid"})
    assert answer.status_code == SAVED
    after = await plan()
    assert after.revision == revision + 1
    assert "Ministry and network agree" in {each.title for each in after.milestones}
    assert gone["title"] not in {each.title for each in after.risks}
    assert "Agreed in Madrid" in text_of(await browser.get(f"/plans/{PLAN}/activity"))
    assert (await browser.get(address)).status_code == NOT_FOUND


async def test_the_plans_own_file_changes_nothing_and_offers_nothing(sample_world: World) -> None:
    address = await waiting(sample_world.country_lead, OVER, await exported())
    page = await sample_world.country_lead.get(address)
    assert "There is nothing to import." in text_of(page)
    assert "Import these changes" not in page.text


async def test_a_plan_that_changed_meanwhile_is_compared_again(sample_world: World) -> None:
    browser = sample_world.country_lead
    document = await exported()
    document["plan"]["title"] = "Spain, together"
    address = await waiting(browser, OVER, document)
    revision = await revision_of()
    version = (await fetch("SELECT version FROM plan WHERE slug = $1", PLAN))[0][0]
    renamed = await sample_world.grant_manager.post(
        f"/plans/{PLAN}/title", data={"title": "Spain at work", "version": str(version)}
    )
    assert renamed.status_code == SAVED
    sent = {"revision": str(revision), "reason": "Agreed <in> Madrid"}
    stale = await browser.post(address, data=sent)
    assert stale.status_code == CONFLICT
    assert "Somebody changed the plan after you looked at this" in text_of(stale)
    assert "Spain at work" in text_of(stale)
    assert "Agreed <in> Madrid" in unescape(stale.text)
    assert await revision_of() == revision + 1
    again = await browser.post(address, data={**sent, "revision": str(revision + 1)})
    assert again.status_code == SAVED
    assert (await plan()).title == "Spain, together"


async def test_keys_that_the_playbook_does_not_know_are_shown_as_they_are(sample_world: World) -> None:
    document = await exported()
    odd = {
        "milestones": ("owner", "theme", "lever", "key"),
        "budget": ("category", "key"),
        "sources": ("kind", "key"),
        "stakeholders": ("archetype", "level", "sector", "key", "owner"),
        "risks": ("barrier", "owner"),
        "committees": ("key",),
        "services": ("key",),
        "readings": ("indicator",),
        "targets": ("indicator",),
        "phases": ("key", "route"),
    }
    for part, names in odd.items():
        for each in document["plan"][part]:
            each.update(dict.fromkeys(names, "\u200fodd <b>&\"'"))
    for each in document["plan"]["committees"]:
        each["members"] = ["odd"]
    browser = sample_world.grant_manager
    address = await waiting(browser, NEW, document)
    assert (await browser.get(address)).status_code == OK
    answer = await browser.post(address, data={"portfolio": await portfolio()})
    slug = answer.headers["location"].split("/")[2].partition("?")[0]
    for page in ("", "/milestones", "/timeline", "/budget", "/barriers", "/stakeholders", "/committees", "/settings"):
        found = await browser.get(f"/plans/{slug}{page}")
        assert found.status_code == OK, page
        assert "odd <b>" not in found.text
    for name in ("milestones.csv", "budget.csv", "plan.ics", "plan.json"):
        assert (await browser.get(f"/plans/{slug}/exports/{name}")).status_code == OK, name
    assert (await browser.get("/")).status_code == OK


async def test_a_file_of_another_plan_over_this_one_says_what_goes(sample_world: World) -> None:
    browser = sample_world.administrator
    address = await waiting(browser, OVER, await exported("croatia"))
    text = text_of(await browser.get(address))
    assert "are removed" in text
    answer = await browser.post(address, data={"revision": str(await revision_of()), "reason": "A fresh start"})
    assert answer.status_code == SAVED
    mine, theirs = await plan(), await plan("croatia")
    assert mine.slug == PLAN
    assert {each.title for each in mine.milestones} == {each.title for each in theirs.milestones}
    assert not {each.id for each in mine.milestones} & {each.id for each in theirs.milestones}
    assert (await browser.get(f"/plans/{PLAN}")).status_code == OK


async def test_a_file_is_let_go_of_when_it_is_not_wanted(sample_world: World) -> None:
    for address in (NEW, OVER):
        preview = await waiting(sample_world.grant_manager, address, await exported())
        gone = await sample_world.grant_manager.post(f"{preview}/removal")
        assert gone.headers["location"] == address
        assert (await sample_world.grant_manager.get(preview)).status_code == NOT_FOUND


async def test_a_file_waits_for_a_day_and_five_at_most(sample_world: World) -> None:
    browser, content = sample_world.grant_manager, write_plan(await plan(), ())
    first, *_ = [await waiting(browser, NEW, content) for _ in range(6)]
    assert (await fetch("SELECT count(*) FROM plan_import"))[0][0] == 5
    assert (await browser.get(first)).status_code == NOT_FOUND
    await fetch("UPDATE plan_import SET created_at = created_at - $1::interval", timedelta(days=1, minutes=1))
    last = await waiting(sample_world.administrator, NEW, content)
    assert (await fetch("SELECT count(*) FROM plan_import"))[0][0] == 1
    assert (await sample_world.administrator.get(last)).status_code == OK
    assert "waited for more than a day" in text_of(await browser.get(first))


async def test_who_leads_single_plans_leads_the_one_that_they_bring(sample_world: World) -> None:
    address = await waiting(sample_world.country_lead, NEW, await exported())
    answer = await sample_world.country_lead.post(address, data={"portfolio": await portfolio()})
    made = answer.headers["location"].partition("?")[0]
    assert (await sample_world.country_lead.get(f"{made}/settings")).status_code == OK


async def test_whose_plan_is_here_already_is_led_to_it(sample_world: World) -> None:
    address = await waiting(sample_world.grant_manager, NEW, await exported())
    page = await sample_world.grant_manager.get(address)
    link = f"{OVER}/{address.rpartition('/')[2]}"
    assert link in page.text
    assert (await sample_world.grant_manager.get(link)).status_code == OK


async def test_an_evidence_file_stays_behind_and_is_named(sample_world: World) -> None:
    document = await exported()
    link = document["plan"]["evidence"][0]
    document["plan"]["evidence"].append(
        {**link, "id": "6f1c1d0e-52a5-4f0b-9d7e-3f4a5b6c7d8e", "link": "", "file_name": "agreement.pdf", "size": 3}
    )
    for address in (NEW, OVER):
        preview = await sample_world.grant_manager.get(await waiting(sample_world.grant_manager, address, document))
        assert "1 file of evidence is not in it and stays behind: agreement.pdf." in text_of(preview)


async def test_the_schema_is_everybodys(sample_world: World) -> None:
    answer = await sample_world.anonymous.get("/schemas/roadmap.plan-1.json")
    assert answer.status_code == OK
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json() == schema()
    assert FORMAT in answer.json()["title"]


async def test_what_else_would_come_of_a_file_stands_in_its_preview(sample_world: World) -> None:
    document = await exported()
    for each in document["plan"]["budget"]:
        each["unit_cost"] = "1"
    document["plan"]["risks"] = []
    page = await sample_world.country_lead.get(await waiting(sample_world.country_lead, OVER, document))
    assert page.status_code == OK
    assert "What comes of it" in text_of(page)
    assert "Amounts that change" in text_of(page)


async def test_the_strangest_plan_that_is_sound_has_its_pages(sample_world: World) -> None:
    """Dates at both ends of what is taken, emoji, right-to-left text, the longest titles, nothing in any part."""
    document = await exported()
    plan_ = document["plan"]
    title = "\u200fתוכנית 🇭🇷👩\u200d⚕️ " + "long " * 390
    for each in plan_["milestones"]:
        each.update(title=title, planned_start="2000-01-01", planned_due="2100-12-31", weight=1000, likely=5000)
        each.update(best=1, worst=5000, status="in-progress", percent=100, done_on=None)
    for each in plan_["phases"]:
        each.update(starts="2000-01-01", ends="2100-12-31")
    for each in plan_["budget"]:
        each.update(quantity="1000", unit_cost="9999999999999", starts="2000-01-01", ends="2100-12-31")
    empty: dict[str, Any] = {name: [] for name in EVERYTHING if name not in {"phases", "milestones"}}
    bare = {**document, "plan": {**plan_, **empty, "drivers": {}, "targets": [], "routes": []}}
    browser = sample_world.grant_manager
    for content in (document, bare):
        address = await waiting(browser, NEW, content)
        assert (await browser.get(address)).status_code == OK
        answer = await browser.post(address, data={"portfolio": await portfolio()})
        slug = answer.headers["location"].split("/")[2].partition("?")[0]
        for page in ("", "/milestones", "/timeline", "/budget", "/barriers", "/stakeholders", "/committees", "/checks"):
            assert (await browser.get(f"/plans/{slug}{page}")).status_code == OK, page
        over = await waiting(browser, OVER, content)
        found = await browser.get(over)
        assert found.status_code == OK, text_of(found)


async def test_a_file_that_is_confirmed_twice_at_once_gives_one_plan(sample_world: World) -> None:
    browser = sample_world.grant_manager
    address = await waiting(browser, NEW, (await browser.get(f"/plans/{PLAN}/exports/plan.json")).content)
    before, form = await footprint(), {"portfolio": await portfolio()}
    answers = await asyncio.gather(*(browser.post(address, data=form) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [SAVED, NOT_FOUND, NOT_FOUND]
    assert (await footprint())[2] == before[2] + 1


async def test_plans_of_one_title_that_are_made_at_once_get_addresses_of_their_own(sample_world: World) -> None:
    browser, form = sample_world.grant_manager, {"portfolio": await portfolio()}
    content = (await browser.get(f"/plans/{PLAN}/exports/plan.json")).content
    addresses = [await waiting(browser, NEW, content) for _ in range(3)]
    answers = await asyncio.gather(*(browser.post(each, data=form) for each in addresses))
    assert [each.status_code for each in answers] == [SAVED] * 3
    assert len({each.headers["location"] for each in answers}) == 3
