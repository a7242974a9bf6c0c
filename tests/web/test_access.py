"""Who gets where: every route of the application has a rule here, and every rule is tried with everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from litestar import Litestar

from roadmap.app import create_app
from roadmap.domain.drafting import StepTyped
from roadmap.domain.evidence import EvidenceDraft
from roadmap.domain.exchange import write_plan
from roadmap.domain.target_edits import named_targets
from roadmap.services.drafts import begin_draft
from roadmap.services.imports import receive_file
from roadmap.services.milestones import add_evidence
from roadmap.services.rates import receive_rates
from roadmap.settings import read_settings
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web import clock
from tests.needs import add_scenario
from tests.people import add_person, add_plan, add_portfolio, browser, give, sign_in
from tests.world import (
    MANAGERS,
    PLAN,
    PORTFOLIO,
    READERS,
    SITE,
    STRANGERS,
    World,
    footprint,
    milestone_ids,
    plan_id_of,
    sample_world_of,
    viewer_of,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.databases import Databases

EVERYBODY: Final = (*MANAGERS, *READERS, *STRANGERS)
SIGNED_IN: Final = (*MANAGERS, *READERS, "outsider")
OK, TO_SIGN_IN, BAD_REQUEST, FORBIDDEN, NOT_FOUND, SERVER_ERROR = 200, 303, 400, 403, 404, 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What a route answers: ``let_in`` get past it, the others get the status that is given for them."""

    let_in: frozenset[str]
    reader: int = FORBIDDEN
    outsider: int = NOT_FOUND
    anonymous: int = TO_SIGN_IN

    def status_for(self, name: str) -> int | None:
        """The status for somebody who is refused, nothing for somebody who is let in."""
        if name in self.let_in:
            return None
        return {"outsider": self.outsider, "anonymous": self.anonymous}.get(name, self.reader)


OPEN: Final = Rule(let_in=frozenset(EVERYBODY))
OWN: Final = Rule(let_in=frozenset(SIGNED_IN))
READ: Final = Rule(let_in=frozenset({*MANAGERS, *READERS}))
TRACK: Final = Rule(let_in=frozenset(MANAGERS))
MANAGE: Final = Rule(let_in=frozenset(MANAGERS))
SIGN: Final = Rule(let_in=frozenset({"administrator", "committee"}))
"""Those who make amendments do not sign them."""
START: Final = Rule(let_in=frozenset(MANAGERS), outsider=FORBIDDEN)
"""Starting a plan takes a portfolio that one manages, or a plan in it; that there are portfolios is no secret."""
DRAFT: Final = Rule(let_in=frozenset({"country_lead"}), reader=NOT_FOUND)
"""A draft is its author's alone, even before an administrator; the country lead's is looked at."""
SECRET: Final = Rule(let_in=frozenset(), reader=NOT_FOUND, anonymous=NOT_FOUND)
"""The address itself is the secret; with a wrong one nobody gets in."""

PARTS: Final = {
    "barriers": "risk",
    "budget-lines": "budget_line",
    "commitments": "commitment",
    "committees": "committee",
    "funding-sources": "funding_source",
    "meetings": "meeting",
    "needs": "",
    "phases": "phase",
    "services": "service",
    "spending": "spending",
    "stakeholders": "stakeholder",
    "targets": "",
}
"""The nouns of a plan that are edited alike, by their place in addresses, with their tables; those in its head have
none."""

OWN_FILE: Final = Rule(let_in=frozenset({"grant_manager"}), reader=NOT_FOUND)
"""A file that waits to become a plan is open to whoever sent it."""

WHOLE: Final = Rule(let_in=frozenset({"administrator", "grant_manager"}))
"""A portfolio itself is changed by who manages the whole of it, not by who leads plans in it."""
RATES: Final = Rule(let_in=frozenset({"administrator", "grant_manager"}), outsider=FORBIDDEN)
"""Rates hold for everybody, so it takes who answers for money; that there are some is no secret."""

