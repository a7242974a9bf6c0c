"""Signing in below the pages: hashes, tries made at once, and what the log may know."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import structlog
from argon2 import PasswordHasher

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.sign_ins import SlowedDownError, Slowing
from roadmap.services import accounts, passwords, sign_ins
from roadmap.services.accounts import disable, reset_password
from roadmap.services.passwords import Queue, hash_password, is_outdated, is_password
from roadmap.services.sign_ins import Credentials, Door, sign_in
from roadmap.store.accounts import load_account
from roadmap.store.connection import fetch
from tests.people import NOW, PASSWORD, add_person

if TYPE_CHECKING:
    from datetime import datetime

    from roadmap.domain.accounts import Account

DOOR = Door(longest=timedelta(days=14), samples_may_enter=False)
OTHER = "kettle-otter-violin"


def typed(email: str, password: str = PASSWORD, address: str = "203.0.113.7") -> Credentials:
    return Credentials(email=email, password=password, address=address)


@pytest.fixture
async def anna(database: str) -> Account:  # noqa: ARG001 (added to that database)
    return await add_person()


async def test_passwords_are_kept_as_argon2id_with_a_salt_of_their_own(anna: Account) -> None:
    bruno = await add_person("bruno@example.org")
    hashes = [row["password_hash"] for row in await fetch("SELECT password_hash FROM account")]
    assert len(set(hashes)) == 2
    assert all(each.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for each in hashes)
    assert anna.id != bruno.id


async def test_a_password_is_right_however_its_letters_are_composed() -> None:
    kept = await hash_password("zu\u0308rich-otter-lamp")
    assert await is_password("z\u00fcrich-otter-lamp", kept)
    assert not await is_password("zurich-otter-lamp", kept)
    assert not await is_password("zu\u0308rich-otter-lamp", None)
    assert not await is_password("zu\u0308rich-otter-lamp", "no hash at all")


async def test_a_hash_of_other_costs_is_renewed_at_the_next_sign_in(anna: Account) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await fetch("UPDATE account SET password_hash = $1 WHERE id = $2", cheap, anna.id)
    await sign_in(typed(anna.email), DOOR, NOW)
    _, kept = await load_account(anna.id) or (None, "")
    assert kept != cheap
    assert not is_outdated(kept)
    await sign_in(typed(anna.email), DOOR, NOW)


async def test_of_forty_guesses_made_at_once_no_more_are_looked_at_than_one_by_one(
    anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    async def guess(number: int) -> type[Exception] | None:
        try:
            await sign_in(typed(anna.email, f"guess-number-{number}", f"198.51.100.{number}"), DOOR, NOW)
        except (RuleBrokenError, SlowedDownError) as error:
            return type(error)
        return None

    answers = await asyncio.gather(*(guess(number) for number in range(40)))
    assert sorted(answers.count(kind) for kind in (RuleBrokenError, SlowedDownError)) == [5, 35]


async def test_more_sign_ins_than_the_worker_can_hash_are_told_to_come_back() -> None:
    queue, release = Queue(at_once=1, most_waiting=2), asyncio.Event()
    loop = asyncio.get_running_loop()

    def work() -> bool:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        return True

    waiting = [asyncio.create_task(queue.run(work)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(SlowedDownError):
        await queue.run(work)
    release.set()
    assert await asyncio.gather(*waiting) == [True, True]
    assert await queue.run(work)


async def test_the_log_tells_of_every_sign_in_and_names_nobody(anna: Account) -> None:
    with structlog.testing.capture_logs() as lines:
        await sign_in(typed(anna.email), DOOR, NOW)
        for email in (anna.email, "nobody@example.org", "evil\r\nsigned in"):
            with pytest.raises(RuleBrokenError):
                await sign_in(typed(email, OTHER), DOOR, NOW)
    assert [line["event"] for line in lines] == ["signed in", *["sign-in refused"] * 3]
    assert [line["account"] for line in lines] == [str(anna.id), str(anna.id), None, None]
    told = str(lines)
    assert all(secret not in told for secret in ("anna@", "nobody@", "evil", PASSWORD, OTHER, "203.0.113.7"))


async def test_forgotten_failures_are_cleared_away(anna: Account) -> None:
    with pytest.raises(RuleBrokenError):
        await sign_in(typed("nobody@example.org", OTHER, "198.51.100.1"), DOOR, NOW)
    await sign_in(typed(anna.email), DOOR, NOW + timedelta(hours=2))
    assert len(await fetch("SELECT subject FROM attempt")) == 2


async def test_sessions_that_ended_are_cleared_away_at_the_next_sign_in(anna: Account) -> None:
    await sign_in(typed(anna.email), DOOR, NOW)
    await sign_in(typed(anna.email), DOOR, NOW + timedelta(days=15))
    assert len(await fetch("SELECT id FROM session")) == 1


async def test_a_reset_password_works_at_once_and_ends_all_sessions(anna: Account) -> None:
    await sign_in(typed(anna.email), DOOR, NOW)
    await reset_password(anna.email, OTHER)
    assert await fetch("SELECT id FROM session") == []
    with pytest.raises(RuleBrokenError):
        await sign_in(typed(anna.email), DOOR, NOW)
    assert await sign_in(typed(anna.email, OTHER), DOOR, NOW)


@pytest.mark.parametrize("what", ["reset", "disabled"])
async def test_what_happens_while_a_sign_in_is_under_way_counts_for_it_too(
    anna: Account, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    forgive = sign_ins.forgive

    async def forgive_late(counts: dict[bytes, Slowing], now: datetime) -> None:
        await forgive(counts, now)
        await (reset_password(anna.email, OTHER) if what == "reset" else disable(anna.email))

    monkeypatch.setattr(sign_ins, "forgive", forgive_late)
    with pytest.raises(RuleBrokenError) as refused:
        await sign_in(typed(anna.email), DOOR, NOW)
    assert refused.value.message.key == "sign_in.refused"
    assert await fetch("SELECT id FROM session") == []


async def test_a_password_that_is_reset_is_the_one_that_counts_whoever_renewed_the_hash_meanwhile(
    anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow_hash(password: str) -> str:
        await fetch("UPDATE account SET password_hash = $1 WHERE id = $2", await hash_password(PASSWORD), anna.id)
        return await hash_password(password)

    monkeypatch.setattr(accounts, "hash_password", slow_hash)
    await reset_password(anna.email, OTHER)
    assert await sign_in(typed(anna.email, OTHER), DOOR, NOW)
    with pytest.raises(RuleBrokenError):
        await sign_in(typed(anna.email), DOOR, NOW)
