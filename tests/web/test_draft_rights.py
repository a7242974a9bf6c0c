"""Whose a draft is, and who may make a plan of it in which portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.people import add_plan, add_portfolio
from tests.web.draft_desk import (
    FORBIDDEN,
    MISSING,
    REFUSED,
    SAVED,
    address_in,
    begin,
    begun,
    create,
    drafts_of,
    portfolio_id,
    through,
)
from tests.world import footprint

if TYPE_CHECKING:
    from tests.world import World


async def test_a_draft_is_its_authors_alone(sample_world: World) -> None:
    draft = await begun(sample_world, title="Secret")
    for who in ("grant_manager", "administrator", "reader", "outsider"):
        client = sample_world.browser(who)
        for step in ("country", "preview", "nonsense"):
            assert (await client.get(f"{draft}/{step}")).status_code == MISSING, who
        for address in (f"{draft}/country", f"{draft}/plan", f"{draft}/removal"):
            assert (await client.post(address, data={"title": "Mine"})).status_code == MISSING, who
        assert "Secret" not in (await client.get("/")).text
    assert (await sample_world.country_lead.post(f"{draft}/preview")).status_code == MISSING
    assert (await sample_world.country_lead.get(f"{draft}/nonsense")).status_code == MISSING
    [row] = await drafts_of()
    assert row["typed"]["title"] == ["Secret"]


async def test_a_draft_is_deleted(sample_world: World) -> None:
    draft = await begun(sample_world)
    answer = await sample_world.country_lead.post(f"{draft}/removal")
    assert (answer.status_code, address_in(answer)) == (SAVED, "/plans/new")
    assert await drafts_of() == []
    assert (await sample_world.country_lead.post(f"{draft}/removal")).status_code == MISSING


async def test_nobody_keeps_more_drafts_than_can_be_looked_after(sample_world: World) -> None:
    for _number in range(30):
        await begun(sample_world)
    answer = await begin(sample_world, title="One more")
    assert answer.status_code == REFUSED
    assert "You have 30 drafts already" in answer.text
    assert 'value="One more"' in answer.text
    assert len(await drafts_of()) == 30


async def test_a_plan_goes_into_no_portfolio_of_others(sample_world: World) -> None:
    await add_portfolio("others")
    draft = await through(sample_world)
    await fetch(
        "UPDATE plan_draft SET typed = typed || jsonb_build_object('portfolio', jsonb_build_array($1::text))",
        await portfolio_id("others"),
    )
    before = await footprint()
    [row] = await drafts_of()
    answer = await sample_world.country_lead.post(f"{draft}/plan", data={"version": str(row["version"])})
    assert answer.status_code == REFUSED
    assert "Choose one of the portfolios on offer." in answer.text
    assert await footprint() == before


async def test_who_may_start_in_several_portfolios_chooses_one(sample_world: World) -> None:
    await add_portfolio("others")
    assert '<select id="f-portfolio"' in (await sample_world.administrator.get("/plans/new")).text
    assert '<select id="f-portfolio"' not in (await sample_world.country_lead.get("/plans/new")).text
    others = await portfolio_id("others")
    draft = await through(sample_world, "administrator", first={"portfolio": others})
    assert (await create(sample_world, draft, "administrator")).status_code == SAVED
    row = await fetch_one("SELECT portfolio_id FROM plan WHERE slug = 'croatia-2'")
    assert row is not None
    assert str(row["portfolio_id"]) == others
    assert (await sample_world.grant_manager.get("/plans/croatia-2")).status_code == MISSING


async def test_a_role_on_a_plan_elsewhere_opens_that_portfolio_too(sample_world: World) -> None:
    await add_plan("elsewhere", await add_portfolio("others"))
    await fetch(
        """
        INSERT INTO membership (id, account_id, plan_id, role)
        SELECT gen_random_uuid(), a.id, p.id, 'grant-manager' FROM account a, plan p
        WHERE a.email = 'country-lead@example.org' AND p.slug = 'elsewhere'
        """
    )
    assert await portfolio_id("others") in (await sample_world.country_lead.get("/plans/new")).text


@pytest.mark.parametrize("who", ["committee", "reader", "outsider"])
async def test_who_manages_no_plan_drafts_none(sample_world: World, who: str) -> None:
    client = sample_world.browser(who)
    page = await client.get("/plans/new")
    assert page.status_code == FORBIDDEN
    assert "nowhere to put a new plan" in page.text
    form = {"country": "HR", "portfolio": await portfolio_id()}
    assert (await client.post("/drafts", data=form)).status_code == FORBIDDEN
    assert await drafts_of(who) == []


async def test_a_role_taken_away_while_drafting_stops_the_plan_and_keeps_the_draft(sample_world: World) -> None:
    draft = await through(sample_world)
    await fetch("DELETE FROM membership WHERE role = 'country-lead'")
    [row] = await drafts_of()
    answer = await sample_world.country_lead.post(f"{draft}/plan", data={"version": str(row["version"])})
    assert answer.status_code == FORBIDDEN
    assert len(await drafts_of()) == 1
