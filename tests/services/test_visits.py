"""Visits: who may see which plan, told in one query."""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roadmap.services import visits
from roadmap.services.accounts import Scope, disable, revoke
from roadmap.services.sign_ins import start_session
from roadmap.services.visits import Browser, visit, visit_plan, visit_plans
from roadmap.store import sessions
from roadmap.store.connection import fetch, transaction
from tests.people import NOW, add_person, add_plan, add_portfolio, give
from tests.queries import counted_queries

if TYPE_CHECKING:
    from uuid import UUID

    from roadmap.domain.accounts import Account

pytestmark = pytest.mark.usefixtures("database")
IDLE = timedelta(hours=12)


async def browser_of(account: Account) -> Browser:
    """Sign an account in without asking for its password."""
    secret = await start_session(account.id, timedelta(days=14), NOW)
    return Browser(secret=secret, language="da", theme="dark", now=NOW, idle=IDLE, samples_may_enter=False)


@pytest.fixture
async def plans(database: str) -> dict[str, UUID]:  # noqa: ARG001 (added to that database)
    """Two portfolios: ``europe`` with two plans, ``north`` with one."""
    europe, north = await add_portfolio("europe"), await add_portfolio("north")
    return {
        "europe": europe,
        "north": north,
        "croatia": await add_plan("croatia", europe),
        "spain": await add_plan("spain", europe),
        "denmark": await add_plan("denmark", north),
    }


async def seen(browser: Browser, *slugs: str) -> set[str]:
    found = {slug: (await visit_plan(browser, slug)).plan for slug in slugs}
    return {slug for slug, plan in found.items() if plan}


ALL = ("croatia", "spain", "denmark", "nowhere")


async def test_a_stranger_is_nobody_and_sees_nothing(plans: dict[str, UUID]) -> None:
    stranger = Browser(
        secret=secrets.token_urlsafe(32), language="da", theme="dark", now=NOW, idle=IDLE, samples_may_enter=True
    )
    for each in (await visit(stranger), await visit_plan(stranger, "croatia"), await visit_plans(stranger)):
        assert (each.viewer, each.plan, each.plans) == (None, None, None)
        assert (each.language, each.theme) == ("da", "dark")
    assert plans


async def test_an_account_without_a_role_sees_no_plan(plans: dict[str, UUID]) -> None:
    browser = await browser_of(await add_person())
    assert await seen(browser, *ALL) == set()
    everything = (await visit_plans(browser)).plans
    assert everything
    assert everything.ids == ()
    assert plans


async def test_a_role_on_a_plan_shows_that_plan_and_no_other(plans: dict[str, UUID]) -> None:
    anna = await add_person()
    await give(anna, "country-lead", plan="croatia")
    browser = await browser_of(anna)
    assert await seen(browser, *ALL) == {"croatia"}
    here = await visit_plan(browser, "croatia")
    assert here.viewer
    assert here.viewer.roles == {"country-lead"}
    assert here.plan
    assert (here.plan.id, here.plan.portfolio_id, here.plan.revision) == (plans["croatia"], plans["europe"], 1)


async def test_a_role_on_a_portfolio_shows_its_plans_and_no_others(plans: dict[str, UUID]) -> None:
    anna = await add_person()
    await give(anna, "reader", portfolio="europe")
    browser = await browser_of(anna)
    assert await seen(browser, *ALL) == {"croatia", "spain"}
    everything = (await visit_plans(browser)).plans
    assert everything
    assert set(everything.ids) == {plans["croatia"], plans["spain"]}


async def test_roles_of_a_plan_and_its_portfolio_add_up_there_only(plans: dict[str, UUID]) -> None:
    anna = await add_person()
    await give(anna, "reader", portfolio="europe")
    await give(anna, "country-lead", plan="spain")
    await give(anna, "grant-manager", plan="denmark")
    browser = await browser_of(anna)
    roles = {slug: (await visit_plan(browser, slug)).viewer for slug in ALL[:3]}
    assert {slug: viewer.roles for slug, viewer in roles.items() if viewer} == {
        "croatia": {"reader"},
        "spain": {"reader", "country-lead"},
        "denmark": {"grant-manager"},
    }
    everything = await visit_plans(browser)
    assert everything.plans
    assert set(everything.plans.ids) == {plans[slug] for slug in ALL[:3]}
    assert everything.viewer
    assert everything.viewer.roles == {"reader", "country-lead", "grant-manager"}


async def test_an_administrator_sees_all_plans(plans: dict[str, UUID]) -> None:
    browser = await browser_of(await add_person(is_administrator=True))
    assert await seen(browser, *ALL) == {"croatia", "spain", "denmark"}
    everything = (await visit_plans(browser)).plans
    assert everything
    assert set(everything.ids) == {plans[slug] for slug in ALL[:3]}


