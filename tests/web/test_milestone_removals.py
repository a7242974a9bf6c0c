"""Milestones are dropped with a reason, or deleted where nothing came of them yet."""

from __future__ import annotations

from tests.web.filled import errors_of, form_of
from tests.web.milestone_forms import LIST, OK, REFUSED, SAVED, Editor, free, plan_now
from tests.world import PLAN, footprint


async def test_dropping_takes_a_reason_and_lets_those_behind_wait_for_what_it_waited_for(editor: Editor) -> None:
    plan = await plan_now()
    own = next(
        each
        for each in plan.milestones
        if each.status == "not-started"
        and each.after
        and any(link.milestone_id == each.id for other in plan.milestones for link in other.after)
    )
    form = await editor.open(f"{LIST}/{own.id}/removal", "/drop")
    assert errors_of(await editor.send(form, reason=" ")).keys() == {"reason"}
    preview = await editor.send(form, reason="No money.", do="preview")
    assert (preview.status_code, form_of(preview, "/drop").values["reason"]) == (OK, "No money.")
    assert (await editor.send(form, reason="No money.")).status_code == SAVED
    after = await plan_now()
    assert (after.milestone(own.id).status, after.milestone(own.id).note) == ("dropped", "No money.")
    behind = next(each for each in plan.milestones if any(link.milestone_id == own.id for link in each.after))
    assert {link.milestone_id for link in own.after} <= {link.milestone_id for link in after.milestone(behind.id).after}
    assert "No money." in await editor.get(f"/plans/{PLAN}/activity")


async def test_what_has_begun_is_not_deleted_and_the_page_says_what_to_do(editor: Editor) -> None:
    begun = next(each for each in (await plan_now()).milestones if each.started_on and each.status != "done")
    page = await editor.get(f"{LIST}/{begun.id}/removal")
    assert "Drop it instead." in page
    data = {"version": str(begun.version)}
    before = await footprint()
    answer = await editor.world.country_lead.post(f"{LIST}/{begun.id}/removal", data=data)
    assert answer.status_code == REFUSED
    assert await footprint() == before


async def test_what_is_done_is_not_deleted_and_nobody_is_told_to_drop_it(editor: Editor) -> None:
    done = next(each for each in (await plan_now()).milestones if each.status == "done")
    page = await editor.get(f"{LIST}/{done.id}/removal")
    assert "Work was done on it, so it cannot be deleted without a trace." in page
    assert "Drop it instead" not in page


async def test_a_milestone_is_deleted_once_however_often_that_is_asked(editor: Editor) -> None:
    own = (await free())[-1]
    form = await editor.open(f"{LIST}/{own.id}/removal", "/removal")
    assert [(await editor.send(form)).status_code for _ in range(2)] == [SAVED, SAVED]
    assert own.id not in {each.id for each in (await plan_now()).milestones}
