"""Evidence of a milestone: links and files are taken as what they are, come back safely and leave a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.filled import form_of, text_of
from tests.web.milestone_desk import HTMX, PDF, REFUSED, SAVED, TOO_BIG, WRONG_KIND, Desk, desk_in, errors
from tests.world import PLAN, footprint, revision_of, sample_world_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.databases import Databases


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
    assert "link" in errors(answer)
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
        ("twice-as-big.pdf", PDF + b"x" * 2 * 1_048_576, TOO_BIG),
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
    assert "file" in errors(answer)
    assert 'value="Agreement"' in answer.text
    assert await footprint() == before


@pytest.fixture
async def small_files(databases: Databases) -> AsyncIterator[Desk]:
    """The same desk where files may have no more than a megabyte."""
    async with sample_world_of(databases, ROADMAP_UPLOAD_MAX_MB="1") as world:
        yield await desk_in(world)


async def test_a_body_beyond_every_limit_is_refused_before_it_is_read(desk: Desk) -> None:
    before = await footprint()
    answer = await desk.attach({"title": "Agreement"}, ("big.pdf", PDF + b"x" * 21 * 1_048_576, "application/pdf"))
    assert answer.status_code == TOO_BIG
    assert "A file may have up to 10 MB." in answer.text
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
    asked = await desk.world.country_lead.get(f"{address}/removal")
    assert "The file is removed for good: this cannot be undone." in text_of(asked)
    assert await fetch("SELECT 1 FROM evidence WHERE id = $1", row["id"]) != []
    form = form_of(asked, "/removal")
    answer = await desk.world.country_lead.post(form.action, data=form.values)
    assert (answer.status_code, answer.headers["location"]) == (SAVED, f"{desk.path}?saved=final#milestone")
    assert "/undo" not in (await desk.world.country_lead.get(f"{desk.path}?saved=final")).text
    assert (await desk.world.country_lead.get(address)).status_code == 404
    assert (await desk.world.country_lead.post(f"{address}/removal")).status_code == 404
    assert await fetch("SELECT 1 FROM evidence WHERE id = $1", row["id"]) == []
    left = await fetch("SELECT 1 FROM evidence_file WHERE evidence_id = $1", row["id"])
    assert left == []
    assert "Removed “Agreement” from milestone" in text_of(await desk.world.reader.get(f"/plans/{PLAN}/activity"))
