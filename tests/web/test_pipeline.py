"""The board of the pipeline: amounts at their stages, and moving one, which never saves without having been asked."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.domain.funding import FIRM, STAGES, by_stage, committed, in_all, probable
from roadmap.domain.money import Money
from roadmap.i18n import language
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import load_plan
from tests.web.filled import chosen_in, errors_of, form_of, said_in, text_of
from tests.web.pages import tree_of
from tests.world import MANAGERS, READERS, World, footprint, plan_id_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.funding import Commitment
    from roadmap.domain.plans import Plan

SLUG: Final = "czech-republic"
BOARD: Final = f"/plans/{SLUG}/funding"
MOVES: Final = f"/plans/{SLUG}/commitment-stages"
OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
MISSING: Final = "00000000-0000-4000-8000-000000000000"


async def plan_of() -> Plan:
    return await load_plan(await plan_id_of(SLUG), ("budget", "sources", "commitments"))


async def one(*, is_firm: bool) -> Commitment:
    return next(each for each in (await plan_of()).commitments if each.is_firm == is_firm)


async def now(held: Commitment) -> Commitment:
    return next(each for each in (await plan_of()).commitments if each.id == held.id)


async def test_a_card_offers_the_next_stage_first_and_a_step_back_after_those_ahead(sample_world: World) -> None:
    page = (await sample_world.country_lead.get(BOARD)).text
    for held in (await plan_of()).commitments:
        chosen = re.search(rf'<select id="move-{held.id}".*?</select>', page, re.DOTALL)
        assert chosen
        place = STAGES.index(held.stage)
        offered = re.findall(r'<option value="([^"]+)"', chosen[0])
        assert offered == [*STAGES[place + 1 :], *reversed(STAGES[:place])]


async def ask(world: World, held: Commitment, stage: str = "", who: str = "country_lead") -> httpx.Response:
    """Ask for the form of an amount's stage, as its card does."""
    return await world.browser(who).get(f"{MOVES}/{held.id}/edit", params={"stage": stage})


async def send(world: World, opened: httpx.Response, **typed: Any) -> httpx.Response:  # noqa: ANN401
    form = form_of(opened, opened.url.path.removesuffix("/edit"))
    return await world.country_lead.post(form.action, data=form.typed(**typed))


def said(amount: Decimal, currency: str = "CZK") -> str:
    return re.sub(r"\s+", " ", language("en").money(Money(amount=amount, currency=currency)))


async def test_every_amount_has_a_card_in_its_column_and_every_column_and_half_its_sum(sample_world: World) -> None:
    page, plan = tree_of((await sample_world.reader.get(BOARD)).text), await plan_of()
    for stage, held in by_stage(plan.commitments).items():
        (column,) = (each for each in page.nodes("section") if each.attrs.get("data-stage") == stage)
        cards = [each.attrs["id"] for each in column.walk() if "card" in each.classes]
        assert cards == [f"card-{each.id}" for each in held]
        assert (said(in_all(held)) if held else "–") in column.text()
    text = text_of(await sample_world.reader.get(BOARD))
    assert f"Probable {said(probable(plan.commitments))}" in text
    assert f"Firm {said(committed(plan.commitments))}" in text


@pytest.mark.parametrize("slug", ["croatia", "czech-republic", "denmark", "france", "scotland", "spain"])
async def test_the_columns_add_up_to_what_the_table_and_the_export_hold(sample_world: World, slug: str) -> None:
    body = (await sample_world.reader.get(f"/plans/{slug}/exports/funding.csv")).content.decode("utf-8-sig")
    rows = [each for each in csv.DictReader(io.StringIO(body)) if each["Stage"]]
    plan = await load_plan(await plan_id_of(slug), ("sources", "commitments"))
    page = tree_of((await sample_world.reader.get(f"/plans/{slug}/funding")).text)
    (table,) = (each for each in page.nodes("section") if each.attrs.get("aria-labelledby") == "sources")
    listed = table.text(("tip",))
    for stage, held in by_stage(plan.commitments).items():
        exported = sum((Decimal(each["Amount"]) for each in rows if each["Stage"] == stage), Decimal(0))
        assert exported == in_all(held)
        (column,) = (each for each in page.nodes("section") if each.attrs.get("data-stage") == stage)
        assert (said(exported, plan.currency) if held else "–") in column.text()
        assert all(said(each.amount, plan.currency) in listed for each in held)


