"""Every noun of a plan is added, changed and taken out in the same way, and refuses the same people and mistakes."""

from __future__ import annotations

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.filled import chosen_in, errors_of, form_of, said_in, text_of
from tests.web.part_desk import CONFLICT, FORBIDDEN, NOBODYS, NOT_FOUND, REFUSED, SAVED, Noun, Office, every_noun
from tests.world import MANAGERS, PLAN, READERS, World, footprint, revision_of, speak


@pytest.fixture
def office(sample_world: World, noun: Noun) -> Office:
    return Office(world=sample_world, noun=noun)


@every_noun
async def test_who_manages_the_plan_finds_the_way_and_who_reads_it_does_not(office: Office) -> None:
    part_id = (await office.ids())[0]
    page = f"/plans/{PLAN}{office.noun.tab}"
    for who in (*MANAGERS, *READERS):
        answer = await office.world.browser(who).get(page)
        for address in (f"{office.address}/new", f"{office.address}/{part_id}/edit"):
            assert (address in answer.text) == (who in MANAGERS), (who, address)


@every_noun
async def test_one_is_added_counted_logged_and_shown(office: Office) -> None:
    before, known = await revision_of(), set(await office.ids())
    answer = await office.send(await office.form(), **(await office.new_values()))
    assert answer.status_code == SAVED
    (added,) = set(await office.ids()) - known
    assert said_in(answer).startswith(f"/plans/{PLAN}{office.noun.tab}?saved=yes#")
    assert answer.headers["location"].endswith(added)
    assert await revision_of() == before + 1
    log = await fetch_one("SELECT * FROM change ORDER BY id DESC LIMIT 1")
    assert log is not None
    assert (log["action"], str(log["item_id"]), log["actor"]) == ("created", added, "country-lead")
    page = await office.world.reader.get(answer.headers["location"].partition("#")[0])
    assert f'id="{answer.headers["location"].partition("#")[2]}"' in page.text
    assert "Saved." in page.text


@every_noun
async def test_the_same_form_sent_twice_adds_one(office: Office) -> None:
    form, known = await office.form(), set(await office.ids())
    new = await office.new_values()
    assert (await office.send(form, **new)).status_code == SAVED
    before = await footprint()
    assert (await office.send(form, **new)).status_code == SAVED
    assert await footprint() == before
    assert len(set(await office.ids()) - known) == 1


@every_noun
async def test_a_change_is_counted_logged_with_from_and_to_and_told(office: Office) -> None:
    part_id, before = (await office.ids())[0], await revision_of()
    answer = await office.send(await office.form(part_id), **office.noun.change, **office.why())
    assert answer.status_code == SAVED
    assert await revision_of() == before + 1
    log = await fetch("SELECT * FROM change WHERE item_id = $1 ORDER BY id DESC", part_id)
    assert (log[0]["action"], log[0]["actor"]) == ("changed", "country-lead")
    names = {each["field"] for each in log[0]["fields"]}
    assert set(office.noun.change) <= names
    assert names <= {*office.noun.change, *office.noun.told}
    assert log[0]["reason"] == ("Agreed at the meeting." if office.noun.has_ground else "")
    activity = text_of(await office.world.reader.get(f"/plans/{PLAN}/activity"))
    assert f"{office.noun.said}: from " in activity
    assert "Country lead" in activity


@every_noun
async def test_saving_what_is_there_already_writes_nothing(office: Office) -> None:
    before = await footprint()
    for part_id in await office.ids():
        assert (await office.send(await office.form(part_id))).status_code == SAVED
    assert await footprint() == before


@every_noun
async def test_a_reader_in_another_language_changes_no_text_by_saving_it(office: Office) -> None:
    await speak(office.world.country_lead, "fr")
    await test_saving_what_is_there_already_writes_nothing(office)


@every_noun
async def test_what_cannot_be_is_refused_beside_its_field_all_at_once_and_kept_as_typed(office: Office) -> None:
    part_id, before = (await office.ids())[0], await footprint()
    for form in (await office.form(part_id), await office.form()):
        answer = await office.send(form, **office.why(), **office.noun.wrong)
        assert answer.status_code == REFUSED
        assert set(office.noun.wrong) <= set(errors_of(answer)), errors_of(answer)
        again = form_of(answer, form.action)
        for name, typed in office.noun.wrong.items():
            assert again.values.get(name, "") == typed
        assert again.action == form.action
    assert await footprint() == before


@every_noun
async def test_a_new_figure_needs_its_ground(office: Office) -> None:
    if not office.noun.has_ground:
        return
    form = await office.form((await office.ids())[0])
    answer = await office.send(form, **office.noun.change)
    assert answer.status_code == REFUSED
    assert errors_of(answer) == {"ground_reason": "Say why: a figure that you add or change needs its reason."}
    for kind in ("assumed", "reported"):
        form = await office.form((await office.ids())[0])
        rival = office.noun.change if kind == "assumed" else office.noun.rival
        answer = await office.send(form, **rival, ground_kind=kind, ground_reason="As Ana wrote.")
        assert answer.status_code == SAVED
        row = await office.row((await office.ids())[0])
        assert row is not None
        basis = row["basis"]
        assert (basis["kind"], basis["by"], basis["reason"]) == (kind, "Country lead", "As Ana wrote.")


