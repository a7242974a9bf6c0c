"""Starting a plan in the browser: the form, its preview, and the plan that comes of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.services.playbooks import all_playbooks
from roadmap.store.connection import fetch, fetch_one
from tests.people import add_portfolio
from tests.world import PORTFOLIO, footprint

if TYPE_CHECKING:
    import httpx

    from tests.world import World

SAVED, FORBIDDEN, REFUSED = 303, 403, 422
FORM: Final = {
    "title": "Croatia, a second region",
    "routes": ["ips/pilot"],
    "country": "HR",
    "start": "2027-05-01",
    "months": "24",
}


async def portfolio_id(slug: str = PORTFOLIO) -> str:
    row = await fetch_one("SELECT id FROM portfolio WHERE slug = $1", slug)
    assert row is not None
    return str(row["id"])


async def send(world: World, do: str = "start", who: str = "grant_manager", **typed: Any) -> httpx.Response:  # noqa: ANN401
    form = {"portfolio": await portfolio_id(), "do": do, **FORM, **typed}
    return await world.browser(who).post("/plans", data=form)


def text_of(answer: httpx.Response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def errors(answer: httpx.Response) -> dict[str, str]:
    """The message beside each field."""
    found = re.findall(r'id="f-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {name: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip() for name, said in found}


def ticked(answer: httpx.Response, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([\w/-]+)" checked', answer.text)


async def test_the_form_offers_every_route_and_every_country_by_name(sample_world: World) -> None:
    page = await sample_world.grant_manager.get("/plans/new")
    for book in all_playbooks():
        for route in book.routes:
            assert f'value="{book.intervention.key}/{route.key}"' in page.text
    assert '<option value="HR">Croatia</option>' in page.text
    assert len(re.findall(r"<option value=\"[A-Z]{2}\">", page.text)) > 240
    assert ticked(page, "routes") == []


async def test_the_address_fills_the_form_in_as_links_from_the_playbooks_do(sample_world: World) -> None:
    page = await sample_world.grant_manager.get("/plans/new?routes=national-phasing&country=GB&title=Scotland")
    assert ticked(page, "routes") == ["ips/national-phasing"]
    assert '<option value="GB" selected>' in page.text
    assert '<option value="SCT">SCT · Scotland</option>' in page.text
    assert 'value="Scotland"' in page.text
    assert 'name="months" value="60"' in page.text
    assert ticked(page, "modules")


async def test_only_the_modules_of_chosen_routes_are_shown_and_ticks_are_kept(sample_world: World) -> None:
    client = sample_world.grant_manager
    assert 'name="modules"' not in (await client.get("/plans/new")).text
    first = await client.get("/plans/new?routes=ips/pilot")
    usual = {module.key for module in all_playbooks()[0].route("pilot").modules if module.is_on}
    assert set(ticked(first, "modules")) == usual
    none = await client.get("/plans/new?routes=ips/pilot&shown=ips/pilot")
    assert ticked(none, "modules") == []
    both = await client.get("/plans/new?routes=ips/pilot&shown=ips/pilot&routes=ips/learning-community")
    other = {module.key for module in all_playbooks()[0].route("learning-community").modules if module.is_on}
    assert set(ticked(both, "modules")) == other


async def test_a_preview_tells_the_plan_and_saves_nothing(sample_world: World) -> None:
    before = await footprint()
    answer = await send(sample_world, "preview")
    assert answer.status_code == 200
    assert await footprint() == before
    page = text_of(answer)
    assert "Nothing is saved yet" in page
    assert "1 May 2027 to 30 Apr 2029, 24 months" in page
    assert "Partners and money 1 May 2027 – 31 Oct 2027" in page
    milestones = len(all_playbooks()[0].route("pilot").milestones)
    assert f"Milestones {milestones - off_by_modules()}" in page
    assert re.search(r"Budget €[\d,]+", page)
    assert "Derived. The sum of the playbook’s budget lines" in page
    assert "Start this plan" in page
    assert 'value="Croatia, a second region"' in answer.text
    assert ticked(answer, "routes") == ["ips/pilot"]


def off_by_modules() -> int:
    """How many milestones belong to modules that are off where nobody switches them on."""
    route = all_playbooks()[0].route("pilot")
    off = {module.key for module in route.modules if not module.is_on}
    return sum(each.module in off for each in route.milestones)


async def test_a_preview_names_the_holidays_that_moved_a_date(sample_world: World) -> None:
    page = text_of(await send(sample_world, "preview", start="2027-01-06"))
    assert re.search(r"\d dates? moved off a? ?public holidays?", page)
    assert "(Epiphany)" in page


async def test_a_plan_that_is_too_short_for_its_milestones_says_so(sample_world: World) -> None:
    page = text_of(await send(sample_world, "preview", routes=["ips/national-phasing"]))
    assert "Too short" in page
    assert "end after the plan" in page


async def test_a_started_plan_is_there_with_everything_in_it_and_in_the_log(sample_world: World) -> None:
    answer = await send(sample_world, modules=["research-component"], shown=["ips/pilot"])
    assert (answer.status_code, answer.headers["location"]) == (SAVED, "/plans/croatia-a-second-region?saved=yes")
    row = await fetch_one("SELECT * FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert (row["status"], row["country"], row["months"], row["is_sample"]) == ("draft", "HR", 24, False)
    assert row["modules"] == ["research-component"]
    counts = await fetch_one(
        """
        SELECT (SELECT count(*) FROM milestone WHERE plan_id = $1),
               (SELECT count(*) FROM budget_line WHERE plan_id = $1),
               (SELECT count(*) FROM phase WHERE plan_id = $1),
               (SELECT count(*) FROM baseline WHERE plan_id = $1)
        """,
        row["id"],
    )
    assert counts is not None
    assert counts[0] > 15
    assert counts[1] > 5
    assert (counts[2], counts[3]) == (5, 0)
    change = await fetch_one("SELECT * FROM change WHERE plan_id = $1", row["id"])
    assert change is not None
    assert (change["noun"], change["action"], change["actor"]) == ("plan", "created", "grant-manager")
    for who in ("grant_manager", "reader", "administrator"):
        assert (await sample_world.browser(who).get("/plans/croatia-a-second-region")).status_code == 200
    assert "Croatia, a second region" in (await sample_world.reader.get("/")).text


async def test_two_plans_of_one_title_get_two_addresses(sample_world: World) -> None:
    addresses = [(await send(sample_world, title="New")).headers["location"] for _ in range(2)]
    assert addresses == ["/plans/plan-new?saved=yes", "/plans/plan-new-2?saved=yes"]


async def test_several_routes_make_one_plan(sample_world: World) -> None:
    answer = await send(sample_world, routes=["ips/learning-community", "ips/government-expansion"], months="36")
    assert answer.status_code == SAVED
    row = await fetch_one("SELECT routes FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert row["routes"] == ["learning-community", "government-expansion"]


async def test_another_currency_takes_its_rate_with_where_it_is_from(sample_world: World) -> None:
    typed = {"currency": "CZK", "rate": "24,40", "rate_source": "Czech National Bank, 20 November 2026"}
    preview = text_of(await send(sample_world, "preview", **typed))
    assert "CZK" in preview
    assert "Czech National Bank, 20 November 2026" in preview
    assert (await send(sample_world, **typed)).status_code == SAVED
    row = await fetch_one("SELECT rate, rate_basis FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert str(row["rate"]) == "24.40"
    assert (row["rate_basis"]["kind"], row["rate_basis"]["by"]) == ("reported", "Grant manager")
    assert row["rate_basis"]["reason"] == typed["rate_source"]


async def test_the_size_is_taken_over_and_targets_follow(sample_world: World) -> None:
    await send(sample_world, specialists="6", services="3")
    row = await fetch_one("SELECT drivers, targets FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert (row["drivers"]["specialists"], row["drivers"]["services"], row["drivers"]["leaders"]) == (6, 3, 3)
    targets = {each["indicator"]: each for each in row["targets"]}
    assert float(targets["specialists-in-post"]["value"]) == 6
    assert targets["specialists-in-post"]["basis"]["kind"] == "derived"
    assert float(targets["caseload"]["value"]) == 20


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"title": "  "}, "title", "Give it a title."),
        ({"title": "x" * 121}, "title", "Write at most 120 characters. These are 121."),
        ({"routes": []}, "routes", "Choose at least one route."),
        ({"routes": ["ips/nowhere"]}, "routes", "This playbook has no route “nowhere”."),
        ({"routes": ["other/pilot"]}, "routes", "There is no playbook “other”. These are: ips."),
        ({"country": ""}, "country", "Choose a country."),
        ({"country": "Croatia"}, "country", "No country has the code “CROATIA”."),
        ({"country": "GB", "subdivision": "ZG"}, "subdivision", "“ZG” is no part of this country"),
        ({"subdivision": "ZG"}, "subdivision", "Holidays are the same in all of this country"),
        ({"start": "1.3.2027"}, "start", "Write a date as year-month-day"),
        ({"start": "2027-02-30"}, "start", "You wrote “2027-02-30”."),
        ({"start": "1999-01-01"}, "start", "between the years 2000 and 2094"),
        ({"start": "9999-12-31"}, "start", "between the years 2000 and 2094"),
        ({"months": "two years"}, "months", "You wrote “two years”."),
        ({"months": "61"}, "months", "from 24 to 60"),
        ({"months": ""}, "months", "Write a whole number"),
        ({"specialists": "many"}, "specialists", "You wrote “many”."),
        ({"services": "0"}, "services", "from 1 to 100,000"),
        ({"currency": "QQQ"}, "currency", "No currency in use has the code “QQQ”."),
        ({"currency": "CZK"}, "rate", "say how many CZK one EUR is"),
        ({"currency": "CZK", "rate": "much", "rate_source": "Bank"}, "rate", "You wrote “much”."),
        ({"currency": "CZK", "rate": "0", "rate_source": "Bank"}, "rate", "above zero"),
        ({"currency": "CZK", "rate": "24.4"}, "rate-source", "Say who publishes this rate"),
        ({"currency": "CZK", "rate": "24.4", "rate_source": "x" * 201}, "rate-source", "at most 200 characters"),
        ({"modules": ["nothing"], "shown": ["ips/pilot"]}, "modules", "no module “nothing”"),
    ],
)
@pytest.mark.parametrize("do", ["preview", "start"])
async def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_saved(
    sample_world: World, do: str, typed: dict[str, Any], field: str, said: str
) -> None:
    before = await footprint()
    answer = await send(sample_world, do, **typed)
    assert answer.status_code == REFUSED
    assert list(errors(answer)) == [field]
    assert said in errors(answer)[field]
    assert "data-errors" in answer.text
    assert await footprint() == before


async def test_a_refused_form_keeps_everything_that_was_typed(sample_world: World) -> None:
    typed = {"title": "<b>Mine</b>", "months": "abc", "subdivision": "SCT", "country": "GB", "specialists": "9"}
    answer = await send(sample_world, modules=["research-component"], shown=["ips/pilot"], **typed)
    assert answer.status_code == REFUSED
    assert 'value="&lt;b&gt;Mine&lt;/b&gt;"' in answer.text
    assert 'name="months" value="abc"' in answer.text
    assert '<option value="GB" selected>' in answer.text
    assert '<option value="SCT" selected>' in answer.text
    assert (ticked(answer, "routes"), ticked(answer, "modules")) == (["ips/pilot"], ["research-component"])
    assert re.search(r"<details class=\"rare\" open>", answer.text)
    assert "<b>Mine</b>" not in answer.text


async def test_all_faults_are_said_at_once_in_the_order_of_the_form(sample_world: World) -> None:
    answer = await send(sample_world, title="", routes=[], country="", start="soon", months="abc")
    assert list(errors(answer)) == ["title", "routes", "country", "start", "months"]
    links = re.findall(r'<li><a href="#f-([\w-]+)">', answer.text)
    assert links == ["title", "routes", "country", "start", "months"]


async def test_a_plan_goes_into_no_portfolio_of_others(sample_world: World) -> None:
    await add_portfolio("others")
    before = await footprint()
    for portfolio in (await portfolio_id("others"), "nonsense", ""):
        answer = await send(sample_world, portfolio=portfolio)
        assert answer.status_code == REFUSED
        assert "Choose one of the portfolios on offer." in answer.text
    assert await footprint() == before


async def test_who_manages_several_portfolios_chooses_one(sample_world: World) -> None:
    await add_portfolio("others")
    assert '<select id="f-portfolio"' in (await sample_world.administrator.get("/plans/new")).text
    answer = await send(sample_world, who="administrator", portfolio=await portfolio_id("others"))
    assert answer.status_code == SAVED
    row = await fetch_one("SELECT portfolio_id FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert str(row["portfolio_id"]) == await portfolio_id("others")
    assert (await sample_world.grant_manager.get("/plans/croatia-a-second-region")).status_code == 404


@pytest.mark.parametrize("who", ["country_lead", "committee", "reader", "outsider"])
async def test_who_manages_no_portfolio_starts_no_plan(sample_world: World, who: str) -> None:
    before = await footprint()
    assert (await send(sample_world, who=who)).status_code == FORBIDDEN
    page = await sample_world.browser(who).get("/plans/new")
    assert page.status_code == FORBIDDEN
    assert "You look after no portfolio" in page.text
    assert await footprint() == before


async def test_a_character_that_no_database_holds_is_refused(sample_world: World) -> None:
    answer = await send(sample_world, title="Cro\x00atia")
    assert answer.status_code == REFUSED
    assert "cannot be kept" in answer.text


async def test_the_whole_form_is_read_in_the_readers_language(sample_world: World) -> None:
    await fetch("UPDATE account SET language = 'fr' WHERE email = 'grant-manager@example.org'")
    page = await sample_world.grant_manager.get("/plans/new")
    assert '<option value="HR">Croatie</option>' in page.text
    assert page.text.index(">Allemagne<") < page.text.index(">Croatie<") < page.text.index(">États-Unis<")
    assert page.text.index(">États-Unis<") < page.text.index(">France<")
