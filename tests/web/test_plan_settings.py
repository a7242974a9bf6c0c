"""Settling a plan: renamed, moved with a preview, frozen, archived, and two people at once."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.filled import said_in, text_of, ticked_in
from tests.web.settings_forms import CONFLICT, LATER, REFUSED, SAVED, SETTINGS, error_of, send
from tests.world import PLAN, footprint, plan_id_of, plan_row, revision_of

if TYPE_CHECKING:
    from tests.world import World


async def test_a_plan_gets_another_title_and_keeps_its_address(sample_world: World) -> None:
    before = await revision_of()
    answer = await send(sample_world, "title", title="  Spain, \n two regions ")
    assert (answer.status_code, said_in(answer)) == (SAVED, f"{SETTINGS}?saved=yes")
    assert "Spain," in (await plan_row())["title"]
    assert await revision_of() == before + 1
    assert "two regions" in (await sample_world.reader.get(f"/plans/{PLAN}")).text
    change = await fetch_one("SELECT * FROM change ORDER BY id DESC LIMIT 1")
    assert change is not None
    assert [each["field"] for each in change["fields"]] == ["title"]


@pytest.mark.parametrize(
    ("title", "said"), [("", "Give it a title."), ("   ", "Give it a title."), ("x" * 121, "These are 121.")]
)
async def test_a_title_that_cannot_be_is_refused_as_typed(sample_world: World, title: str, said: str) -> None:
    before = await footprint()
    answer = await send(sample_world, "title", title=title)
    assert answer.status_code == REFUSED
    assert said in error_of(answer, "title")
    assert f'name="title" value="{title}"' in answer.text
    assert await footprint() == before


async def test_saving_the_same_title_writes_nothing(sample_world: World) -> None:
    before = await footprint()
    assert (await send(sample_world, "title", title=(await plan_row())["title"])).status_code == SAVED
    assert await footprint() == before


async def test_the_second_of_two_people_sees_both_titles_and_chooses(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await send(sample_world, "title", "country_lead", title="Spain by the lead")
    before = await footprint()
    answer = await send(sample_world, "title", title="Spain by the manager", version=version)
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    page = text_of(answer)
    assert "Country lead saved it on" in page
    assert "Spain by the lead" in page
    assert "Spain by the manager" in page
    current = re.search(r'name="version" value="(\d+)"', answer.text)
    assert current
    assert current[1] != version
    chosen = await send(sample_world, "title", title="Spain by the manager", version=current[1], do="chosen")
    assert chosen.status_code == SAVED
    assert (await plan_row())["title"] == "Spain by the manager"


async def test_two_people_who_write_the_same_do_not_quarrel(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await send(sample_world, "title", "country_lead", title="Spain and more")
    assert (await send(sample_world, "title", title="Spain and more", version=version)).status_code == SAVED


@pytest.mark.parametrize("start", ["", "  "])
async def test_a_start_that_was_left_out_is_asked_for_without_quoting_nothing(sample_world: World, start: str) -> None:
    answer = await send(sample_world, "start", start=start)
    assert answer.status_code == REFUSED
    assert error_of(answer, "start") == "Write a date such as 31/03/2027 or 2027-03-31."


async def test_a_preview_says_what_moves_what_stays_and_why_and_saves_nothing(sample_world: World) -> None:
    before = await footprint()
    answer = await send(sample_world, "start", start=LATER, do="preview")
    assert answer.status_code == 200
    assert await footprint() == before
    page = text_of(answer)
    assert "Nothing is saved yet" in page
    assert "What would move to a start on Tuesday 1 September 2026" in page
    assert re.search(r"\d+ milestones and \d+ budget lines move with the phases; \d+ milestones stay\.", page)
    assert "Plan 1 May 2026 – 30 Apr 2028 1 Sept 2026 – 31 Aug 2028" in page
    assert "Pinned: others set this date" in page
    assert "milestones are finished" in page
    assert "The status would be:" in page
    assert "funding commitments stay" in page
    assert f'name="start" value="{LATER}"' in answer.text


async def test_a_preview_says_what_another_start_does_to_money_checks_services_and_targets(
    sample_world: World,
) -> None:
    plan_id = await plan_id_of()
    await fetch("UPDATE service SET opens = '2026-12-15' WHERE plan_id = $1", plan_id)
    titles = [row["title"] for row in await fetch("SELECT title FROM service WHERE plan_id = $1", plan_id)]
    answer = await send(sample_world, "start", start="2028-05-01", do="preview")
    page = text_of(answer)
    assert f"{titles[0]} 15 Dec 2026 15 Dec 2028" in page
    assert "Targets that are due on another day" in page
    assert "Then fails" in page
    assert "Gaps that change, with committed money only" in page
    assert re.search(r"All categories €[\d,]+ €[\d,]+ €[\d,]+ more Gap from today on: Q2 2028 to ", page)
    assert "Committed money that lapses unused" in page
    assert (await send(sample_world, "start", start="2028-05-01", do="move")).status_code == SAVED
    rows = await fetch("SELECT opens FROM service WHERE plan_id = $1", plan_id)
    assert {row["opens"] for row in rows} == {date(2028, 12, 15)}


async def test_a_service_that_is_open_stays_when_the_start_moves_and_the_preview_says_so(sample_world: World) -> None:
    plan_id = await plan_id_of()
    await fetch("UPDATE service SET opens = '2020-01-01' WHERE plan_id = $1", plan_id)
    page = text_of(await send(sample_world, "start", start=LATER, do="preview"))
    assert re.search(r"” (is|are) open already and stays?\.", page)
    assert "Services that open on another day" not in page


async def test_a_preview_names_the_fixed_dates_that_would_be_missed(sample_world: World) -> None:
    page = text_of(await send(sample_world, "start", start="2027-06-01", do="preview"))
    assert re.search(r"Missed “[^”]+” must be done by 29 Feb 2028; what it waits for would bring it to", page)


async def test_a_preview_of_the_same_start_says_that_nothing_moves(sample_world: World) -> None:
    start = (await plan_row())["start"].isoformat()
    page = text_of(await send(sample_world, "start", start=start, do="preview"))
    assert "nothing would move" in page
    assert "Move the start" not in page


async def test_the_start_moves_with_every_open_date_and_the_baseline_stays(sample_world: World) -> None:
    plan_id = await plan_id_of()
    before = {row["id"]: row for row in await fetch("SELECT * FROM milestone WHERE plan_id = $1", plan_id)}
    held = await fetch_one("SELECT milestones FROM baseline WHERE plan_id = $1", plan_id)
    revision = await revision_of()
    answer = await send(sample_world, "start", start=LATER, do="move")
    assert answer.status_code == SAVED
    assert (await plan_row())["start"] == date.fromisoformat(LATER)
    assert await revision_of() == revision + 1
    for row in await fetch("SELECT * FROM milestone WHERE plan_id = $1", plan_id):
        old = before[row["id"]]
        if old["pin"] or old["status"] in {"done", "dropped"}:
            assert row["planned_due"] == old["planned_due"], row["title"]
        elif row["planned_due"] == old["planned_due"]:
            assert any(before[UUID(link["milestone_id"])]["status"] == "done" for link in row["after"]), row["title"]
    after = await fetch_one("SELECT milestones FROM baseline WHERE plan_id = $1", plan_id)
    assert held is not None
    assert after is not None
    assert after["milestones"] == held["milestones"]
    nouns = await fetch("SELECT DISTINCT noun FROM change WHERE plan_id = $1 AND revision = $2", plan_id, revision + 1)
    assert {row["noun"] for row in nouns} == {"plan", "phase", "milestone", "budget-line"}


async def test_moving_back_brings_phases_money_and_targets_back(sample_world: World) -> None:
    plan_id, before = await plan_id_of(), await plan_row()
    spans = [
        "SELECT id, starts, ends FROM phase WHERE plan_id = $1 ORDER BY id",
        "SELECT id, starts, ends FROM budget_line WHERE plan_id = $1 ORDER BY id",
    ]
    held = [await fetch(each, plan_id) for each in spans]
    for each in (LATER, before["start"].isoformat()):
        assert (await send(sample_world, "start", start=each, do="move")).status_code == SAVED
    assert [await fetch(each, plan_id) for each in spans] == held
    assert (await plan_row())["targets"] == before["targets"]


@pytest.mark.parametrize("do", ["preview", "move"])
@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("", "Write a date such as 31/03/2027 or 2027-03-31."),
        ("soon", "You wrote “soon”."),
        ("2026-02-30", "There is no day “2026-02-30”."),
        ("1999-01-01", "between the years 2000 and 2094"),
    ],
)
async def test_a_start_that_cannot_be_is_refused_as_typed(sample_world: World, do: str, start: str, said: str) -> None:
    before = await footprint()
    answer = await send(sample_world, "start", start=start, do=do)
    assert answer.status_code == REFUSED
    assert said in error_of(answer, "start")
    assert f'name="start" value="{start}"' in answer.text
    assert await footprint() == before


async def test_a_start_is_read_in_the_language_of_the_page(sample_world: World) -> None:
    sample_world.grant_manager.cookies.set("language", "fr")
    assert (await send(sample_world, "start", start="1 février 2027", do="move")).status_code == SAVED
    assert (await plan_row())["start"] == date(2027, 2, 1)


async def test_the_second_of_two_people_sees_both_starts(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await send(sample_world, "start", "country_lead", start=LATER, do="move")
    before = await footprint()
    answer = await send(sample_world, "start", start="2026-10-01", do="move", version=version)
    assert answer.status_code == CONFLICT
    assert "1 Sept 2026" in text_of(answer)
    assert "1 Oct 2026" in text_of(answer)
    assert await footprint() == before


async def test_a_title_that_somebody_gave_while_the_start_moved_stands_without_asking(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await send(sample_world, "start", "country_lead", start=LATER, do="move")
    answer = await send(sample_world, "title", title="Mine", version=version)
    assert answer.status_code == CONFLICT
    assert ticked_in(answer) == {"title": "Mine"}


async def test_a_plan_is_archived_and_comes_back_as_it_was(sample_world: World) -> None:
    before = await plan_row()
    assert (await send(sample_world, "archive", archived="yes")).status_code == SAVED
    assert (await plan_row())["status"] == "archived"
    page = await sample_world.grant_manager.get(SETTINGS)
    assert "Bring the plan back" in page.text
    assert (await send(sample_world, "archive", archived="no")).status_code == SAVED
    assert (await plan_row())["status"] == before["status"] == "approved"


async def test_an_archive_form_that_says_nothing_is_refused(sample_world: World) -> None:
    before = await footprint()
    for archived in ("", "maybe"):
        answer = await send(sample_world, "archive", archived=archived)
        assert answer.status_code == REFUSED
        assert "came in incomplete" in answer.text
    assert await footprint() == before


async def test_archiving_what_somebody_just_changed_shows_both(sample_world: World) -> None:
    version = str((await plan_row())["version"])
    await send(sample_world, "title", "country_lead", title="Still wanted")
    answer = await send(sample_world, "archive", archived="yes", version=version)
    assert answer.status_code == CONFLICT
    assert "Approved" in text_of(answer)
    assert "Archived" in text_of(answer)
    assert (await plan_row())["status"] == "approved"


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("title", {"title": "Other"}),
        ("start", {"start": LATER}),
        ("baselines", {"name": "Other"}),
        ("archive", {"archived": "yes"}),
    ],
)
@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 30])
async def test_a_form_without_its_version_is_refused(
    sample_world: World, what: str, typed: dict[str, str], version: str
) -> None:
    before = await footprint()
    assert (await send(sample_world, what, **typed, version=version)).status_code == REFUSED
    assert await footprint() == before


@pytest.mark.parametrize("what", ["title", "start", "baselines"])
async def test_a_character_that_no_database_holds_is_refused(sample_world: World, what: str) -> None:
    field = {"baselines": "name"}.get(what, what)
    answer = await send(sample_world, what, **{field: "Spa\x00in"})
    assert answer.status_code == REFUSED


async def test_what_settles_a_plan_is_linked_from_its_overview_for_who_may(sample_world: World) -> None:
    assert SETTINGS in (await sample_world.grant_manager.get(f"/plans/{PLAN}")).text
    assert SETTINGS not in (await sample_world.reader.get(f"/plans/{PLAN}")).text
