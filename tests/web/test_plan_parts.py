"""What is particular to some nouns: phases that move milestones, days off, targets, and what a plan says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.domain.target_edits import named_targets
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import load_plan
from tests.web.filled import errors_of, form_of, text_of
from tests.world import PLAN, footprint, plan_id_of, revision_of

if TYPE_CHECKING:
    import httpx

    from tests.world import World

OK, SAVED, CONFLICT, REFUSED = 200, 303, 409, 422
BASE: Final = f"/plans/{PLAN}"


async def send(world: World, path: str, action: str = "", who: str = "country_lead", **typed: Any) -> httpx.Response:  # noqa: ANN401
    """Open a form and send it with this typed into it."""
    form = form_of(await world.browser(who).get(f"{BASE}/{path}"), action or path.rpartition("/")[0])
    return await world.browser(who).post(form.action, data=form.typed(**typed))


async def phase() -> dict[str, Any]:
    """The last phase: most of what is in it has not begun."""
    row = await fetch_one("SELECT * FROM phase WHERE plan_id = $1 ORDER BY starts DESC LIMIT 1", await plan_id_of())
    assert row is not None
    return dict(row)


async def test_a_preview_of_a_moved_phase_says_what_moves_and_saves_nothing(sample_world: World) -> None:
    held, before = await phase(), await footprint()
    later = held["starts"].replace(year=held["starts"].year + 1).isoformat()
    moved = {"starts": later, "ends": held["ends"].replace(year=held["ends"].year + 1).isoformat()}
    answer = await send(sample_world, f"phases/{held['id']}/edit", str(held["id"]), do="preview", **moved)
    assert answer.status_code == OK
    assert await footprint() == before
    shown = text_of(answer)
    assert "This is a preview. Nothing is saved yet." in shown
    assert "What this would change" in shown
    assert f'value="{later}"' in answer.text
    assert (await send(sample_world, f"phases/{held['id']}/edit", str(held["id"]), **moved)).status_code == SAVED
    assert (await phase())["starts"].isoformat() == later
    rows = await fetch("SELECT DISTINCT noun FROM change WHERE revision = $1", await revision_of())
    assert {row["noun"] for row in rows} == {"phase", "milestone"}


async def test_a_phase_goes_only_when_it_is_said_where_its_milestones_go(sample_world: World) -> None:
    held, before = await phase(), await footprint()
    answer = await send(sample_world, f"phases/{held['id']}/removal", "removal")
    assert answer.status_code == REFUSED
    assert "Choose the phase that they go to; their dates stay." in errors_of(answer)["to"]
    assert await footprint() == before
    other = await fetch_one("SELECT id FROM phase WHERE plan_id = $1 AND id <> $2", await plan_id_of(), held["id"])
    assert other is not None
    dates = "SELECT id, planned_start, planned_due FROM milestone WHERE plan_id = $1 ORDER BY id"
    kept = await fetch(dates, await plan_id_of())
    assert (
        await send(sample_world, f"phases/{held['id']}/removal", "removal", to=str(other["id"]))
    ).status_code == SAVED
    assert await fetch(dates, await plan_id_of()) == kept


async def test_a_meeting_on_a_day_off_is_allowed_and_said(sample_world: World) -> None:
    row = await fetch_one("SELECT id FROM committee WHERE plan_id = $1", await plan_id_of())
    assert row is not None
    for day in ("2027-12-25", "2027-10-12"):
        answer = await send(sample_world, "meetings/new", committee_id=str(row["id"]), held_on=day)
        assert answer.status_code == SAVED
    shown = text_of(await sample_world.reader.get(f"{BASE}/committees"))
    assert "A public holiday:" in shown
    assert "Added the meeting of 12 Oct 2027." in text_of(await sample_world.reader.get(f"{BASE}/activity"))


async def test_a_target_is_added_changed_and_taken_out(sample_world: World) -> None:
    new = {"indicator": "job-starts", "value": "1,200", "due": "2028-01-31", "ground_reason": "Agreed."}
    before = await revision_of()
    assert (await send(sample_world, "targets/new", **new)).status_code == SAVED
    found = next(
        each for each in named_targets(await load_plan(await plan_id_of())) if each.due.isoformat() == new["due"]
    )
    assert "1,200" in text_of(await sample_world.reader.get(BASE))
    path = f"targets/{found.id}"
    wrong = await send(sample_world, f"{path}/edit", path, value="-1", due="soon", ground_reason="Agreed.")
    assert (wrong.status_code, set(errors_of(wrong))) == (REFUSED, {"value", "due"})
    assert (
        await send(sample_world, f"{path}/edit", path, value="900", ground_reason="Less money.")
    ).status_code == SAVED
    assert (await send(sample_world, f"{path}/removal", "removal")).status_code == SAVED
    assert await revision_of() == before + 3
    assert (await sample_world.country_lead.get(f"{BASE}/{path}/edit")).status_code == 404


async def test_what_a_plan_says_of_itself_is_changed_sentence_by_sentence(sample_world: World) -> None:
    plan_id = await plan_id_of()
    before = await load_plan(plan_id)
    path = f"statements/{plan_id}"
    mine = form_of(await sample_world.country_lead.get(f"{BASE}/{path}/edit"), path)
    assert (await send(sample_world, f"{path}/edit", path)).status_code == SAVED
    assert await load_plan(plan_id) == before
    refused = await send(sample_world, f"{path}/edit", path, aim="Work for all.")
    assert (refused.status_code, set(errors_of(refused))) == (REFUSED, {"ground_reason"})
    theirs = {"aim": "Work for all.", "ground_reason": "The board of May."}
    assert (await send(sample_world, f"{path}/edit", path, "grant_manager", **theirs)).status_code == SAVED
    after = await load_plan(plan_id)
    assert after.aim is not None
    assert (after.aim.text, after.aim.basis.reason) == ("Work for all.", "The board of May.")
    assert (after.area, after.context) == (before.area, before.context)
    mine_too = mine.typed(area="Two regions.", ground_reason="Ours.")
    answer = await sample_world.country_lead.post(mine.action, data=mine_too)
    assert answer.status_code == CONFLICT
    assert "Two regions." in text_of(answer)
    assert "Work for all." in text_of(answer)


@pytest.mark.parametrize(
    ("code", "line", "day"),
    [
        ("fr", "31 mars 2027 Rapport de 2026", "2027-03-31"),
        ("cs", "31. 3. 2027 Zpráva", "2027-03-31"),
        ("cs", "1. listopadu 2027 Zpráva", "2027-11-01"),
        ("es", "4 de marzo de 2027 5 informes", "2027-03-04"),
        ("en", "2027-03-31 1 report", "2027-03-31"),
    ],
)
async def test_what_is_due_begins_with_a_day_as_people_write_it(
    sample_world: World, code: str, line: str, day: str
) -> None:
    sample_world.country_lead.cookies.set("language", code)
    typed = {"title": "Lottery", "kind": "foundation", "deadlines": line, "ground_reason": "Agreed at the meeting."}
    answer = await send(sample_world, "funding-sources/new", **typed)
    assert answer.status_code == SAVED, errors_of(answer)
    row = await fetch_one("SELECT deadlines FROM funding_source WHERE title = 'Lottery'")
    assert row is not None
    (due,) = row["deadlines"]
    assert due["due"] == day
    assert line.endswith(f" {due['title']}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("31/03/27 Report", "Write the year with four digits, such as 31/03/2027. You wrote “31/03/27”."),
        ("31 March 27 Report", "Write the year with four digits, such as 31/03/2027. You wrote “31 March 27”."),
        ("31 June 2027 Report", "There is no day “31 June 2027”."),
        ("Report 31/03/2027", "“Report 31/03/2027” cannot be read: a line begins with a day"),
        ("31 March 2027", "“31 March 2027” cannot be read: a line begins with a day"),
    ],
)
async def test_a_line_that_begins_with_no_day_or_says_nothing_is_told_why(
    sample_world: World, line: str, said: str
) -> None:
    answer = await send(sample_world, "funding-sources/new", title="Lottery", kind="foundation", deadlines=line)
    assert answer.status_code == REFUSED
    assert errors_of(answer)["deadlines"].startswith(said)
    assert line in answer.text


async def test_taking_out_a_service_names_its_lines_and_what_that_changes(sample_world: World) -> None:
    plan_id = await plan_id_of()
    row = await fetch_one("SELECT id FROM service WHERE plan_id = $1 ORDER BY id LIMIT 1", plan_id)
    line = await fetch_one("SELECT id, title FROM budget_line WHERE plan_id = $1 ORDER BY id LIMIT 1", plan_id)
    assert row is not None
    assert line is not None
    await fetch("UPDATE budget_line SET service_id = $1 WHERE id = $2", row["id"], line["id"])
    page = text_of(await sample_world.country_lead.get(f"/plans/{PLAN}/services/{row['id']}/removal"))
    assert "What goes with it" in page
    assert f"Budget line “{line['title']}” belongs to no service any more; it stays, and costs what it did." in page


async def test_taking_out_a_stakeholder_names_the_sources_that_they_are_talked_to_about(sample_world: World) -> None:
    plan_id = await plan_id_of()
    who = await fetch_one("SELECT id FROM stakeholder WHERE plan_id = $1 ORDER BY id LIMIT 1", plan_id)
    source = await fetch_one("SELECT id, title FROM funding_source WHERE plan_id = $1 ORDER BY id LIMIT 1", plan_id)
    assert who is not None
    assert source is not None
    await fetch("UPDATE funding_source SET stakeholder_id = $1 WHERE id = $2", who["id"], source["id"])
    page = text_of(await sample_world.country_lead.get(f"/plans/{PLAN}/stakeholders/{who['id']}/removal"))
    assert f"Funding source “{source['title']}” then has nobody whom we talk to." in page


async def test_taking_out_a_source_and_narrowing_it_say_which_gaps_open(sample_world: World) -> None:
    row = await fetch_one(
        "SELECT source_id FROM commitment WHERE plan_id = $1 AND stage IN ('committed', 'contracted') LIMIT 1",
        await plan_id_of(),
    )
    assert row is not None
    address = f"/plans/{PLAN}/funding-sources/{row['source_id']}"
    assert "Gaps that change" in text_of(await sample_world.country_lead.get(f"{address}/removal"))
    form = form_of(await sample_world.country_lead.get(f"{address}/edit"), address)
    narrow = {**form.values, "may_pay": [], "do": "preview", "ground_reason": "They said so."}
    answer = await sample_world.country_lead.post(address, data=narrow)
    assert "Gaps that change" in text_of(answer)
