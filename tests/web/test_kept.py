"""Answers that stand until something changes, and no longer."""

from __future__ import annotations

import gzip

from roadmap.store.connection import fetch
from roadmap.web.cache import Cache, Kept
from tests.web.milestone_desk import NOT_MODIFIED, PDF, SAVED, Desk
from tests.world import PLAN, plan_id_of, revision_of


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
