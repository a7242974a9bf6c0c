"""`roadmap plan new`: what the page does, without a browser."""

from __future__ import annotations

import json
from functools import partial

import asyncpg
import pytest

from roadmap.cli.plan import command
from roadmap.services.database import open_pool
from tests.cli.commands import NOWHERE, run_command
from tests.people import add_portfolio

run = partial(run_command, command)

NEW = ("new", "--playbook", "ips/pilot", "--country", "HR", "--start", "2027-03-01", "--months", "24")


async def rows(dsn: str, query: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_a_dry_run_prints_the_plan_and_needs_no_database() -> None:
    result = await run(NOWHERE, *NEW, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "1 Mar 2027 to 28 Feb 2029, 24 months. Croatia." in result.stdout
    assert "Budget €" in result.stdout
    assert "1 Mar 2027  31 Aug 2027  Partners and money" in result.stdout
    assert "Partners have agreed who does what" in result.stdout
    assert result.stderr == ""


async def test_the_whole_plan_comes_as_json_with_provenance_in_a_steady_order() -> None:
    one, other = [await run(NOWHERE, *NEW, "--dry-run", "--json") for _ in range(2)]
    first, second = json.loads(one.stdout), json.loads(other.stdout)
    assert list(first) == list(second)
    assert list(first["plan"]) == list(second["plan"])
    assert first["plan"]["country"] == "HR"
    assert len(first["plan"]["milestones"]) > 15
    assert all(each["basis"]["kind"] for each in first["plan"]["milestones"] + first["plan"]["budget"])
    assert first["plan"]["milestones"][0]["planned_due"] == second["plan"]["milestones"][0]["planned_due"]
    assert first["plan"]["id"] != second["plan"]["id"]


async def test_a_plan_is_saved_in_a_first_portfolio_where_there_is_none(migrated: str) -> None:
    result = await run(migrated, *NEW, "--title", "Croatia, first", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["plan"]["slug"] == "croatia-first"
    assert "/plans/croatia-first in the portfolio my-plans" in result.stderr
    assert "roadmap user grant EMAIL country-lead --portfolio my-plans" in result.stderr
    again = await run(migrated, *NEW)
    assert again.exit_code == 0
    assert "nobody looks after it" not in again.stderr
    assert await rows(migrated, "SELECT slug, title FROM portfolio") == [("my-plans", "My plans")]
    assert await rows(migrated, "SELECT DISTINCT actor, action FROM change") == [("operator", "created")]
    plans = "SELECT slug, status FROM plan ORDER BY slug"
    assert await rows(migrated, plans) == [
        ("croatia-first", "draft"),
        ("croatia-pilot-that-builds-local-evidence", "draft"),
    ]


async def test_of_several_portfolios_one_is_named(migrated: str) -> None:
    async with open_pool(migrated, size=1):
        for slug in ("europe", "world"):
            await add_portfolio(slug)
    refused = await run(migrated, *NEW)
    assert (refused.exit_code, "--portfolio: There are several portfolios" in refused.stderr) == (2, True)
    assert "europe, world" in refused.stderr
    assert (await run(migrated, *NEW, "--portfolio", "moon")).exit_code == 2
    assert await rows(migrated, "SELECT count(*) FROM plan") == [(0,)]
    assert (await run(migrated, *NEW, "--portfolio", "world")).exit_code == 0
    assert await rows(migrated, "SELECT s.slug FROM plan p JOIN portfolio s ON s.id = p.portfolio_id") == [("world",)]


async def test_the_tables_are_made_where_there_are_none(empty_database: str) -> None:
    assert (await run(empty_database, *NEW)).exit_code == 0
    assert await rows(empty_database, "SELECT count(*) FROM plan") == [(1,)]


async def test_several_routes_modules_sizes_and_a_currency_are_taken() -> None:
    words = ("--route", "government-expansion", "--route", "ips/learning-community", "--specialists", "9")
    money = ("--currency", "czk", "--rate", "24.40", "--rate-source", "Czech National Bank, 20 November 2026")
    result = await run(NOWHERE, *NEW, *words, *money, "--modules", "research-component,", "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    plan = json.loads(result.stdout)["plan"]
    assert plan["routes"] == ["pilot", "government-expansion", "learning-community"]
    assert plan["modules"] == ["research-component"]
    assert (plan["drivers"]["specialists"], plan["currency"], plan["rate"]) == (9, "CZK", "24.4")
    assert plan["rate_basis"]["by"] == "Operator"


async def test_what_is_left_out_is_the_routes_own() -> None:
    words = ("new", "--playbook", "ips/national-phasing", "--country", "gb", "--part", "sct", "--start", "2027-03-01")
    result = await run(NOWHERE, *words, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("United Kingdom: ")
    assert "60 months. United Kingdom (SCT)." in result.stdout


async def test_days_without_work_are_told() -> None:
    result = await run(NOWHERE, *NEW, "--start", "2027-01-06", "--dry-run")
    assert "Moved off days without work:" in result.stdout
    assert "(Epiphany)" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--playbook", "ips/nowhere"), "--playbook: This playbook has no route “nowhere”."),
        (("--playbook", "other/pilot"), "--playbook: There is no playbook “other”. These are: ips."),
        (("--playbook", "pilot"), "--playbook: There is no playbook “pilot”. These are: ips."),
        (("--route", "nowhere"), "no route “nowhere”"),
        (("--country", "XX"), "--country: No country has the code “XX”."),
        (("--country", "Croatia"), "--country: No country has the code “CROATIA”."),
        (("--country", "GB", "--part", "ZG"), "--part: “ZG” is no part of this country"),
        (("--start", "1.3.27"), "--start: Write the year with four digits, such as 31/03/2027."),
        (("--start", "1900-01-01"), "--start: Write a date between the years 2000 and 2094."),
        (("--months", "12"), "--months: Write a number of months from 24 to 60."),
        (("--months", "two"), "--months: Write a whole number"),
        (("--modules", "nothing"), "--modules: These routes have no module “nothing”."),
        (("--currency", "CZK"), "--rate: To plan in CZK"),
        (("--currency", "CZK", "--rate", "x", "--rate-source", "Bank"), "--rate: Write the rate as a number"),
        (("--currency", "CZK", "--rate", "2"), "--rate-source: Say who publishes this rate"),
        (("--specialists", "0"), "--specialists: Write a whole number from 1"),
        (("--title", "x" * 121), "--title: Write at most 120 characters. These are 121."),
    ],
)
@pytest.mark.parametrize("dry", [True, False], ids=["dry", "real"])
async def test_bad_input_is_one_line_and_exit_code_two(words: tuple[str, ...], said: str, *, dry: bool) -> None:
    result = await run(NOWHERE, *NEW, *words, *(("--dry-run",) if dry else ()))
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    assert result.stdout == ""


async def test_all_that_is_wrong_is_said_at_once_one_line_each() -> None:
    result = await run(NOWHERE, *NEW, "--country", "XX", "--start", "soon", "--months", "7")
    assert [line.split(":")[0].removeprefix("Error").strip(": ") or line for line in result.stderr.splitlines()]
    assert [name in result.stderr for name in ("--country:", "--start:", "--months:")] == [True] * 3
    assert len(result.stderr.strip().splitlines()) == 3


@pytest.mark.parametrize("missing", ["--playbook", "--country", "--start"])
async def test_what_must_be_given_is_named(missing: str) -> None:
    words = [each for pair in zip(NEW[1::2], NEW[2::2], strict=True) if pair[0] != missing for each in pair]
    result = await run(NOWHERE, "new", *words)
    assert (result.exit_code, f"'{missing}'" in result.stderr) == (2, True)
