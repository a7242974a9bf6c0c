"""The sample accounts: one for each role, added once, never in place of somebody's own."""

from __future__ import annotations

import pytest

from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS
from roadmap.services.accounts import list_members
from roadmap.services.sample_accounts import load_sample_accounts
from tests.people import NOW, add_person, add_plan, add_portfolio

pytestmark = pytest.mark.usefixtures("database")


async def granted() -> dict[str, list[tuple[str, str]]]:
    members = await list_members()
    return {each.account.email.split("@")[0]: [(one.role, one.scope) for one in each.grants] for each in members}


async def test_each_role_has_its_account_on_the_sample_plans() -> None:
    portfolio = await add_portfolio("samples")
    plans = {slug: await add_plan(slug, portfolio) for slug in ("croatia", "spain")}
    for _ in range(2):
        await load_sample_accounts(portfolio, plans, NOW)
    assert await granted() == {
        "administrator": [],
        "committee": [("committee-member", "samples")],
        "country-lead": [("country-lead", "croatia"), ("country-lead", "spain")],
        "grant-manager": [("grant-manager", "samples")],
        "outsider": [],
        "reader": [("reader", "samples")],
    }
    assert [each.account.email for each in await list_members() if each.account.is_administrator] == [
        "administrator@example.org"
    ]
    assert all(each.account.is_sample for each in await list_members())


async def test_a_real_account_with_such_an_address_gets_no_role() -> None:
    await add_person(SAMPLE_ACCOUNTS[2].email)
    await load_sample_accounts(await add_portfolio("samples"), {}, NOW)
    assert (await granted())["grant-manager"] == []
