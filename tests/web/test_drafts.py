"""The drafting wizard: from a country to a created plan, left and resumed, with nothing typed lost on the way."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.services.playbooks import all_playbooks
from roadmap.store.connection import fetch, fetch_one
from tests.people import add_plan, add_portfolio
from tests.web.filled import text_of
from tests.web.pages import Tree
from tests.world import PORTFOLIO, footprint

if TYPE_CHECKING:
    import httpx

    from tests.world import World

OK, SAVED, FORBIDDEN, MISSING, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
LEAD: Final = "country_lead"
BOOK: Final = all_playbooks()[0]
QUESTIONS: Final = tuple(f"answer-{each.key}" for each in BOOK.diagnosis.questions)


async def portfolio_id(slug: str = PORTFOLIO) -> str:
    row = await fetch_one("SELECT id FROM portfolio WHERE slug = $1", slug)
    assert row is not None
    return str(row["id"])


async def drafts_of(name: str = LEAD) -> list[Any]:
    return await fetch(
        "SELECT d.* FROM plan_draft d JOIN account a ON a.id = d.account_id WHERE a.email = $1 ORDER BY d.created_at",
        f"{name.replace('_', '-')}@example.org",
    )


def form_on(page: httpx.Response, **typed: Any) -> dict[str, Any]:  # noqa: ANN401
    """The wizard's form as the page shows it, with what somebody types into it."""
    tree = Tree(page.text)
    found: dict[str, Any] = {}
    form = next(each for each in tree.root.walk() if each.attrs.get("id") == "draft")
    for each in form.walk():
        name = each.attrs.get("name", "")
        if not name or each.tag == "button":
            continue
        if each.tag == "select":
            options = [option for option in each.walk() if option.tag == "option"]
            chosen = next((option for option in options if "selected" in option.attrs), options[0])
            found[name] = chosen.attrs["value"]
        elif each.attrs.get("type") in {"radio", "checkbox"}:
            if "checked" in each.attrs:
                found.setdefault(name, []).append(each.attrs["value"])
        else:
            found[name] = each.attrs.get("value", "")
    return {**found, **typed}


async def begin(world: World, who: str = LEAD, **typed: Any) -> httpx.Response:  # noqa: ANN401
    page = await world.browser(who).get("/plans/new")
    return await world.browser(who).post("/drafts", data=form_on(page, **{"country": "HR", **typed}))


async def begun(world: World, who: str = LEAD, **typed: Any) -> str:  # noqa: ANN401
    """Begin a draft and give its address."""
    answer = await begin(world, who, **typed)
    assert answer.status_code == SAVED, answer.text
    return address_in(answer).rpartition("/")[0]


def address_in(answer: httpx.Response) -> str:
    """Where an answer leads, wherever on that page."""
    return answer.headers["location"].partition("#")[0]


async def send(world: World, address: str, who: str = LEAD, **typed: Any) -> httpx.Response:  # noqa: ANN401
    """Open a step, type and press Continue, or another button as ``do``."""
    page = await world.browser(who).get(address)
    assert page.status_code == OK, page.text
    return await world.browser(who).post(address, data=form_on(page, **{"do": "continue", **typed}))


async def through(world: World, who: str = LEAD, first: dict[str, Any] | None = None, **steps: dict[str, Any]) -> str:
    """Go through all steps up to the preview, typing only what is given for each; give the draft's address."""
    draft = await begun(world, who, **(first or {}))
    for step in ("diagnosis", "routes", "scope"):
        answer = await send(world, f"{draft}/{step}", who, **steps.get(step, {}))
        assert answer.status_code == SAVED, answer.text
    assert address_in(answer) == f"{draft}/preview"
    return draft


async def create(world: World, draft: str, who: str = LEAD) -> httpx.Response:
    page = await world.browser(who).get(f"{draft}/preview")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    return await world.browser(who).post(f"{draft}/plan", data={"version": version[1] if version else ""})


