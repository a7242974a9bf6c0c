"""A milestone's page as people use it: progress, two at once, evidence, and what odd input does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.world import PLAN, World, footprint, milestone_ids, plan_id_of, revision_of, sample_world_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    import httpx

    from tests.databases import Databases

HTMX: Final = {"hx-request": "true"}
OK, SAVED, CONFLICT, TOO_BIG, WRONG_KIND, REFUSED, NOT_MODIFIED = 200, 303, 409, 413, 415, 422, 304
PDF: Final = b"%PDF-1.7\nsigned"


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Somebody at the page of a milestone that has not begun."""

    world: World
    key: UUID

    @property
    def path(self) -> str:
        """The address of the page."""
        return f"/plans/{PLAN}/milestones/{self.key}"

    async def row(self) -> dict[str, Any]:
        """Give the milestone as it is saved."""
        found = await fetch_one("SELECT * FROM milestone WHERE id = $1", self.key)
        assert found is not None
        return dict(found)

    async def form(self, **typed: str) -> dict[str, str]:
        """Fill the form in as the page gives it, but for what is typed."""
        row = await self.row()
        held = {
            "version": str(row["version"]),
            "status": row["status"],
            "percent": str(row["percent"]),
            "planned_start": row["planned_start"].isoformat(),
            "planned_due": row["planned_due"].isoformat(),
            "done_on": row["done_on"].isoformat() if row["done_on"] else "",
            "note": row["note"],
        }
        return held | typed

    async def record(self, form: dict[str, str], who: str = "country_lead", **headers: str) -> httpx.Response:
        """Send the progress form."""
        return await self.world.browser(who).post(f"{self.path}/progress", data=form, headers=headers)

    async def attach(
        self, data: dict[str, str], file: tuple[str, bytes, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Send the evidence form, as a browser does that was given a file or none."""
        files: Any = {"file": file or ("", b"", "application/octet-stream")}
        return await self.world.country_lead.post(f"{self.path}/evidence", data=data, files=files, headers=headers)


@pytest.fixture
async def desk(sample_world: World) -> Desk:
    key = (await milestone_ids(where="status = 'not-started' AND pin IS NULL"))[0]
    return Desk(world=sample_world, key=key)


def text_of(answer: httpx.Response) -> str:
    """What a reader sees, without tags, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


async def errors(answer: httpx.Response) -> dict[str, str]:
    """The message beside each field."""
    found = re.findall(r'id="(?:progress|evidence|filter)-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {name: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip() for name, said in found}


# Progress


async def test_progress_is_saved_without_script_and_shown(desk: Desk) -> None:
    before = await revision_of()
    answer = await desk.record(await desk.form(status="in-progress", percent="30", note="Talks have begun."))
    assert (answer.status_code, answer.headers["location"]) == (SAVED, f"{desk.path}?saved=yes#milestone")
    row = await desk.row()
    assert (row["status"], row["percent"], row["note"], row["version"]) == ("in-progress", 30, "Talks have begun.", 2)
    assert await revision_of() == before + 1
    page = text_of(await desk.world.country_lead.get(f"{desk.path}?saved=yes"))
    assert "Saved." in page
    assert "30%" in page
    assert "Talks have begun." in page


async def test_progress_saved_with_htmx_comes_back_as_the_part_that_changed(desk: Desk) -> None:
    answer = await desk.record(await desk.form(status="in-progress", percent="30"), **HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="milestone">')
    assert "<html" not in answer.text
    assert "30%" in text_of(answer)
    assert 'name="version" value="2"' in answer.text


async def test_saving_what_is_there_already_writes_nothing(desk: Desk) -> None:
    before = await footprint()
    assert (await desk.record(await desk.form())).status_code == SAVED
    assert await footprint() == before


async def test_the_log_tells_who_changed_what_from_what_to_what(desk: Desk) -> None:
    await desk.record(await desk.form(status="in-progress", percent="30"), "grant_manager")
    change = await fetch_one("SELECT * FROM change ORDER BY id DESC LIMIT 1")
    assert change is not None
    assert (change["noun"], change["item_id"], change["actor"], change["action"]) == (
        "milestone",
        desk.key,
        "grant-manager",
        "changed",
    )
    told = {each["field"]: (each["before"], each["after"]) for each in change["fields"]}
    assert told["status"] == ("not-started", "in-progress")
    assert told["percent"] == (0, 30)
    assert change["revision"] == await revision_of()
    for path in (desk.path, f"/plans/{PLAN}/activity"):
        page = text_of(await desk.world.reader.get(path))
        assert "Percent done: from 0% to 30%." in page
        assert "Grant manager" in page


async def test_done_counts_as_all_of_its_weight_in_the_roll_up_and_on_the_overview(desk: Desk) -> None:
    before = text_of(await desk.world.reader.get(f"/plans/{PLAN}"))
    ids = await milestone_ids(where="status <> 'done'")
    for key in ids:
        each = Desk(world=desk.world, key=key)
        answer = await each.record(await each.form(status="done", percent="7", done_on="2026-11-20"))
        assert answer.status_code == SAVED, await errors(answer)
        assert (await each.row())["percent"] == 100
    after = text_of(await desk.world.reader.get(f"/plans/{PLAN}"))
    assert "Nothing is late" in after
    assert "Nothing is late" not in before
    assert "Progress, by weight 100%" in after.replace("\u2060", "")
    assert "On track" in after


async def test_a_date_on_a_day_off_moves_to_a_working_day_and_says_so(desk: Desk) -> None:
    form = await desk.form(planned_start="2027-03-01", planned_due="2027-03-27")
    assert (await desk.record(form)).status_code == SAVED
    row = await desk.row()
    assert row["planned_due"].isoformat() == "2027-03-25"  # the 27th is a Saturday, the 26th Good Friday
    assert "Saturday 27 March 2027" in text_of(await desk.world.reader.get(desk.path))


# What cannot be saved


LONG: Final = "x" * 50_000


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("percent", "about 30", "Write a whole number from 0 to 100, for example 30. You wrote “about 30”."),
        ("percent", "101", "Write a whole number from 0 to 100."),
        ("percent", "-1", "Write a whole number from 0 to 100."),
        ("percent", "30.5", "Write a whole number from 0 to 100, for example 30. You wrote “30.5”."),
        ("percent", "٣٠", "Write a whole number from 0 to 100, for example 30. You wrote “٣٠”."),
        ("percent", "100", "At 100 percent the milestone is done: choose that status, or a lower number."),
        ("planned_due", "2020-01-01", "The due date lies before the start"),
        ("planned_due", "next week", "Write a date as year-month-day, for example 2027-03-01. You wrote “next week”."),
        ("planned_due", "2027-02-30", "Write a date as year-month-day"),
        ("planned_due", "", "Write a date as year-month-day"),
        ("planned_start", "0001-01-01", "Write a date between the years"),
        ("planned_due", "9999-12-31", "Write a date between the years"),
        ("note", "a\x00b", "This text holds a character that cannot be kept."),
        ("note", LONG, "Write at most"),
        ("status", "finished", "Choose one of the answers on offer."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
async def test_what_cannot_be_saved_is_refused_beside_its_field_and_kept_as_typed(
    desk: Desk, field: str, typed: str, said: str, headers: dict[str, str]
) -> None:
    before = await footprint()
    form = await desk.form(**({"status": "in-progress", "percent": "20", "note": "Kept."} | {field: typed}))
    answer = await desk.record(form, **headers)
    assert answer.status_code == REFUSED
    told = (await errors(answer))[field.replace("_", "-")]
    assert told.startswith(said)
    assert f'href="#progress-{field.replace("_", "-")}"' in answer.text
    assert ("<html" in answer.text) == (not headers)
    if field not in {"note", "status"}:
        assert f'value="{typed}"' in answer.text
    if field != "note":
        assert "Kept.</textarea>" in answer.text
    if typed == LONG:
        assert f"{LONG}</textarea>" in answer.text
    assert await footprint() == before


async def test_every_fault_is_told_at_once(desk: Desk) -> None:
    answer = await desk.record(
        await desk.form(status="in-progress", percent="about 30", planned_start="soon", planned_due="later")
    )
    assert answer.status_code == REFUSED
    assert set(await errors(answer)) == {"percent", "planned-start", "planned-due"}
    assert "3 answers need another look" in text_of(answer)


@pytest.mark.parametrize(
    "done_on", ["", "2099-01-01", "1999-01-01"], ids=["no day", "a day that has not come", "long before the plan"]
)
async def test_done_needs_a_day_that_can_be(desk: Desk, done_on: str) -> None:
    answer = await desk.record(await desk.form(status="done", done_on=done_on))
    assert answer.status_code == REFUSED
    assert list(await errors(answer)) == ["done-on"]


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "9" * 40])
async def test_a_form_without_its_version_is_refused_and_not_guessed(desk: Desk, version: str) -> None:
    before = await footprint()
    answer = await desk.record(await desk.form(version=version, status="in-progress", percent="20"))
    assert answer.status_code == REFUSED
    assert await footprint() == before


async def test_a_form_with_nothing_in_it_is_refused_not_a_failure(desk: Desk) -> None:
    assert (await desk.record({})).status_code == REFUSED


@pytest.mark.parametrize(
    "note",
    [
        "Čekamo ugovor – wir warten 🎉👩🏽‍⚕️",
        "ننتظر التوقيع",
        "\u202etxet desrever\u202c",
        "<script>alert(1)</script> & \"quotes\" 'n' {{ 7 * 7 }}",
        "two\nlines\n\nand a gap",
        "\nbegins with a line break",
    ],
)
async def test_whatever_people_write_is_kept_to_the_letter_and_shown_as_text(desk: Desk, note: str) -> None:
    assert (await desk.record(await desk.form(note=note))).status_code == SAVED
    assert (await desk.row())["note"] == note.strip()
    answer = await desk.world.reader.get(desk.path)
    assert "<script>alert" not in answer.text
    assert note.strip() in unescape(answer.text)


# Why


@pytest.mark.parametrize("headers", [{}, HTMX])
async def test_why_dates_move_stands_in_the_log_and_in_the_comparison(desk: Desk, headers: dict[str, str]) -> None:
    due = ((await desk.row())["planned_due"] + timedelta(days=70)).isoformat()
    form = await desk.form(planned_due=due, reason="The ministry asked for a second tender.")
    assert (await desk.record(form, **headers)).status_code == (OK if headers else SAVED)
    for path in (desk.path, f"/plans/{PLAN}/activity", f"/plans/{PLAN}/compare"):
        assert "The ministry asked for a second tender." in text_of(await desk.world.reader.get(path)), path
    assert 'name="reason" value=""' in (await desk.world.country_lead.get(desk.path)).text


async def test_a_reason_that_is_too_long_is_refused_as_typed(desk: Desk) -> None:
    before = await footprint()
    answer = await desk.record(await desk.form(percent="130", reason="x" * 501))
    assert answer.status_code == REFUSED
    assert set(await errors(answer)) == {"reason"}
    assert "x" * 501 in answer.text
    assert await footprint() == before


async def test_a_reason_goes_along_with_what_is_chosen_of_two_versions(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30", reason="The tender was split.")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    assert (await desk.record(chosen_in(await desk.record(mine)))).status_code == SAVED
    assert "The tender was split." in text_of(await desk.world.reader.get(desk.path))


# Two people at once


async def test_who_comes_second_sees_both_versions_and_nothing_is_lost(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30", note="Mine.")
    theirs = await desk.form(status="in-progress", percent="60", note="Theirs.")
    assert (await desk.record(theirs, "grant_manager")).status_code == SAVED
    before = await footprint()
    answer = await desk.record(mine)
    assert answer.status_code == CONFLICT
    shown = text_of(answer)
    for piece in ("Grant manager", "60%", "30%", "Mine.", "Theirs.", "All other fields are the same"):
        assert piece in shown, piece
    assert await footprint() == before
    chosen = chosen_in(answer) | {"percent": "60", "note": "Mine."}
    assert chosen["version"] == "2"
    assert (await desk.record(chosen)).status_code == SAVED
    row = await desk.row()
    assert (row["percent"], row["note"], row["version"]) == (60, "Mine.", 3)


def chosen_in(answer: httpx.Response) -> dict[str, str]:
    """What the comparison would send: hidden fields and the choices that are ticked."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text)
    ticked = re.findall(r'<input type="radio" name="(\w+)" value="([^"]*)" checked', answer.text)
    return {name: unescape(value) for name, value in [*hidden, *ticked]}


async def test_the_comparison_stands_in_the_page_with_htmx_too(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    answer = await desk.record(mine, **HTMX)
    assert answer.status_code == CONFLICT
    assert answer.text.lstrip().startswith('<div id="milestone">')
    assert {"30", "60"} <= set(re.findall(r'name="percent" value="(\d+)"', answer.text))


async def test_what_is_wrong_is_told_before_a_conflict_is(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="130")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    assert (await desk.record(mine)).status_code == REFUSED


# Evidence


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/contract",
        "https://",
        "contract",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "x" * 3_000,
    ],
)
async def test_only_an_address_of_the_web_is_taken_as_a_link(desk: Desk, link: str) -> None:
    before = await footprint()
    answer = await desk.attach({"title": "Contract", "link": link})
    assert answer.status_code == REFUSED
    assert "link" in await errors(answer)
    assert 'href="javascript' not in answer.text.lower()
    assert 'value="Contract"' in answer.text
    assert await footprint() == before


async def test_a_link_is_attached_and_leads_out_without_telling_where_from(desk: Desk) -> None:
    before = await revision_of()
    assert (await desk.attach({"title": "Contract", "link": "https://example.org/c?a=1&b=2"})).status_code == SAVED
    assert await revision_of() == before + 1
    page = (await desk.world.reader.get(desk.path)).text
    assert 'href="https://example.org/c?a=1&amp;b=2" rel="noopener noreferrer nofollow"' in page


async def test_a_file_comes_back_as_a_download_and_never_as_a_page(desk: Desk) -> None:
    assert (await desk.attach({"title": "Agreement"}, ('ugovor ž "1".pdf', PDF, "text/html"))).status_code == SAVED
    row = await fetch_one("SELECT id, size FROM evidence WHERE milestone_id = $1 AND file_name <> ''", desk.key)
    assert row is not None
    answer = await desk.world.reader.get(f"{desk.path}/evidence/{row['id']}")
    assert (answer.status_code, answer.content, row["size"]) == (200, PDF, len(PDF))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''ugovor%20%C5%BE%201.pdf" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("big.pdf", PDF + b"x" * 1_048_576, TOO_BIG),
        ("page.html", b"<script>alert(1)</script>", WRONG_KIND),
        ("program.exe", b"MZ", WRONG_KIND),
        ("drawing.svg", b"<svg onload='alert(1)'/>", WRONG_KIND),
        ("no ending", PDF, WRONG_KIND),
        ("agreement.pdf", b"<html>not a pdf</html>", WRONG_KIND),
        ("photo.png", PDF, WRONG_KIND),
        ("list.csv", b"a;b\x00c", WRONG_KIND),
        ("empty.pdf", b"", REFUSED),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
async def test_a_file_that_is_too_big_or_not_what_it_says_is_refused(
    small_files: Desk, name: str, content: bytes, status: int, headers: dict[str, str]
) -> None:
    before = await footprint()
    answer = await small_files.attach({"title": "Agreement"}, (name, content, "application/pdf"), **headers)
    assert answer.status_code == status
    assert "file" in await errors(answer)
    assert 'value="Agreement"' in answer.text
    assert await footprint() == before


@pytest.fixture
async def small_files(databases: Databases) -> AsyncIterator[Desk]:
    """The same desk where files may have no more than a megabyte."""
    async with sample_world_of(databases, ROADMAP_UPLOAD_MAX_MB="1") as world:
        key = (await milestone_ids(where="status = 'not-started' AND pin IS NULL"))[0]
        yield Desk(world=world, key=key)


async def test_a_body_beyond_every_limit_is_refused_before_it_is_read(desk: Desk) -> None:
    before = await footprint()
    answer = await desk.attach({"title": "Agreement"}, ("big.pdf", PDF + b"x" * 12 * 1_048_576, "application/pdf"))
    assert answer.status_code == TOO_BIG
    assert await footprint() == before


async def test_a_link_and_a_file_at_once_or_neither_is_refused(desk: Desk) -> None:
    both = await desk.attach({"link": "https://example.org"}, ("a.pdf", PDF, "application/pdf"))
    neither = await desk.attach({"title": "Agreement"})
    assert (both.status_code, neither.status_code) == (REFUSED, REFUSED)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ana\\ugovor.pdf", "ugovor.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
async def test_a_file_name_is_kept_without_tricks(desk: Desk, sent: str, kept: str) -> None:
    assert (await desk.attach({}, (sent, PDF, "application/pdf"))).status_code == SAVED
    row = await fetch_one("SELECT file_name, title FROM evidence WHERE file_name <> ''")
    assert row is not None
    assert (row["file_name"], row["title"]) == (kept, kept)


async def test_evidence_taken_away_is_gone_and_the_log_keeps_that_it_was_there(desk: Desk) -> None:
    await desk.attach({"title": "Agreement"}, ("a.pdf", PDF, "application/pdf"))
    row = await fetch_one("SELECT id FROM evidence WHERE milestone_id = $1 AND file_name <> ''", desk.key)
    assert row is not None
    address = f"{desk.path}/evidence/{row['id']}"
    assert (await desk.world.country_lead.post(f"{address}/removal")).status_code == SAVED
    assert (await desk.world.country_lead.get(address)).status_code == 404
    assert (await desk.world.country_lead.post(f"{address}/removal")).status_code == 404
    assert await fetch("SELECT 1 FROM evidence WHERE id = $1", row["id"]) == []
    left = await fetch("SELECT 1 FROM evidence_file WHERE evidence_id = $1", row["id"])
    assert left == []
    assert "Removed “Agreement” from milestone" in text_of(await desk.world.reader.get(f"/plans/{PLAN}/activity"))


# Answers that stand until something changes


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


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("phase=nonsense", "phase"),
        ("status=late", "status"),
        ("owner=%F0%9F%98%80", "owner"),
        ("late=maybe", "late"),
        ("theme=" + "x" * 400, "theme"),
    ],
)
async def test_a_filter_that_asks_for_what_there_is_not_is_refused_beside_it(
    desk: Desk, query: str, field: str
) -> None:
    answer = await desk.world.reader.get(f"/plans/{PLAN}/milestones?{query}")
    assert (answer.status_code, answer.headers.get("etag")) == (REFUSED, None)
    assert list(await errors(answer)) == [field]


async def test_a_role_that_owns_nothing_yet_may_be_asked_for(desk: Desk) -> None:
    await fetch("UPDATE milestone SET owner = 'Ana'")
    answer = await desk.world.reader.get(f"/plans/{PLAN}/milestones?owner=policy-lead")
    assert (answer.status_code, "No milestone fits these filters." in answer.text) == (OK, True)
