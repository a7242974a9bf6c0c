"""A milestone's progress as people record it: what is saved, why, what is refused, and two people at once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Final

import pytest

from roadmap.store.connection import fetch_one
from tests.web.filled import chosen_in, said_in, text_of, ticked_in
from tests.web.milestone_desk import CONFLICT, HTMX, OK, REFUSED, SAVED, Desk, errors
from tests.world import PLAN, footprint, milestone_ids, revision_of

# Progress


async def test_progress_is_saved_without_script_and_shown(desk: Desk) -> None:
    before = await revision_of()
    answer = await desk.record(await desk.form(status="in-progress", percent="30", note="Talks have begun."))
    assert (answer.status_code, said_in(answer)) == (SAVED, f"{desk.path}?saved=yes#milestone")
    row = await desk.row()
    assert (row["status"], row["percent"], row["note"], row["version"]) == ("in-progress", 30, "Talks have begun.", 2)
    assert await revision_of() == before + 1
    page = text_of(await desk.world.country_lead.get(f"{desk.path}?saved=yes"))
    assert "Saved." in page
    assert "30%" in page
    assert "Talks have begun." in page


async def test_progress_saved_with_htmx_comes_back_as_the_part_that_changed(desk: Desk) -> None:
    answer = await desk.record(await desk.form(status="in-progress", percent="30"), **HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="milestone">')
    assert "<html" not in answer.text
    assert "30%" in text_of(answer)
    assert 'name="version" value="2"' in answer.text


async def test_saving_what_is_there_already_writes_nothing(desk: Desk) -> None:
    before = await footprint()
    assert (await desk.record(await desk.form())).status_code == SAVED
    assert await footprint() == before


async def test_the_log_tells_who_changed_what_from_what_to_what(desk: Desk) -> None:
    await desk.record(await desk.form(status="in-progress", percent="30"), "grant_manager")
    change = await fetch_one("SELECT * FROM change ORDER BY id DESC LIMIT 1")
    assert change is not None
    assert (change["noun"], change["item_id"], change["actor"], change["action"]) == (
        "milestone",
        desk.key,
        "grant-manager",
        "changed",
    )
    told = {each["field"]: (each["before"], each["after"]) for each in change["fields"]}
    assert told["status"] == ("not-started", "in-progress")
    assert told["percent"] == (0, 30)
    assert change["revision"] == await revision_of()
    for path in (desk.path, f"/plans/{PLAN}/activity"):
        page = text_of(await desk.world.reader.get(path))
        assert "Percent done: from 0% to 30%." in page
        assert "Grant manager" in page


async def test_done_counts_as_all_of_its_weight_in_the_roll_up_and_on_the_overview(desk: Desk) -> None:
    before = text_of(await desk.world.reader.get(f"/plans/{PLAN}"))
    ids = await milestone_ids(where="status <> 'done'")
    for key in ids:
        each = Desk(world=desk.world, key=key)
        answer = await each.record(await each.form(status="done", percent="7", done_on="2026-11-20"))
        assert answer.status_code == SAVED, errors(answer)
        assert (await each.row())["percent"] == 100
    after = text_of(await desk.world.reader.get(f"/plans/{PLAN}"))
    assert "Nothing is late" in after
    assert "Nothing is late" not in before
    assert "Progress, by weight 100%" in after.replace("\u2060", "")
    assert "On track" in after


async def test_a_date_on_a_day_off_moves_to_a_working_day_and_says_so(desk: Desk) -> None:
    form = await desk.form(planned_start="2027-03-01", planned_due="2027-03-27")
    assert (await desk.record(form)).status_code == SAVED
    row = await desk.row()
    assert row["planned_due"].isoformat() == "2027-03-25"  # the 27th is a Saturday, the 26th Good Friday
    assert "Saturday 27 March 2027" in text_of(await desk.world.reader.get(desk.path))


# What cannot be saved


LONG: Final = "x" * 50_000


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("percent", "about 30", "Write a whole number from 0 to 100, for example 30. You wrote “about 30”."),
        ("percent", "101", "Write a whole number from 0 to 100."),
        ("percent", "-1", "Write a whole number from 0 to 100."),
        ("percent", "30.5", "Write a whole number from 0 to 100, for example 30. You wrote “30.5”."),
        ("percent", "٣٠", "Write a whole number from 0 to 100, for example 30. You wrote “٣٠”."),
        ("percent", "100", "At 100 percent the milestone is done: choose that status, or a lower number."),
        ("planned_due", "2020-01-01", "The due date lies before the start"),
        ("planned_due", "next week", "Write a date such as 31/03/2027 or 2027-03-31. You wrote “next week”."),
        ("planned_due", "2027-02-30", "There is no day “2027-02-30”."),
        ("planned_due", "31/03/28", "Write the year with four digits, such as 31/03/2027. You wrote “31/03/28”."),
        ("planned_due", "", "Write a date such as 31/03/2027 or 2027-03-31."),
        ("planned_start", "0001-01-01", "Write a date between the years"),
        ("planned_due", "9999-12-31", "Write a date between the years"),
        ("note", "a\x00b", "This text holds a character that cannot be kept."),
        ("note", LONG, "Write at most"),
        ("status", "finished", "Choose one of the answers on offer."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
async def test_what_cannot_be_saved_is_refused_beside_its_field_and_kept_as_typed(
    desk: Desk, field: str, typed: str, said: str, headers: dict[str, str]
) -> None:
    before = await footprint()
    form = await desk.form(**({"status": "in-progress", "percent": "20", "note": "Kept."} | {field: typed}))
    answer = await desk.record(form, **headers)
    assert answer.status_code == REFUSED
    told = (errors(answer))[field.replace("_", "-")]
    assert told.startswith(said)
    assert f'href="#progress-{field.replace("_", "-")}"' in answer.text
    assert ("<html" in answer.text) == (not headers)
    if field not in {"note", "status"}:
        assert f'value="{typed}"' in answer.text
    if field != "note":
        assert "Kept.</textarea>" in answer.text
    if typed == LONG:
        assert f"{LONG}</textarea>" in answer.text
    assert await footprint() == before


async def test_a_day_is_read_in_the_language_of_the_page(desk: Desk) -> None:
    desk.world.country_lead.cookies.set("language", "fr")
    answer = await desk.record(await desk.form(planned_due="31 septembre 2028"))
    assert answer.status_code == REFUSED
    assert "31 septembre 2028" in errors(answer)["planned-due"]
    assert "31/03/2027" in errors(answer)["planned-due"]
    assert (await desk.record(await desk.form(planned_due="31 mars 2028"))).status_code == SAVED
    assert (await desk.row())["planned_due"].isoformat() == "2028-03-31"


async def test_every_fault_is_told_at_once(desk: Desk) -> None:
    answer = await desk.record(
        await desk.form(status="in-progress", percent="about 30", planned_start="soon", planned_due="later")
    )
    assert answer.status_code == REFUSED
    assert set(errors(answer)) == {"percent", "planned-start", "planned-due"}
    assert "3 answers need another look" in text_of(answer)


@pytest.mark.parametrize(
    "done_on", ["", "2099-01-01", "1999-01-01"], ids=["no day", "a day that has not come", "long before the plan"]
)
async def test_done_needs_a_day_that_can_be(desk: Desk, done_on: str) -> None:
    answer = await desk.record(await desk.form(status="done", done_on=done_on))
    assert answer.status_code == REFUSED
    assert list(errors(answer)) == ["done-on"]


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "9" * 40])
async def test_a_form_without_its_version_is_refused_and_not_guessed(desk: Desk, version: str) -> None:
    before = await footprint()
    answer = await desk.record(await desk.form(version=version, status="in-progress", percent="20"))
    assert answer.status_code == REFUSED
    assert await footprint() == before


async def test_a_form_with_nothing_in_it_is_refused_not_a_failure(desk: Desk) -> None:
    assert (await desk.record({})).status_code == REFUSED


@pytest.mark.parametrize(
    "note",
    [
        "Čekamo ugovor – wir warten 🎉👩🏽‍⚕️",
        "ننتظر التوقيع",
        "\u202etxet desrever\u202c",
        "<script>alert(1)</script> & \"quotes\" 'n' {{ 7 * 7 }}",
        "two\nlines\n\nand a gap",
        "\nbegins with a line break",
    ],
)
async def test_whatever_people_write_is_kept_to_the_letter_and_shown_as_text(desk: Desk, note: str) -> None:
    assert (await desk.record(await desk.form(note=note))).status_code == SAVED
    assert (await desk.row())["note"] == note.strip()
    answer = await desk.world.reader.get(desk.path)
    assert "<script>alert" not in answer.text
    assert note.strip() in unescape(answer.text)


# Why


@pytest.mark.parametrize("headers", [{}, HTMX])
async def test_why_dates_move_stands_in_the_log_and_in_the_comparison(desk: Desk, headers: dict[str, str]) -> None:
    due = ((await desk.row())["planned_due"] + timedelta(days=70)).isoformat()
    form = await desk.form(planned_due=due, reason="The ministry asked for a second tender.")
    assert (await desk.record(form, **headers)).status_code == (OK if headers else SAVED)
    for path in (desk.path, f"/plans/{PLAN}/activity", f"/plans/{PLAN}/compare"):
        assert "The ministry asked for a second tender." in text_of(await desk.world.reader.get(path)), path
    assert 'name="reason" value=""' in (await desk.world.country_lead.get(desk.path)).text


async def test_a_reason_that_is_too_long_is_refused_as_typed(desk: Desk) -> None:
    before = await footprint()
    answer = await desk.record(await desk.form(percent="130", reason="x" * 501))
    assert answer.status_code == REFUSED
    assert set(errors(answer)) == {"reason"}
    assert "x" * 501 in answer.text
    assert await footprint() == before


async def test_a_reason_goes_along_with_what_is_chosen_of_two_versions(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30", reason="The tender was split.")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    assert (await desk.record(chosen_in(await desk.record(mine)))).status_code == SAVED
    assert "The tender was split." in text_of(await desk.world.reader.get(desk.path))


# Two people at once


async def test_who_comes_second_sees_both_versions_and_nothing_is_lost(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30", note="Mine.")
    theirs = await desk.form(status="in-progress", percent="60", note="Theirs.")
    assert (await desk.record(theirs, "grant_manager")).status_code == SAVED
    before = await footprint()
    answer = await desk.record(mine)
    assert answer.status_code == CONFLICT
    shown = text_of(answer)
    for piece in ("Grant manager", "60%", "30%", "Mine.", "Theirs.", "All other fields are the same"):
        assert piece in shown, piece
    assert await footprint() == before
    chosen = chosen_in(answer) | {"percent": "60", "note": "Mine."}
    assert chosen["version"] == "2"
    assert (await desk.record(chosen)).status_code == SAVED
    row = await desk.row()
    assert (row["percent"], row["note"], row["version"]) == (60, "Mine.", 3)


async def test_progress_that_somebody_left_as_it_was_undoes_nothing(desk: Desk) -> None:
    mine = await desk.form(note="Mine.")
    theirs = await desk.form(status="in-progress", percent="60")
    assert (await desk.record(theirs, "grant_manager")).status_code == SAVED
    answer = await desk.record(mine)
    assert answer.status_code == CONFLICT
    assert ticked_in(answer) == {"status": "in-progress", "percent": "60", "note": "Mine."}
    assert (await desk.record(chosen_in(answer))).status_code == SAVED
    row = await desk.row()
    assert (row["status"], row["percent"], row["note"]) == ("in-progress", 60, "Mine.")


async def test_the_comparison_stands_in_the_page_with_htmx_too(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="30")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    answer = await desk.record(mine, **HTMX)
    assert answer.status_code == CONFLICT
    assert answer.text.lstrip().startswith('<div id="milestone">')
    assert {"30", "60"} <= set(re.findall(r'name="percent" value="(\d+)"', answer.text))


async def test_what_is_wrong_is_told_before_a_conflict_is(desk: Desk) -> None:
    mine = await desk.form(status="in-progress", percent="130")
    await desk.record(await desk.form(status="in-progress", percent="60"), "grant_manager")
    assert (await desk.record(mine)).status_code == REFUSED


# Where it comes from


async def _facts(desk: Desk, kind: str) -> str:
    """The page of a milestone whose own basis is of a kind."""
    asked = "SELECT id FROM milestone WHERE basis ->> 'kind' = $1 AND plan_id = (SELECT id FROM plan WHERE slug = $2)"
    found = await fetch_one(f"{asked} LIMIT 1", kind, PLAN)
    assert found is not None
    return unescape((await desk.world.reader.get(f"/plans/{PLAN}/milestones/{found['id']}")).text)


async def test_the_mark_of_a_step_from_the_sources_is_not_that_of_its_days_and_weight(desk: Desk) -> None:
    facts = await _facts(desk, "published")
    marks = dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>[^\n]*?aria-label=\"(\w+), note \d\"", facts))
    assert marks["Origin of the step"] == "Published"
    assert [marks[term] for term in ("Deliverable", "Working days", "Effort weight")] == ["Assumed"] * 3
    assert "A source names the step; what it delivers, how long it takes and its weight are estimates." in facts


async def test_who_thought_of_a_step_answers_for_all_of_it(desk: Desk) -> None:
    facts = await _facts(desk, "assumed")
    assert set(re.findall(r"aria-label=\"(\w+, note \d)\"", facts)) == {"Assumed, note 1"}
