"""Signing in and out: sessions that cannot be fixed, guessed, kept for ever or led astray."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from roadmap.services.accounts import disable, enable
from roadmap.services.sample_accounts import load_sample_accounts
from roadmap.services.sign_ins import sign_out_everywhere
from roadmap.store.connection import fetch
from roadmap.web import clock
from tests.people import HTTPS, NOW, add_person, add_portfolio, browser, sign_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from roadmap.domain.accounts import Account

pytestmark = pytest.mark.usefixtures("database", "cheap_hashes")
COOKIE = "roadmap_session"


async def is_in(client: httpx.AsyncClient) -> bool:
    return (await client.get("/account")).status_code == 200


def show(client: httpx.AsyncClient, secret: str) -> None:
    """Let a browser show this cookie and no other."""
    client.cookies.clear()
    client.cookies.set(COOKIE, secret)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


async def test_the_page_is_shown_to_anybody(guest: httpx.AsyncClient) -> None:
    answer = await guest.get("/sign-in")
    assert answer.status_code == 200
    assert "Sample accounts" not in answer.text


async def test_the_right_password_lets_in_and_leads_on(guest: httpx.AsyncClient, anna: Account) -> None:
    answer = await sign_in(guest, anna.email, next="/help?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/help?page=2")
    assert await is_in(guest)


async def test_an_address_is_found_however_it_is_typed(guest: httpx.AsyncClient, anna: Account) -> None:
    assert (await sign_in(guest, f"  {anna.email.upper()} ")).status_code == 303


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guest: httpx.AsyncClient, anna: Account) -> None:
    cookie = (await sign_in(guest, anna.email)).headers["set-cookie"]
    assert re.match(rf"{COOKIE}=[\w-]{{43}}; ", cookie)
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=1209600"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def test_over_tls_the_cookie_is_bound_to_this_host_and_to_tls(anna: Account) -> None:
    async with browser(HTTPS) as client:
        cookie = (await sign_in(client, anna.email)).headers["set-cookie"]
        assert cookie.startswith(f"__Host-{COOKIE}=")
        assert {"Secure", "Path=/"} <= set(cookie.split("; "))
        assert await is_in(client)


async def test_only_a_hash_of_the_secret_is_kept(guest: httpx.AsyncClient, anna: Account) -> None:
    await sign_in(guest, anna.email)
    rows = await fetch("SELECT * FROM session")
    assert guest.cookies[COOKIE] not in str(rows)


async def test_every_sign_in_has_a_new_session_and_ends_the_one_before(guest: httpx.AsyncClient, anna: Account) -> None:
    await sign_in(guest, anna.email)
    first = guest.cookies[COOKIE]
    await sign_in(guest, anna.email)
    assert guest.cookies[COOKIE] != first
    show(guest, first)
    assert not await is_in(guest)


async def test_a_session_that_a_stranger_made_up_is_never_taken_over(guest: httpx.AsyncClient, anna: Account) -> None:
    planted = "A" * 43
    show(guest, planted)
    assert not await is_in(guest)
    answer = await sign_in(guest, anna.email)
    assert planted not in answer.headers["set-cookie"]
    show(guest, planted)
    assert not await is_in(guest)


@pytest.mark.parametrize("secret", ["", "x", "é" * 43, "A" * 5_000, "../../etc", "A" * 42 + "%"])
async def test_a_cookie_that_is_no_secret_is_ignored(guest: httpx.AsyncClient, secret: str) -> None:
    answer = await guest.get("/account", headers={b"cookie": f"{COOKIE}={secret}".encode()})
    assert answer.status_code == 303


async def test_what_signing_in_protects_leads_there_and_back(guest: httpx.AsyncClient, anna: Account) -> None:
    answer = await guest.get("/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account")
    assert 'value="/account"' in (await guest.get("/sign-in?next=/account")).text
    await sign_in(guest, anna.email)
    assert (await guest.get("/sign-in?next=/account")).headers["location"] == "/account"


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
async def test_no_address_elsewhere_is_led_on_to(guest: httpx.AsyncClient, anna: Account, address: str) -> None:
    assert (await sign_in(guest, anna.email, next=address)).headers["location"] == "/"


async def test_a_session_ends_when_nothing_was_asked_for_too_long(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, NOW)
    await sign_in(guest, anna.email)
    for hours in (11, 22):
        at(monkeypatch, NOW + timedelta(hours=hours))
        assert await is_in(guest)
    at(monkeypatch, NOW + timedelta(hours=34, minutes=1))
    assert not await is_in(guest)


async def test_a_session_ends_after_two_weeks_however_busy(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, NOW)
    await sign_in(guest, anna.email)
    for hours in range(10, 14 * 24, 10):
        at(monkeypatch, NOW + timedelta(hours=hours))
        assert await is_in(guest), hours
    at(monkeypatch, NOW + timedelta(days=14))
    assert not await is_in(guest)


async def test_reading_notes_that_one_was_seen_at_most_every_five_minutes(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    at(monkeypatch, NOW)
    await sign_in(guest, anna.email)
    for minutes in (1, 4, 5, 9, 10):
        at(monkeypatch, NOW + timedelta(minutes=minutes))
        await guest.get("/account")
        seen.append((await fetch("SELECT seen_at FROM session"))[0]["seen_at"] - NOW)
    assert [int(each.total_seconds() // 60) for each in seen] == [0, 0, 5, 5, 10]


async def test_signing_out_ends_the_session_and_takes_the_cookie(guest: httpx.AsyncClient, anna: Account) -> None:
    await sign_in(guest, anna.email)
    kept = guest.cookies[COOKIE]
    answer = await guest.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert COOKIE not in guest.cookies
    show(guest, kept)
    assert not await is_in(guest)


async def test_signing_out_without_a_session_does_no_harm(guest: httpx.AsyncClient) -> None:
    assert (await guest.post("/sign-out")).status_code == 303


async def test_disabling_an_account_ends_all_its_sessions_at_once(guest: httpx.AsyncClient, anna: Account) -> None:
    await sign_in(guest, anna.email)
    await disable(anna.email)
    assert not await is_in(guest)
    assert (await sign_in(guest, anna.email)).status_code == 422
    await enable(anna.email)
    assert not await is_in(guest)
    assert (await sign_in(guest, anna.email)).status_code == 303


async def test_signing_out_everywhere_reaches_every_browser(guest: httpx.AsyncClient, anna: Account) -> None:
    async with browser() as other:
        await sign_in(guest, anna.email)
        await sign_in(other, anna.email)
        assert "2 browsers" in (await guest.get("/account")).text
        assert (await guest.post("/account/sign-outs")).headers["location"] == "/sign-in"
        assert not await is_in(guest)
        assert not await is_in(other)


async def test_a_refused_form_keeps_the_address_and_never_the_password(guest: httpx.AsyncClient, anna: Account) -> None:
    answer = await sign_in(guest, anna.email, "not-the-password-7", next="/help")
    assert answer.status_code == 422
    assert "not-the-password-7" not in answer.text
    assert f'value="{anna.email}"' in answer.text
    assert 'value="/help"' in answer.text
    assert 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Enter your e-mail address."),
        ({"email": "a@example.org"}, "Enter your password."),
        ({"email": " ", "password": "x"}, "Enter your e-mail address."),
        ({"email": "a\x00b@example.org", "password": "x"}, "character"),
        ({"email": "a@example.org", "password": "x\x00y"}, "character"),
        ({"email": "a@example.org", "password": "\ufffd"}, "character"),
        ({"email": "x" * 5_000, "password": "y" * 9_000}, "No account has"),
        ({"email": "\U0001f600", "password": "\u202e\U0001f600"}, "No account has"),
    ],
)
async def test_whatever_is_typed_is_refused_in_a_readable_way(
    guest: httpx.AsyncClient, form: dict[str, str], said: str
) -> None:
    answer = await guest.post("/sign-in", data=form)
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("body", [b"\xff\xfe=%", b"email=%ff%fe&password=%00", b"email&password", b"&&&=", b"{}"])
async def test_a_body_that_is_no_form_is_refused_in_a_readable_way(guest: httpx.AsyncClient, body: bytes) -> None:
    answer = await guest.post("/sign-in", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 422


@pytest.mark.parametrize("sizes", [[40_000], [30_000, 30_000]])
async def test_a_body_too_large_for_a_form_is_refused(guest: httpx.AsyncClient, sizes: list[int]) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for size in sizes:
            yield b"a" * size

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await guest.post("/sign-in", content=chunks(), headers=form)
    assert answer.status_code == 413


async def test_sample_accounts_are_listed_and_let_in_only_with_the_sample(guest: httpx.AsyncClient) -> None:
    await load_sample_accounts(await add_portfolio("sample"), {}, NOW)
    async with browser(ROADMAP_SAMPLE="on") as with_sample:
        page = (await with_sample.get("/sign-in")).text
        assert all(each.email in page for each in SAMPLE_ACCOUNTS)
        assert SAMPLE_PASSWORD in page
        for each in SAMPLE_ACCOUNTS:
            assert (await sign_in(with_sample, each.email, SAMPLE_PASSWORD)).status_code == 303
        show(guest, with_sample.cookies[COOKIE])
    assert not await is_in(guest)
    assert (await sign_in(guest, SAMPLE_ACCOUNTS[0].email, SAMPLE_PASSWORD)).status_code == 422


async def test_ending_the_sessions_of_one_account_leaves_those_of_others(
    guest: httpx.AsyncClient, anna: Account
) -> None:
    other = await add_person("bruno@example.org", "Bruno Kos")
    await sign_in(guest, other.email)
    await sign_out_everywhere(anna.id)
    assert await is_in(guest)
