"""Editing milestones by form: what is saved, previewed, refused as typed, and shown beside another's version."""

from __future__ import annotations

from typing import Any, Final

from tests.web.filled import chosen_in, errors_of, form_of, text_of, ticked_in
from tests.web.milestone_forms import CONFLICT, FORBIDDEN, LIST, NOT_FOUND, OK, REFUSED, SAVED, Editor, free, plan_now
from tests.world import PLAN, READERS, footprint, revision_of, speak

WRONG: Final[dict[str, str]] = {
    "title": "x" * 5_000,
    "owner": "",
    "theme": "nonsense",
    "weight": "about 3",
    "best": "0",
    "anchor_at": "date",
    "anchor_day": "soon",
    "pin_kind": "on",
    "pin_day": "9999-01-01",
    "after_rows": "1",
    "after_0_milestone": "",
    "after_0_lag": "x",
}


async def test_a_milestone_is_added_once_however_often_its_form_is_sent(editor: Editor) -> None:
    before, plan = await revision_of(), await plan_now()
    form = await editor.open(f"{LIST}/new", LIST)
    typed: dict[str, Any] = {
        "title": "Lawyer hired 🎉 محامٍ",
        "owner": "Ana Horvat",
        "theme": "funding",
        "anchor_at": "plan-start",
        "anchor_months": "3",
    }
    first, second = await editor.send(form, **typed), await editor.send(form, **typed)
    assert (first.status_code, second.status_code) == (SAVED, SAVED)
    after = await plan_now()
    assert (len(after.milestones), await revision_of()) == (len(plan.milestones) + 1, before + 1)
    new = next(each for each in after.milestones if each.title.startswith("Lawyer"))
    assert (new.owner, new.number) == ("Ana Horvat", max(each.number for each in plan.milestones) + 1)
    assert first.headers["location"].startswith(f"{LIST}/{new.id}?saved=yes")
    page = await editor.get(f"{LIST}/{new.id}", "reader")
    for piece in ("Lawyer hired 🎉 محامٍ", "Ana Horvat", "3 months after the start", "Put into the plan by hand."):
        assert piece in page, piece
    await speak(editor.world.reader, "fr")
    page = await editor.get(f"{LIST}/{new.id}", "reader")
    assert "Saisi à la main dans le plan." in page
    assert "Put into the plan" not in page


async def test_a_field_named_in_the_address_is_filled_in(editor: Editor) -> None:
    form = await editor.open(f"{LIST}/new?title=Named&theme=evidence", LIST)
    assert (form.values["title"], form.values["theme"]) == ("Named", "evidence")


async def test_a_change_moves_what_waits_for_it_and_the_log_says_so(editor: Editor) -> None:
    own = (await free())[0]
    form = await editor.edit(own)
    likely = str(own.likely + 30)
    assert errors_of(await editor.send(form, reason="x" * 501)).keys() == {"reason"}
    answer = await editor.send(form, likely=likely, worst=str(own.worst + 30), reason="The ministry asked for it.")
    assert answer.status_code == SAVED
    before, after = own, (await plan_now()).milestone(own.id)
    assert after.planned_due > before.planned_due
    page = await editor.get(f"/plans/{PLAN}/activity")
    assert f"Working days likely: from {own.likely} to {likely}." in page
    assert "The ministry asked for it." in page


