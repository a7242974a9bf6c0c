"""Editing milestones: what each edit does, what is refused in which words, and the laws that all of them keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestone_drafts import Choices, MilestoneDraft, draft_of
from roadmap.domain.milestone_edits import Hand, added, changed, deleted, dropped, moved
from roadmap.domain.milestones import DateAnchor, Dependency, Evidence, Milestone, Mitigation, Pin
from roadmap.domain.plans import Plan
from tests.domain.plans import MONDAY, NOW, PHASE_ID, PLAN_ID, WEEKDAYS, milestone, plan_of, told_of, waits_for

CHOICES = Choices(
    themes=frozenset({"funding", "evidence"}),
    levers=frozenset({"advocacy"}),
    barriers=frozenset({"stigma"}),
    archetypes=frozenset({"ministry"}),
)
HAND = Hand(by="Country lead", now=NOW, calendar=WEEKDAYS)
NEW = UUID(int=999)
AT_START = DateAnchor(at="plan-start")


def draft(**more: object) -> MilestoneDraft:
    """A milestone of two weeks at the plan's start."""
    values: dict[str, object] = {
        "title": "Lawyer hired",
        "phase_id": PHASE_ID,
        "owner": "country-lead",
        "theme": "funding",
        "weight": 2,
        "best": 5,
        "likely": 10,
        "worst": 20,
        "anchor": AT_START,
    }
    return MilestoneDraft(**(values | more))  # type: ignore[arg-type]


def by_number(plan: Plan, number: int) -> Milestone:
    return next(each for each in plan.milestones if each.number == number)


def faults_of(caught: pytest.ExceptionInfo[RuleBrokenError]) -> dict[str, str]:
    return told_of(caught.value.faults)


def chain() -> Plan:
    """Three milestones, each a week and after the one before."""
    return plan_of(
        milestone(1, anchor=AT_START),
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=AT_START),
        milestone(3, start=date(2027, 3, 15), after=waits_for(2), anchor=AT_START),
    )


def test_a_new_milestone_takes_the_next_number_and_its_dates_from_anchor_and_links() -> None:
    plan = added(chain(), draft(after=waits_for(1)), NEW, CHOICES, HAND)
    new = plan.milestone(NEW)
    assert (new.number, new.planned_start, new.planned_due) == (4, date(2027, 3, 8), date(2027, 3, 19))
    assert (new.basis.kind, new.basis.by, new.basis.missing) == ("assumed", "Country lead", ())
    assert [each.number for each in plan.milestones] == [1, 2, 3, 4]


def test_a_longer_duration_moves_what_waits_and_nothing_else() -> None:
    plan = chain()
    first = by_number(plan, 1)
    after = changed(plan, first.id, replace(draft_of(first), likely=8, worst=9), CHOICES, HAND)
    assert by_number(after, 1).planned_due == date(2027, 3, 10)
    assert by_number(after, 2).planned_start == date(2027, 3, 11)
    assert by_number(after, 3).planned_start == date(2027, 3, 18)


def test_what_hangs_by_its_due_date_begins_earlier_when_it_takes_longer() -> None:
    last = DateAnchor(at="date", edge="due", day=date(2027, 3, 12))
    plan = plan_of(milestone(1, start=date(2027, 3, 8), anchor=last))
    own = by_number(plan, 1)
    after = by_number(changed(plan, own.id, replace(draft_of(own), likely=8, worst=9), CHOICES, HAND), 1)
    assert (after.planned_start, after.planned_due) == (date(2027, 3, 3), date(2027, 3, 12))


def test_a_changed_text_no_longer_looks_as_cited_and_another_owner_leaves_the_ground_alone() -> None:
    plan = chain()
    own = by_number(plan, 1)
    renamed = changed(plan, own.id, replace(draft_of(own), title="Another"), CHOICES, HAND)
    assert by_number(renamed, 1).basis.by == "Country lead"
    owned = changed(plan, own.id, replace(draft_of(own), owner="Ana Horvat"), CHOICES, HAND)
    assert by_number(owned, 1).basis == own.basis


def test_saving_what_is_there_changes_nothing() -> None:
    plan = chain()
    own = by_number(plan, 2)
    assert changed(plan, own.id, draft_of(own), CHOICES, HAND) == plan