def errors(answer: httpx.Response) -> dict[str, str]:
    """The message beside each field."""
    found = re.findall(r'id="f-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {name: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip() for name, said in found}


def ticked(answer: httpx.Response, name: str) -> list[str]:
    return [
        each.attrs["value"]
        for each in Tree(answer.text).root.walk()
        if each.attrs.get("name") == name and "checked" in each.attrs
    ]


async def test_with_nothing_but_a_country_and_continue_there_is_a_plan(sample_world: World) -> None:
    draft = await through(sample_world)
    answer = await create(sample_world, draft)
    assert (answer.status_code, address_in(answer)) == (SAVED, "/plans/croatia-2?saved=yes")


async def test_a_created_plan_is_there_with_everything_in_it_and_its_draft_is_gone(sample_world: World) -> None:
    draft = await through(sample_world, first={"title": "Croatia, a second region"})
    assert len(await drafts_of()) == 1
    answer = await create(sample_world, draft)
    assert address_in(answer) == "/plans/croatia-a-second-region?saved=yes"
    assert await drafts_of() == []
    row = await fetch_one("SELECT * FROM plan WHERE slug = 'croatia-a-second-region'")
    assert row is not None
    assert (row["status"], row["country"], row["months"], row["is_sample"]) == ("draft", "HR", 24, False)
    assert row["routes"] == ["pilot"]
    usual = {module.key for module in BOOK.route("pilot").modules if module.is_on}
    assert set(row["modules"]) == usual
    change = await fetch_one("SELECT * FROM change WHERE plan_id = $1", row["id"])
    assert change is not None
    assert (change["noun"], change["action"], change["actor"]) == ("plan", "created", "country-lead")
    assert (await sample_world.country_lead.get(f"{draft}/preview")).status_code == MISSING
    assert (await sample_world.country_lead.get("/plans/croatia-a-second-region")).status_code == OK


async def test_who_creates_a_plan_leads_it_and_a_manager_of_the_portfolio_needs_no_role_more(
    sample_world: World,
) -> None:
    await create(sample_world, await through(sample_world, first={"title": "Led"}))
    await create(
        sample_world, await through(sample_world, "grant_manager", first={"title": "Managed"}), "grant_manager"
    )
    rows = await fetch(
        """
        SELECT p.slug, a.email, m.role FROM membership m JOIN plan p ON p.id = m.plan_id
        JOIN account a ON a.id = m.account_id WHERE p.slug IN ('led', 'managed')
        """
    )
    assert [tuple(row) for row in rows] == [("led", "country-lead@example.org", "country-lead")]
    assert (await sample_world.country_lead.get("/plans/led/settings")).status_code == OK
    assert (await sample_world.country_lead.get("/plans/managed")).status_code == MISSING
    for who in ("grant_manager", "reader", "administrator"):
        assert (await sample_world.browser(who).get("/plans/led")).status_code == OK, who


async def test_the_diagnosis_stays_with_the_plan_and_fills_in_its_barriers(sample_world: World) -> None:
    answers = {"answer-funding": "agreed", "answer-stigma": "", "answers_note": "Meeting of the ministry, 3 December"}
    draft = await through(sample_world, first={"title": "Diagnosed", "country": "CZ"}, diagnosis=answers)
    await create(sample_world, draft)
    row = await fetch_one("SELECT id, diagnosis FROM plan WHERE slug = 'diagnosed'")
    assert row is not None
    told = {each["question"]: each for each in row["diagnosis"]["answers"]}
    assert (row["diagnosis"]["context"], row["diagnosis"]["note"]) == ("czech-republic", answers["answers_note"])
    assert set(told) == {each.key for each in BOOK.diagnosis.questions}
    basis = told["funding"]["basis"]
    assert (basis["kind"], basis["by"], basis["reason"]) == ("reported", "Country lead", answers["answers_note"])
    assert basis["citations"], "the source says the same"
    option = BOOK.diagnosis.option("funding", "agreed")
    assert option
    effect = option.barriers[0]
    risk = await fetch_one("SELECT * FROM risk WHERE plan_id = $1 AND barrier = 'funding'", row["id"])
    assert risk is not None
    assert (risk["likelihood"], risk["impact"], risk["situation"]) == (
        effect.likelihood,
        effect.impact,
        effect.situation,
    )
    assert risk["basis"]["kind"] == "reported"
    page = text_of(await sample_world.country_lead.get("/plans/diagnosed/diagnosis"))
    assert "The answers speak most for “B · Government-funded expansion to new areas”, which this plan follows." in page
    assert "A regional or central government has agreed to pay for new posts." in page
    assert "Reported. Country lead" in page
    assert answers["answers_note"] in page


async def test_an_answer_that_the_sources_do_not_give_carries_no_citation(sample_world: World) -> None:
    draft = await through(sample_world, first={"title": "Own"}, diagnosis={"answer-funding": "agreed"})
    await create(sample_world, draft)
    row = await fetch_one("SELECT diagnosis FROM plan WHERE slug = 'own'")
    assert row is not None
    told = {each["question"]: each["basis"] for each in row["diagnosis"]["answers"]}
    assert told["funding"]["citations"] == []
    assert told["funding"]["reason"] == "A regional or central government has agreed to pay for new posts."
    assert told["policy"]["citations"] != []


async def test_a_country_without_a_context_may_leave_every_question_out(sample_world: World) -> None:
    draft = await begun(sample_world, country="PT")
    page = await sample_world.country_lead.get(f"{draft}/diagnosis")
    assert "The sources say" not in page.text
    assert all(ticked(page, name) == [""] for name in QUESTIONS)
    await send(sample_world, f"{draft}/diagnosis")
    routes = await sample_world.country_lead.get(f"{draft}/routes")
    assert ticked(routes, "routes") == []
    assert "no route is recommended" in text_of(routes)
    assert "Fit " not in text_of(routes)
    refused = await send(sample_world, f"{draft}/routes")
    assert (refused.status_code, errors(refused)) == (REFUSED, {"routes": "Choose at least one route."})
    assert (await send(sample_world, f"{draft}/routes", routes=["ips/pilot"])).status_code == SAVED
    assert (await send(sample_world, f"{draft}/scope")).status_code == SAVED
    await create(sample_world, draft)
    row = await fetch_one("SELECT diagnosis, title FROM plan WHERE slug = 'portugal'")
    assert row is not None
    assert (row["diagnosis"], row["title"]) == (None, "Portugal")
    page = await sample_world.country_lead.get("/plans/portugal/diagnosis")
    assert "started without a diagnosis" in page.text


@pytest.mark.parametrize("context", BOOK.diagnosis.contexts, ids=lambda each: each.key)
async def test_the_countries_of_the_sources_are_led_to_the_routes_they_took(sample_world: World, context: Any) -> None:  # noqa: ANN401
    draft = await begun(sample_world, country=context.country)
    page = await sample_world.country_lead.get(f"{draft}/diagnosis")
    known = {f"answer-{each.question}": each.option for each in context.answers}
    assert {name: ticked(page, name) for name in QUESTIONS} == {name: [known.get(name, "")] for name in QUESTIONS}
    await send(sample_world, f"{draft}/diagnosis")
    routes = await sample_world.country_lead.get(f"{draft}/routes")
    assert ticked(routes, "routes") == [f"ips/{key}" for key in context.routes]
    assert routes.text.count("</svg>Recommended</span>") == len(context.routes)


async def test_fits_are_shown_best_first_with_reasons_and_where_they_are_from(sample_world: World) -> None:
    draft = await begun(sample_world)
    await send(sample_world, f"{draft}/diagnosis", **{"answer-evidence": ""})
    page = text_of(await sample_world.country_lead.get(f"{draft}/routes"))
    shown = [int(each) for each in re.findall(r"Fit (\d+) of 100", page)]
    assert len(shown) == len(BOOK.routes)
    assert shown == sorted(shown, reverse=True)
    assert re.search(r"\d+% of what decides it is answered", page)
    assert "Speaks for it Nobody can see it work here before a first service opens." in page
    assert "the points are the authors' judgement" in page
    assert "all questions together could give" in page


async def test_the_first_step_offers_every_country_by_name_and_the_parts_of_the_chosen(sample_world: World) -> None:
    page = await sample_world.grant_manager.get("/plans/new?country=GB&title=Scotland")
    assert len(re.findall(r"<option value=\"[A-Z]{2}\"", page.text)) > 240
    assert '<option value="GB" selected>' in page.text
    assert '<option value="SCT">SCT · Scotland</option>' in page.text
    assert 'value="Scotland"' in page.text
    stayed = await begin(sample_world, country="GB", do="parts")
    assert address_in(stayed).endswith("/country")
    again = await sample_world.country_lead.get(address_in(stayed))
    assert '<option value="SCT">SCT · Scotland</option>' in again.text


async def test_a_link_from_the_playbooks_fills_in_a_later_step(sample_world: World) -> None:
    page = await sample_world.country_lead.get("/plans/new?routes=national-phasing&months=48")
    answer = await sample_world.country_lead.post("/drafts", data=form_on(page, country="HR"))
    draft = address_in(answer).rpartition("/")[0]
    await send(sample_world, f"{draft}/diagnosis")
    routes = await sample_world.country_lead.get(f"{draft}/routes")
    assert ticked(routes, "routes") == ["ips/national-phasing"]
    await send(sample_world, f"{draft}/routes")
    scope = await sample_world.country_lead.get(f"{draft}/scope")
    assert 'name="months" value="48"' in scope.text


async def test_a_module_counts_for_the_route_under_which_it_is_ticked(sample_world: World) -> None:
    page = {"routes": ["ips/government-expansion"], "modules": ["pilot/peer-support-workers"]}
    draft = await through(sample_world, first={"title": "Off"}, routes=page)
    await create(sample_world, draft)
    page["modules"] = ["government-expansion/peer-support-workers"]
    draft = await through(sample_world, first={"title": "On"}, routes=page)
    await create(sample_world, draft)
    rows = {
        row["slug"]: row["modules"] for row in await fetch("SELECT slug, modules FROM plan WHERE slug IN ('on', 'off')")
    }
    assert rows == {"off": [], "on": ["peer-support-workers"]}


async def test_the_usual_length_lets_every_chosen_route_fit(sample_world: World) -> None:
    routes = {"routes": ["ips/learning-community", "ips/government-expansion"]}
    draft = await through(sample_world, first={"title": "Two"}, routes=routes)
    assert "36 months" in text_of(await sample_world.country_lead.get(f"{draft}/preview"))
    await create(sample_world, draft)
    row = await fetch_one("SELECT routes, months FROM plan WHERE slug = 'two'")
    assert row is not None
    assert (row["routes"], row["months"]) == (["learning-community", "government-expansion"], 36)


async def test_another_currency_takes_its_rate_with_where_it_is_from_and_targets_follow_the_size(
    sample_world: World,
) -> None:
    scope = {
        "currency": "CZK",
        "rate": "24,40",
        "rate_source": "Czech National Bank, 20 November 2026",
        "specialists": "6",
        "services": "3",
    }
    draft = await through(sample_world, first={"title": "Sized"}, scope=scope)
    page = text_of(await sample_world.country_lead.get(f"{draft}/preview"))
    assert "CZK" in page
    assert scope["rate_source"] in page
    await create(sample_world, draft)
    row = await fetch_one("SELECT rate, rate_basis, drivers, targets FROM plan WHERE slug = 'sized'")
    assert row is not None
    assert str(row["rate"]) == "24.40"
    assert (row["rate_basis"]["kind"], row["rate_basis"]["by"]) == ("reported", "Country lead")
    assert (row["drivers"]["specialists"], row["drivers"]["services"], row["drivers"]["leaders"]) == (6, 3, 3)
    targets = {each["indicator"]: float(each["value"]) for each in row["targets"]}
    assert (targets["specialists-in-post"], targets["caseload"]) == (6, 20)


async def test_the_preview_tells_dates_money_people_barriers_and_days_off_and_saves_no_plan(
    sample_world: World,
) -> None:
    before = await footprint()
    draft = await through(sample_world, scope={"start": "2027-01-06"})
    page = text_of(await sample_world.country_lead.get(f"{draft}/preview"))
    assert "Nothing is saved as a plan yet" in page
    assert "6 Jan 2027 to 5 Jan 2029, 24 months" in page
    assert re.search(r"Budget €[\d,]+", page)
    assert "Specialists 2" in page
    assert "Clients 80" in page
    assert re.search(r"The first 90 days Milestones that are due in them. .* 2027", page)
    assert "Training €" in page
    assert "First money comes from outside and for a short time" in page
    assert "(Epiphany)" in page
    assert await footprint() == before


async def test_a_plan_that_is_too_short_for_its_milestones_says_so(sample_world: World) -> None:
    draft = await through(sample_world, routes={"routes": ["ips/national-phasing"]}, scope={"months": "24"})
    page = text_of(await sample_world.country_lead.get(f"{draft}/preview"))
    assert "Too short" in page
    assert "end after the plan" in page


WRONG: Final = [
    ("country", {"title": "x" * 121}, "title", "Write at most 120 characters. These are 121."),
    ("country", {"title": "x" * 5_000}, "title", "These are 5,000."),
    ("country", {"title": "\N{PERSON FROWNING}\N{ZERO WIDTH JOINER}" * 90}, "title", "These are 180."),
    ("country", {"country": ""}, "country", "Choose a country."),
    ("country", {"country": "Croatia"}, "country", "No country has the code “CROATIA”."),
    ("country", {"country": "GB", "subdivision": "ZG"}, "subdivision", "“ZG” is no part of this country"),
    ("country", {"subdivision": "ZG"}, "subdivision", "Holidays are the same in all of this country"),
    ("country", {"portfolio": "nonsense"}, "portfolio", "Choose one of the portfolios on offer."),
    ("country", {"title": "Cro\x00atia"}, "title", "cannot be kept"),
    ("diagnosis", {"answer-funding": "nobody-offers-this"}, "answer-funding", "Choose one of the answers on offer."),
    ("diagnosis", {"answers_note": "x" * 501}, "answers-note", "at most 500 characters"),
    ("routes", {"routes": []}, "routes", "Choose at least one route."),
    ("routes", {"routes": ["ips/nowhere"]}, "routes", "This playbook has no route “nowhere”."),
    ("routes", {"routes": ["other/pilot"]}, "routes", "There is no playbook “other”. These are: ips."),
    ("scope", {"start": "1.3.2027"}, "start", "Write a date as year-month-day"),
    ("scope", {"start": "2027-02-30"}, "start", "You wrote “2027-02-30”."),
    ("scope", {"start": "0001-01-01"}, "start", "between the years 2000 and 2094"),
    ("scope", {"start": "9999-12-31"}, "start", "between the years 2000 and 2094"),
    ("scope", {"months": "two years"}, "months", "You wrote “two years”."),
    ("scope", {"months": "61"}, "months", "from 24 to 60"),
    ("scope", {"months": ""}, "months", "Write a whole number"),
    ("scope", {"specialists": "many"}, "specialists", "You wrote “many”."),
    ("scope", {"services": "0"}, "services", "from 1 to 100,000"),
    ("scope", {"currency": "QQQ"}, "currency", "No currency in use has the code “QQQ”."),
    ("scope", {"currency": "CZK"}, "rate", "say how many CZK one EUR is"),
    ("scope", {"currency": "CZK", "rate": "much", "rate_source": "Bank"}, "rate", "You wrote “much”."),
    ("scope", {"currency": "CZK", "rate": "0", "rate_source": "Bank"}, "rate", "above zero"),
    ("scope", {"currency": "CZK", "rate": "24.4"}, "rate-source", "Say who publishes this rate"),
]


@pytest.mark.parametrize(("step", "typed", "field", "said"), WRONG)
async def test_what_cannot_be_is_said_beside_its_field_and_kept_as_typed(
    sample_world: World, step: str, typed: dict[str, Any], field: str, said: str
) -> None:
    before = await footprint()
    draft = await begun(sample_world)
    for each in ("diagnosis", "routes"):
        if each != step:
            await send(sample_world, f"{draft}/{each}")
    answer = await send(sample_world, f"{draft}/{step}", **typed)
    assert answer.status_code == REFUSED
    assert list(errors(answer)) == [field]
    assert said in errors(answer)[field]
    assert "data-errors" in answer.text
    [row] = await drafts_of()
    again = await sample_world.country_lead.get(f"{draft}/{step}")
    for name, value in typed.items():
        kept = [value.replace("\x00", "")] if isinstance(value, str) else value
        assert row["typed"][name] == kept, name
        if name in {"title", "answers_note", "start", "months", "specialists", "services", "rate", "rate_source"}:
            assert form_on(again)[name] == kept[0], name
    assert await footprint() == before


async def test_a_first_step_that_is_wrong_is_kept_too_and_goes_on_in_its_draft(sample_world: World) -> None:
    answer = await begin(sample_world, country="", title="\N{HEBREW LETTER SHIN}לום")
    assert (answer.status_code, list(errors(answer))) == (REFUSED, ["country"])
    [row] = await drafts_of()
    assert row["typed"]["title"] == ["\N{HEBREW LETTER SHIN}לום"]
    address = f"/drafts/{row['id']}/country"
    assert f'action="{address}"' in answer.text
    answer = await sample_world.country_lead.post(address, data=form_on(answer, country="IL"))
    assert address_in(answer) == f"/drafts/{row['id']}/diagnosis"
    assert len(await drafts_of()) == 1


async def test_everything_typed_survives_going_back_leaving_and_coming_again(sample_world: World) -> None:
    draft = await begun(sample_world, title="Kept")
    await send(sample_world, f"{draft}/diagnosis")
    await send(sample_world, f"{draft}/routes")
    answer = await send(sample_world, f"{draft}/scope", do="back", months="abc", start="soon")
    assert address_in(answer) == f"{draft}/routes"
    assert ticked(await sample_world.country_lead.get(f"{draft}/routes"), "routes") == ["ips/pilot"]
    scope = await sample_world.country_lead.get(f"{draft}/scope")
    assert (form_on(scope)["months"], form_on(scope)["start"]) == ("abc", "soon")
    left = await send(sample_world, f"{draft}/scope", do="leave", months="30")
    assert address_in(left) == "/"
    listed = (await sample_world.country_lead.get("/plans/new")).text
    assert f'href="{draft}/scope"' in listed
    assert "Kept" in listed
    again = await sample_world.country_lead.get(f"{draft}/scope")
    assert (form_on(again)["months"], form_on(again)["start"]) == ("30", "soon")
    back = await send(sample_world, f"{draft}/diagnosis", do="back")
    assert address_in(back) == f"{draft}/country"
    assert form_on(await sample_world.country_lead.get(f"{draft}/country"))["title"] == "Kept"


async def test_a_preview_of_a_draft_with_faults_leads_to_the_steps_that_mend_them(sample_world: World) -> None:
    draft = await begun(sample_world)
    await send(sample_world, f"{draft}/scope", do="leave", months="abc")
    page = await sample_world.country_lead.get(f"{draft}/preview")
    assert page.status_code == OK
    assert f'href="{draft}/scope"' in page.text
    assert "Create this plan" not in page.text
    before = await footprint()
    [row] = await drafts_of()
    answer = await sample_world.country_lead.post(f"{draft}/plan", data={"version": str(row["version"])})
    assert answer.status_code == REFUSED
    assert "abc" in answer.text
    assert await footprint() == before
    assert len(await drafts_of()) == 1


async def test_the_second_of_two_windows_is_shown_both_and_loses_nothing(sample_world: World) -> None:
    draft = await begun(sample_world, title="First")
    client, address = sample_world.country_lead, f"{draft}/country"
    one, two = await client.get(address), await client.get(address)
    assert (await client.post(address, data=form_on(one, title="From one"))).status_code == SAVED
    answer = await client.post(address, data=form_on(two, title="From two", country="ES"))
    assert answer.status_code == CONFLICT
    page = text_of(answer)
    for said in ("another window", "From one", "From two", "HR", "ES"):
        assert said in page, said
    tree = Tree(answer.text)
    chosen = {
        each.attrs["name"]: each.attrs["value"]
        for each in tree.root.walk()
        if each.tag == "input" and (each.attrs.get("type") == "hidden" or "checked" in each.attrs)
    }
    [row] = await drafts_of()
    assert row["typed"]["title"] == ["From one"]
    assert (await client.post(address, data=chosen)).status_code == SAVED
    [row] = await drafts_of()
    assert (row["typed"]["title"], row["typed"]["country"]) == (["From two"], ["ES"])


async def test_of_two_choices_of_routes_one_is_saved_whole(sample_world: World) -> None:
    draft = await begun(sample_world)
    await send(sample_world, f"{draft}/diagnosis")
    client, address = sample_world.country_lead, f"{draft}/routes"
    one, two = await client.get(address), await client.get(address)
    await client.post(address, data=form_on(one, routes=["ips/site-implementation"]))
    wanted = ["ips/learning-community", "ips/government-expansion"]
    answer = await client.post(address, data=form_on(two, routes=wanted))
    assert answer.status_code == CONFLICT
    sent: dict[str, list[str]] = {}
    for each in Tree(answer.text).root.walk():
        if each.tag == "input" and (each.attrs.get("type") == "hidden" or "checked" in each.attrs):
            sent.setdefault(each.attrs["name"], []).append(each.attrs["value"])
    assert (await client.post(address, data=sent)).status_code == SAVED
    [row] = await drafts_of()
    assert row["typed"]["routes"] == wanted
    assert len(row["typed"]["modules"]) > 1


async def test_going_back_in_the_browser_corrects_the_step_without_a_conflict(sample_world: World) -> None:
    draft = await begun(sample_world)
    client, address = sample_world.country_lead, f"{draft}/country"
    page = await client.get(address)
    await client.post(address, data=form_on(page, title="Once"))
    assert (await client.post(address, data=form_on(page, title="Twice"))).status_code == SAVED
    [row] = await drafts_of()
    assert row["typed"]["title"] == ["Twice"]


async def test_a_plan_is_created_only_as_it_was_previewed(sample_world: World) -> None:
    draft = await through(sample_world)
    page = await sample_world.country_lead.get(f"{draft}/preview")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version
    await send(sample_world, f"{draft}/scope", months="48")
    before = await footprint()
    answer = await sample_world.country_lead.post(f"{draft}/plan", data={"version": version[1]})
    assert answer.status_code == CONFLICT
    assert "Nothing is created yet" in text_of(answer)
    assert "48 months" in text_of(answer)
    assert await footprint() == before
    assert (await sample_world.country_lead.post(f"{draft}/plan", data={})).status_code == CONFLICT


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


async def test_two_plans_of_one_title_get_two_addresses(sample_world: World) -> None:
    found = [(await create(sample_world, await through(sample_world, first={"title": "New"}))) for _ in range(2)]
    assert [each.headers["location"] for each in found] == ["/plans/plan-new?saved=yes", "/plans/plan-new-2?saved=yes"]


async def test_the_wizard_is_read_in_the_readers_language(sample_world: World) -> None:
    await fetch("UPDATE account SET language = 'fr', is_sample = FALSE WHERE email = 'country-lead@example.org'")
    page = await sample_world.country_lead.get("/plans/new")
    assert '<option value="HR">Croatie</option>' in page.text
    assert page.text.index(">Allemagne<") < page.text.index(">Croatie<") < page.text.index(">États-Unis<")
    draft = await begun(sample_world)
    page = await sample_world.country_lead.get(f"{draft}/diagnosis")
    assert "Qui paierait des postes dans les deux prochaines années" in page.text
    await send(sample_world, f"{draft}/diagnosis")
    assert (
        "Un pilote peut vivre deux ans d’argent extérieur."
        in (await sample_world.country_lead.get(f"{draft}/routes")).text
    )


async def test_progress_through_the_steps_is_told_to_everybody(sample_world: World) -> None:
    draft = await begun(sample_world)
    tree = Tree((await sample_world.country_lead.get(f"{draft}/diagnosis")).text)
    [here] = [each for each in tree.root.walk() if each.attrs.get("aria-current") == "step"]
    assert here.tag == "li"
    assert "Diagnosis" in here.text()
    [nav] = [each for each in tree.root.walk() if each.attrs.get("aria-label") == "Step 2 of 5"]
    assert nav.text().startswith("Country, Answered")
