"""Splitting, merging, linking and changing several milestones by form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.web.filled import errors_of, form_of, said_in, text_of
from tests.web.milestone_forms import CONFLICT, LIST, OK, REFUSED, SAVED, Editor, free, plan_now
from tests.web.pages import tree_of
from tests.world import READERS, footprint

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.milestones import Milestone

FORBIDDEN, NOT_FOUND = 403, 404
NOBODYS: Final = "00000000-0000-4000-8000-000000000000"


def ticked(*milestones: Milestone, **typed: str) -> dict[str, Any]:
    """What the list sends for some milestones."""
    versions = {f"v-{each.id}": str(each.version) for each in milestones}
    return {"m": [str(each.id) for each in milestones], **versions, **typed}


async def batch(editor: Editor, data: dict[str, Any], who: str = "country_lead") -> httpx.Response:
    return await editor.world.browser(who).post(f"{LIST}/batches", data=data)


# Splitting


async def test_a_milestone_is_split_into_three_and_nothing_behind_it_moves(editor: Editor) -> None:
    own, plan = (await free())[0], await plan_now()
    form = await editor.open(f"{LIST}/{own.id}/split", "/parts")
    assert (form.values["part_rows"], form.values["part_0_title"]) == ("2", own.title)
    answer = await editor.send(form, part_1_title="Second", do="add-part")
    more = form_of(answer, "/parts")
    assert (more.values["part_rows"], more.values["part_1_title"]) == ("3", "Second")
    typed = {
        "part_0_days": str(own.likely - 5),
        "part_1_days": "3",
        "part_2_days": "2",
        "part_0_weight": str(own.weight - 2),
        "part_1_weight": "1",
        "part_2_title": "Third",
        "part_2_weight": "1",
    }
    preview = await editor.send(more, **typed, do="preview")
    assert "New: “Third”" in text_of(preview)
    assert (await editor.send(form_of(preview, "/parts"))).status_code == SAVED
    after = await plan_now()
    last = next(each for each in after.milestones if each.title == "Third")
    assert last.planned_due == own.planned_due
    known = {each.id for each in plan.milestones} - {own.id}
    assert all(after.milestone(key).planned_due == plan.milestone(key).planned_due for key in known)
    waiting = [each.id for each in plan.milestones if any(link.milestone_id == own.id for link in each.after)]
    assert all(last.id in {link.milestone_id for link in after.milestone(key).after} for key in waiting)


async def test_parts_that_do_not_add_up_are_refused_as_typed(editor: Editor) -> None:
    own, before = (await free())[0], await footprint()
    form = await editor.open(f"{LIST}/{own.id}/split", "/parts")
    answer = await editor.send(form, part_0_days="x", part_1_title="")
    assert answer.status_code == REFUSED
    assert form_of(answer, "/parts").values["part_0_days"] == "x"
    answer = await editor.send(form, part_0_days="1", part_1_days="1", part_1_title="")
    assert errors_of(answer).keys() == {"part_0_days", "part_1_title"}
    assert await footprint() == before


async def test_a_split_of_what_somebody_changed_meanwhile_shows_how_it_stands_and_keeps_the_parts(
    editor: Editor,
) -> None:
    own = (await free())[0]
    form = await editor.open(f"{LIST}/{own.id}/split", "/parts")
    await editor.send(await editor.edit(own, "grant_manager"), "grant_manager", title="Theirs")
    answer = await editor.send(form, part_1_title="Mine")
    assert answer.status_code == CONFLICT
    again = form_of(answer, "/parts")
    assert again.values["part_1_title"] == "Mine"
    assert (await editor.send(again)).status_code == SAVED


# Merging


async def test_what_is_ticked_in_the_list_is_merged_with_a_preview_first(editor: Editor) -> None:
    plan = await plan_now()
    first = (await free())[0]
    pair = next(
        (one, two)
        for one in plan.milestones
        for two in plan.milestones
        if one.number < two.number and one.phase_id == two.phase_id and one.is_open and two.is_open
        if any(link.milestone_id == one.id for link in two.after) or first.id in {one.id, two.id}
    )
    answer = await batch(editor, ticked(*pair, do="merge"))
    assert answer.status_code == SAVED
    form = await editor.open(answer.headers["location"], "/merges")
    sent: dict[str, Any] = {"m": [str(each.id) for each in pair], "title": "One"}
    preview = await editor.send(form, **sent, do="preview")
    assert "Taken out: “" in text_of(preview)
    answer = await editor.send(form, **sent)
    assert answer.status_code == SAVED, errors_of(answer) or text_of(answer)[:2000]
    after = await plan_now()
    assert (after.milestone(pair[0].id).title, len(after.milestones)) == ("One", len(plan.milestones) - 1)
    assert after.milestone(pair[0].id).weight == pair[0].weight + pair[1].weight


async def test_evidence_comes_along_when_milestones_are_merged(editor: Editor) -> None:
    plan = await plan_now()
    proof = plan.evidence[0] if plan.evidence else None
    held = [each for each in plan.milestones if each.status == "done"][:2]
    pair = [each for each in held if each.phase_id == held[0].phase_id]
    if proof is None:
        data = {"title": "Minutes", "link": "https://example.org/minutes"}
        files: Any = {"file": ("", b"", "application/octet-stream")}
        answer = await editor.world.country_lead.post(f"{LIST}/{pair[-1].id}/evidence", data=data, files=files)
        assert answer.status_code == SAVED
    answer = await editor.world.country_lead.post(f"{LIST}/merges", data=ticked(*pair, title="One", deliverable=""))
    assert answer.status_code == SAVED, text_of(answer)[:2000]
    assert {each.milestone_id for each in (await plan_now()).evidence} <= {
        each.id for each in (await plan_now()).milestones
    }


async def test_merging_one_or_what_lies_in_two_phases_is_refused_with_the_reason(editor: Editor) -> None:
    plan, before = await plan_now(), await footprint()
    one = plan.milestones[0]
    other = next(each for each in plan.milestones if each.phase_id != one.phase_id)
    for chosen, said in (((one,), "at least two"), ((one, other), "Only milestones of one phase")):
        answer = await editor.world.country_lead.post(f"{LIST}/merges", data=ticked(*chosen, title="One"))
        assert answer.status_code == REFUSED
        assert said in text_of(answer)
    assert await footprint() == before


# Several at once


async def test_a_shift_is_previewed_says_who_stays_and_saved_from_there(editor: Editor) -> None:
    plan, own = await plan_now(), (await free())[-1]
    done = next(each for each in plan.milestones if each.status == "done")
    preview = await batch(editor, ticked(own, done, days="10", do="preview"))
    assert preview.status_code == OK
    page = text_of(preview)
    assert f"“{done.number} · {done.title}” stays: done." in page
    assert "moves." in page
    answer = await batch(editor, ticked(own, done, days="10"))
    assert answer.status_code == SAVED
    after = await plan_now()
    assert after.milestone(own.id).planned_start > own.planned_start
    assert after.milestone(done.id) == done


async def test_several_get_another_owner_and_theme_and_the_log_tells_each(editor: Editor) -> None:
    chosen = (await free())[:3]
    assert (await batch(editor, ticked(*chosen, owner="Ana Horvat", theme="evidence"))).status_code == SAVED
    after = await plan_now()
    assert {(after.milestone(each.id).owner, after.milestone(each.id).theme) for each in chosen} == {
        ("Ana Horvat", "evidence")
    }
    log = await editor.get("/plans/spain/activity")
    assert log.count("to Ana Horvat.") == len(chosen)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": "soon"}, "Write a whole number"),
        ({"days": "521"}, "Write a whole number from −520 to 520."),
        ({}, "Say what to change"),
        ({"theme": "nonsense"}, "Choose one of the answers on offer."),
        ({"owner": "x" * 121}, "Write at most 120 characters."),
    ],
)
async def test_what_makes_no_sense_for_several_is_refused_as_typed(
    editor: Editor, typed: dict[str, str], said: str
) -> None:
    chosen, before = (await free())[:2], await footprint()
    answer = await batch(editor, ticked(*chosen, **typed))
    assert answer.status_code == REFUSED
    assert said in text_of(answer)
    assert form_of(answer, "/batches").values["m"] == [str(each.id) for each in sorted(chosen, key=lambda e: e.number)]
    assert await footprint() == before


@pytest.mark.parametrize("do", ["merge", "preview", "save"])
async def test_what_needs_more_ticks_comes_back_on_the_list_as_it_was_left(editor: Editor, do: str) -> None:
    before, one = await footprint(), (await free())[0]
    page = await editor.world.country_lead.get(f"{LIST}?status=not-started")
    form = form_of(page, "status=not-started")
    chosen = [str(one.id)] if do == "merge" else []
    answer = await editor.send(form, m=chosen, owner="Ana Horvat", days="soon", do=do)
    assert answer.status_code == REFUSED
    wanted = "Choose at least two milestones to merge." if do == "merge" else "Select at least one milestone."
    assert text_of(answer).count(wanted) == len(("summary", "beside"))
    again = form_of(answer, "status=not-started")
    assert (again.values["owner"], again.values["days"]) == ("Ana Horvat", "soon")
    assert [each.attrs["value"] for each in tree_of(answer.text).nodes("input") if "checked" in each.attrs] == chosen
    assert "in progress" not in text_of(answer).partition("Milestones of the plan")[2].lower()
    assert await footprint() == before


async def test_saving_several_leads_back_to_the_list_as_it_was_filtered(editor: Editor) -> None:
    one = (await free())[0]
    page = await editor.world.country_lead.get(f"{LIST}?status=not-started")
    answer = await editor.send(form_of(page, "status=not-started"), **ticked(one, owner="Ana Horvat"), do="save")
    assert said_in(answer) == f"{LIST}?status=not-started&saved=yes"


async def test_a_shift_says_what_does_not_move_and_why(editor: Editor) -> None:
    first, plan = (await free())[0], await plan_now()
    waits = next(each for each in await free() if first.id in {link.milestone_id for link in each.after})
    assert (await batch(editor, ticked(waits, days="-200"))).status_code == SAVED
    waits = (await plan_now()).milestone(waits.id)
    answer = await batch(editor, ticked(waits, days="-5", do="preview"))
    last = max((plan.milestone(link.milestone_id) for link in waits.after), key=lambda each: each.planned_due)
    said = f"“{waits.number} · {waits.title}” stays: it waits for “{last.number} · {last.title}”."
    assert said in text_of(answer)
    assert "No date and no amount changes." in text_of(answer)


async def test_nobody_selected_or_somebody_who_is_gone_is_said(editor: Editor) -> None:
    before = await footprint()
    assert "Select at least one milestone." in text_of(await batch(editor, {"days": "5"}))
    answer = await batch(editor, {"m": [NOBODYS], f"v-{NOBODYS}": "1", "days": "5"})
    assert (answer.status_code, "is gone" in text_of(answer)) == (REFUSED, True)
    assert await footprint() == before


async def test_who_comes_second_with_several_sees_how_they_stand_and_may_go_on(editor: Editor) -> None:
    chosen = (await free())[:2]
    mine = ticked(*chosen, owner="Mine")
    assert (await batch(editor, ticked(chosen[0], owner="Theirs"), "grant_manager")).status_code == SAVED
    answer = await batch(editor, mine)
    assert answer.status_code == CONFLICT
    again = form_of(answer, "/batches")
    assert again.values["owner"] == "Mine"
    assert "Theirs" in text_of(answer)
    assert (await editor.send(again)).status_code == SAVED


# Links without dragging


async def test_another_milestone_is_let_wait_with_a_preview(editor: Editor) -> None:
    plan = await plan_now()
    own, *_, other = await free()
    typed = {"milestone": str(other.id), "kind": "finish-finish", "lag": "4", "unit": "calendar"}
    form = await editor.open(f"{LIST}/{own.id}/links/new", "/links")
    preview = await editor.send(form, **typed, do="preview")
    assert (preview.status_code, form_of(preview, "/links").values["lag"]) == (OK, "4")
    assert (await editor.send(form, **typed)).status_code == SAVED
    after = await plan_now()
    assert len(after.milestone(other.id).after) == len(plan.milestone(other.id).after) + 1
    again = await editor.send(form, **typed)
    assert (again.status_code, set(errors_of(again))) == (REFUSED, {"milestone"})
    wrong = await editor.send(form, milestone="", kind="", lag="x")
    assert errors_of(wrong).keys() == {"milestone", "kind", "lag"}
    itself = await editor.send(form, milestone=str(own.id))
    assert "cannot wait for itself" in text_of(itself)


async def test_the_timeline_leads_there_from_each_row_for_who_may(editor: Editor) -> None:
    own = (await plan_now()).milestones[0]
    timeline = "/plans/spain/timeline"
    assert f"{LIST}/{own.id}/links/new" in (await editor.world.country_lead.get(timeline)).text
    assert "/links/new" not in (await editor.world.reader.get(timeline)).text


@pytest.mark.parametrize("end", ["batches", "merges", "{id}/parts", "{id}/links"])
async def test_readers_and_outsiders_are_refused(editor: Editor, end: str) -> None:
    own, before = (await free())[0], await footprint()
    path = f"{LIST}/{end.format(id=own.id)}"
    for who in READERS:
        assert (await editor.world.browser(who).post(path, data=ticked(own, days="5"))).status_code == FORBIDDEN
    assert (await editor.world.outsider.post(path, data=ticked(own, days="5"))).status_code == NOT_FOUND
    assert await footprint() == before
