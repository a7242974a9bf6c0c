"""Who gets where: every route of the application has a rule, and every rule is tried with everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from litestar import Litestar

from roadmap.app import create_app
from roadmap.settings import read_settings
from roadmap.store.connection import fetch
from tests.people import add_person, add_plan, add_portfolio, browser, give, sign_in
from tests.web.access_rules import (
    BAD_REQUEST,
    EVERYBODY,
    FORBIDDEN,
    NOT_FOUND,
    NOT_SIGNED_IN,
    OK,
    RULES,
    SERVER_ERROR,
    SIGN,
    TO_SIGN_IN,
    Rule,
)
from tests.web.places import FILL, NOBODYS, Place, place_in
from tests.world import (
    MANAGERS,
    PLAN,
    READERS,
    SITE,
    STRANGERS,
    footprint,
    plan_id_of,
    sample_world_of,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.databases import Databases


def routes() -> set[tuple[str, str]]:
    site: Any = create_app(read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on"}))
    while not isinstance(site, Litestar):
        site = site.app
    found = {(method, route.path) for route in site.routes for method in getattr(route, "methods", ())}
    return {(method, path) for method, path in found if method not in {"OPTIONS", "HEAD"}}


@pytest.fixture(scope="module")
async def place(databases: Databases) -> AsyncIterator[Place]:
    """One world for all who are turned away: what is refused changes nothing, and every test sees to that."""
    async with sample_world_of(databases) as world:
        yield await place_in(world)


def rows(method: str) -> list[Any]:
    return [pytest.param(path, rule, id=path) for (verb, path), rule in RULES.items() if verb == method]


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert routes() - set(RULES) == set(), "a route without a rule in RULES"
    assert set(RULES) - routes() == set(), "a rule for a route that is gone"
    placeholders = {name for _, path in RULES for name in re.findall(r"\{(\w+):", path)}
    own = {"milestone_id", "evidence_id", "import_id", "rate_import", "part_id", "draft_id", "step"}
    assert placeholders <= {*FILL, *own}, "a placeholder that FILL does not know"


@pytest.mark.parametrize(("path", "rule"), rows("GET"))
async def test_a_page_opens_for_whom_it_is_meant_and_for_nobody_else(place: Place, path: str, rule: Rule) -> None:
    secrets = [
        place.fill["milestone_id"],
        str(await plan_id_of()),
        "Steering group of the Spanish network",
        "/plans/spain",
    ]
    before = await footprint()
    # Strangers come last, when the page is kept already: an answer kept for one must not go to another.
    for name in EVERYBODY:
        answer = await place.ask(name, "GET", path)
        refused = rule.status_for(name)
        if refused is None:
            assert answer.status_code in ({OK, TO_SIGN_IN} if path == "/sign-in" else {OK}), name
        else:
            assert answer.status_code == refused, name
            if refused == TO_SIGN_IN:
                assert answer.headers["location"].startswith("/sign-in"), name
        if name in STRANGERS:
            assert not [each for each in secrets if each in answer.text], name
    assert await footprint() == before


@pytest.mark.parametrize(("path", "rule"), rows("POST"))
@pytest.mark.parametrize("is_htmx", [False, True], ids=["plain", "htmx"])
async def test_a_write_is_refused_before_it_is_read(place: Place, path: str, rule: Rule, is_htmx: bool) -> None:  # noqa: FBT001
    headers = {"hx-request": "true"} if is_htmx else {}
    before = await footprint()
    for name in EVERYBODY:
        refused = rule.status_for(name)
        if refused is None:
            continue
        for form in ({}, {"version": "1", "status": "done", "percent": "100", "link": "https://example.org"}):
            answer = await place.ask(name, "POST", path, data=form, headers=headers)
            # What was sent is in the browser still, and leading on to another page would lose it.
            assert answer.status_code == (NOT_SIGNED_IN if refused == TO_SIGN_IN else refused), (name, form)
    assert await footprint() == before


@pytest.mark.parametrize("path", [path for (verb, path) in RULES if verb == "POST"])
async def test_a_write_from_another_site_is_refused_even_with_every_right(place: Place, path: str) -> None:
    before = await footprint()
    answer = await place.ask("administrator", "POST", path, data={}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == FORBIDDEN
    assert await footprint() == before


async def test_who_may_read_but_not_write_is_shown_no_form(place: Place) -> None:
    path = "/plans/{slug:str}/milestones/{milestone_id:str}"
    assert "Save progress" in (await place.ask("country_lead", "GET", path)).text
    for name in READERS:
        page = (await place.ask(name, "GET", path)).text
        assert "Save progress" not in page
        assert "/removal" not in page


async def test_a_role_taken_away_counts_at_the_next_request(place: Place) -> None:
    person = await add_person("reads-for-a-while@example.org")
    await give(person, "reader", plan=place.fill["slug"])
    async with browser(ROADMAP_SAMPLE="on") as client:
        await sign_in(client, "reads-for-a-while@example.org")
        assert (await client.get(f"/plans/{PLAN}")).status_code == OK
        await fetch("DELETE FROM membership WHERE account_id = $1", person.id)
        assert (await client.get(f"/plans/{PLAN}")).status_code == NOT_FOUND


@pytest.fixture(scope="module")
async def stranger(place: Place) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who leads another plan in another portfolio, and has nothing to do with the sample plans."""
    assert place.fill["slug"] == PLAN
    await add_plan("elsewhere", await add_portfolio("other"))
    await give(await add_person(), "country-lead", plan="elsewhere")
    async with browser(ROADMAP_SAMPLE="on") as client:
        await sign_in(client, "anna@example.org")
        yield client


