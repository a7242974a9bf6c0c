"""Exchange rates in the browser: looked at before they are saved, refused with every place, kept with who and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.connection import fetch
from tests.web.filled import form_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

PLANNED: Final = b"Date,DKK,PLN\n2026-11-21,7.5,4.3\n"
WHY: Final = "Set by the board for the budget of 2027"
GOOD: Final = b"Date,USD,CZK,\n2026-11-20,1.15,24.405,\n2026-11-19,1.16,N/A,\n"


async def send(
    client: httpx.AsyncClient, content: bytes, source: str = "ecb", name: str = "rates.csv", reason: str = ""
) -> httpx.Response:
    typed = {"source": source, "reason": reason}
    return await client.post("/rates/imports", data=typed, files={"file": (name, content)})


async def preview_of(
    client: httpx.AsyncClient, content: bytes, source: str = "ecb", reason: str = ""
) -> tuple[str, str]:
    """Bring a file; the address of its preview, and the page."""
    sent = await send(client, content, source, reason=reason)
    assert sent.status_code == 303, sent.text
    address = sent.headers["location"]
    return address, (await client.get(address)).text


async def take_over(client: httpx.AsyncClient, address: str, page: str) -> httpx.Response:
    revision = re.search(r'name="revision" value="([^"]*)"', page)
    assert revision
    return await client.post(address, data={"revision": revision[1]})


async def kept() -> dict[tuple[str, str, str], str]:
    rows = await fetch("SELECT currency, day, source, rate::text FROM exchange_rate")
    return {(row["currency"], str(row["day"]), row["source"]): row["rate"] for row in rows}


async def test_the_sample_rates_are_called_assumed(sample_world: World) -> None:
    page = (await sample_world.grant_manager.get("/rates")).text
    assert "Exchange rates of 20 Nov 2026" in page
    assert "These are round rates for the sample plans, assumed." in page
    assert "1 EUR = 24.4 CZK" in page
    assert "not one that anybody published" in page
    assert "Published." not in page


async def test_a_file_is_looked_at_taken_over_and_logged(sample_world: World) -> None:
    client, before = sample_world.grant_manager, await kept()
    address, page = await preview_of(client, GOOD)
    assert "3 rates are new. Nothing is saved yet." in page
    assert await kept() == before
    saved = await take_over(client, address, page)
    assert (saved.status_code, saved.headers["location"]) == (303, "/rates?saved=yes")
    assert await kept() == before | {
        ("USD", "2026-11-20", "ecb"): "1.15",
        ("USD", "2026-11-19", "ecb"): "1.16",
        ("CZK", "2026-11-20", "ecb"): "24.405",
    }
    shown = (await client.get("/rates?saved=yes")).text
    assert "Saved." in shown
    assert "reference rates (rates.csv): 3 new, 0 changed." in shown
    assert "Grant manager" in shown
    assert shown.index("1 EUR = 24.405 CZK") < shown.index("1 EUR = 24.4 CZK"), "the published one is used"
    assert (await client.get(address)).status_code == 404


async def test_what_changes_is_shown_before_and_after(sample_world: World) -> None:
    client = sample_world.administrator
    await take_over(client, *await preview_of(client, GOOD))
    address, page = await preview_of(client, GOOD.replace(b"24.405", b"24.5"))
    assert "1 rate changes. Nothing is saved yet." in page
    assert "<del>24.405</del>" in page
    assert "<ins>24.5</ins>" in page
    await take_over(client, address, page)
    assert "<del>24.405</del> → <ins>24.5</ins>" in (await client.get("/rates")).text
    _, again = await preview_of(client, GOOD.replace(b"24.405", b"24.5"))
    assert "Everything in this file is here already." in again
    assert "Take these rates over" not in again


async def test_rates_of_ones_own_are_called_assumed(sample_world: World) -> None:
    client = sample_world.grant_manager
    address, preview = await preview_of(client, PLANNED, "own", WHY)
    assert WHY in preview
    await take_over(client, address, preview)
    page = (await client.get("/rates")).text
    assert "Planning rates of our own" in page
    assert "A planning rate that was entered here, not one that anybody published" in page
    assert f"<q>{WHY}</q>" in page
    assert f"Why this rate: “{WHY}”" in page


async def test_the_reason_of_ones_own_rates_stands_where_they_convert_and_in_the_files(sample_world: World) -> None:
    client = sample_world.grant_manager
    await take_over(client, *await preview_of(client, PLANNED, "own", WHY))
    assert f"Why this rate: “{WHY}”" in (await client.get("/money")).text
    as_json = (await client.get("/money/exports/money.json")).json()
    rates = {plan["plan"]: plan["rate"] for plan in as_json["plans"]}
    assert (rates["denmark"]["source"], rates["denmark"]["reason"]) == ("own", WHY)
    assert rates["scotland"]["reason"] == ""
    assert f",own,{WHY}," in (await client.get("/money/exports/money.csv")).text


async def test_another_reason_for_the_same_rates_is_shown_saved_and_logged(sample_world: World) -> None:
    client = sample_world.grant_manager
    await take_over(client, *await preview_of(client, PLANNED, "own", "First reason"))
    await fetch("UPDATE exchange_rate SET reason = '' WHERE currency = 'PLN' AND source = 'own'")
    address, page = await preview_of(client, PLANNED, "own", "Second reason")
    assert "2 rates get a new reason. Nothing is saved yet." in page
    for change in ("<del>7.5 (“First reason”)</del>", "<ins>7.5 (“Second reason”)</ins>", "<del>4.3</del>"):
        assert change in page
    await take_over(client, address, page)
    shown = (await client.get("/rates")).text
    assert "<del>7.5 (“First reason”)</del> → <ins>7.5 (“Second reason”)</ins>" in shown
    rows = await fetch("SELECT reason FROM exchange_rate WHERE source = 'own'")
    assert [row["reason"] for row in rows] == ["Second reason", "Second reason"]
    assert "Everything in this file is here already." in (await preview_of(client, PLANNED, "own", "Second reason"))[1]


async def test_a_cross_rate_gives_both_reasons_on_the_page_and_in_the_files(sample_world: World) -> None:
    client, both = sample_world.grant_manager, "Treasury forecast; Board of March"
    await take_over(client, *await preview_of(client, b"Date,GBP\n2026-11-21,0.9\n", "own", "Board of March"))
    await take_over(client, *await preview_of(client, b"Date,DKK\n2026-11-21,7.5\n", "own", "Treasury forecast"))
    assert f"Why this rate: “{both}”" in (await client.get("/money?currency=GBP")).text
    as_json = (await client.get("/money/exports/money.json?currency=GBP")).json()
    assert {plan["plan"]: plan["rate"] for plan in as_json["plans"]}["denmark"]["reason"] == both
    assert f",own,{both}," in (await client.get("/money/exports/money.csv?currency=GBP")).text


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", "Say who set these rates and why: nobody published them."), ("x" * 501, "at most 500")]
)
async def test_rates_of_ones_own_without_a_reason_are_refused_and_what_was_typed_stays(
    sample_world: World, reason: str, said: str
) -> None:
    client, before = sample_world.grant_manager, await kept()
    answer = await send(client, PLANNED, "own", reason=reason)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert str(form_of(answer, "/rates/imports").values["reason"]).strip() == reason.strip()
    assert await kept() == before
    assert await fetch("SELECT id FROM rate_import WHERE imported_at IS NULL") == []


async def test_a_file_that_others_overtook_is_looked_at_again(sample_world: World) -> None:
    first, second = sample_world.grant_manager, sample_world.administrator
    address, page = await preview_of(first, GOOD)
    await take_over(second, *await preview_of(second, b"Date,USD\n2026-11-20,1.2\n"))
    stale = await take_over(first, address, page)
    assert stale.status_code == 409
    assert "Other rates came in since you looked" in stale.text
    assert "<del>1.2</del>" in stale.text
    assert (await take_over(first, address, stale.text)).status_code == 303


async def test_a_file_can_be_let_go(sample_world: World) -> None:
    client, before = sample_world.grant_manager, await kept()
    address, _ = await preview_of(client, GOOD)
    assert (await client.post(f"{address}/removal")).headers["location"] == "/rates"
    assert (await client.get(address)).status_code == 404
    assert await kept() == before


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"Date,USD\n2026-11-20,1e400\n", 422, "Line 2, USD"),
        (b"Date,USD\n2026-11-20,=1+1\n", 422, "Write a number above zero with a decimal point"),
        (b"Date,USD\n2999-01-01,1\n", 422, "No rate is known ahead."),
        (b"Date,Dollar\n2026-11-20,1\n", 422, "“Dollar” is no currency of ISO 4217"),
        ("Date,USD\n2026-11-20,1\n".encode("utf-16"), 415, "This is no text in UTF-8"),
        (b"PK\x03\x04", 415, "This is a packed file."),
        (b"<html/>", 415, "not with the Envelope"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 422, "A document type (DOCTYPE) has no place"),
        (b"Date,USD\n" + b" " * (10 * 1_048_576), 413, "This file is bigger than 10 MB"),
        (b"", 422, "This file is empty."),
    ],
    ids=["1e400", "formula", "future", "column", "utf-16", "zip", "html", "doctype", "big", "empty"],
)
async def test_a_wrong_file_is_refused_whole(sample_world: World, content: bytes, status: int, said: str) -> None:
    before = await kept()
    answer = await send(sample_world.grant_manager, content, "own")
    assert answer.status_code == status
    assert said in answer.text
    assert 'value="own" checked' in re.sub(r'\s+id="[^"]*"', "", answer.text), "what was chosen stands there still"
    assert await kept() == before


async def test_nobody_is_taken_for_the_central_bank_without_having_said_so(sample_world: World) -> None:
    page = (await sample_world.grant_manager.get("/rates")).text
    assert len(re.findall(r'<input type="radio"[^>]* name="source"', page)) == 2
    assert not re.findall(r'<input type="radio"[^>]* name="source"[^>]* checked', page)


async def test_a_form_without_a_file_or_with_another_source_is_refused(sample_world: World) -> None:
    client = sample_world.grant_manager
    empty = await client.post("/rates/imports", data={"source": "ecb"})
    assert (empty.status_code, "Choose a file." in empty.text) == (422, True)
    for source in ("sample", "", "nowhere"):
        wrong = await send(client, GOOD, source)
        assert (wrong.status_code, "Choose where the rates come from." in wrong.text) == (422, True)


async def test_other_words_are_those_of_the_reader(sample_world: World) -> None:
    client = sample_world.grant_manager
    client.cookies.set("roadmap_language", "fr")
    await fetch("UPDATE account SET language = 'fr'")
    page = (await client.get("/rates")).text
    assert "1 EUR = 24,4 CZK" in page
    refused = await send(client, b"Date,USD\n2026-11-20,1e400\n")
    assert "Ligne 2, USD" in refused.text
