"""Answers that stand until something changes, and no longer."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from roadmap.settings import read_settings
from roadmap.store.connection import fetch
from roadmap.web import clock
from roadmap.web.cache import Cache, Kept
from tests.people import OWN_PAGE, site_of
from tests.web.milestone_desk import NOT_MODIFIED, OK, PDF, SAVED, Desk
from tests.world import MANAGERS, PLAN, READERS, SITE, plan_id_of, revision_of

if TYPE_CHECKING:
    from tests.world import World


async def test_an_etag_holds_until_something_is_written_and_then_no_longer(desk: Desk) -> None:
    for path in (desk.path, f"/plans/{PLAN}", f"/plans/{PLAN}/milestones", f"/plans/{PLAN}/activity"):
        first = await desk.world.reader.get(path)
        again = await desk.world.reader.get(path)
        assert first.headers["etag"] == again.headers["etag"]
        assert first.content == again.content
        held = await desk.world.reader.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (held.status_code, held.content) == (NOT_MODIFIED, b"")
        percent = str((await desk.row())["percent"] + 10)
        assert (await desk.record(await desk.form(status="in-progress", percent=percent))).status_code == SAVED
        changed = await desk.world.reader.get(path, headers={"if-none-match": first.headers["etag"]})
        assert changed.status_code == 200
        assert changed.headers["etag"] != first.headers["etag"]


async def test_a_write_to_one_plan_leaves_the_answers_of_others_standing(desk: Desk) -> None:
    tag = (await desk.world.reader.get("/plans/croatia")).headers["etag"]
    await desk.record(await desk.form(status="in-progress", percent="30"))
    held = await desk.world.reader.get("/plans/croatia", headers={"if-none-match": tag})
    assert held.status_code == NOT_MODIFIED


async def tag_of(browser: httpx.AsyncClient, path: str = f"/plans/{PLAN}", **headers: str) -> str:
    answer = await browser.get(path, headers=headers)
    assert answer.status_code == OK
    return answer.headers["etag"]


async def test_readers_of_equal_rights_share_an_answer_and_others_do_not(sample_world: World) -> None:
    tags = {each: await tag_of(sample_world.browser(each)) for each in (*MANAGERS, *READERS)}
    assert tags["country_lead"] != tags["grant_manager"], "another role"
    assert len(set(tags.values())) == len(tags), "other rights"
    await fetch("UPDATE membership SET role = 'reader' WHERE role = 'committee-member'")
    assert await tag_of(sample_world.committee) == tags["reader"]


@pytest.mark.parametrize(
    ("name", "value"), [("language", "fr"), ("theme", "dark")], ids=["another language", "other colours"]
)
async def test_what_a_reader_prefers_is_another_answer(sample_world: World, name: str, value: str) -> None:
    before = await tag_of(sample_world.reader)
    sample_world.reader.cookies.set(name, value)
    assert await tag_of(sample_world.reader) != before


async def test_tomorrows_page_is_another_one(sample_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await tag_of(sample_world.reader)
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    assert await tag_of(sample_world.reader) != before


async def test_another_query_is_another_page(sample_world: World) -> None:
    path = f"/plans/{PLAN}/milestones"
    assert await tag_of(sample_world.reader, path) != await tag_of(sample_world.reader, f"{path}?late=yes")


async def test_another_limit_of_files_is_told_on_another_page(sample_world: World) -> None:
    before = await tag_of(sample_world.country_lead)
    other = site_of(read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on", "ROADMAP_UPLOAD_MAX_MB": "5"}))
    transport = httpx.ASGITransport(app=other)
    cookies = sample_world.country_lead.cookies
    async with httpx.AsyncClient(transport=transport, base_url=SITE, headers=OWN_PAGE, cookies=cookies) as browser:
        assert await tag_of(browser) != before


async def test_the_only_country_left_in_a_portfolio_is_told_on_another_page(sample_world: World) -> None:
    before = await tag_of(sample_world.reader)
    await fetch("UPDATE plan SET status = 'archived' WHERE slug <> $1", PLAN)
    assert await tag_of(sample_world.reader) != before


async def test_who_may_bring_rates_has_another_page_of_money(sample_world: World) -> None:
    before = await tag_of(sample_world.country_lead, "/money")
    assert 'href="/rates"' not in (await sample_world.country_lead.get("/money")).text
    await fetch(
        """
        INSERT INTO membership (id, account_id, role, plan_id)
        SELECT gen_random_uuid(), a.id, 'grant-manager', p.id FROM account a, plan p
        WHERE a.email = 'country-lead@example.org' AND p.slug = $1
        """,
        PLAN,
    )
    assert await tag_of(sample_world.country_lead, "/money") != before
    assert 'href="/rates"' in (await sample_world.country_lead.get("/money")).text


async def test_every_write_raises_the_revision_by_exactly_one(desk: Desk) -> None:
    before = await revision_of()
    writes = [
        desk.record(await desk.form(status="in-progress", percent="30")),
        desk.attach({"link": "https://example.org/1"}),
        desk.attach({}, ("a.pdf", PDF, "application/pdf")),
    ]
    for number, write in enumerate(writes, 1):
        assert (await write).status_code == SAVED
        assert await revision_of() == before + number
    rows = await fetch(
        "SELECT DISTINCT revision FROM change WHERE plan_id = $1 AND revision > $2", await plan_id_of(), before
    )
    assert len(rows) == len(writes)


def test_an_answer_is_kept_plain_until_it_is_taken_zipped_and_reads_the_same() -> None:
    answer = Kept(body=b"page " * 1_000, media_type=b"text/html")
    plain = answer.size
    assert gzip.decompress(answer.zipped) == answer.body == b"page " * 1_000
    assert answer.size < plain / 4


def test_the_least_used_answers_go_and_what_was_zipped_makes_room() -> None:
    cache = Cache(12_000)
    cache.put(1, Kept(body=bytes(5_000), media_type=b"")).zipped  # noqa: B018 (taking it zips it)
    assert cache.get(1) is not None
    cache.put(2, Kept(body=bytes(5_000), media_type=b""))
    cache.put(3, Kept(body=bytes(5_000), media_type=b""))
    assert all(cache.get(key) for key in (1, 2, 3))
    cache.put(4, Kept(body=bytes(5_000), media_type=b""))
    assert [bool(cache.get(key)) for key in (1, 2, 3, 4)] == [False, False, True, True]
