"""What a calendar address gives: the dates of a plan, and nothing new where nothing in them moved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from roadmap.domain.baselines import frozen
from roadmap.domain.funding import Deadline
from roadmap.domain.parts import with_part
from roadmap.exports.icalendar import MEDIA_TYPE
from roadmap.services.accounts import Scope, revoke
from roadmap.services.edits import edit_plan
from roadmap.services.plans import rename_plan, set_archived
from roadmap.store.calendars import dated_plans
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.store.writing import Actor, writing
from roadmap.web.cache import ANSWERS
from tests.calendar_readers import Read, by_icalendar
from tests.queries import counted_queries
from tests.web.feed_addresses import NOW, fetched, make, of_work
from tests.world import (
    PLAN,
    World,
    milestone_ids,
    plan_id_of,
    sample_world_of,
    viewer_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmap.domain.plans import Plan
    from tests.databases import Databases


async def test_anybody_with_the_address_reads_the_plans_dates(sample_world: World) -> None:
    made = await make(sample_world.reader)
    answer = await sample_world.anonymous.get(made.path)
    assert answer.headers["content-type"] == MEDIA_TYPE == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in answer.headers
    wanted = {f"{each}@roadmap" for each in await milestone_ids()}
    wanted |= {
        f"{row['id']}@roadmap" for row in await fetch("SELECT id FROM meeting WHERE plan_id = $1", await plan_id_of())
    }
    assert set(of_work(await fetched(sample_world, made))) == wanted


async def test_every_fetch_after_the_first_is_answered_alike_and_a_conditional_one_with_304(
    sample_world: World,
) -> None:
    made = await make(sample_world.reader)
    first = await sample_world.anonymous.get(made.path)
    kept = await sample_world.anonymous.get(made.path)
    assert kept.content == first.content
    for name in ("content-type", "etag", "cache-control", "content-disposition"):
        assert kept.headers.get_list(name) == first.headers.get_list(name)
    same = await sample_world.anonymous.get(made.path, headers={"if-none-match": first.headers["etag"]})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", first.headers["etag"])
    ANSWERS.clear()
    assert (await sample_world.anonymous.get(made.path)).content == first.content


async def test_a_conditional_request_costs_one_query(sample_world: World) -> None:
    made = await make(sample_world.reader, "portfolio")
    tag = (await sample_world.anonymous.get(made.path)).headers["etag"]
    with counted_queries() as asked:
        answer = await sample_world.anonymous.get(made.path, headers={"if-none-match": tag})
        assert (answer.status_code, len(asked)) == (304, 1)
        assert (await sample_world.anonymous.get(made.path)).status_code == 200
        assert len(asked) == 2


@pytest.mark.parametrize("is_kept", [False, True])
async def test_head_says_what_get_would(sample_world: World, is_kept: bool) -> None:  # noqa: FBT001 (pytest's own way)
    made = await make(sample_world.reader)
    if is_kept:
        await sample_world.anonymous.get(made.path)
    head = await sample_world.anonymous.head(made.path)
    assert (head.status_code, head.content) == (200, b"")
    got = await sample_world.anonymous.get(made.path)
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-type"] == got.headers["content-type"]


async def test_an_update_moves_its_event_and_no_other(sample_world: World) -> None:
    made = await make(sample_world.reader)
    (key, *_) = await milestone_ids(where="status = 'not-started'")
    uid, before = f"{key}@roadmap", await fetched(sample_world, made)
    tag = (await sample_world.anonymous.get(made.path)).headers["etag"]
    (row,) = await fetch("SELECT version, planned_start, planned_due FROM milestone WHERE id = $1", key)
    answer = await sample_world.country_lead.post(
        f"/plans/{PLAN}/milestones/{key}/progress",
        data={
            "version": str(row["version"]),
            "status": "in-progress",
            "percent": "40",
            "planned_start": str(row["planned_start"]),
            "planned_due": str(row["planned_due"]),
            "done_on": "",
            "note": "",
        },
    )
    assert answer.status_code == 303
    changed = await sample_world.anonymous.get(made.path, headers={"if-none-match": tag})
    assert changed.status_code == 200
    after = {each.uid: each for each in by_icalendar(changed.content)}
    assert after[uid].sequence == before[uid].sequence + 1
    assert "In progress, 40%" in after[uid].description
    assert {key: each for key, each in after.items() if key != uid} == {
        key: each for key, each in before.items() if key != uid
    }


async def test_what_no_event_shows_changes_no_byte(sample_world: World) -> None:
    made = await make(sample_world.reader)
    before = await sample_world.anonymous.get(made.path)
    async with writing(await plan_id_of(), Actor(account_id=None, name="country-lead"), NOW, {"risks"}) as unit:
        unit.remove(unit.plan.risks[0])
    after = await sample_world.anonymous.get(made.path)
    assert after.headers["etag"] != before.headers["etag"]
    assert after.content == before.content


async def test_what_is_taken_out_of_the_plan_is_cancelled(sample_world: World) -> None:
    made, before_all = await make(sample_world.reader), await milestone_ids()
    before = await fetched(sample_world, made)
    async with writing(await plan_id_of(), Actor(account_id=None, name="country-lead"), NOW, {"milestones"}) as unit:
        gone = unit.plan.milestones[-1]
        unit.remove(gone)
    assert len(await milestone_ids()) == len(before_all) - 1
    after, uid = await fetched(sample_world, made), f"{gone.id}@roadmap"
    assert set(after) == set(before)
    assert (after[uid].status, after[uid].sequence) == ("CANCELLED", before[uid].sequence + 1)
    assert after[uid].first == before[uid].first


async def test_a_meeting_that_is_called_off_is_cancelled_under_its_name(sample_world: World) -> None:
    made = await make(sample_world.reader)
    before = await fetched(sample_world, made)
    async with writing(await plan_id_of(), Actor(account_id=None, name="country-lead"), NOW, {"meetings"}) as unit:
        gone = unit.plan.meetings[0]
        unit.remove(gone)
    after, uid = await fetched(sample_world, made), f"{gone.id}@roadmap"
    assert set(after) == set(before)
    assert (after[uid].status, after[uid].first) == ("CANCELLED", gone.held_on)
    assert after[uid].summary == before[uid].summary.replace("Meeting: ", "Cancelled: ")


async def test_days_of_the_funding_stand_in_the_calendar_move_alone_and_are_cancelled_when_taken_away(
    sample_world: World,
) -> None:
    made, plan_id = await make(sample_world.reader), await plan_id_of()
    before = await fetched(sample_world, made)

    async def change(edit: Callable[[Plan], Plan]) -> dict[str, Read]:
        await edit_plan(await viewer_of(), plan_id, edit, now=NOW)
        return await fetched(sample_world, made)

    def with_days(plan: Plan, decides_on: date | None, *deadlines: Deadline) -> Plan:
        first = next(each for each in plan.commitments if not each.is_firm)
        source = replace(next(each for each in plan.sources if each.id == first.source_id), deadlines=deadlines)
        held = replace(first, id=UUID(int=9), decides_on=decides_on)
        return with_part(with_part(plan, "commitments", held), "sources", source)

    report, later = (Deadline(title="Annual report", due=date(2028, month, 1)) for month in (3, 4))
    there = await change(lambda plan: with_days(plan, date(2027, 5, 3), report))
    new = {key: there[key] for key in set(there) - set(before)}
    assert {each.summary.partition(":")[0] for each in new.values()} == {"Funding decision", "Report due"}
    assert {each.first for each in new.values()} == {date(2027, 5, 3), date(2028, 3, 1)}
    assert {key: there[key] for key in before} == before
    moved = await change(lambda plan: with_days(plan, date(2027, 5, 3), later))
    (changed,) = (key for key in there if there[key] != moved[key])
    assert (moved[changed].first, moved[changed].sequence) == (date(2028, 4, 1), there[changed].sequence + 1)
    gone = await change(lambda plan: with_days(plan, None))
    assert set(gone) == set(there)
    assert {gone[key].status for key in new} == {"CANCELLED"}
    assert {key: gone[key] for key in before} == before


async def test_ones_own_calendar_holds_nothing_of_the_funding(sample_world: World) -> None:
    await fetch("UPDATE commitment SET decides_on = '2027-05-03', stage = 'applied', probability = 40")
    await fetch("UPDATE plan SET revision = revision + 1")
    for subject, is_there in (("mine", False), (f"plan:{PLAN}", True)):
        found = await fetched(sample_world, await make(sample_world.country_lead, subject))
        assert any(each.summary.startswith("Funding decision") for each in found.values()) == is_there


async def freeze(name: str) -> None:
    """Freeze the plan as its next baseline, as an amendment does."""

    def edit(plan: Plan) -> Plan:
        baseline = frozen(plan, id=uuid4(), name=name, by="country-lead", now=NOW)
        return replace(plan, baselines=(*plan.baselines, baseline))

    await edit_plan(await viewer_of(), await plan_id_of(), edit, now=NOW)


@pytest.mark.usefixtures("sample_world")
async def test_the_baseline_in_the_calendar_is_the_plans_own() -> None:
    plan_id = await plan_id_of()
    await fetch("UPDATE milestone SET planned_due = planned_due + 1 WHERE plan_id = $1", plan_id)
    for name in ("Baseline 2", "another"):
        await freeze(name)
        await fetch("UPDATE milestone SET planned_due = planned_due + 1 WHERE plan_id = $1", plan_id)
    baseline = (await load_plan(plan_id)).baseline
    assert baseline is not None
    wanted = {each.id: each.due for each in baseline.milestones}
    (dated,) = await dated_plans([plan_id])
    assert {each.id: each.baseline_due for each in dated.milestones} == wanted


async def test_a_plans_new_title_status_or_baseline_moves_all_its_events(sample_world: World) -> None:
    made, viewer, plan_id = await make(sample_world.reader), await viewer_of(), await plan_id_of()
    before = await fetched(sample_world, made)
    (row,) = await fetch("SELECT version FROM plan WHERE id = $1", plan_id)
    plan = await rename_plan(viewer, plan_id, title="España", version=row["version"], now=NOW)
    assert {each.sequence - before[uid].sequence for uid, each in (await fetched(sample_world, made)).items()} == {1}
    await freeze("Baseline 2")
    assert {each.sequence - before[uid].sequence for uid, each in (await fetched(sample_world, made)).items()} == {2}
    await set_archived(viewer, plan_id, is_archived=True, version=plan.version, now=NOW)
    after = await fetched(sample_world, made)
    assert {each.sequence - before[uid].sequence for uid, each in after.items()} == {3}
    assert all(each.status == "CANCELLED" for each in after.values() if not each.summary.startswith("Done"))


async def test_the_portfolio_is_all_plans_that_one_may_read(sample_world: World) -> None:
    made = await make(sample_world.reader, "portfolio")
    rows = await fetch("SELECT id FROM milestone UNION SELECT id FROM meeting")
    found = await fetched(sample_world, made)
    assert set(of_work(found)) == {f"{row['id']}@roadmap" for row in rows}
    (days,) = await fetch(
        """SELECT (SELECT count(decides_on) FROM commitment)
        + (SELECT sum(jsonb_array_length(deadlines)) FROM funding_source) AS count"""
    )
    assert len(found) - len(of_work(found)) == days["count"] > 0
    assert all(re.search(r" \(.+\)$", each.summary) for each in found.values())


async def test_ones_own_milestones_follow_ones_roles(sample_world: World) -> None:
    lead, reader = await make(sample_world.country_lead, "mine"), await make(sample_world.reader, "mine")
    rows = await fetch("SELECT id FROM milestone WHERE owner = 'country-lead'")
    assert rows
    assert set(await fetched(sample_world, lead)) == {f"{row['id']}@roadmap" for row in rows}
    assert await fetched(sample_world, reader) == {}
    await revoke("country-lead@example.org", "country-lead", Scope(slug=PLAN, is_portfolio=False))
    fewer = await fetch("SELECT id FROM milestone WHERE owner = 'country-lead' AND plan_id <> $1", await plan_id_of())
    assert set(await fetched(sample_world, lead)) == {f"{row['id']}@roadmap" for row in fewer}


async def test_a_milestone_that_is_handed_on_is_cancelled_in_ones_own_calendar_and_comes_with_what_is_given_back(
    sample_world: World,
) -> None:
    made = await make(sample_world.country_lead, "mine")
    before = await fetched(sample_world, made)
    lead = Actor(account_id=None, name="country-lead")
    seen = []
    for owner in ("quality-lead", "country-lead"):
        async with writing(await plan_id_of(), lead, NOW, {"milestones"}) as unit:
            key = UUID(
                next(each for each in before if UUID(each.partition("@")[0]) in ids(unit.plan)).partition("@")[0]
            )
            held = next(each for each in unit.plan.milestones if each.id == key)
            unit.change(held, replace(held, owner=owner))
        seen.append(await fetched(sample_world, made))
    uid = f"{key}@roadmap"
    handed_on, given_back = seen
    assert set(handed_on) == set(given_back) == set(before)
    assert (handed_on[uid].status, handed_on[uid].sequence) == ("CANCELLED", before[uid].sequence + 1)
    assert (given_back[uid].status, given_back[uid].sequence) == (before[uid].status, before[uid].sequence + 2)
    assert {name: each for name, each in handed_on.items() if name != uid} == {
        name: each for name, each in before.items() if name != uid
    }
    async with writing(await plan_id_of(), lead, NOW, {"milestones"}) as unit:
        held = next(each for each in unit.plan.milestones if each.id == key)
        unit.change(held, replace(held, owner="quality-lead"))
    async with writing(await plan_id_of(), lead, NOW, {"milestones"}) as unit:
        unit.remove(next(each for each in unit.plan.milestones if each.id == key))
    assert (await fetched(sample_world, made))[uid].status == "CANCELLED"


def ids(plan: Plan) -> set[UUID]:
    return {each.id for each in plan.milestones}


async def test_the_calendar_speaks_the_language_that_was_chosen_when_it_was_made(databases: Databases) -> None:
    async with sample_world_of(databases) as world:
        world.reader.cookies.set("language", "fr")
        made = await make(world.reader)
        answer = await world.anonymous.get(made.path, headers={"accept-language": "da"})
        assert b"SUMMARY;LANGUAGE=fr:" in answer.content
        assert "Français" in (await world.reader.get("/calendar")).text


async def test_links_lead_to_the_products_own_address(databases: Databases) -> None:
    async with sample_world_of(
        databases, ROADMAP_BASE_URL="http://plans.internal:8080", ROADMAP_SAMPLE="public"
    ) as world:
        page = await world.reader.post("/feeds", data={"subject": "mine"})
        assert "http://plans.internal:8080/feeds/" in page.text
        assert 'href="webcal://plans.internal:8080/feeds/' in page.text


async def test_a_plans_dates_can_be_downloaded_once_by_who_may_read_it(sample_world: World) -> None:
    made = await make(sample_world.reader)
    answer = await sample_world.reader.get(f"/plans/{PLAN}/exports/plan.ics")
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert re.fullmatch(r'attachment; filename="spain-r\d+\.ics".*', answer.headers["content-disposition"])
    assert answer.content == (await sample_world.anonymous.get(made.path)).content
    assert (await sample_world.outsider.get(f"/plans/{PLAN}/exports/plan.ics")).status_code == 404
