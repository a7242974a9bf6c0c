"""The drafting wizard: from a country to a created plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.draft_desk import (
    BOOK,
    MISSING,
    OK,
    QUESTIONS,
    REFUSED,
    SAVED,
    address_in,
    begin,
    begun,
    create,
    drafts_of,
    errors,
    form_on,
    send,
    through,
    ticked,
)
from tests.web.filled import text_of
from tests.web.pages import Tree
from tests.world import footprint

if TYPE_CHECKING:
    from tests.world import World


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
