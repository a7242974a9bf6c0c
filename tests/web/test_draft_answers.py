"""What is answered in the drafting wizard: kept as typed, told what is wrong with it, and safe from a second window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.web.draft_desk import (
    CONFLICT,
    OK,
    REFUSED,
    SAVED,
    address_in,
    begin,
    begun,
    drafts_of,
    errors,
    form_on,
    send,
    through,
    ticked,
)
from tests.web.filled import chosen_in, text_of, ticked_in
from tests.web.pages import Tree
from tests.world import footprint

if TYPE_CHECKING:
    from tests.world import World

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
    ("scope", {"start": "1.3.27"}, "start", "Write the year with four digits, such as 31/03/2027."),
    ("scope", {"start": "2027-02-30"}, "start", "There is no day “2027-02-30”."),
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
    assert ticked_in(answer) == {}, "neither window undoes the other by itself"
    chosen = chosen_in(answer)
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
        if each.tag == "input" and each.attrs["type"] == "hidden":
            sent.setdefault(each.attrs["name"], []).append(each.attrs["value"])
        elif each.tag == "input":
            sent[each.attrs["name"]] = [each.attrs["value"]]
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


async def test_a_start_is_read_in_the_language_of_the_page_and_means_the_same_in_any_other(sample_world: World) -> None:
    sample_world.country_lead.cookies.set("language", "hr")
    draft = await begun(sample_world)
    for step, typed in (("diagnosis", {}), ("routes", {}), ("scope", {"start": "1. listopada 2027"})):
        answer = await send(sample_world, f"{draft}/{step}", **typed)
        assert answer.status_code == SAVED, errors(answer)
    # The name of October in Croatian is that of November in Czech.
    sample_world.country_lead.cookies.set("language", "cs")
    assert form_on(await sample_world.country_lead.get(f"{draft}/scope"))["start"] == "2027-10-01"


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
