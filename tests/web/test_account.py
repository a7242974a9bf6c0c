"""One's own account, and the preferences of a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD
from roadmap.services.sample_accounts import load_sample_accounts
from roadmap.store.connection import fetch
from tests.people import NOW, PASSWORD, add_portfolio, browser, sign_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from roadmap.domain.accounts import Account

NEW = "kettle-otter-violin"


@pytest.fixture
async def client(anna: Account) -> AsyncIterator[httpx.AsyncClient]:
    async with browser() as opened:
        await sign_in(opened, anna.email)
        yield opened


async def change(client: httpx.AsyncClient, **typed: str) -> httpx.Response:
    form = {"current": PASSWORD, "new": NEW, "repeated": NEW} | typed
    return await client.post("/account/password", data=form)


async def test_the_page_shows_whose_account_it_is(client: httpx.AsyncClient, anna: Account) -> None:
    page = (await client.get("/account")).text
    assert anna.name in page
    assert anna.email in page
    assert "You are signed in on this browser only." in page


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/password"), ("POST", "/sign-outs")])
async def test_nobody_else_gets_there(anna: Account, method: str, path: str) -> None:
    async with browser() as stranger:
        answer = await stranger.request(method, f"/account{path}")
        if method == "GET":
            assert answer.headers["location"].startswith("/sign-in")
        else:
            assert answer.status_code == 401
            assert "You are not signed in, so nothing was saved" in answer.text
    assert anna.is_active


async def test_a_new_password_ends_every_session_and_starts_a_new_one_here(
    client: httpx.AsyncClient, anna: Account
) -> None:
    before = client.cookies["roadmap_session"]
    async with browser() as other:
        await sign_in(other, anna.email)
        answer = await change(client)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account?saved=yes")
        assert client.cookies["roadmap_session"] != before
        assert (await client.get("/account")).status_code == 200
        assert (await other.get("/account")).status_code == 303
        assert (await sign_in(other, anna.email)).status_code == 422
        assert (await sign_in(other, anna.email, NEW)).status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"current": ""}, "Enter your current password."),
        ({"current": "not-my-password-7"}, "This is not your current password."),
        ({"new": "short"}, "Use at least 12 characters."),
        ({"new": "x" * 257}, "Use at most 256 characters."),
        ({"new": "Password2026!!"}, "This password is easy to guess"),
        ({"new": "anna-horvat-2026"}, "This password is easy to guess"),
        ({"new": PASSWORD, "repeated": PASSWORD}, "choose another"),
        ({"repeated": "kettle-otter-viola"}, "The two new passwords differ"),
        ({"new": "kettle\x00otter-violin"}, "character"),
    ],
)
async def test_a_password_is_refused_with_the_reason_and_never_shown(
    client: httpx.AsyncClient, typed: dict[str, str], said: str
) -> None:
    answer = await change(client, **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert all(text not in answer.text for text in (PASSWORD, *typed.values()) if text)
    assert (await client.get("/account")).status_code == 200


async def test_who_sits_at_an_open_browser_cannot_guess_the_password_at_will(client: httpx.AsyncClient) -> None:
    statuses = [(await change(client, current=f"guess-number-{each}")).status_code for each in range(6)]
    assert statuses == [422] * 5 + [429]


async def test_the_password_of_a_sample_account_stays_as_it_is_listed(anna: Account) -> None:
    await load_sample_accounts(await add_portfolio("sample"), {}, NOW)
    async with browser(ROADMAP_SAMPLE="on") as client:
        await sign_in(client, "reader@example.org", SAMPLE_PASSWORD)
        assert "cannot be changed" in (await client.get("/account")).text
        assert (await change(client, current=SAMPLE_PASSWORD)).status_code == 422
        assert (await sign_in(client, "reader@example.org", SAMPLE_PASSWORD)).status_code == 303
    assert not anna.is_sample


async def test_the_language_goes_with_the_account_to_other_browsers(client: httpx.AsyncClient, anna: Account) -> None:
    answer = await client.post("/preferences", data={"language": "fr", "theme": "dark", "next": "/account"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    page = (await client.get("/account")).text
    assert '<html lang="fr" data-theme="dark" ' in page
    async with browser() as other:
        await sign_in(other, anna.email)
        assert '<html lang="fr"' in (await other.get("/account")).text


async def test_a_sample_account_has_no_language_of_its_own_because_many_share_it(anna: Account) -> None:
    await load_sample_accounts(await add_portfolio("sample"), {}, NOW)
    async with browser(ROADMAP_SAMPLE="on") as client:
        await sign_in(client, "reader@example.org", SAMPLE_PASSWORD)
        await client.post("/preferences", data={"language": "fr"})
        assert '<html lang="fr"' in (await client.get("/account")).text
    assert {row["language"] for row in await fetch("SELECT language FROM account")} == {anna.language}


async def test_without_an_account_the_browser_keeps_language_and_colours(anna: Account) -> None:
    async with browser() as client:
        assert '<html lang="fr"' in (await client.get("/sign-in", headers={"accept-language": "de,fr;q=0.5"})).text
        await client.post("/preferences", data={"language": "da", "theme": "light"})
        page = (await client.get("/sign-in", headers={"accept-language": "fr"})).text
        assert '<html lang="da" data-theme="light" ' in page
    assert anna.is_active


async def test_preferences_are_kept_by_cookies_that_scripts_cannot_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/preferences", data={"language": "en", "theme": "auto"})
    cookies = answer.headers.get_list("set-cookie")
    assert {each.split("=")[0] for each in cookies} == {"language", "theme"}
    assert all({"HttpOnly", "SameSite=lax", "Path=/"} <= set(each.split("; ")) for each in cookies)


@pytest.mark.parametrize("form", [{"language": "xx"}, {"theme": "pink"}, {"language": ""}, {"language": "../en"}])
async def test_what_is_not_on_offer_is_refused(client: httpx.AsyncClient, form: dict[str, str]) -> None:
    answer = await client.post("/preferences", data=form)
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


async def test_preferences_lead_nowhere_else(client: httpx.AsyncClient) -> None:
    answer = await client.post("/preferences", data={"theme": "dark", "next": "https://evil.example/"})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("cookie", ["language=xx; theme=pink", "language=\x01; theme", "=; ;;=;language", "a" * 9_000])
async def test_preferences_that_make_no_sense_are_ignored(anna: Account, cookie: str) -> None:
    async with browser() as client:
        page = await client.get("/sign-in", headers={"cookie": cookie})
        assert (page.status_code, '<html lang="en" data-foot=' in page.text) == (200, True)
    assert anna.is_active