RULES: Final[dict[tuple[str, str], Rule]] = {
    ("GET", "/"): OWN,
    ("GET", "/healthz"): OPEN,
    ("GET", "/static/{path:path}"): OPEN,
    ("GET", "/sign-in"): OPEN,
    ("POST", "/sign-in"): OPEN,
    ("POST", "/sign-out"): OPEN,
    ("POST", "/preferences"): OPEN,
    ("GET", "/account"): OWN,
    ("POST", "/account/password"): OWN,
    ("POST", "/account/sign-outs"): OWN,
    ("GET", "/playbooks"): OPEN,
    ("GET", "/playbooks/{intervention:str}"): OPEN,
    ("GET", "/playbooks/{intervention:str}/compare"): OPEN,
    ("GET", "/playbooks/{intervention:str}/{route:str}"): OPEN,
    ("GET", "/help"): OPEN,
    ("GET", "/help/{topic:str}"): OPEN,
    ("GET", "/calendar"): OWN,
    ("GET", "/money"): OWN,
    ("GET", "/money/exports/{name:str}"): OWN,
    ("POST", "/portfolios/{portfolio:str}/currency"): WHOLE,
    ("GET", "/rates"): RATES,
    ("POST", "/rates/imports"): RATES,
    ("GET", "/rates/imports/{rate_import:str}"): RATES,
    ("POST", "/rates/imports/{rate_import:str}"): RATES,
    ("POST", "/rates/imports/{rate_import:str}/removal"): RATES,
    ("POST", "/feeds"): OWN,
    ("POST", "/feeds/{feed_id:str}/revocation"): Rule(
        let_in=frozenset(), reader=NOT_FOUND, outsider=NOT_FOUND, anonymous=TO_SIGN_IN
    ),
    ("GET", "/feeds/{name:str}"): SECRET,
    ("GET", "/schemas/roadmap.plan-1.json"): OPEN,
    ("GET", "/plans/import"): START,
    ("POST", "/plans/import"): START,
    ("GET", "/plans/import/{import_id:str}"): OWN_FILE,
    ("POST", "/plans/import/{import_id:str}"): OWN_FILE,
    ("POST", "/plans/import/{import_id:str}/removal"): OWN_FILE,
    ("GET", "/plans/{slug:str}/import"): MANAGE,
    ("POST", "/plans/{slug:str}/import"): MANAGE,
    ("GET", "/plans/{slug:str}/import/{import_id:str}"): MANAGE,
    ("POST", "/plans/{slug:str}/import/{import_id:str}"): MANAGE,
    ("POST", "/plans/{slug:str}/import/{import_id:str}/removal"): MANAGE,
    ("GET", "/plans/new"): START,
    ("POST", "/drafts"): START,
    ("GET", "/drafts/{draft_id:str}/{step:str}"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/{step:str}"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/removal"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/plan"): DRAFT,
    ("GET", "/plans/{slug:str}"): READ,
    ("GET", "/plans/{slug:str}/timeline"): READ,
    ("GET", "/plans/{slug:str}/budget"): READ,
    ("GET", "/plans/{slug:str}/budget/spending"): READ,
    ("GET", "/plans/{slug:str}/budget/table"): MANAGE,
    ("POST", "/plans/{slug:str}/budget/table"): MANAGE,
    ("GET", "/plans/{slug:str}/spending/import"): MANAGE,
    ("POST", "/plans/{slug:str}/spending/import"): MANAGE,
    ("POST", "/plans/{slug:str}/spending/import/rows"): MANAGE,
    ("GET", "/plans/{slug:str}/funding"): READ,
    ("GET", "/plans/{slug:str}/needs"): READ,
    ("POST", "/plans/{slug:str}/needs/choice"): MANAGE,
    ("GET", "/plans/{slug:str}/needs/takeover"): MANAGE,
    ("POST", "/plans/{slug:str}/needs/takeover"): MANAGE,
    ("POST", "/plans/{slug:str}/needs/takeover/removal"): MANAGE,
    ("GET", "/plans/{slug:str}/coverage"): READ,
    ("GET", "/plans/{slug:str}/stakeholders"): READ,
    ("GET", "/plans/{slug:str}/barriers"): READ,
    ("GET", "/plans/{slug:str}/committees"): READ,
    ("GET", "/plans/{slug:str}/checks"): READ,
    ("GET", "/plans/{slug:str}/checks/label"): READ,
    ("GET", "/plans/{slug:str}/waivers/new"): MANAGE,
    ("POST", "/plans/{slug:str}/waivers"): MANAGE,
    ("POST", "/plans/{slug:str}/waivers/removal"): MANAGE,
    ("GET", "/plans/{slug:str}/activity"): READ,
    ("GET", "/plans/{slug:str}/compare"): READ,
    ("GET", "/plans/{slug:str}/amendments"): READ,
    ("POST", "/plans/{slug:str}/amendments"): MANAGE,
    ("POST", "/plans/{slug:str}/amendments/tolerances"): MANAGE,
    ("POST", "/plans/{slug:str}/amendments/{amendment_id:str}/signature"): SIGN,
    ("GET", "/plans/{slug:str}/diagnosis"): READ,
    ("GET", "/plans/{slug:str}/exports"): READ,
    ("GET", "/plans/{slug:str}/exports/{name:str}"): READ,
    ("GET", "/plans/{slug:str}/settings"): MANAGE,
    ("POST", "/plans/{slug:str}/title"): MANAGE,
    ("POST", "/plans/{slug:str}/start"): MANAGE,
    ("POST", "/plans/{slug:str}/archive"): MANAGE,
    ("POST", "/plans/{slug:str}/baselines"): MANAGE,
    **{
        (method, f"/plans/{{slug:str}}/{noun}{rest}"): MANAGE
        for noun in PARTS
        for method, rest in (
            ("GET", "/new"),
            ("POST", ""),
            ("GET", "/{part_id:str}/edit"),
            ("POST", "/{part_id:str}"),
            ("GET", "/{part_id:str}/removal"),
            ("POST", "/{part_id:str}/removal"),
        )
    },
    ("POST", "/plans/{slug:str}/undo"): TRACK,
    ("GET", "/plans/{slug:str}/statements/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/statements/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/priorities/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/priorities/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/commitment-stages/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/commitment-stages/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/commitments/{part_id:str}"): READ,
    ("GET", "/plans/{slug:str}/upgrade"): MANAGE,
    ("POST", "/plans/{slug:str}/upgrade"): MANAGE,
    ("GET", "/plans/{slug:str}/status"): TRACK,
    ("POST", "/plans/{slug:str}/status"): TRACK,
    ("GET", "/plans/{slug:str}/milestones"): READ,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}"): READ,
    ("GET", "/plans/{slug:str}/milestones/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/batches/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/batches"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/merge"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/merges"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/split"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/parts"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/links/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/links"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/place"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/removal"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/removal"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/drop"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/progress"): TRACK,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence"): TRACK,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}"): READ,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}/removal"): TRACK,
}
"""Every route has its rule; a new one is a line here. The rule says who gets past it, not what they find behind it."""