async def test_who_manages_the_plan_can_move_cards_and_who_reads_it_cannot(sample_world: World) -> None:
    for who in (*MANAGERS, *READERS):
        page = (await sample_world.browser(who).get(BOARD)).text
        assert (MOVES in page) == (who in MANAGERS), who
        assert ("data-card" in page) == (who in MANAGERS), who


async def test_asking_for_a_move_saves_nothing_and_says_what_it_would_bring(sample_world: World) -> None:
    held, before = await one(is_firm=False), await footprint()
    opened = await ask(sample_world, held, "committed")
    assert await footprint() == before
    assert form_of(opened, str(held.id)).values["stage"] == "committed"
    assert form_of(opened, str(held.id)).values["probability"] == ""
    text, plan = text_of(opened), await plan_of()
    assert f"Committed {said(committed(plan.commitments))}" in text
    assert f"{said(committed(plan.commitments) + held.amount)} {said(held.amount)} more" in text


@pytest.mark.parametrize("stage", [each for each in STAGES if each in FIRM])
async def test_what_becomes_firm_is_certain_without_saying_so(sample_world: World, stage: str) -> None:
    held = await one(is_firm=False)
    answer = await send(sample_world, await ask(sample_world, held, stage))
    assert answer.status_code == SAVED
    assert said_in(answer) == f"{BOARD}?saved=yes#card-{held.id}"
    after = await now(held)
    assert (after.stage, after.probability, after.amount, after.basis) == (stage, 100, held.amount, held.basis)
    page = (await sample_world.reader.get(answer.headers["location"].partition("#")[0])).text
    assert "Saved." in page
    assert f'id="card-{held.id}"' in page


async def test_what_is_firm_no_longer_needs_a_chance_and_keeps_what_was_typed(sample_world: World) -> None:
    held, before = await one(is_firm=True), await footprint()
    opened = await ask(sample_world, held, "in-talks")
    assert form_of(opened, str(held.id)).values["probability"] == ""
    for typed in ("", "100", "140", "about half"):
        answer = await send(sample_world, opened, probability=typed, ground_reason="They asked for time.")
        assert answer.status_code == REFUSED
        assert "probability" in errors_of(answer)
        values = form_of(answer, str(held.id)).values
        assert (values["stage"], values["probability"], values["ground_reason"]) == (
            "in-talks",
            typed,
            "They asked for time.",
        )
    assert await footprint() == before
    assert (await send(sample_world, opened, probability="55")).status_code == SAVED
    assert ((await now(held)).stage, (await now(held)).probability) == ("in-talks", 55)


async def test_a_reason_is_logged_and_told_on_the_page_of_the_amount(sample_world: World) -> None:
    held = await one(is_firm=False)
    opened = await ask(sample_world, held, "committed")
    answer = await send(sample_world, opened, ground_reason="Letter of 3 March.")
    assert answer.status_code == SAVED
    assert (await now(held)).basis == held.basis
    log = await fetch_one("SELECT * FROM change WHERE item_id = $1 ORDER BY id DESC", str(held.id))
    assert log is not None
    assert (log["action"], log["actor"], log["reason"]) == ("changed", "country-lead", "Letter of 3 March.")
    page = text_of(await sample_world.reader.get(f"/plans/{SLUG}/commitments/{held.id}"))
    assert "Country lead" in page
    assert "Letter of 3 March." in page
    assert "Committed" in page