async def test_a_revoked_role_is_gone_at_the_next_request(plans: dict[str, UUID]) -> None:
    anna = await add_person()
    await give(anna, "reader", plan="croatia")
    browser = await browser_of(anna)
    assert await seen(browser, "croatia")
    assert await revoke(anna.email, "reader", Scope(slug="croatia", is_portfolio=False))
    assert not await seen(browser, "croatia")
    assert plans


async def test_a_disabled_account_is_nobody_even_with_a_session_left(plans: dict[str, UUID]) -> None:
    anna = await add_person(is_administrator=True)
    await disable(anna.email)
    browser = await browser_of(anna)
    assert (await visit(browser)).viewer is None
    assert not await seen(browser, *ALL)
    assert plans


async def test_the_digest_changes_with_any_visible_plan_and_with_no_other(plans: dict[str, UUID]) -> None:
    anna = await add_person()
    await give(anna, "reader", portfolio="europe")
    browser = await browser_of(anna)

    async def digest_after(slug: str) -> str:
        await fetch("UPDATE plan SET revision = revision + 1 WHERE id = $1", plans[slug])
        found = (await visit_plans(browser)).plans
        return found.digest if found else ""

    first = await digest_after("denmark")
    assert await digest_after("denmark") == first
    assert await digest_after("spain") != first


@pytest.mark.parametrize("moment", [timedelta(minutes=1), timedelta(minutes=4)])
async def test_a_visit_costs_one_query(plans: dict[str, UUID], moment: timedelta) -> None:
    anna = await add_person()
    await give(anna, "reader", portfolio="europe")
    browser = replace(await browser_of(anna), now=NOW + moment)
    with counted_queries() as asked:
        await visit(browser)
        await visit_plan(browser, "croatia")
        await visit_plans(browser)
    assert len(asked) == 3
    assert plans


async def test_a_cookie_that_is_no_secret_asks_the_database_nothing() -> None:
    for secret in ("", "x" * 42, "x" * 44, "x" * 42 + "=", "ű" * 43):
        browser = Browser(secret=secret, language="en", theme="auto", now=NOW, idle=IDLE, samples_may_enter=True)
        with counted_queries() as asked:
            assert (await visit(browser)).viewer is None
        assert asked == []


async def test_people_who_ask_at_the_same_moment_each_see_their_own(plans: dict[str, UUID]) -> None:
    anna, boris = await add_person(), await add_person("boris@example.org", "Boris")
    await give(anna, "reader", plan="croatia")
    await give(boris, "country-lead", plan="denmark")
    browsers = [await browser_of(anna), await browser_of(boris)]
    stranger = replace(browsers[0], secret="x" * 43)
    asking = [visit_plan(each, slug) for slug in ("croatia", "denmark") for each in (*browsers, stranger)]
    with counted_queries() as asked:
        found = await asyncio.gather(*asking)
    seen = [(each.viewer.name if each.viewer else "", each.plan.slug if each.plan else "") for each in found]
    assert seen == [
        ("Anna Horvat", "croatia"),
        ("Boris", ""),
        ("", ""),
        ("Anna Horvat", ""),
        ("Boris", "denmark"),
        ("", ""),
    ]
    assert len(asked) == 1
    assert plans


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
async def test_three_thousand_plans_of_others_are_not_looked_at(plans: dict[str, UUID], mode: str) -> None:
    await fetch(
        """
        WITH portfolios AS (
            INSERT INTO portfolio (id, slug, title, currency, created_at)
            SELECT gen_random_uuid(), 'p' || n, 'P', 'EUR', $1 FROM generate_series(1, 300) n RETURNING id, slug
        )
        INSERT INTO plan (id, portfolio_id, slug, title, intervention, playbook_version, country, start, months,
                          currency, created_at, changed_at)
        SELECT gen_random_uuid(), id, slug || '-' || n, 'X', 'ips', '1', 'HR', '2027-01-01', 24, 'EUR', $1, $1
        FROM portfolios, generate_series(1, 10) n
        """,
        NOW,
    )
    anna = await add_person()
    await give(anna, "reader", portfolio="europe")
    await fetch("ANALYZE plan, membership, account, session")
    key = visits._key(await browser_of(anna))  # noqa: SLF001 (the statement itself is what is looked at)
    assert key
    explain = f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) {sessions._VISIT_PLANS}"  # noqa: SLF001
    arrays = [[value] for value in sessions._arguments(key)]  # noqa: SLF001
    async with transaction():
        await fetch(f"SET LOCAL plan_cache_mode = {mode}")
        lines = await fetch(explain, *arrays)
    text = "\n".join(line[0] for line in lines)
    assert not re.search(r"Seq Scan on plan\b[^(]*\(actual", text), text
    assert max(float(rows) for rows in re.findall(r" on plan\b[^(]*\(actual rows=([0-9.]+)", text)) < 10, text
    assert plans