NOBODYS: Final = "00000000-0000-4000-8000-000000000000"
FILL: Final = {
    "path": "img/favicon.svg",
    "slug": PLAN,
    "intervention": "ips",
    "route": "pilot",
    "name": "0" * 43,
    "topic": "status",
    "feed_id": NOBODYS,
    "amendment_id": NOBODYS,
    "portfolio": PORTFOLIO,
}
"""What stands for each placeholder, beside those that the sample plan gives."""
NAMES: Final = {"/plans/{slug:str}/exports/{name:str}": "milestones.csv", "/money/exports/{name:str}": "money.csv"}
"""Where ``name`` is another one."""
QUERY: Final = {
    "/playbooks/{intervention:str}/compare": "?a=pilot&b=site-implementation",
    "/plans/{slug:str}/waivers/new": "?check=exit-payer&item=evaluation",
}


def routes() -> set[tuple[str, str]]:
    site: Any = create_app(read_settings({"ROADMAP_BASE_URL": SITE, "ROADMAP_SAMPLE": "on"}))
    while not isinstance(site, Litestar):
        site = site.app
    found = {(method, route.path) for route in site.routes for method in getattr(route, "methods", ())}
    return {(method, path) for method, path in found if method not in {"OPTIONS", "HEAD"}}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The world, with a file of evidence at a milestone and a draft, and what stands in addresses there."""

    world: World
    fill: dict[str, str]

    def address(self, path: str) -> str:
        """Give a route's address here."""
        noun = path.removeprefix("/plans/{slug:str}/").partition("/")[0]
        fill = {**self.fill, "part_id": self.fill.get(noun, NOBODYS)}
        fill |= {"name": NAMES[path]} if path in NAMES else {}
        plain = re.sub(r"\{(\w+):\w+\}", lambda match: fill[match[1]], path)
        return plain + QUERY.get(path, "")

    async def ask(self, name: str, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 (httpx's own)
        """Ask for a route as somebody."""
        return await self.world.browser(name).request(method, self.address(path), **more)


@pytest.fixture(scope="module")
async def place(databases: Databases) -> AsyncIterator[Place]:
    """One world for all who are turned away: what is refused changes nothing, and every test sees to that."""
    async with sample_world_of(databases) as world:
        yield await place_in(world)


async def place_in(world: World) -> Place:
    """Put evidence, a file that waits and a draft into a world, and find what addresses need."""
    milestone = (await milestone_ids())[0]
    evidence = await add_evidence(
        await viewer_of(),
        await plan_id_of(),
        milestone,
        draft=EvidenceDraft(title="Signed agreement", file_name="agreement.pdf", content=b"%PDF-1.7 signed"),
        most_bytes=1_000_000,
        now=clock.now(),
    )
    waiting = await receive_file(
        await viewer_of("grant-manager"),
        write_plan(await load_plan(await plan_id_of(), EVERYTHING), ()),
        file_name="plan.json",
        plan_id=await plan_id_of(),
        now=clock.now(),
    )
    rates = await receive_rates(
        await viewer_of("grant-manager"),
        b"Date,USD\n2026-11-20,1.15\n",
        source="ecb",
        file_name="eurofxref.csv",
        now=clock.now(),
    )
    typed = StepTyped(step="country", answers={"country": ("HR",)}, version=0, page="")
    draft = await begin_draft(await viewer_of(), typed, clock.now())
    fill = {
        **FILL,
        "milestone_id": str(milestone),
        "evidence_id": str(evidence.id),
        "import_id": str(waiting),
        "rate_import": str(rates),
        "draft_id": str(draft.id),
        "step": "country",
    }
    for noun, table in PARTS.items():
        if table:
            statement = f"SELECT id FROM {table} WHERE plan_id = $1 LIMIT 1"  # noqa: S608 (the table's own words)
            fill[noun] = str((await fetch(statement, await plan_id_of()))[0]["id"])
    fill["commitment-stages"] = fill["commitments"]
    fill["statements"] = fill["priorities"] = str(await plan_id_of())
    fill["needs"] = str(await add_scenario())
    fill["targets"] = str(named_targets(await load_plan(await plan_id_of()))[0].id)
    return Place(world=world, fill=fill)


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
            assert answer.status_code == refused, (name, form)
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
