"""Amendments of an approved plan: what is not approved is shown, made one, and signed where it has to be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.connection import fetch
from tests.queries import MOST_QUERIES, counted_queries
from tests.web.filled import said_in
from tests.web.test_comparisons import PLAN, cut, edit, five_changes, slipped, text_of, whole
from tests.world import footprint, plan_id_of, revision_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

AMENDMENTS: Final = f"/plans/{PLAN}/amendments"
SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 303, 403, 404, 409, 422


async def send(world: World, who: str = "grant_manager", **typed: str) -> httpx.Response:
    """Send the form as the page gives it, but for what is typed."""
    form = {"revision": str(await revision_of(PLAN)), "reason": "Agreed on Monday", **typed}
    return await world.browser(who).post(AMENDMENTS, data=form)


def sign_form(page: httpx.Response) -> str:
    """Where the button that signs leads; nothing without one."""
    found = re.search(r'action="([^"]+/signature)"', page.text)
    return found[1] if found else ""


async def test_the_five_changes_are_not_approved_and_the_20_percent_rule_asks_for_a_sign_off(
    sample_world: World,
) -> None:
    before = await five_changes()
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "5 changes are not approved yet. 2 reasons ask for a new sign-off." in text
    assert f"“{before.milestones[-1].title}” is given up." in text
    assert re.search(r"Training[^.]*: cut by 21 %; the tolerance is 20 %\.", text)
    overview = text_of(await sample_world.reader.get(f"/plans/{PLAN}"))
    assert "5 changes are not approved yet." in overview
    answer = await send(sample_world, kind="results", decision="Steering committee, 24 November 2026")
    assert (answer.status_code, said_in(answer)) == (SAVED, f"{AMENDMENTS}?saved=yes")
    plan = await whole()
    assert len(plan.baselines) == 1, "it waits"
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "Amendment 1 waits for a sign-off." in text
    assert "Steering committee, 24 November 2026" in text


async def test_a_committee_member_signs_by_name_and_what_is_signed_is_the_plan_as_it_was(sample_world: World) -> None:
    await five_changes()
    await send(sample_world, kind="results")
    made = await whole()
    await edit(slipped(5, 3), "After the amendment")
    for name in ("grant_manager", "country_lead", "reader"):
        assert sign_form(await sample_world.browser(name).get(AMENDMENTS)) == ""
    page = await sample_world.committee.get(AMENDMENTS)
    answer = await sample_world.committee.post(sign_form(page))
    assert answer.status_code == SAVED
    plan = await whole()
    (amendment,) = plan.amendments
    assert (amendment.signed_by, plan.baseline and plan.baseline.name) == ("committee-member", "Baseline 2")
    assert plan.baseline is not None
    assert {each.id: each.due for each in plan.baseline.milestones} == {
        each.id: each.planned_due for each in made.milestones
    }
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "1 change is not approved yet. All of it is within tolerance." in text
    row = await fetch("SELECT name FROM account WHERE id = $1", amendment.signer_id)
    assert f"Signed by {row[0]['name']} (Committee member)" in text


async def test_within_tolerance_a_new_baseline_comes_at_once(sample_world: World) -> None:
    await edit(slipped(0, 7), "Late")
    answer = await send(sample_world, kind="within")
    assert answer.headers["location"] == f"{AMENDMENTS}?saved=final"
    plan = await whole()
    assert [each.name for each in plan.baselines] == ["Baseline 1", "Baseline 2"]
    assert plan.amendments[0].new_baseline_id == plan.baselines[1].id
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "Everything in this plan is approved." in text
    assert "Needs no sign-off" in text
    assert "not approved" not in text_of(await sample_world.reader.get(f"/plans/{PLAN}"))
    compared = text_of(await sample_world.reader.get(f"/plans/{PLAN}/compare"))
    assert "Nothing of the plan has changed since “Baseline 2”." in compared


async def test_a_later_amendment_takes_the_place_of_one_that_waits(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    first = sign_form(await sample_world.committee.get(AMENDMENTS))
    await edit(slipped(0, 7), "Late as well")
    await send(sample_world, kind="beyond")
    answer = await sample_world.committee.post(first)
    assert answer.status_code == REFUSED
    assert "waits no more" in text_of(answer)
    assert "A later amendment took its place" in text_of(await sample_world.reader.get(AMENDMENTS))
    assert (
        await sample_world.committee.post(sign_form(await sample_world.committee.get(AMENDMENTS)))
    ).status_code == SAVED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "within"}, "Choose what the rule says or what weighs more"),
        ({"kind": "correction"}, "Choose what the rule says or what weighs more"),
        ({"kind": "odd"}, "Choose one of the answers on offer."),
        ({"kind": "beyond", "reason": "  "}, "Say why the plan changes."),
        ({"kind": "beyond", "reason": "x" * 1_001}, "Write at most 1,000 characters."),
        ({"kind": "beyond", "revision": ""}, "came in incomplete"),
    ],
)
async def test_an_amendment_that_cannot_be_is_refused_as_typed(
    sample_world: World, typed: dict[str, str], said: str
) -> None:
    await edit(cut(21), "Less money")
    before = await footprint()
    answer = await send(sample_world, decision="Kept as typed", **typed)
    assert answer.status_code == REFUSED
    assert said in text_of(answer)
    assert "Kept as typed" in answer.text
    assert await footprint() == before


async def test_a_plan_that_changed_meanwhile_is_not_amended_unawares(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    revision = str(await revision_of(PLAN))
    await edit(slipped(0, 7), "Late")
    before = await footprint()
    answer = await send(sample_world, kind="beyond", reason="As we agreed", revision=revision)
    assert answer.status_code == CONFLICT
    assert "Look at what is not approved now" in text_of(answer)
    assert "As we agreed" in answer.text
    assert await footprint() == before


@pytest.mark.parametrize("path", ["", "/amendments"])
async def test_a_plan_that_nobody_approved_leads_to_where_that_is_done(sample_world: World, path: str) -> None:
    await edit(lambda plan: replace(plan, baselines=()))
    way = f'href="/plans/{PLAN}/settings#baselines"'
    for who, is_led in (("country_lead", True), ("reader", False)):
        page = await sample_world.browser(who).get(f"/plans/{PLAN}{path}")
        assert "Nobody has approved this plan yet." in text_of(page)
        assert (way in page.text) == is_led


async def test_a_milestone_says_what_the_baseline_holds_of_it_where_it_does(sample_world: World) -> None:
    plan = await whole()
    own, address = plan.milestones[-1], f"/plans/{PLAN}/milestones/{plan.milestones[-1].id}"
    baseline = plan.baselines[-1]
    assert "Added since" not in text_of(await sample_world.reader.get(address))
    others = tuple(each for each in baseline.milestones if each.id != own.id)
    await edit(lambda now: replace(now, baselines=(replace(baseline, milestones=others),)))
    assert f"Added since “{baseline.name}”" in text_of(await sample_world.reader.get(address))
    await edit(lambda now: replace(now, baselines=()))
    facts = text_of(await sample_world.reader.get(address)).partition("Forecast")[2].partition("Owner")[0]
    assert "Baseline" not in facts


async def test_where_everything_is_approved_there_is_nothing_to_amend(sample_world: World) -> None:
    answer = await send(sample_world, kind="within")
    assert answer.status_code == REFUSED
    assert "there is nothing to amend" in text_of(answer)
    await fetch("DELETE FROM baseline WHERE plan_id = $1", await plan_id_of(PLAN))
    answer = await send(sample_world, kind="within")
    assert "Nobody has approved this plan yet" in text_of(answer)


async def test_tolerances_are_the_plans_own_where_it_has_some(sample_world: World) -> None:
    version = str((await whole()).version)
    form = {"version": version, "category_percent": "25", "pinned_days": "30"}
    assert (await sample_world.grant_manager.post(f"{AMENDMENTS}/tolerances", data=form)).status_code == SAVED
    await edit(cut(21), "Less money")
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "1 change is not approved yet. All of it is within tolerance." in text
    assert "25 % of a cost category and move a pinned date by 30 days" in text


@pytest.mark.parametrize("number", ["", "x", "-1", "101", "9" * 30])
async def test_a_tolerance_that_cannot_be_is_refused_as_typed(sample_world: World, number: str) -> None:
    before = await footprint()
    form = {"version": str((await whole()).version), "category_percent": number, "pinned_days": "30"}
    answer = await sample_world.grant_manager.post(f"{AMENDMENTS}/tolerances", data=form)
    assert answer.status_code == REFUSED
    assert "Write a whole number from 0 to 100." in text_of(answer)
    assert f'value="{number}"' in answer.text
    assert await footprint() == before


async def test_tolerances_from_an_old_page_are_told(sample_world: World) -> None:
    version = str((await whole()).version)
    await edit(lambda plan: replace(plan, title="Other"))
    form = {"version": version, "category_percent": "25", "pinned_days": "30"}
    answer = await sample_world.grant_manager.post(f"{AMENDMENTS}/tolerances", data=form)
    assert answer.status_code == CONFLICT
    assert 'value="25"' in answer.text


async def test_who_may_not_sign_is_refused_and_a_signature_stays(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    where = sign_form(await sample_world.committee.get(AMENDMENTS))
    before = await footprint()
    assert (await sample_world.grant_manager.post(where)).status_code == FORBIDDEN
    assert (await sample_world.outsider.post(where)).status_code == NOT_FOUND
    assert await footprint() == before
    await sample_world.committee.post(where)
    answer = await sample_world.grant_manager.post(
        f"/plans/{PLAN}/undo", data={"revision": str(await revision_of(PLAN))}
    )
    assert answer.status_code == REFUSED
    assert "The baseline “Baseline 2” stays" in text_of(answer)


async def test_the_pages_ask_little(sample_world: World) -> None:
    await five_changes()
    for address in (AMENDMENTS, f"/plans/{PLAN}"):
        with counted_queries() as asked:
            assert (await sample_world.country_lead.get(address)).status_code == 200
        assert len(asked) <= MOST_QUERIES
