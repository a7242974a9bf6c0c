"""Guessing at passwords: it tells nothing, costs the same for everybody, and is slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from roadmap.services import passwords
from roadmap.services.accounts import disable
from roadmap.store.connection import fetch
from roadmap.web import clock
from tests.people import NOW, PASSWORD, add_person, browser, sign_in

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.accounts import Account

pytestmark = pytest.mark.usefixtures("database", "cheap_hashes")


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


async def test_an_unknown_account_a_disabled_one_and_a_wrong_password_look_the_same(
    guest: httpx.AsyncClient, anna: Account
) -> None:
    closed = await add_person("closed@example.org")
    await disable(closed.email)
    tries = {anna.email: "not-the-password-7", "nobody@example.org": PASSWORD, closed.email: PASSWORD}
    answers = [(email, await sign_in(guest, email, password)) for email, password in tries.items()]
    assert len({(answer.status_code, answer.text.replace(email, "")) for email, answer in answers}) == 1


async def test_an_unknown_account_costs_as_many_hashes_as_a_wrong_password(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    verify = passwords._verify  # noqa: SLF001 (what costs the time)

    def counting(password: str, kept: str) -> bool:
        tried.append(password)
        return verify(password, kept)

    monkeypatch.setattr(passwords, "_verify", counting)
    for email in (anna.email, "nobody@example.org", "no address at all"):
        await sign_in(guest, email, email)
    assert tried == [anna.email, "nobody@example.org", "no address at all"]


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
async def test_guessing_at_one_account_is_slowed_down_whether_it_exists_or_not(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    at(monkeypatch, NOW)
    answers = [await sign_in(guest, email, f"guess-number-{each}") for each in range(6)]
    assert [each.status_code for each in answers] == [422] * 5 + [429]
    assert answers[5].headers["retry-after"] == "15"
    assert "Wait a minute, then try again." in answers[5].text
    assert "guess-number-5" not in answers[5].text
    assert (await sign_in(guest, anna.email)).status_code == (429 if email == anna.email else 303)
    at(monkeypatch, NOW + timedelta(seconds=15))
    assert (await sign_in(guest, email, "guess-number-7")).status_code == 422
    assert (await sign_in(guest, email, "guess-number-8")).headers["retry-after"] == "30"


async def test_guessing_is_forgiven_once_the_password_was_right(guest: httpx.AsyncClient, anna: Account) -> None:
    for _ in range(3):
        for each in range(4):
            assert (await sign_in(guest, anna.email, f"guess-number-{each}")).status_code == 422
        assert (await sign_in(guest, anna.email)).status_code == 303


async def test_guessing_from_one_address_is_slowed_down_for_all_accounts(
    guest: httpx.AsyncClient, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, NOW)
    for each in range(30):
        assert (await sign_in(guest, f"person-{each}@example.org", PASSWORD)).status_code == 422
    assert (await sign_in(guest, anna.email)).status_code == 429
    async with browser(peer="203.0.113.7") as elsewhere:
        assert (await sign_in(elsewhere, anna.email)).status_code == 303


async def test_a_client_cannot_hide_behind_a_header_that_no_trusted_proxy_wrote(anna: Account) -> None:
    async def statuses(**environment: str) -> list[int]:
        async with browser(**environment) as client:
            found = []
            for each in range(31):
                client.headers["x-forwarded-for"] = f"198.51.100.{each}"
                answer = await sign_in(client, f"{len(environment)}-{each}@example.org")
                found.append(answer.status_code)
            return found

    assert (await statuses())[-1] == 429
    assert (await statuses(ROADMAP_TRUSTED_PROXIES="127.0.0.0/8"))[-1] == 422
    assert anna.is_active


async def test_the_table_of_failures_names_nobody(guest: httpx.AsyncClient, anna: Account) -> None:
    await sign_in(guest, anna.email, "not-the-password-7")
    rows = await fetch("SELECT subject FROM attempt")
    assert len(rows) == 2
    assert all(len(row["subject"]) == 32 and b"anna" not in row["subject"] for row in rows)
