"""What of a plan stands in a calendar, and when an event counts as changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from roadmap.domain.calendars import (
    DAY_BEFORE,
    WEEK_BEFORE,
    CalendarItem,
    DatedMilestone,
    PlanPast,
    Removed,
    calendar_items,
    lines,
    one_line,
)
from roadmap.domain.changes import difference
from tests.calendar_plan import CHANGED, CREATED, INTERVENTION, calendar, decision, meeting, milestone, plan, report


def item(made: DatedMilestone, past: PlanPast | None = None, **of_plan: object) -> CalendarItem:
    (found,) = calendar(plan(made, **of_plan), past).items
    return found


def removed(made: DatedMilestone, changes: int = 0) -> Removed:
    fields = {each.field: each.before for each in difference(made, None)}
    return Removed(noun="milestone", id=made.id, at=CHANGED, fields=fields, changes=changes)


@pytest.mark.parametrize("version", [1, 2, 17])
def test_the_sequence_counts_the_changes_of_the_milestone(version: int) -> None:
    found = item(milestone(version=version))
    assert (found.sequence, found.changed_at) == (version - 1, CHANGED)


def test_what_shows_in_all_events_of_a_plan_moves_them_all() -> None:
    later = CHANGED + timedelta(days=1)
    found = item(milestone(version=3), PlanPast(moves=2, moved_at=later))
    assert (found.sequence, found.changed_at) == (4, later)
    assert item(milestone(), PlanPast(moves=1, moved_at=CREATED)).changed_at == CHANGED


def test_a_milestone_stands_on_the_day_when_it_is_due() -> None:
    assert item(milestone(planned_due=date(2028, 2, 29))).day == date(2028, 2, 29)


def test_a_fixed_date_is_told_a_week_before_and_others_on_the_day_before() -> None:
    assert item(milestone(is_pinned=True)).alarm == WEEK_BEFORE
    assert item(milestone()).alarm == DAY_BEFORE


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_reminds_nobody(status: str) -> None:
    done_on = date(2026, 12, 1) if status == "done" else None
    assert item(milestone(status=status, percent=100, done_on=done_on)).alarm is None


@pytest.mark.parametrize(
    ("status", "plan_status", "state"),
    [
        ("not-started", "approved", "confirmed"),
        ("in-progress", "approved", "confirmed"),
        ("done", "approved", "confirmed"),
        ("blocked", "approved", "tentative"),
        ("dropped", "approved", "cancelled"),
        ("not-started", "draft", "tentative"),
        ("dropped", "draft", "cancelled"),
        ("not-started", "archived", "cancelled"),
        ("done", "archived", "confirmed"),
    ],
)
def test_firm_dates_are_confirmed_and_gone_ones_cancelled(status: str, plan_status: str, state: str) -> None:
    assert item(milestone(status=status), status=plan_status).state == state


def test_in_an_archived_plan_nothing_reminds_anybody() -> None:
    found = calendar(plan(milestone(), meetings=(meeting(),), status="archived")).items
    assert [each.alarm for each in found] == [None, None]
    assert {each.state for each in found} == {"cancelled"}


def test_what_was_taken_out_stays_as_cancelled_with_a_higher_sequence() -> None:
    gone = milestone(7, title="Taken out", version=4)
    before = item(gone)
    (found,) = calendar(plan(), PlanPast(removed=(removed(gone, changes=3),))).items
    assert (found.id, found.title, found.day) == (gone.id, "Taken out", gone.planned_due)
    assert (found.state, found.alarm) == ("cancelled", None)
    assert found.sequence == before.sequence + 1
    assert found.changed_at == CHANGED
    assert found.path == "/plans/croatia/milestones"


def test_a_meeting_that_was_taken_out_is_cancelled() -> None:
    gone = meeting()
    fields = {each.field: each.before for each in difference(gone, None)}
    told = Removed(noun="meeting", id=gone.id, at=CHANGED, fields=fields, changes=0)
    (found,) = calendar(plan(), PlanPast(removed=(told,))).items
    assert (found.state, found.title, found.day) == ("cancelled", "Steering committee", gone.held_on)


def test_what_was_taken_out_and_came_back_is_there_once() -> None:
    back = milestone(7)
    found = calendar(plan(back), PlanPast(removed=(removed(back),))).items
    assert [each.state for each in found] == ["confirmed"]


def test_ones_own_milestones_are_those_that_a_role_of_ones_own_answers_for() -> None:
    past = PlanPast(removed=(removed(milestone(8)), removed(milestone(9, owner="grant-manager"))))
    made = plan(milestone(1), milestone(2, owner="grant-manager"), meetings=(meeting(),), past=past)
    found = calendar_items(made, INTERVENTION, owners={"grant-manager", "reader"}, is_among_plans=True)
    assert [each.id for each in found] == [UUID(int=102), UUID(int=109)]
    assert calendar_items(made, INTERVENTION, owners=set()) == []


def test_a_baselines_date_stands_beside_the_planned_one() -> None:
    assert item(milestone(1)).baseline_due == date(2026, 12, 22)
    assert item(milestone(2)).baseline_due is None


def test_owners_and_themes_are_named_and_unknown_ones_stand_as_they_are() -> None:
    assert (item(milestone()).owner, item(milestone()).theme) == ("Country lead", "Funding")
    odd = item(milestone(owner="astronaut", theme="space"))
    assert (odd.owner, odd.theme) == ("astronaut", "space")


def test_a_calendar_changed_when_its_latest_event_did() -> None:
    assert calendar(plan(milestone(), meetings=(meeting(),))).changed_at == CHANGED
    assert calendar(plan()).changed_at == CREATED


def test_texts_lose_only_what_cannot_be_shown() -> None:
    assert one_line("a\r\nb\x0bc\u2028d\x00e\x1bf\x85g\ufeffh\ti") == "a b c def gh\ti"
    assert lines("a\r\nb\rc\x0cd\u2029e\x9ff\ud800g") == "a\nb\nc\nd\nefg"
    assert one_line("žuto 🎉 עברית \u200d \u202e") == "žuto 🎉 עברית \u200d \u202e"


def test_days_of_the_funding_remind_a_week_before_until_they_are_settled_or_gone() -> None:
    found = {each.id: each for each in calendar(plan(funding=(decision(), report()))).items}
    assert {each.alarm for each in found.values()} == {WEEK_BEFORE}
    assert found[decision().id].path.endswith(f"/funding#card-{decision().shown.commitment_id}")
    settled = decision(shown=replace(decision().shown, stage="committed"))
    (taken,) = calendar(plan(funding=(settled,))).items
    assert (taken.alarm, taken.state, taken.status) == (None, "confirmed", "done")
    (gone,) = calendar(plan(funding=(report(is_gone=True),))).items
    assert (gone.alarm, gone.state, gone.path) == (None, "cancelled", "/plans/croatia/funding")


def test_in_an_archived_plan_only_decisions_that_were_taken_stay() -> None:
    settled = decision(id=UUID(int=305), shown=replace(decision().shown, stage="received"))
    found = calendar(plan(funding=(decision(), settled, report()), status="archived")).items
    assert {each.id: each.state for each in found} == {
        decision().id: "cancelled",
        settled.id: "confirmed",
        report().id: "cancelled",
    }