def test_a_slip_that_nobody_planned_for_yet_is_not_hidden_by_an_edit_of_something_else() -> None:
    slipped = milestone(1, days=10, status="in-progress", percent=10, started_on=MONDAY)
    plan = plan_of(
        slipped,
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=AT_START),
        milestone(3, anchor=AT_START),
    )
    own = by_number(plan, 3)
    after = changed(plan, own.id, replace(draft_of(own), likely=8, worst=9), CHOICES, HAND)
    assert by_number(after, 2).planned_start == date(2027, 3, 8)
    longer = changed(plan, slipped.id, replace(draft_of(slipped), likely=11, worst=11), CHOICES, HAND)
    assert by_number(longer, 2).planned_start == date(2027, 3, 16)


def test_everything_that_is_wrong_is_told_at_once_beside_its_field() -> None:
    wrong = draft(
        title="x" * 5000,
        owner=" ",
        theme="nonsense",
        lever="nonsense",
        phase_id=uuid4(),
        weight=101,
        best=0,
        worst=1301,
        anchor=DateAnchor(at="date"),
        pin=Pin(day=date(1999, 1, 1)),
        after=(Dependency(milestone_id=uuid4()), Dependency(milestone_id=UUID(int=101), lag=521)),
        mitigates=(Mitigation(barrier="stigma", by=9),),
        engages=("nobody",),
    )
    with pytest.raises(RuleBrokenError) as caught:
        added(chain(), wrong, NEW, CHOICES, HAND)
    assert faults_of(caught) == {
        "title": "text.too_long",
        "owner": "owner.empty",
        "phase_id": "choice.unknown",
        "theme": "choice.unknown",
        "lever": "choice.unknown",
        "weight": "number.range",
        "best": "number.range",
        "worst": "number.range",
        "anchor_day": "milestone.anchor_day_missing",
        "pin_day": "date.out_of_range",
        "pin_reason": "milestone.pin_reason_missing",
        "after_0_milestone": "choice.unknown",
        "after_1_lag": "number.range",
        "mitigates_stigma": "number.range",
        "engages": "choice.unknown",
    }


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"best": 11}, "best"),
        ({"worst": 9}, "worst"),
        ({"anchor": DateAnchor(at="date", day=date(2101, 1, 1))}, "anchor_day"),
        ({"anchor": DateAnchor(at="plan-end", months=121)}, "anchor_months"),
        ({"anchor": DateAnchor(at="milestone-due")}, "anchor_milestone"),
        ({"anchor": DateAnchor(at="phase-end", phase_id=uuid4())}, "anchor_phase"),
        ({"after": (*waits_for(1), *waits_for(1, lag=3))}, "after_1_milestone"),
        ({"title": " \n "}, "title"),
    ],
)
def test_one_thing_that_is_wrong_is_told_beside_its_field(more: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBrokenError) as caught:
        added(chain(), draft(**more), NEW, CHOICES, HAND)
    assert list(faults_of(caught)) == [field]


def test_a_circle_is_refused_naming_its_path_and_so_is_waiting_for_oneself() -> None:
    plan = chain()
    first = by_number(plan, 1)
    wanted = replace(draft_of(first), after=(*waits_for(1), *waits_for(3)))
    with pytest.raises(RuleBrokenError) as caught:
        changed(plan, first.id, wanted, CHOICES, HAND)
    assert faults_of(caught) == {"after_0_milestone": "link.itself", "after_1_milestone": "schedule.cycle"}
    path = caught.value.faults[1].message.values["path"]
    assert path == ("Milestone 1", "Milestone 3", "Milestone 2", "Milestone 1")


def test_a_circle_through_an_anchor_is_one_too() -> None:
    plan = chain()
    first = by_number(plan, 1)
    wanted = replace(draft_of(first), anchor=DateAnchor(at="milestone-due", milestone_id=by_number(plan, 3).id))
    with pytest.raises(RuleBrokenError) as caught:
        changed(plan, first.id, wanted, CHOICES, HAND)
    assert faults_of(caught) == {"anchor_milestone": "schedule.cycle"}


def test_a_pin_that_the_playbook_set_without_a_reason_may_stay() -> None:
    plan = plan_of(milestone(1, pin=Pin(day=date(2027, 3, 5))))
    own = by_number(plan, 1)
    assert by_number(changed(plan, own.id, replace(draft_of(own), weight=7), CHOICES, HAND), 1).weight == 7
    with pytest.raises(RuleBrokenError):
        changed(plan, own.id, replace(draft_of(own), pin=Pin(day=date(2027, 3, 8))), CHOICES, HAND)


# Dropping and deleting


