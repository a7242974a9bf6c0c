"""Calendar addresses: made, fetched, revoked, and kept secret."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from roadmap.domain.baselines import frozen
from roadmap.domain.feeds import MOST_FEEDS
from roadmap.domain.funding import Deadline
from roadmap.domain.parts import with_part
from roadmap.exports.icalendar import MEDIA_TYPE
from roadmap.services import feeds as service
from roadmap.services.accounts import Scope, disable, enable, revoke
from roadmap.services.edits import edit_plan
from roadmap.services.plans import rename_plan, set_archived
from roadmap.store.calendars import dated_plans
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.store.writing import Actor, writing
from roadmap.web.cache import ANSWERS
from tests.calendar_readers import Read, by_icalendar
from tests.people import browser
from tests.world import (
    CAST,
    PLAN,
    PORTFOLIO,
    World,
    footprint,
    milestone_ids,
    plan_id_of,
    revision_of,
    sample_world_of,
    viewer_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from roadmap.domain.plans import Plan
    from tests.databases import Databases

ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/feeds/([A-Za-z0-9_-]{43})\.ics)")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FUNDING_DAYS: Final = frozenset({"Funding decision", "Report due"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A new address: its path and its secret."""

    path: str
    secret: str
    id: UUID


async def make(client: httpx.AsyncClient, subject: str = f"plan:{PLAN}") -> Made:
    page = await client.post("/feeds", data={"subject": subject})
    assert page.status_code == 201
    found = ADDRESS.search(page.text)
    assert found is not None
    (row,) = await fetch("SELECT id FROM feed WHERE secret_hash = $1", hashlib.sha256(found[2].encode()).digest())
    return Made(path=found[1], secret=found[2], id=row["id"])


async def fetched(world: World, made: Made) -> dict[str, Read]:
    """What a calendar program finds, which brings nothing but the address."""
    answer = await world.anonymous.get(made.path)
    assert answer.status_code == 200
    return {each.uid: each for each in by_icalendar(answer.content)}


def of_work(found: dict[str, Read]) -> dict[str, Read]:
    """What is no day of the funding: milestones and meetings."""
    return {key: each for key, each in found.items() if each.summary.partition(":")[0] not in FUNDING_DAYS}


async def test_an_address_is_shown_once_and_only_its_hash_is_kept(sample_world: World) -> None:
    page = await sample_world.reader.post("/feeds", data={"subject": f"plan:{PLAN}"})
    found = ADDRESS.search(page.text)
    assert found is not None
    path, secret = found.groups()
    assert (page.status_code, page.headers["cache-control"]) == (201, "no-store")
    assert f'href="webcal://127.0.0.1:8000{path}"' in page.text
    assert f'href="http://127.0.0.1:8000{path}" download' in page.text
    assert "every 8 to 24 hours" in page.text
    listed = (await sample_world.reader.get("/calendar")).text
    assert "Revoke" in listed
    assert secret not in listed
    (row,) = await fetch("SELECT * FROM feed")
    assert secret not in str(dict(row))
    assert row["secret_hash"] == hashlib.sha256(secret.encode()).digest()
    assert len(secret) * 6 >= 128


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


