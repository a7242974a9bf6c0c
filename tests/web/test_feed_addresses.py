"""The secret address of a calendar: shown once, kept as a hash, revoked at once, and no way in for anything else."""

from __future__ import annotations

import hashlib
from uuid import uuid4

import pytest

from roadmap.domain.feeds import MOST_FEEDS
from roadmap.services import feeds as service
from roadmap.services.accounts import Scope, disable, enable, revoke
from roadmap.store.connection import fetch
from roadmap.web.cache import ANSWERS
from tests.people import browser
from tests.web.feed_addresses import ADDRESS, make
from tests.world import (
    CAST,
    PLAN,
    PORTFOLIO,
    World,
    footprint,
    revision_of,
    viewer_of,
)


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
    assert (await sample_world.anonymous.post("/feeds", data={"subject": "mine"})).status_code == 401
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