async def test_a_preview_tells_what_moves_by_how_much_and_saves_nothing(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    form = await editor.edit(own)
    answer = await editor.send(
        form, likely=str(own.likely + 30), worst=str(own.worst + 30), title="Typed", do="preview"
    )
    assert answer.status_code == OK
    page = text_of(answer)
    for piece in ("This is a preview. Nothing is saved yet.", "milestones move.", "days later"):
        assert piece in page, piece
    assert form_of(answer, str(own.id)).values["title"] == "Typed"
    assert await footprint() == before


async def test_saving_the_form_as_it_was_opened_writes_nothing(editor: Editor) -> None:
    plan, before = await plan_now(), await footprint()
    for own in plan.milestones:
        answer = await editor.send(await editor.edit(own))
        assert answer.status_code == SAVED, (own.title, errors_of(answer))
    assert await footprint() == before


async def test_texts_of_the_playbook_stay_its_own_when_they_are_read_in_another_language(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    editor.world.country_lead.cookies.set("language", "fr")
    form = await editor.edit(own)
    assert form.values["title"] != own.title
    assert (await editor.send(form)).status_code == SAVED
    assert await footprint() == before


async def test_everything_that_is_wrong_is_told_at_once_and_kept_as_typed(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    answer = await editor.send(await editor.edit(own), **WRONG)
    assert answer.status_code == REFUSED
    told = errors_of(answer)
    for name in ("title", "owner", "theme", "weight", "best", "anchor_day", "pin_day", "pin_reason"):
        assert name in told, name
    assert told["after_0_milestone"] == "Choose the milestone that it waits for, or remove this row."
    kept = form_of(answer, str(own.id)).values
    assert {name: kept[name] for name in WRONG if name != "theme"} == {
        name: text for name, text in WRONG.items() if name != "theme"
    }
    assert await footprint() == before


async def test_a_circle_is_refused_beside_its_row_naming_the_path(editor: Editor) -> None:
    plan = await plan_now()
    last = next(each for each in plan.milestones if each.after and each.is_open)
    first = plan.milestone(last.after[0].milestone_id)
    count = len(first.after)
    link = {f"after_{count}_milestone": str(last.id), f"after_{count}_kind": "finish-start"}
    answer = await editor.send(await editor.edit(first), after_rows=str(count + 1), **link)
    assert answer.status_code == REFUSED
    told = errors_of(answer)[f"after_{count}_milestone"]
    assert told.startswith("These wait for each other in a circle:")
    assert first.title in told
    assert last.title in told


async def test_rows_of_links_come_and_go_without_script_and_nothing_typed_is_lost(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    form = await editor.edit(own)
    held = int(str(form.values["after_rows"]))
    answer = await editor.send(form, title="Typed", do="add-link")
    assert answer.status_code == OK
    more = form_of(answer, str(own.id))
    assert (more.values["after_rows"], more.values["title"]) == (str(held + 1), "Typed")
    assert "autofocus" in answer.text
    answer = await editor.send(more, **{f"after_{held}_lag": "7", "do": f"remove-link-{held}"})
    fewer = form_of(answer, str(own.id))
    assert (fewer.values["after_rows"], fewer.values["title"]) == (str(held), "Typed")
    assert await footprint() == before


async def test_links_pins_and_what_it_lowers_are_saved_and_said_in_words(editor: Editor) -> None:
    plan = await plan_now()
    own, other = (await free())[-1], plan.milestones[0]
    answer = await editor.send(
        await editor.edit(own),
        after_rows="1",
        after_0_milestone=str(other.id),
        after_0_kind="start-start",
        after_0_lag="5",
        after_0_unit="calendar",
        pin_kind="not-after",
        pin_day="2029-03-01",
        pin_reason="Budget vote",
        mitigates_stigma="2",
        engages=["media"],
        marks=["review"],
    )
    assert answer.status_code == SAVED, errors_of(answer)
    page = await editor.get(f"{LIST}/{own.id}")
    for piece in ("begins 5 calendar days after it has begun", "Not after", "1 Mar 2029: Budget vote"):
        assert piece in page, piece
    assert (await plan_now()).milestone(own.id).marks == ("review",)
    log = await editor.get(f"/plans/{PLAN}/activity")
    assert "What checks count it as" in log
    assert "Date set by others: set to Not after 1 Mar 2029: Budget vote." in log


async def test_who_comes_second_sees_both_versions_and_nothing_is_lost(editor: Editor) -> None:
    own = (await free())[0]
    mine, theirs = await editor.edit(own), await editor.edit(own, "grant_manager")
    assert (await editor.send(theirs, "grant_manager", title="Theirs", anchor_at="")).status_code == SAVED
    before = await footprint()
    answer = await editor.send(mine, title="Mine", pin_kind="on", pin_day="2029-03-01", pin_reason="Vote")
    assert answer.status_code == CONFLICT
    shown = text_of(answer)
    for piece in ("Grant manager", "Mine", "Theirs", "Must be on 1 Mar 2029: Vote"):
        assert piece in shown, piece
    assert await footprint() == before
    chosen = chosen_in(answer) | {"title": "Theirs"}
    assert (await editor.world.country_lead.post(f"{LIST}/{own.id}", data=chosen)).status_code == SAVED
    after = (await plan_now()).milestone(own.id)
    assert (after.title, after.pin is not None and after.pin.reason) == ("Theirs", "Vote")


async def test_what_one_of_two_left_as_it_was_undoes_nothing_of_the_others(editor: Editor) -> None:
    own = (await free())[0]
    mine, theirs = await editor.edit(own), await editor.edit(own, "grant_manager")
    longer = {"likely": str(own.likely + 3), "worst": str(own.worst + 5)}
    assert (await editor.send(theirs, "grant_manager", title="Theirs", **longer)).status_code == SAVED
    answer = await editor.send(mine, title="Mine", deliverable="A signed letter.")
    assert answer.status_code == CONFLICT
    assert ticked_in(answer) == longer | {"deliverable": "A signed letter."}, "the title alone is asked"
    assert f"As it was before {own.likely}" in text_of(answer)
    assert (await editor.world.country_lead.post(f"{LIST}/{own.id}", data=chosen_in(answer))).status_code == SAVED
    after = (await plan_now()).milestone(own.id)
    assert (after.title, after.deliverable) == ("Mine", "A signed letter.")
    assert (after.likely, after.worst) == (own.likely + 3, own.worst + 5)


async def test_two_who_changed_different_things_are_asked_nothing_and_both_are_saved(editor: Editor) -> None:
    own = (await free())[0]
    mine, theirs = await editor.edit(own), await editor.edit(own, "grant_manager")
    for title in ("Once", "Twice"):
        theirs = await editor.edit(own, "grant_manager")
        assert (await editor.send(theirs, "grant_manager", title=title)).status_code == SAVED
    answer = await editor.send(mine, deliverable="A signed letter.")
    assert answer.status_code == CONFLICT
    assert "You changed different things" in text_of(answer)
    assert ticked_in(answer) == {"title": "Twice", "deliverable": "A signed letter."}
    assert (await editor.world.country_lead.post(f"{LIST}/{own.id}", data=chosen_in(answer))).status_code == SAVED
    after = (await plan_now()).milestone(own.id)
    assert (after.title, after.deliverable) == ("Twice", "A signed letter.")


async def test_what_only_moved_meanwhile_is_no_conflict(editor: Editor) -> None:
    plan = await plan_now()
    waiting = next(
        each
        for each in plan.milestones
        if each.status == "not-started" and any(plan.milestone(link.milestone_id).is_open for link in each.after)
    )
    first = next(each for each in (plan.milestone(link.milestone_id) for link in waiting.after) if each.is_open)
    mine = await editor.edit(waiting)
    longer = {"likely": str(first.likely + 200), "worst": str(first.worst + 200)}
    assert (
        await editor.send(await editor.edit(first, "grant_manager"), "grant_manager", **longer)
    ).status_code == SAVED
    assert (await plan_now()).milestone(waiting.id).version > waiting.version
    assert (await editor.send(mine, title="Still mine")).status_code == SAVED
    assert (await plan_now()).milestone(waiting.id).title == "Still mine"


async def test_what_is_wrong_is_told_before_a_conflict_is(editor: Editor) -> None:
    own = (await free())[0]
    mine = await editor.edit(own)
    await editor.send(await editor.edit(own, "grant_manager"), "grant_manager", title="Theirs")
    assert (await editor.send(mine, title="")).status_code == REFUSED


async def test_what_somebody_deleted_meanwhile_is_offered_anew(editor: Editor) -> None:
    own = (await free())[-1]
    mine = await editor.edit(own)
    removal = await editor.open(f"{LIST}/{own.id}/removal", "/removal", "grant_manager")
    assert (await editor.send(removal, "grant_manager")).status_code == SAVED
    answer = await editor.send(mine, title="Typed")
    assert answer.status_code == CONFLICT
    again = form_of(answer, LIST)
    assert again.values["title"] == "Typed"
    assert (await editor.send(again)).status_code == SAVED


async def test_a_milestone_moves_up_in_its_phase_and_a_second_press_from_the_same_page_does_not(editor: Editor) -> None:
    plan = await plan_now()
    own = [each for each in plan.milestones if each.phase_id == plan.milestones[0].phase_id][1]
    data = {"version": str(own.version), "do": "up"}
    path = f"{LIST}/{own.id}/place"
    assert (await editor.world.country_lead.post(path, data=data)).status_code == SAVED
    assert (await plan_now()).milestones[0].id == own.id
    assert (await editor.world.country_lead.post(path, data=data)).status_code == CONFLICT


async def test_readers_see_no_way_to_edit_and_are_refused(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    for who in READERS:
        assert f"{own.id}/edit" not in (await editor.world.browser(who).get(f"{LIST}/{own.id}")).text
        answer = await editor.world.browser(who).post(f"{LIST}/{own.id}", data={"title": "Mine"})
        assert answer.status_code == FORBIDDEN
    assert (await editor.world.outsider.post(f"{LIST}/{own.id}", data={})).status_code == NOT_FOUND
    assert await footprint() == before


async def test_a_day_is_taken_as_people_type_it(editor: Editor) -> None:
    own = (await free())[0]
    typed = {"pin_kind": "not-after", "pin_day": "31/03/2028", "pin_reason": "The vote"}
    assert (await editor.send(await editor.edit(own), **typed)).status_code == SAVED
    pin = (await plan_now()).milestone(own.id).pin
    assert pin is not None
    assert pin.day.isoformat() == "2028-03-31"


async def test_own_days_and_pins_are_read_in_the_language_of_the_page(editor: Editor) -> None:
    own = (await free())[0]
    editor.world.country_lead.cookies.set("language", "fr")
    typed = {"anchor_at": "date", "anchor_day": "28 février 2028", "pin_kind": "not-after", "pin_reason": "Le vote"}
    answer = await editor.send(await editor.edit(own), **typed, pin_day="31/03/28")
    assert answer.status_code == REFUSED
    assert set(errors_of(answer)) == {"pin_day"}
    assert (await editor.send(await editor.edit(own), **typed, pin_day="31 décembre 2028")).status_code == SAVED
    held = (await plan_now()).milestone(own.id)
    assert held.anchor is not None
    assert held.pin is not None
    assert [str(held.anchor.day), str(held.pin.day)] == ["2028-02-28", "2028-12-31"]
