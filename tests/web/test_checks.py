"""The checks of a plan as pages: what fails and why, seen at once after a change, waived with a reason, taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.domain.checks import failed
from roadmap.services.checks import results_of
from roadmap.services.edits import edit_plan
from roadmap.store.connection import fetch_one
from roadmap.store.plans import EVERYTHING, load_plan
from roadmap.web import clock
from tests.web.filled import said_in
from tests.web.pages import Tree, tree_of
from tests.world import PLAN, footprint, plan_id_of, revision_of, speak, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from roadmap.domain.plans import Plan
    from tests.world import World

SAVED, CONFLICT, REFUSED, NOT_FOUND = 303, 409, 422, 404
ADDRESS: Final = f"/plans/{PLAN}/checks"
FINDING: Final = {"check": "exit-payer", "item": "evaluation"}
REASON: Final = "The regions decide on research in 2028, and we plan without it until then."
SAMPLES: Final = ("croatia", "czech-republic", "denmark", "france", "scotland", "spain")
DAY: Final = date(2026, 11, 25)


async def waivers(slug: str = PLAN) -> list[dict[str, Any]]:
    row = await fetch_one("SELECT waivers FROM plan WHERE slug = $1", slug)
    assert row is not None
    return list(row["waivers"])


async def shown(world: World, who: str = "country_lead", slug: str = PLAN) -> Tree:
    answer = await world.browser(who).get(f"/plans/{slug}/checks")
    assert answer.status_code == 200
    return tree_of(answer.text)


async def waive(world: World, who: str = "country_lead", **typed: str) -> httpx.Response:
    form = {**FINDING, "seen": "", "reason": REASON, **typed}
    return await world.browser(who).post(f"/plans/{PLAN}/waivers", data=form)


async def test_what_fails_is_shown_with_why_lesson_remedy_and_source(sample_world: World) -> None:
    page = await shown(sample_world, "reader")
    assert "A permanent payer takes over what still costs money at the end" in page.text
    assert "Evaluation and research: €3,267 a month still runs on 30 Apr 2028." in page.text
    for head in ("Why it matters", "What others learnt", "What to do", "What the published plan says of it"):
        assert head in page.text
    assert "Initial findings (001#L114)" in page.text
    assert "looks to private foundations and European funds" in page.text
    assert "Threshold: 50 percent probability." in page.text
    assert page.all("a", href=f"/plans/{PLAN}/budget"), "leads to where it is mended"
    assert "Every service is a team" in page.text, "among those that hold"
    assert not page.all("a", href=f"/plans/{PLAN}/waivers/new?check=exit-payer&item=evaluation"), (
        "a reader waives nothing"
    )


@pytest.mark.parametrize("slug", SAMPLES)
async def test_every_finding_leads_to_where_it_is_mended(sample_world: World, slug: str) -> None:
    for who in ("country_lead", "reader"):
        page = await shown(sample_world, who, slug)
        ways = [each.attrs["href"] for each in page.nodes("a") if "aria-describedby" in each.attrs]
        assert len(ways) >= 2
        for way in ways:
            answer = await sample_world.browser(who).get(way)
            assert answer.status_code == 200, way
            fragment = way.partition("#")[2]
            assert not fragment or f'id="{fragment}"' in answer.text, way


async def test_who_may_change_the_plan_is_led_to_the_field(sample_world: World) -> None:
    page = await shown(sample_world)
    (way,) = page.all("a", href=f"/plans/{PLAN}/funding-sources/new?may_pay=stakeholder-work")
    assert "data-in-place" in way
    assert not any("data-in-place" in each.attrs for each in (await shown(sample_world, "reader")).nodes("a"))
    asked = await sample_world.country_lead.get(f"/plans/{PLAN}/funding-sources/new?may_pay=stakeholder-work")
    (box,) = tree_of(asked.text).all("input", name="may_pay", value="stakeholder-work")
    assert "checked" in box


async def tab_of(world: World, path: str) -> tuple[str, dict[str, str | None]]:
    page = tree_of((await world.reader.get(f"/plans/{PLAN}{path}")).text)
    tabs = [each for each in page.nodes("a") if each.attrs.get("href") == ADDRESS and "Checks" in each.text()]
    return tabs[0].text(), dict(tabs[0].attrs)


@pytest.mark.parametrize("path", ["", "/checks"])
async def test_a_page_that_runs_the_checks_counts_the_failing_ones_in_its_menu(sample_world: World, path: str) -> None:
    label, attributes = await tab_of(sample_world, path)
    assert re.fullmatch(r"Checks \(\d\)", label)
    assert "hx-get" not in attributes


@pytest.mark.parametrize("path", ["/timeline", "/milestones", "/budget", "/barriers", "/activity"])
async def test_any_other_page_has_them_counted_once_it_is_there(sample_world: World, path: str) -> None:
    label, attributes = await tab_of(sample_world, path)
    assert (label, attributes["hx-trigger"]) == ("Checks", "load")
    counted = await sample_world.reader.get(str(attributes["hx-get"]))
    assert (await tab_of(sample_world, ""))[0] == counted.text
    again = await sample_world.reader.get(str(attributes["hx-get"]), headers={"if-none-match": counted.headers["etag"]})
    assert again.status_code == 304, "the same until the plan changes"


async def test_the_overview_tells_the_gravest(sample_world: World) -> None:
    page = tree_of((await sample_world.reader.get(f"/plans/{PLAN}")).text)
    assert re.search(r"\d checks? fails?", page.text)
    assert "The money lasts as long as the posts" in page.text


@pytest.mark.parametrize("slug", SAMPLES)
async def test_what_fails_in_a_sample_plan_is_explained_and_nothing_else(sample_world: World, slug: str) -> None:
    plan = await load_plan(await plan_id_of(slug), EVERYTHING)
    failing = {each.check.key for each in failed(results_of(plan, DAY, is_multi_country=True))}
    assert failing
    assert {each.check for each in plan.explanations} == failing
    page = await shown(sample_world, slug=slug)
    assert "Fails" in page.text


def with_one_specialist(plan: Plan) -> Plan:
    services = (replace(each, specialists=Decimal(1)) if "Madrid" in each.title else each for each in plan.services)
    return replace(plan, services=tuple(services))


def without_what_lowers_funding(plan: Plan) -> Plan:
    kept = [each for each in plan.milestones if not any(one.barrier == "funding" for one in each.mitigates)]
    ids = {each.id for each in kept}
    unlinked = (replace(each, after=tuple(link for link in each.after if link.milestone_id in ids)) for each in kept)
    return replace(plan, milestones=tuple(unlinked))


def with_clients_before_training(plan: Plan) -> Plan:
    return replace(
        plan,
        milestones=tuple(
            replace(each, planned_start=plan.start, planned_due=date(2026, 7, 31), status="in-progress", done_on=None)
            if "opening" in each.marks
            else each
            for each in plan.milestones
        ),
    )


def without_a_permanent_payer(plan: Plan) -> Plan:
    return replace(plan, sources=tuple(replace(each, kind="foundation") for each in plan.sources))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (with_one_specialist, "New service in Madrid has 1 of the 2 full-time specialists that a team needs at least."),
        (without_what_lowers_funding, "“Funding” weighs 20 of 25, and no milestone lowers it."),
        (with_clients_before_training, "is due on 31 Jul 2026, before “"),
        (
            without_a_permanent_payer,
            "Employment specialists: €33,000 a month still runs on 30 Apr 2028, and no permanent",
        ),
    ],
)
async def test_a_change_of_the_plan_is_judged_at_once(
    sample_world: World, edit: Callable[[Plan], Plan], said: str
) -> None:
    assert said not in (await shown(sample_world)).text
    await edit_plan(await viewer_of(), await plan_id_of(), edit, now=clock.now())
    assert said in (await shown(sample_world)).text


async def test_a_finding_is_waived_with_a_reason_that_every_reader_sees(sample_world: World) -> None:
    before = await revision_of()
    form = await sample_world.country_lead.get(f"/plans/{PLAN}/waivers/new?check=exit-payer&item=evaluation")
    assert "Evaluation and research: €3,267 a month still runs on" in tree_of(form.text).text
    answer = await waive(sample_world, reason=f"  {REASON} ")
    assert (answer.status_code, said_in(answer)) == (SAVED, f"{ADDRESS}?saved=yes")
    assert await revision_of() == before + 1
    (held,) = await waivers()
    assert (held["check"], held["item"], held["reason"], held["by"]) == (*FINDING.values(), REASON, "country-lead")
    page = await shown(sample_world, "reader")
    assert REASON in page.text
    assert "Waived by Country lead, " in page.text
    activity = tree_of((await sample_world.reader.get(f"/plans/{PLAN}/activity")).text)
    assert "Waived checks" in activity.text
    assert REASON in activity.text


async def test_waiving_all_that_a_check_finds_takes_it_off_the_count(sample_world: World) -> None:
    def number(page: Tree) -> int:
        (tab,) = [each for each in page.nodes("a") if each.attrs.get("href") == ADDRESS and "Checks" in each.text()]
        found = re.search(r"\((\d)\)", tab.text())
        return int(found[1]) if found else 0

    before = number(await shown(sample_world))
    for item in ("evaluation", "stakeholder-work", "translation-and-travel"):
        assert (await waive(sample_world, item=item)).status_code == SAVED
    page = await shown(sample_world)
    assert number(page) == before - 1
    assert "1 is waived." in page.text


async def test_one_reason_for_all_findings_is_said_once(sample_world: World) -> None:
    form = await sample_world.country_lead.get(f"/plans/{PLAN}/waivers/new?check=exit-payer&item=evaluation")
    assert "It holds for the other 2 findings of this check too" in tree_of(form.text).text
    assert (await waive(sample_world, has_others="on")).status_code == SAVED
    assert len(await waivers()) == 3
    page = await shown(sample_world)
    assert page.text.count(REASON) == 1
    assert page.text.count("Take it back") == 3


async def test_a_waiver_is_taken_back_again(sample_world: World) -> None:
    await waive(sample_world)
    (held,) = await waivers()
    answer = await sample_world.country_lead.post(
        f"/plans/{PLAN}/waivers/removal", data={**FINDING, "seen": held["at"].replace("Z", "+00:00")}
    )
    assert answer.status_code == SAVED
    assert await waivers() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": "  "}, "Say why this may stay as it is."),
        ({"reason": "x" * 501}, "Write at most 500 characters. These are 501."),
        ({"reason": "No\x00pe"}, "cannot be kept"),
    ],
)
async def test_a_waiver_that_cannot_be_kept_comes_back_as_typed(
    sample_world: World, typed: dict[str, str], said: str
) -> None:
    before = await footprint()
    answer = await waive(sample_world, **typed)
    assert answer.status_code == REFUSED
    assert said in tree_of(answer.text).text
    assert typed["reason"].replace("\x00", "") in answer.text
    assert await footprint() == before


async def test_what_does_not_fail_is_not_waived(sample_world: World) -> None:
    for wrong in ({"check": "service-size"}, {"item": "nothing"}, {"check": "no-such-check", "item": ""}):
        assert (await waive(sample_world, **wrong)).status_code in {REFUSED, NOT_FOUND}
    asked = await sample_world.country_lead.get(f"/plans/{PLAN}/waivers/new?check=service-size")
    assert asked.status_code == NOT_FOUND
    assert await waivers() == []


async def test_two_people_who_waive_the_same_are_shown_both_reasons(sample_world: World) -> None:
    await waive(sample_world)
    mine = "The foundation has been asked."
    answer = await waive(sample_world, "grant_manager", reason=mine)
    assert answer.status_code == CONFLICT
    page = tree_of(answer.text)
    assert REASON in page.text
    assert mine in page.text
    (held,) = await waivers()
    assert held["reason"] == REASON
    seen = page.all("input", name="seen")[0]["value"]
    kept = await waive(sample_world, "grant_manager", reason=REASON, seen=seen, do="chosen")
    assert kept.status_code == SAVED
    assert (await waivers())[0]["by"] == "country-lead", "theirs was chosen, so nothing is new"
    chosen = await waive(sample_world, "grant_manager", reason=mine, seen=seen, do="chosen")
    assert chosen.status_code == SAVED
    assert [(each["reason"], each["by"]) for each in await waivers()] == [(mine, "grant-manager")]


async def test_taking_back_what_somebody_waived_anew_is_asked_again(sample_world: World) -> None:
    await waive(sample_world)
    old = "2020-01-01T00:00:00+00:00"
    removal = f"/plans/{PLAN}/waivers/removal"
    answer = await sample_world.grant_manager.post(removal, data={**FINDING, "seen": old})
    assert answer.status_code == CONFLICT
    assert REASON in tree_of(answer.text).text
    seen = tree_of(answer.text).all("input", name="seen")[0]["value"]
    form = {**FINDING, "seen": seen, "do": "chosen"}
    assert (await sample_world.grant_manager.post(removal, data={**form, "reason": REASON})).status_code == SAVED
    assert len(await waivers()) == 1
    assert (await sample_world.grant_manager.post(removal, data={**form, "reason": ""})).status_code == SAVED
    assert await waivers() == []


async def test_the_page_reads_in_french(sample_world: World) -> None:
    await speak(sample_world.reader, "fr")
    page = await shown(sample_world, "reader")
    assert "Pourquoi c’est important" in page.text
    assert "Why it matters" not in page.text