async def test_a_conditional_request_costs_one_query(sample_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await make(sample_world.reader, "portfolio")
    tag = (await sample_world.anonymous.get(made.path)).headers["etag"]
    asked = []
    ask = asyncpg.Pool.fetch

    async def counted(pool: asyncpg.Pool, query: str, *values: object, **more: object) -> object:
        asked.append(query)
        return await ask(pool, query, *values, **more)

    monkeypatch.setattr(asyncpg.Pool, "fetch", counted)
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


async def test_a_revoked_address_answers_404_at_the_next_fetch(sample_world: World) -> None:
    made, other = await make(sample_world.reader), await make(sample_world.reader)
    tag = (await sample_world.anonymous.get(made.path)).headers["etag"]
    answer = await sample_world.reader.post(f"/feeds/{made.id}/revocation")
    assert (answer.status_code, answer.headers["location"]) == (303, "/calendar?revoked=yes")
    for headers in ({}, {"if-none-match": tag}):
        gone = await sample_world.anonymous.get(made.path, headers=headers)
        assert (gone.status_code, gone.headers["cache-control"]) == (404, "no-store")
        assert made.secret not in gone.text
    assert "The address is revoked" in (await sample_world.reader.get("/calendar?revoked=yes")).text
    assert (await sample_world.anonymous.get(other.path)).status_code == 200


@pytest.mark.parametrize("name", [each.replace("-", "_") for each in CAST if each != "reader"])
async def test_nobody_else_can_revoke_an_address(sample_world: World, name: str) -> None:
    made = await make(sample_world.reader)
    assert (await sample_world.browser(name).post(f"/feeds/{made.id}/revocation")).status_code == 404
    assert (await sample_world.anonymous.get(made.path)).status_code == 200


@pytest.mark.parametrize("number", ["00000000-0000-4000-8000-000000000000", "nonsense", "%20"])
async def test_an_address_that_is_not_there_cannot_be_revoked(sample_world: World, number: str) -> None:
    assert (await sample_world.reader.post(f"/feeds/{number}/revocation")).status_code == 404


@pytest.mark.parametrize("subject", [f"plan:{PLAN}", "portfolio", "mine"])
async def test_who_may_read_no_longer_finds_nothing_at_their_address(sample_world: World, subject: str) -> None:
    made = await make(sample_world.reader, subject)
    assert (await sample_world.anonymous.get(made.path)).status_code == 200
    await revoke("reader@example.org", "reader", Scope(slug=PORTFOLIO, is_portfolio=True))
    assert (await sample_world.anonymous.get(made.path)).status_code == 404


async def test_the_addresses_of_a_disabled_account_are_as_good_as_none(sample_world: World) -> None:
    made = await make(sample_world.reader)
    await disable("reader@example.org")
    assert (await sample_world.anonymous.get(made.path)).status_code == 404
    await enable("reader@example.org")
    assert (await sample_world.anonymous.get(made.path)).status_code == 200


async def test_sample_accounts_addresses_end_with_the_sample(sample_world: World) -> None:
    made = await make(sample_world.reader)
    async with browser("http://127.0.0.1:8000", ROADMAP_SAMPLE="off") as client:
        assert (await client.get(made.path)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/feeds/" + "a" * 43 + ".ics", "/feeds/x.ics", "/feeds/", "/feeds/" + "a" * 43, "/feeds/%20.ics"]
)
async def test_an_unknown_address_is_404_for_everybody(sample_world: World, path: str) -> None:
    for client in (sample_world.anonymous, sample_world.administrator):
        answer = await client.get(path)
        # Making has the address of all feeds together, and takes nothing but a form.
        assert answer.status_code == (405 if path == "/feeds/" else 404)


async def test_an_address_takes_no_orders(sample_world: World) -> None:
    made = await make(sample_world.reader)
    for method in ("POST", "PUT", "DELETE"):
        answer = await sample_world.anonymous.request(method, made.path)
        assert answer.status_code == 405
        assert made.secret not in answer.text


async def test_cookies_have_no_say_at_an_address(sample_world: World) -> None:
    made = await make(sample_world.reader)
    mine = await sample_world.anonymous.get(made.path)
    for client in (sample_world.outsider, sample_world.administrator):
        theirs = await client.get(made.path, headers={"accept-language": "fr"})
        assert (theirs.content, theirs.headers["etag"]) == (mine.content, mine.headers["etag"])
        assert "set-cookie" not in theirs.headers


async def test_who_may_not_read_the_plan_gets_no_address_of_it(sample_world: World) -> None:
    refused = await sample_world.outsider.post("/feeds", data={"subject": f"plan:{PLAN}"})
    unknown = await sample_world.outsider.post("/feeds", data={"subject": "plan:no-such-plan"})
    assert (refused.status_code, unknown.status_code) == (404, 404)
    assert "no plan yet" in (await sample_world.outsider.get("/calendar")).text
    nothing = await sample_world.outsider.post("/feeds", data={"subject": "portfolio"})
    assert nothing.status_code == 422
    assert (await sample_world.anonymous.post("/feeds", data={"subject": "mine"})).headers[
        "location"
    ] == "/sign-in?next=/"
    assert await fetch("SELECT FROM feed") == []


@pytest.mark.parametrize(
    "form", [{}, {"subject": ""}, {"subject": "plan:"}, {"subject": "plan:../x"}, {"subject": "\x00"}]
)
async def test_what_is_not_on_offer_is_refused_beside_the_field(sample_world: World, form: dict[str, str]) -> None:
    answer = await sample_world.reader.post("/feeds", data=form)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert await fetch("SELECT FROM feed") == []


async def test_addresses_are_not_made_without_end(sample_world: World) -> None:
    viewer = await viewer_of("reader")
    await fetch(
        """
        INSERT INTO feed (id, secret_hash, account_id, scope, language, created_at)
        SELECT gen_random_uuid(), sha256(n::text::bytea), $1, 'mine', 'en', now() FROM generate_series(1, $2) AS n
        """,
        viewer.account_id,
        MOST_FEEDS,
    )
    answer = await sample_world.reader.post("/feeds", data={"subject": "mine"})
    assert answer.status_code == 422
    assert "Revoke one that you no longer use" in answer.text


async def test_the_plan_that_one_comes_from_is_chosen_already(sample_world: World) -> None:
    page = (await sample_world.reader.get(f"/calendar?plan={PLAN}")).text
    assert f'<option value="plan:{PLAN}" selected>' in page
    refused = await sample_world.reader.get('/calendar?plan="><script>')
    odd = refused.text
    assert (refused.status_code, "Choose one of the answers on offer." in odd) == (422, True)
    assert "<script>" not in odd
    assert " selected>" in odd


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


async def test_secrets_stand_in_no_log_and_no_page_even_when_something_breaks(
    sample_world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = await footprint()
    made = await make(sample_world.reader)
    await sample_world.anonymous.get(made.path)
    await sample_world.anonymous.get(f"/feeds/{'b' * 43}.ics")
    await sample_world.anonymous.post(made.path)

    async def broken(_opened: object) -> object:
        raise ValueError(uuid4())

    ANSWERS.clear()
    monkeypatch.setattr(service, "feed_calendar", broken)
    answer = await sample_world.anonymous.get(made.path)
    assert (answer.status_code, made.secret in answer.text) == (500, False)
    json = await sample_world.anonymous.get(made.path, headers={"accept": "application/json"})
    assert (json.status_code, made.secret in json.text) == (500, False)
    await sample_world.reader.post(f"/feeds/{made.id}/revocation")
    # The browser of the tests logs what it asks for; that is no log of the product.
    said = "\n".join(line for text in capfd.readouterr() for line in text.splitlines() if "httpx" not in line)
    assert "ValueError" in said, "the log tells what broke"
    assert "calendar address revoked" in said
    assert made.secret not in said
    assert made.secret[:20] not in said
    assert await footprint() == before, "nothing of this is a change of a plan"
    assert await revision_of() > 0
