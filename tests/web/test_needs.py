"""The needs page: what it says of Scotland, scenarios added and changed, files of areas, and results taken over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.i18n import LANGUAGES
from roadmap.store.plans import EVERYTHING, load_plan
from tests.needs import add_scenario
from tests.web.filled import errors_of, form_of, text_of
from tests.world import PLAN, footprint, plan_id_of, revision_of, speak

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.plans import Plan
    from tests.world import World

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_BIG, WRONG_KIND, REFUSED = 200, 303, 403, 404, 409, 413, 415, 422
NEEDS: Final = f"/plans/{PLAN}/needs"
AREAS: Final = "Norte; 3,706\nIslas; 194"
REASON: Final = "Counted by the regions in 2026."


async def held() -> Plan:
    return await load_plan(await plan_id_of(), EVERYTHING)


async def new_form(world: World, **typed: Any) -> dict[str, Any]:  # noqa: ANN401
    """A new scenario as typed into its form."""
    form = form_of(await world.country_lead.get(f"{NEEDS}/new"), "/needs")
    return dict(form.typed(**({"areas": AREAS, "ground_reason": REASON} | typed)))


async def add(world: World, files: Any = None, **typed: Any) -> httpx.Response:  # noqa: ANN401
    return await world.country_lead.post(NEEDS, data=await new_form(world, **typed), files=files)


async def takeover(world: World, **typed: Any) -> httpx.Response:  # noqa: ANN401
    form = form_of(await world.country_lead.get(f"{NEEDS}/takeover"), "/takeover")
    given = {"rate": "1.15", "rate_source": "European Central Bank, 20 November 2026"} | typed
    return await world.country_lead.post(form.action, data=form.typed(**given))


async def test_the_sample_plan_shows_the_published_table_beside_its_own(sample_world: World) -> None:
    shown = text_of(await sample_world.reader.get("/plans/scotland/needs"))
    assert "14 areas need 104 posts to reach 4,079 people a year, for about £5,781,000" in shown
    assert "102 by one national calculation" in shown
    assert "The rule “nearest whole post, at least one” is applied to each area by itself" in shown
    assert (
        "Of 14 areas, eligible people agree in 14 and posts in 14; outcomes are within one in 14, and the cost agrees "
        "as finely as it was published in 13."
    ) in shown
    assert "holds half a team leader more than the rule gives" in shown
    assert "Posts move most with “Interested in finding work in a given year” (104 to 171)" in shown
    assert "pounds saved for each pound spent" in shown
    assert "Add a scenario" not in shown


async def test_a_scenario_is_added_with_its_reason_beside_what_was_changed(sample_world: World) -> None:
    answer = await add(sample_world, coverage="30")
    assert answer.status_code == SAVED, errors_of(answer)
    plan = await held()
    assert plan.needs
    assert plan.needs.by
    assert [(each.name, each.people) for each in plan.needs.by.areas] == [("Norte", 3706), ("Islas", 194)]
    assert (plan.needs.by.values.coverage.basis.kind, plan.needs.by.values.coverage.basis.reason) == ("assumed", REASON)
    assert plan.needs.by.values.share_in_work.basis.kind == "published"
    assert REASON in text_of(await sample_world.reader.get(NEEDS))
    activity = text_of(await sample_world.reader.get(f"/plans/{PLAN}/activity"))
    assert "Needs assessment: set to “Scenario 1”: 9 posts, £478,000 a year" in activity


async def test_the_same_form_sent_twice_adds_one_scenario(sample_world: World) -> None:
    typed = await new_form(sample_world)
    for _ in range(2):
        assert (await sample_world.country_lead.post(NEEDS, data=typed)).status_code == SAVED
    plan = await held()
    assert plan.needs
    assert len(plan.needs.scenarios) == 1


async def test_an_address_begins_with_published_areas_and_a_benchmark_set(sample_world: World) -> None:
    page = await sample_world.country_lead.get(f"{NEEDS}/new?from=scotland&benchmarks=mainstream-contract")
    form = form_of(page, "/needs")
    assert str(form.values["areas"]).startswith("Ayrshire and Arran; 3,654\n")
    assert (form.values["clients_per_specialist"], form.values["costing"]) == ("50", "client")
    answer = await sample_world.country_lead.post(NEEDS, data=form.typed())
    assert answer.status_code == SAVED, errors_of(answer)


@pytest.mark.parametrize(
    ("code", "areas", "said"),
    [
        ("en", "Norte; 1.234,56", "Write a number in digits, for example 1,234.5. You wrote “1.234,56”."),
        ("en", "Norte; 1.5", "Line 1, people: Write a whole number of people."),
        ("fr", "Nord; 1,234.56", "Écrivez un nombre en chiffres"),
        ("fr", "Nord; 1.234", "peut se lire"),
        ("en", "Norte; -3", "Line 1, people: Write a number that is not below zero."),
        ("en", "Norte; NaN", "You wrote “NaN”."),
        ("en", "Norte; 1e400", "You wrote “1e400”."),
        ("en", "Norte; 3\nnorte; 4", "Line 2, area: “norte” stands on line 1 already."),
        ("en", '=HYPERLINK("x"); 3', "looks like the formula of a spreadsheet"),
        ("en", "Norte 3706", "Line 1, people: Write a number"),
        ("en", "Norte\t3,706\t1,001", "Line 1: This line has 3 cells."),
        ("en", "Sur; 4\nNorte; 3; 4; ", "Line 2: This line has 3 cells."),
        ("en", "", "Write at least one area with its number of people."),
    ],
)
async def test_a_bad_cell_is_told_what_was_typed_is_kept_and_nothing_is_written(
    sample_world: World, code: str, areas: str, said: str
) -> None:
    typed = await new_form(sample_world, areas=areas)
    await speak(sample_world.country_lead, code)
    before = await footprint()
    answer = await sample_world.country_lead.post(NEEDS, data=typed)
    assert answer.status_code == REFUSED
    assert said in errors_of(answer)["areas"]
    assert form_of(answer, "/needs").values["areas"] == areas
    assert await footprint() == before


async def test_a_name_with_a_semicolon_comes_back_out_of_the_form_as_it_came(sample_world: World) -> None:
    content = b'area,people_in_contact\n"Norte; costa",3706\nSur,4\n'
    added = await add(sample_world, {"areas_file": ("areas.csv", content)})
    assert added.status_code == SAVED, errors_of(added)
    page = (await sample_world.country_lead.get(NEEDS)).text
    address = re.findall(rf'href="({NEEDS}/[0-9a-f-]+/edit)"', page)[-1]
    form = form_of(await sample_world.country_lead.get(address), address.removesuffix("/edit"))
    assert form.values["areas"] == "Norte; costa\t3,706\nSur; 4"
    before = await footprint()
    assert (await sample_world.country_lead.post(form.action, data=form.values)).status_code == SAVED
    assert await footprint() == before


async def test_every_bad_cell_stands_in_the_summary(sample_world: World) -> None:
    answer = await add(sample_world, areas="A; x\n=B; 3\nC; -1", coverage="0.25", ground_reason="")
    shown = text_of(answer)
    assert answer.status_code == REFUSED
    for said in ("Line 1, people", "Line 2, area", "Line 3, people", "could be 0.25% or 25%"):
        assert said in shown


@pytest.mark.parametrize(
    ("code", "between"), [*((code, ";") for code in sorted(LANGUAGES)), ("fr", "\t"), ("fr", ","), ("en", "; ")]
)
async def test_pasted_areas_may_have_the_heads_of_the_file(sample_world: World, code: str, between: str) -> None:
    await speak(sample_world.country_lead, code)
    typed = await new_form(sample_world)
    rows = [("area", "people_in_contact"), ("Norte", "3706"), ("Islas", "194.00")]
    typed["areas"] = "\n" + "\r\n".join(between.join(row) for row in rows)
    answer = await sample_world.country_lead.post(NEEDS, data=typed)
    assert answer.status_code == SAVED, errors_of(answer)
    plan = await held()
    assert plan.needs
    assert plan.needs.by
    assert [(each.name, each.people) for each in plan.needs.by.areas] == [("Norte", 3706), ("Islas", 194)]


async def test_what_is_wrong_below_heads_is_told_with_its_line(sample_world: World) -> None:
    answer = await add(sample_world, areas="People_in_contact;Area\n3;Sur\n0,500;Norte")
    assert answer.status_code == REFUSED
    assert "Line 3, people_in_contact: “0,500” could be 500 or 0.5." in errors_of(answer)["areas"]


async def test_a_file_takes_the_place_of_what_is_typed(sample_world: World) -> None:
    content = "area;people_in_contact\nSur;5,098\n"
    answer = await add(sample_world, files={"areas_file": ("areas.csv", content, "text/csv")})
    assert answer.status_code == SAVED, errors_of(answer)
    plan = await held()
    assert plan.needs
    assert plan.needs.by
    assert [each.name for each in plan.needs.by.areas] == ["Sur"]


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("a.csv", b"area,people\nSur,3\n", REFUSED, "“people_in_contact” is missing; there are: area, people"),
        (
            "a.csv",
            b"area,people_in_contact,b\n",
            REFUSED,
            "area,people_in_contact. Here it says: area,people_in_contact,b.",
        ),
        ("a.csv", b"area,people_in_contact\nSur,x\n", REFUSED, "Line 2, people_in_contact: Write a number"),
        ("a.csv", "area,people_in_contact\nÁvila,3\n".encode("latin-1"), WRONG_KIND, "Line 2 is not Unicode text"),
        ("a.xlsx", b"PK\x03\x04", WRONG_KIND, "This is no CSV file"),
        ("a.csv", b"x" * (11 * 1_048_576), TOO_BIG, "This file is bigger than 10 MB"),
        ("a.csv", b"x" * (21 * 1_048_576), TOO_BIG, "This file is too large"),
    ],
)
async def test_a_bad_file_is_refused_and_nothing_is_written(
    sample_world: World, name: str, content: bytes, status: int, said: str
) -> None:
    typed, before = await new_form(sample_world), await footprint()
    answer = await sample_world.country_lead.post(NEEDS, data=typed, files={"areas_file": (name, content, "text/csv")})
    assert answer.status_code == status
    assert said in text_of(answer)
    assert await footprint() == before


async def test_a_change_from_an_old_version_shows_both_and_loses_nothing(sample_world: World) -> None:
    key = await add_scenario()
    old = form_of(await sample_world.country_lead.get(f"{NEEDS}/{key}/edit"), str(key))
    first = await sample_world.country_lead.post(old.action, data=old.typed(coverage="30", ground_reason=REASON))
    assert first.status_code == SAVED, errors_of(first)
    second = await sample_world.country_lead.post(old.action, data=old.typed(coverage="40", ground_reason=REASON))
    assert second.status_code == CONFLICT
    shown = text_of(second)
    assert "Coverage target after five years" in shown
    assert 'value="40"' in second.text
    plan = await held()
    assert plan.needs
    assert plan.needs.by
    assert plan.needs.by.values.coverage.value == 30


async def test_a_preview_of_a_takeover_names_every_item_and_saves_nothing(sample_world: World) -> None:
    await add(sample_world)
    before = await footprint()
    answer = await takeover(sample_world, do="preview")
    assert answer.status_code == OK, errors_of(answer)
    shown = text_of(answer)
    assert "Service “Norte” – 6.5 specialists and 1 leader New" in shown
    assert "Service “Norte” comes: 6.5 specialists and 1 leader from" in shown
    assert "These lines of the budget pay for posts or leadership already" in shown
    assert await footprint() == before


async def test_a_takeover_is_one_change_that_can_be_undone(sample_world: World) -> None:
    await add(sample_world)
    plan, revision = await held(), await revision_of()
    answer = await takeover(sample_world, reason="The ministry asked for it.")
    assert answer.status_code == SAVED, errors_of(answer)
    after = await held()
    assert len(after.services) == len(plan.services) + 2
    assert len(after.budget) == len(plan.budget) + 4
    assert await revision_of() == revision + 1
    shown = await sample_world.country_lead.get(answer.headers["location"])
    assert "The plan took over" in text_of(shown)
    undo = form_of(shown, "/undo")
    assert (await sample_world.country_lead.post(undo.action, data=undo.typed())).status_code == SAVED
    back = await held()
    assert {each.id for each in back.services} == {each.id for each in plan.services}
    assert back.drivers == plan.drivers


async def test_another_currency_needs_a_rate_with_its_source(sample_world: World) -> None:
    await add(sample_world)
    before = await footprint()
    answer = await takeover(sample_world, rate="", rate_source="")
    assert answer.status_code == REFUSED
    assert errors_of(answer) == {
        "rate": "Say how many EUR one GBP is, above zero.",
        "rate_source": "Say where this rate is from, and of which day it is.",
    }
    assert await footprint() == before


async def test_a_change_of_the_scenario_previews_the_plan_and_keeps_own_edits(sample_world: World) -> None:
    await add(sample_world, areas="Norte; 3,706\nIslas; 1,940")
    await takeover(sample_world)
    plan = await held()
    norte = next(each for each in plan.services if each.title == "Norte")
    service = form_of(await sample_world.country_lead.get(f"/plans/{PLAN}/services/{norte.id}/edit"), str(norte.id))
    typed = service.typed(specialists="8", ground_reason=REASON)
    assert (await sample_world.country_lead.post(service.action, data=typed)).status_code == SAVED
    assert plan.needs
    assert plan.needs.by
    key = str(plan.needs.by.id)
    form = form_of(await sample_world.country_lead.get(f"{NEEDS}/{key}/edit"), key)
    doubled = form.typed(coverage="50", ground_reason=REASON)
    shown = text_of(await sample_world.country_lead.post(form.action, data={**doubled, "do": "preview"}))
    assert "Service “Islas”: specialists from 3.5 to 6.5" in shown
    assert "Service “Norte” stays as somebody made it: 8 specialists and 1 leader; the assessment gives" in shown
    assert (await sample_world.country_lead.post(form.action, data=doubled)).status_code == SAVED
    after = await held()
    assert next(each for each in after.services if each.title == "Norte").specialists == 8
    assert "Service “Norte” stays as somebody made it" in text_of(await sample_world.country_lead.get(NEEDS))


async def test_a_takeover_of_an_old_page_is_shown_again(sample_world: World) -> None:
    await add(sample_world)
    form = form_of(await sample_world.country_lead.get(f"{NEEDS}/takeover"), "/takeover")
    title = form_of(await sample_world.country_lead.get(f"/plans/{PLAN}/settings"), "/title")
    await sample_world.country_lead.post(title.action, data=title.typed(title="Spain, renamed"))
    before = await footprint()
    given = form.typed(rate="1.15", rate_source="European Central Bank", opens="2027-05-03")
    answer = await sample_world.country_lead.post(form.action, data=given)
    assert answer.status_code == CONFLICT
    assert "Somebody changed the plan while you were looking." in text_of(answer)
    assert form_of(answer, "/takeover").values["opens"] == "2027-05-03"
    assert await footprint() == before
    again = form_of(answer, "/takeover")
    assert (await sample_world.country_lead.post(again.action, data=again.typed())).status_code == SAVED


async def test_a_link_is_cut_and_everything_stays(sample_world: World) -> None:
    await add(sample_world)
    await takeover(sample_world)
    plan = await held()
    cut = form_of(await sample_world.country_lead.get(NEEDS), "/takeover/removal")
    assert (await sample_world.country_lead.post(cut.action)).status_code == SAVED
    after = await held()
    assert after.needs
    assert after.needs.takeover is None
    assert (len(after.services), len(after.budget)) == (len(plan.services), len(plan.budget))


async def test_another_scenario_is_chosen_and_an_unknown_one_is_not(sample_world: World) -> None:
    await add(sample_world, title="First")
    await add(sample_world, title="Second", coverage="50")
    form = form_of(await sample_world.country_lead.get(NEEDS), "/choice")
    assert (await sample_world.country_lead.post(form.action, data=form.typed())).status_code == SAVED
    plan = await held()
    assert plan.needs
    assert plan.needs.by
    assert plan.needs.by.title == "Second"
    before = await footprint()
    for typed in ({}, {"scenario": "x"}, {"scenario": str(await plan_id_of())}):
        answer = await sample_world.country_lead.post(form.action, data=typed)
        assert answer.status_code == REFUSED
    assert await footprint() == before


async def test_readers_see_the_assessment_and_may_change_nothing(sample_world: World) -> None:
    await add(sample_world)
    assert (await sample_world.reader.get(NEEDS)).status_code == OK
    assert (await sample_world.reader.get(f"{NEEDS}/takeover")).status_code == FORBIDDEN
    assert (await sample_world.reader.post(NEEDS, data={})).status_code == FORBIDDEN
    assert (await sample_world.outsider.get(NEEDS)).status_code == NOT_FOUND
    assert (await sample_world.country_lead.get("/plans/croatia/needs/takeover")).status_code == NOT_FOUND