@every_noun
async def test_who_comes_second_sees_both_versions_and_nothing_is_lost(office: Office) -> None:
    part_id = (await office.ids())[0]
    mine = await office.form(part_id)
    theirs = await office.form(part_id, "grant_manager")
    assert (await office.send(theirs, "grant_manager", **office.noun.rival, **office.why())).status_code == SAVED
    before = await footprint()
    answer = await office.send(mine, **office.noun.change, **office.why())
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    assert "Grant manager saved it on" in text_of(answer)
    comparison = form_of(answer, part_id)
    ((name, typed),) = office.noun.change.items()
    held = (await office.form(part_id)).values[name]
    sides = {each for each in answer.text.split('"') if each in {typed, held}}
    assert sides == {typed, held}
    assert (await office.world.country_lead.post(comparison.action, data=chosen_in(answer))).status_code == SAVED
    assert (await office.form(part_id)).values[name] == typed


@every_noun
async def test_two_people_who_write_the_same_do_not_quarrel(office: Office) -> None:
    part_id = (await office.ids())[0]
    mine, theirs = await office.form(part_id), await office.form(part_id, "grant_manager")
    assert (await office.send(theirs, "grant_manager", **office.noun.change, **office.why())).status_code == SAVED
    assert (await office.send(mine, **office.noun.change, **office.why())).status_code == SAVED


@every_noun
async def test_one_is_taken_out_after_it_was_said_what_goes(office: Office) -> None:
    part_id = (await office.ids())[0]
    shown = await office.world.country_lead.get(f"{office.address}/{part_id}/removal")
    assert "keeps that it was there" in text_of(shown)
    form, before = form_of(shown, "removal"), await revision_of()
    for _ in range(2):
        answer = await office.send(form)
        assert answer.status_code == SAVED
        assert await revision_of() == before + 1
    assert await office.row(part_id) is None
    log = await fetch("SELECT action FROM change WHERE item_id = $1 ORDER BY id DESC", part_id)
    assert log[0]["action"] == "removed"


@every_noun
async def test_what_was_typed_into_something_taken_out_meanwhile_can_be_added_anew(office: Office) -> None:
    part_id = (await office.ids())[0]
    mine = await office.form(part_id)
    shown = await office.world.grant_manager.get(f"{office.address}/{part_id}/removal")
    assert (await office.send(form_of(shown, "removal"), "grant_manager")).status_code == SAVED
    answer = await office.send(mine, **office.noun.change, **office.why())
    assert answer.status_code == CONFLICT
    assert "Somebody took this out while you were writing" in text_of(answer)
    anew = form_of(answer, office.noun.segment)
    ((name, typed),) = office.noun.change.items()
    assert anew.values[name] == typed


@every_noun
async def test_what_was_changed_since_is_looked_at_again_before_it_is_taken_out(office: Office) -> None:
    part_id = (await office.ids())[0]
    shown = await office.world.country_lead.get(f"{office.address}/{part_id}/removal")
    theirs = await office.form(part_id, "grant_manager")
    assert (await office.send(theirs, "grant_manager", **office.noun.change, **office.why())).status_code == SAVED
    before = await footprint()
    answer = await office.send(form_of(shown, "removal"))
    assert answer.status_code == CONFLICT
    assert "Somebody changed it" in text_of(answer)
    assert await footprint() == before
    assert (await office.send(form_of(answer, "removal"))).status_code == SAVED


@every_noun
async def test_readers_are_refused_and_outsiders_know_of_nothing(office: Office) -> None:
    part_id = (await office.ids())[0]
    change, new = await office.form(part_id), await office.form()
    before = await footprint()
    for who, status in (("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)):
        browser = office.world.browser(who)
        for path in ("new", f"{part_id}/edit", f"{part_id}/removal"):
            assert (await browser.get(f"{office.address}/{path}")).status_code == status
        for form, typed in ((change, office.noun.change), (new, await office.new_values())):
            assert (await browser.post(form.action, data=form.typed(**typed))).status_code == status
        assert (await browser.post(f"{office.address}/{part_id}/removal", data={"version": "1"})).status_code == status
    assert await footprint() == before


@every_noun
@pytest.mark.parametrize("wrong", [NOBODYS, "nonsense"])
async def test_what_is_not_in_the_plan_is_not_found(office: Office, wrong: str) -> None:
    browser, before = office.world.country_lead, await footprint()
    form = (await office.form((await office.ids())[0])).typed(**office.noun.change, **office.why())
    assert (await browser.get(f"{office.address}/{wrong}/edit")).status_code == NOT_FOUND
    assert (await browser.get(f"{office.address}/{wrong}/removal")).status_code == NOT_FOUND
    assert (await browser.post(f"{office.address}/{wrong}", data=form)).status_code == NOT_FOUND
    assert (await browser.post(f"{office.address}/{wrong}/removal", data={"version": "1"})).status_code == NOT_FOUND
    assert await footprint() == before


@every_noun
async def test_a_form_with_nothing_in_it_is_refused_not_a_failure(office: Office) -> None:
    part_id, before = (await office.ids())[0], await footprint()
    for path in (office.address, f"{office.address}/{part_id}", f"{office.address}/{part_id}/removal"):
        assert (await office.world.country_lead.post(path, data={})).status_code == REFUSED
    assert await footprint() == before