def test_what_waited_for_a_dropped_milestone_waits_for_what_it_waited_for() -> None:
    plan = dropped(chain(), UUID(int=102), "No money for it.", HAND)
    given_up, waiting = by_number(plan, 2), by_number(plan, 3)
    assert (given_up.status, given_up.note, given_up.after) == ("dropped", "No money for it.", waits_for(1))
    assert waiting.after == waits_for(1)
    assert waiting.planned_start == date(2027, 3, 8)


def test_or_it_is_no_longer_held_up() -> None:
    plan = dropped(chain(), UUID(int=102), "No money for it.", HAND, is_bridged=False)
    assert by_number(plan, 3).planned_start == MONDAY


@pytest.mark.parametrize(
    ("status", "reason", "key"),
    [
        ("done", "Because", "milestone.drop_done"),
        ("dropped", "Because", "milestone.drop_twice"),
        ("not-started", "  ", "milestone.drop_reason_missing"),
        ("not-started", "x" * 501, "text.too_long"),
    ],
)
def test_dropping_takes_an_open_milestone_and_a_reason(status: str, reason: str, key: str) -> None:
    with pytest.raises(RuleBrokenError) as caught:
        dropped(plan_of(milestone(1, status=status)), UUID(int=101), reason, HAND)
    assert list(faults_of(caught).values()) == [key]


def test_deleting_bridges_the_links_with_the_longer_lag_and_keeps_the_order() -> None:
    plan = plan_of(
        milestone(1, anchor=AT_START),
        milestone(2, start=date(2027, 3, 11), after=waits_for(1, lag=3), anchor=AT_START),
        milestone(3, start=date(2027, 3, 18), after=waits_for(2), anchor=AT_START),
    )
    after = deleted(plan, UUID(int=102), HAND)
    assert [each.number for each in after.milestones] == [1, 3]
    assert by_number(after, 3).after == waits_for(1, lag=3)


def test_what_hung_on_a_deleted_milestone_stays_where_it_is() -> None:
    hung = DateAnchor(at="milestone-due", days=1, milestone_id=UUID(int=101))
    plan = plan_of(milestone(1), milestone(2, start=date(2027, 3, 8), anchor=hung))
    after = by_number(deleted(plan, UUID(int=101), HAND), 2)
    assert (after.anchor, after.planned_start) == (DateAnchor(at="date", day=date(2027, 3, 8)), date(2027, 3, 8))


def test_what_has_progress_or_evidence_is_dropped_and_not_deleted() -> None:
    begun = milestone(1, status="in-progress", percent=20, started_on=MONDAY)
    proof = Evidence(
        id=uuid4(), plan_id=PLAN_ID, milestone_id=begun.id, title="Minutes", added_by="country-lead", added_at=NOW
    )
    with pytest.raises(RuleBrokenError) as caught:
        deleted(replace(plan_of(begun), evidence=(proof,)), begun.id, HAND)
    assert [each.message.key for each in caught.value.faults] == [
        "milestone.delete_progress",
        "milestone.delete_evidence",
    ]


# Order


@pytest.mark.parametrize(
    ("number", "way", "position", "titles"),
    [
        (2, "up", 0, [2, 1, 3]),
        (2, "down", 0, [1, 3, 2]),
        (1, "up", 0, [1, 2, 3]),
        (3, "down", 0, [1, 2, 3]),
        (3, "to", 1, [3, 1, 2]),
        (1, "to", 3, [2, 3, 1]),
    ],
)
def test_a_milestone_moves_within_its_phase(number: int, way: str, position: int, titles: list[int]) -> None:
    plan = moved(chain(), UUID(int=100 + number), way, position)  # type: ignore[arg-type]
    assert [each.title for each in plan.milestones] == [f"Milestone {each}" for each in titles]
    assert [each.number for each in plan.milestones] == [1, 2, 3]


@pytest.mark.parametrize("position", [0, 4, -1])
def test_a_place_beyond_the_phase_is_refused(position: int) -> None:
    with pytest.raises(RuleBrokenError) as caught:
        moved(chain(), UUID(int=101), "to", position)
    assert faults_of(caught) == {"position": "number.range"}


def test_a_milestone_that_hangs_on_itself_is_told_so() -> None:
    plan = chain()
    first = by_number(plan, 1)
    itself = DateAnchor(at="milestone-due", days=1, milestone_id=first.id)
    with pytest.raises(RuleBrokenError) as caught:
        changed(plan, first.id, replace(draft_of(first), anchor=itself), CHOICES, HAND)
    assert faults_of(caught) == {"anchor_milestone": "milestone.hangs_on_itself"}