async def test_a_role_on_one_plan_opens_no_other(place: Place, stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/plans/elsewhere")).status_code == OK
    assert (await stranger.get(f"/plans/{PLAN}")).status_code == NOT_FOUND
    for name in (*MANAGERS, *READERS):
        expected = OK if name == "administrator" else NOT_FOUND
        assert (await place.world.browser(name).get("/plans/elsewhere")).status_code == expected, name


@pytest.mark.parametrize(
    ("method", "path"), [each for each in RULES if "_id:str}" in each[1] and "feed" not in each[1]], ids=str
)
async def test_what_belongs_to_another_plan_is_not_reached_through_ones_own(
    place: Place, stranger: httpx.AsyncClient, method: str, path: str
) -> None:
    before = await footprint()
    address = place.address(path).replace(f"/plans/{PLAN}/", "/plans/elsewhere/")
    form = {
        "version": "1",
        "status": "done",
        "percent": "100",
        "planned_start": "2026-09-01",
        "planned_due": "2026-10-01",
        "done_on": "2026-10-01",
        "link": "https://example.org",
    }
    answer = await stranger.request(method, address, data=form if method == "POST" else None)
    # Who leads a plan signs nothing, in it or elsewhere.
    assert answer.status_code == (FORBIDDEN if RULES[method, path] is SIGN else NOT_FOUND)
    assert await footprint() == before


@pytest.mark.parametrize("wrong", ["nonsense", "../../etc", "%00", "a" * 500, NOBODYS])
async def test_an_address_that_makes_no_sense_is_not_found(place: Place, wrong: str) -> None:
    for path in (f"/plans/{wrong}", f"/plans/{PLAN}/milestones/{wrong}"):
        answer = await place.world.administrator.get(path)
        assert answer.status_code == (BAD_REQUEST if wrong == "%00" else NOT_FOUND), path


@pytest.mark.parametrize("path", [path for (verb, path) in RULES if verb == "GET" and "{path" not in path])
async def test_no_query_makes_a_page_fail(place: Place, path: str) -> None:
    known = [
        "kind",
        "before",
        "phase",
        "theme",
        "status",
        "owner",
        "late",
        "saved",
        "next",
        "plan",
        "a",
        "b",
        "sort",
        "v",
        "routes",
        "shown",
        "modules",
        "country",
        "subdivision",
        "start",
        "months",
        "currency",
    ]
    for value in ("%00", "%ff", "%ed%a0%80", "%f0%9f%98%80", "-1", "9" * 30, "x" * 2_000):
        address = place.address(path).partition("?")[0] + "?" + "&".join(f"{name}={value}" for name in known)
        answer = await place.world.administrator.get(address)
        assert answer.status_code < SERVER_ERROR, value
