"""Amendments of an approved plan: what is not approved is shown, made one, and signed where it has to be."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.changes import changes_since
from roadmap.store.connection import fetch
from tests.queries import MOST_QUERIES, counted_queries
from tests.web.filled import said_in
from tests.web.test_comparisons import PLAN, cut, edit, five_changes, slipped, text_of, whole
from tests.world import footprint, plan_id_of, revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from roadmap.domain.budgets import BudgetLine
    from roadmap.domain.changes import Change
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
    assert re.search(r"Training[^.]*: cut by 21%; the tolerance is 20%\.", text)
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


def shown_first(page: httpx.Response) -> str:
    """What stands above everything else: the finding with its reasons."""
    return text_of(page).partition("Make an amendment")[0].partition("Amendments so far")[0]


async def test_what_is_shown_above_the_signature_is_what_is_signed(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    await edit(lambda plan: replace(plan, budget=tuple(_as_before(plan.budget))), "Put back")
    page = await sample_world.committee.get(AMENDMENTS)
    shown = shown_first(page)
    assert "Amendment 1 waits for a sign-off. It holds 1 change." in shown
    assert re.search(r"Training[^.]*: cut by 21%; the tolerance is 20%\.", shown)
    assert "1 change made after it is not part of it" in shown
    (amendment,) = (await whole()).amendments
    baseline = (await whole()).baselines[0]
    assert f'href="/plans/{PLAN}/compare?a={baseline.id}&amp;b={amendment.id}">See every change' in page.text
    assert f'href="/plans/{PLAN}/compare?a={baseline.id}&amp;b={amendment.id}">Amendment 1' in page.text
    assert f'href="/plans/{PLAN}/compare?a={amendment.id}&amp;b=now"' in page.text
    held = await sample_world.committee.get(f"/plans/{PLAN}/compare?a={baseline.id}&b={amendment.id}")
    assert "1 change from “Baseline 1” to amendment 1: the budget cut by" in text_of(held)
    assert f'<option value="{amendment.id}" selected>Amendment 1' in held.text
    since = await sample_world.committee.get(f"/plans/{PLAN}/compare?a={amendment.id}&b=now")
    assert "1 change since amendment 1: the budget raised by" in text_of(since)
    await sample_world.committee.post(sign_form(page))
    left = text_of(await sample_world.committee.get(AMENDMENTS))
    assert "1 change is not approved yet. 1 reason asks for a new sign-off." in left


async def test_what_was_changed_after_an_amendment_was_sent_is_told_apart_from_it(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond", decision="Agreed in May")
    await edit(slipped(0, 7), "Late as well")
    shown = shown_first(await sample_world.committee.get(AMENDMENTS))
    assert "Amendment 1 waits for a sign-off. It holds 1 change." in shown
    assert "1 change made after it is not part of it" in shown
    form = text_of(await sample_world.country_lead.get(AMENDMENTS)).partition("Make an amendment")[2]
    assert "It takes the place of Amendment 1: 2 changes are not approved now." in form
    overview = text_of(await sample_world.reader.get(f"/plans/{PLAN}"))
    assert "Amendment 1 waits for a sign-off. It holds 1 change." in overview
    assert "1 change made after it is not part of it" in overview


async def test_an_amendment_that_another_one_replaced_still_shows_what_it_held(sample_world: World) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    await edit(slipped(0, 7), "Late as well")
    await send(sample_world, kind="beyond")
    first, second = sorted((await whole()).amendments, key=lambda each: each.number)
    for each, count in ((first, 1), (second, 2)):
        page = await sample_world.reader.get(f"/plans/{PLAN}/compare?a={each.baseline_id}&b={each.id}")
        assert f"{count} change{'s'[: count - 1]} from “Baseline 1” to amendment {each.number}" in text_of(page)


def _as_before(lines: tuple[BudgetLine, ...]) -> Iterator[BudgetLine]:
    """The budget before ``cut(21)``."""
    for each in lines:
        is_cut = each.category == "training"
        yield replace(each, unit_cost=each.unit_cost / Decimal("0.79")) if is_cut else each


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


async def tolerate(world: World, percent: int, days: int, who: str = "grant_manager") -> httpx.Response:
    """Send the form of tolerances."""
    form = {"version": str((await whole()).version), "category_percent": str(percent), "pinned_days": str(days)}
    return await world.browser(who).post(f"{AMENDMENTS}/tolerances", data=form)


async def test_looser_tolerances_hold_once_they_are_signed_and_not_before(sample_world: World) -> None:
    assert (await tolerate(sample_world, 25, 100)).status_code == SAVED
    await edit(cut(21), "Less money")
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "2 changes are not approved yet. 3 reasons ask for a new sign-off." in text
    assert re.search(r"Training[^.]*: cut by 21%; the tolerance is 20%\.", text)
    assert "A cost category could change by 25% without a sign-off; the tolerance is 20%." in text
    assert "A pinned date could move by 100 days without a sign-off; the tolerance is 90." in text
    assert "20% of a cost category and move a pinned date by 90 days" in text
    assert "25% of a cost category and 100 days of a pinned date hold once they are approved." in text
    assert (await send(sample_world, kind="within")).status_code == REFUSED
    await send(sample_world, kind="beyond")
    await sample_world.committee.post(sign_form(await sample_world.committee.get(AMENDMENTS)))
    await edit(cut(24), "Less money again")
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "1 change is not approved yet. All of it is within tolerance." in text
    assert "25% of a cost category and move a pinned date by 100 days" in text
    assert "hold once they are approved" not in text


async def test_tighter_tolerances_are_a_change_that_needs_no_signature(sample_world: World) -> None:
    assert (await tolerate(sample_world, 5, 30)).status_code == SAVED
    text = text_of(await sample_world.reader.get(AMENDMENTS))
    assert "1 change is not approved yet. All of it is within tolerance." in text
    compared = text_of(await sample_world.reader.get(f"/plans/{PLAN}/compare"))
    assert "1 change since “Baseline 1”: 1 other change." in compared
    assert "5% of a cost category, 30 days of a pinned date" in compared
    await send(sample_world, kind="within")
    assert "5% of a cost category and move a pinned date by 30 days" in text_of(
        await sample_world.reader.get(AMENDMENTS)
    )


async def test_tolerances_saved_as_they_are_or_put_back_are_no_change(sample_world: World) -> None:
    before = await footprint()
    assert (await tolerate(sample_world, 20, 90)).status_code == SAVED
    assert await footprint() == before
    await tolerate(sample_world, 50, 90)
    await tolerate(sample_world, 20, 90)
    assert "Everything in this plan is approved." in text_of(await sample_world.reader.get(AMENDMENTS))


@pytest.mark.parametrize(("who", "status"), [("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)])
async def test_tolerances_are_set_by_who_manages_the_plan(sample_world: World, who: str, status: int) -> None:
    before = await footprint()
    assert (await tolerate(sample_world, 25, 100, who)).status_code == status
    assert await footprint() == before


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


async def test_nobody_signs_what_they_made_and_a_signature_names_the_role_that_gives_it(sample_world: World) -> None:
    await fetch(
        """
        INSERT INTO membership (id, account_id, role, plan_id)
        SELECT gen_random_uuid(), id, 'committee-member', $1 FROM account
        WHERE email IN ('grant-manager@example.org', 'country-lead@example.org')
        """,
        await plan_id_of(PLAN),
    )
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    where = sign_form(await sample_world.country_lead.get(AMENDMENTS))
    own = await sample_world.grant_manager.get(AMENDMENTS)
    assert not sign_form(own)
    assert "You made this amendment: somebody else has to sign it." in text_of(own)
    before = await footprint()
    answer = await sample_world.grant_manager.post(where)
    assert answer.status_code == REFUSED
    assert "You made this amendment: somebody else has to sign it." in text_of(answer)
    assert await footprint() == before
    assert (await sample_world.country_lead.post(where)).status_code == SAVED
    assert (await whole()).amendments[0].signed_by == "committee-member"


async def test_what_is_changed_at_the_moment_of_signing_is_not_signed_along(
    sample_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await edit(cut(21), "Less money")
    await send(sample_world, kind="beyond")
    where = sign_form(await sample_world.committee.get(AMENDMENTS))
    read = await changes_since(await plan_id_of(PLAN), 0)
    await edit(slipped(0, 7), "Late as well")

    async def as_read_before(*_: object) -> list[Change]:
        return list(read)

    with monkeypatch.context() as patch:
        patch.setattr("roadmap.services.amendments.changes_since", as_read_before)
        answer = await sample_world.committee.post(where)
    assert answer.status_code == CONFLICT
    assert "The plan was changed" in text_of(answer)
    assert (await sample_world.committee.post(where)).status_code == SAVED


async def test_the_pages_ask_little(sample_world: World) -> None:
    await five_changes()
    for address in (AMENDMENTS, f"/plans/{PLAN}"):
        with counted_queries() as asked:
            assert (await sample_world.country_lead.get(address)).status_code == 200
        assert len(asked) <= MOST_QUERIES
