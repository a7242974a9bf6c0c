"""`roadmap user`: people are added and given roles, and no password is ever shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from roadmap.cli.user import command
from roadmap.services.database import open_pool
from roadmap.store.database import DatabaseUnavailableError
from tests.cli.commands import NOWHERE
from tests.people import PASSWORD, add_plan, add_portfolio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from click.testing import Result

    from tests.databases import Databases

ADD = ("add", "Anna@Example.org", "--name", "Anna Horvat", "--password-stdin")


@pytest.fixture
async def dsn(databases: Databases) -> AsyncIterator[str]:
    """Give a database with one plan; the commands connect to it by themselves."""
    async with databases.copy(await databases.template("migrated")) as address:
        async with open_pool(address, size=1):
            await add_plan("croatia", await add_portfolio("europe"))
        yield address


async def run(dsn: str, *words: str, given: str = PASSWORD + "\n") -> Result:
    """Run a command in a thread, because it starts a loop of its own."""
    runner = CliRunner(env={"DATABASE_URL": dsn})
    return await asyncio.to_thread(runner.invoke, command, list(words), given)


async def listed(dsn: str) -> str:
    return (await run(dsn, "list")).output


async def test_the_first_administrator_is_added_and_listed(dsn: str) -> None:
    assert "nobody can sign in yet" in await listed(dsn)
    added = await run(dsn, *ADD, "--administrator")
    assert added.exit_code == 0
    assert "added anna@example.org as administrator" in added.output
    assert "anna@example.org  Anna Horvat  administrator" in await listed(dsn)
    assert PASSWORD not in added.output


async def test_what_is_wrong_with_a_person_is_said_all_at_once(dsn: str) -> None:
    result = await run(dsn, "add", "anna", "--name", " ", "--password-stdin", given="password1234\n")
    assert result.exit_code == 1
    assert [each in result.output for each in ("e-mail address", "Enter a name", "easy to guess")] == [True] * 3
    assert "password1234" not in result.output


async def test_nobody_is_added_twice(dsn: str) -> None:
    await run(dsn, *ADD)
    again = await run(dsn, *ADD)
    assert (again.exit_code, "already" in again.output) == (1, True)


async def test_a_password_is_never_taken_from_the_command_line_nor_from_nowhere(dsn: str) -> None:
    assert (await run(dsn, "add", "a@example.org", "--name", "A", "--password", PASSWORD)).exit_code == 2
    assert "--password-stdin" in (await run(dsn, "add", "a@example.org", "--name", "A")).output


async def test_roles_come_and_go(dsn: str) -> None:
    await run(dsn, *ADD)
    plan = ("anna@example.org", "country-lead", "--plan", "croatia")
    portfolio = ("ANNA@example.org", "reader", "--portfolio", "europe")
    assert "anna@example.org is country-lead of croatia\n" in (await run(dsn, "grant", *plan)).output
    assert "already" in (await run(dsn, "grant", *plan)).output
    assert (await run(dsn, "grant", *portfolio)).exit_code == 0
    assert "Anna Horvat  reader of portfolio europe, country-lead of croatia" in await listed(dsn)
    assert "is no longer" in (await run(dsn, "revoke", *plan)).output
    assert "was not" in (await run(dsn, "revoke", *plan)).output
    assert "Anna Horvat  reader of portfolio europe\n" in await listed(dsn)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("grant", "anna@example.org", "reader", "--plan", "nowhere"), 1, "no such plan"),
        (("grant", "nobody@example.org", "reader", "--plan", "croatia"), 1, "no such account"),
        (("grant", "anna@example.org", "king", "--plan", "croatia"), 2, "king"),
        (("grant", "anna@example.org", "reader"), 2, "--plan or --portfolio"),
        (("revoke", "anna@example.org", "reader", "--plan", "croatia", "--portfolio", "europe"), 2, "either"),
        (("disable", "nobody@example.org"), 1, "no such account"),
        (("password", "anna@example.org", "--password-stdin"), 1, "at least 12"),
    ],
)
async def test_a_wrong_command_says_in_words_what_is_wrong(
    dsn: str, words: tuple[str, ...], code: int, said: str
) -> None:
    await run(dsn, *ADD)
    result = await run(dsn, *words, given="short\n")
    assert (result.exit_code, said in result.output) == (code, True), result.output


async def test_an_account_is_disabled_and_enabled(dsn: str) -> None:
    await run(dsn, *ADD)
    assert (await run(dsn, "disable", "anna@example.org")).exit_code == 0
    assert "Anna Horvat  disabled" in await listed(dsn)
    assert (await run(dsn, "enable", "anna@example.org")).exit_code == 0
    assert "Anna Horvat  no role" in await listed(dsn)


async def test_a_forgotten_password_is_replaced(dsn: str) -> None:
    await run(dsn, *ADD)
    result = await run(dsn, "password", "anna@example.org", "--password-stdin", given="kettle-otter-violin\n")
    assert (result.exit_code, "kettle" in result.output) == (0, False)


async def test_without_a_database_one_line_says_so() -> None:
    result = await run(NOWHERE, "list")
    assert isinstance(result.exception, DatabaseUnavailableError)
    assert "Connect" in str(result.exception)