async def test_a_move_can_be_looked_at_again_and_undone(sample_world: World) -> None:
    held = await one(is_firm=False)
    opened, before = await ask(sample_world, held, "committed"), await footprint()
    preview = await send(sample_world, opened, do="preview")
    assert preview.status_code == OK
    assert "What this would change" in preview.text
    assert await footprint() == before
    saved = await send(sample_world, opened)
    shown = await sample_world.country_lead.get(saved.headers["location"].partition("#")[0])
    undo = form_of(shown, "/undo")
    assert (await sample_world.country_lead.post(undo.action, data=undo.values)).status_code == SAVED
    assert (await now(held)).stage == held.stage


async def test_who_comes_second_sees_both_stages_and_nothing_is_lost(sample_world: World) -> None:
    held = await one(is_firm=False)
    mine, theirs = await ask(sample_world, held, "committed"), await ask(sample_world, held, "applied", "grant_manager")
    form = form_of(theirs, str(held.id))
    assert (
        await sample_world.grant_manager.post(form.action, data=form.typed(stage="contracted", probability=""))
    ).status_code == SAVED
    before = await footprint()
    answer = await send(sample_world, mine)
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    assert "Grant manager saved it on" in text_of(answer)
    comparison = form_of(answer, str(held.id))
    assert (await sample_world.country_lead.post(comparison.action, data=chosen_in(answer))).status_code == SAVED
    assert (await now(held)).stage == "committed"


async def test_readers_are_refused_outsiders_know_of_nothing_and_what_is_not_there_is_not_found(
    sample_world: World,
) -> None:
    held = await one(is_firm=False)
    form = form_of(await ask(sample_world, held, "committed"), str(held.id))
    before = await footprint()
    for who, status in (("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)):
        assert (await ask(sample_world, held, "committed", who)).status_code == status
        assert (await sample_world.browser(who).post(form.action, data=form.values)).status_code == status
    for wrong in (MISSING, "nonsense"):
        assert (await sample_world.country_lead.get(f"{MOVES}/{wrong}/edit")).status_code == NOT_FOUND
        assert (await sample_world.country_lead.post(f"{MOVES}/{wrong}", data=form.values)).status_code == NOT_FOUND
        assert (await sample_world.reader.get(f"/plans/{SLUG}/commitments/{wrong}")).status_code == NOT_FOUND
    assert (await sample_world.country_lead.post(form.action, data={})).status_code == REFUSED
    assert await footprint() == before


async def test_a_stage_that_there_is_not_leaves_the_form_as_the_amount_stands(sample_world: World) -> None:
    held = await one(is_firm=False)
    for odd in ("", "nonsense", "<script>", "committed;"):
        assert form_of(await ask(sample_world, held, odd), str(held.id)).values["stage"] == held.stage


async def test_a_card_says_when_its_payer_was_to_decide_that_it_comes_late_and_since_when_it_is_there(
    sample_world: World,
) -> None:
    held = await one(is_firm=False)
    await send(sample_world, await ask(sample_world, held, "in-talks"), probability="33")
    await fetch("UPDATE commitment SET decides_on = '2026-01-15', delay = 3 WHERE id = $1", str(held.id))
    await fetch("UPDATE plan SET revision = revision + 1")
    text = text_of(await sample_world.reader.get(BOARD))
    assert re.search(r"33% likely Overdue By 15 Jan 2026, [\d,]+ days ago Likely 3 months late ", text)
    assert "Here since " in text


async def test_every_amount_has_a_page_with_what_is_agreed_and_what_its_payer_ties_it_to(sample_world: World) -> None:
    for held in (await plan_of()).commitments:
        text = text_of(await sample_world.reader.get(f"/plans/{SLUG}/commitments/{held.id}"))
        assert said(held.amount) in text
        assert "May not pay" in text
        assert "Move to another stage" not in text
