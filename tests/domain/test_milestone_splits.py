"""Splitting, merging and changing several at once: sums, links, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestone_batches import BatchDraft, ahead, changed_together, held, staying
from roadmap.domain.milestone_merges import MergeDraft, merged, suggestion
from roadmap.domain.milestone_splits import SplitPart, shared, split
from roadmap.domain.milestones import DateAnchor, Dependency, Evidence, Milestone, Mitigation, Pin
from roadmap.domain.plans import Plan
from tests.domain.plans import MONDAY, NOW, PLAN_ID, WEEKDAYS, milestone, plan_of, waits_for
from tests.domain.test_milestone_edits import AT_START, CHOICES, HAND, by_number, faults_of

ONE, TWO = UUID(int=101), UUID(int=102)
HANGS = (None, AT_START, DateAnchor(at="date", day=date(2027, 3, 8)))
NEW = UUID(int=901)
PARTS = (SplitPart(title="Draft", days=4, weight=1), SplitPart(title="Final", days=6, weight=2))


def whole(**more: object) -> Milestone:
    values: dict[str, object] = {"days": 10, "weight": 3, "best": 5, "worst": 21, "anchor": AT_START}
    return milestone(1, **(values | more))  # type: ignore[arg-type]


def test_the_first_part_keeps_what_came_before_and_the_last_hands_over() -> None:
    mitigation = (Mitigation(barrier="stigma", by=2),)
    own = whole(
        mitigates=mitigation, engages=("ministry",), marks=("opening",), pin=Pin(kind="not-after", day=date(2027, 4, 1))
    )
    starts = Dependency(milestone_id=ONE, kind="start-start")
    plan = plan_of(
        own,
        milestone(2, start=date(2027, 3, 15), after=waits_for(1), anchor=AT_START),
        milestone(3, after=(starts,), anchor=AT_START),
        milestone(4, start=date(2027, 3, 15), anchor=DateAnchor(at="milestone-due", days=1, milestone_id=ONE)),
    )
    after = split(plan, ONE, PARTS, [NEW], HAND)
    first, last = after.milestone(ONE), after.milestone(NEW)
    assert (first.title, first.planned_start, first.planned_due) == ("Draft", MONDAY, date(2027, 3, 4))
    assert (last.title, last.planned_start, last.planned_due) == ("Final", date(2027, 3, 5), date(2027, 3, 12))
    assert last.after == waits_for(1)
    assert (first.best + last.best, first.worst + last.worst) == (5, 21)
    assert (first.mitigates, last.mitigates) == ((), mitigation)
    assert (first.marks, last.marks) == ((), ("opening",)), "it opens when its last part is done"
    assert (first.engages, last.engages, first.pin, last.pin) == (("ministry",), (), None, own.pin)
    assert by_number(after, 2).after[0].milestone_id == NEW
    assert by_number(after, 3).after == (starts,)
    assert by_number(after, 4).anchor == DateAnchor(at="milestone-due", days=1, milestone_id=NEW)
    assert dates_of(after, 2, 3, 4) == dates_of(plan, 2, 3, 4)


def dates_of(plan: Plan, *numbers: int) -> list[tuple[date, date]]:
    return [(by_number(plan, each).planned_start, by_number(plan, each).planned_due) for each in numbers]


@pytest.mark.parametrize(
    "more",
    [
        {"anchor": DateAnchor(at="date", edge="due", day=date(2027, 3, 12))},
        {"anchor": DateAnchor(at="plan-start", edge="due", days=11)},
        {"anchor": None},
        {"pin": Pin(kind="on", day=date(2027, 3, 12), reason="Vote")},
        {"anchor": DateAnchor(at="plan-end"), "pin": Pin(kind="on", day=date(2027, 3, 12), reason="Vote")},
    ],
)
def test_however_it_hangs_nothing_moves_when_it_is_split(more: dict[str, object]) -> None:
    plan = plan_of(whole(**more), milestone(2, start=date(2027, 3, 15), after=waits_for(1), anchor=AT_START))
    after = split(plan, ONE, PARTS, [NEW], HAND)
    spans = [(each.planned_start, each.planned_due) for each in (after.milestone(ONE), after.milestone(NEW))]
    assert spans == [(MONDAY, date(2027, 3, 4)), (date(2027, 3, 5), date(2027, 3, 12))]
    assert dates_of(after, 2) == dates_of(plan, 2)


def test_what_is_done_fills_the_parts_in_their_order() -> None:
    begun = whole(weight=4, status="in-progress", percent=50, started_on=MONDAY)
    parts = (SplitPart(title="Draft", days=4, weight=1), SplitPart(title="Final", days=6, weight=3))
    after = split(plan_of(begun), ONE, parts, [NEW], HAND)
    assert (after.milestone(ONE).percent, after.milestone(ONE).status) == (99, "in-progress")
    assert (after.milestone(NEW).percent, after.milestone(NEW).status) == (33, "in-progress")


@pytest.mark.parametrize(
    ("own", "parts", "faults"),
    [
        ({"status": "done"}, PARTS, {"": "milestone.split_finished"}),
        ({}, PARTS[:1], {"": "milestone.split_count"}),
        ({"best": 1}, PARTS, {"": "milestone.split_short"}),
        ({"weight": 1}, PARTS, {"": "milestone.split_light"}),
        (
            {},
            (SplitPart(title="", days=4, weight=1), SplitPart(title="x" * 201, days=5, weight=1)),
            {
                "part_0_title": "title.empty",
                "part_1_title": "text.too_long",
                "part_0_days": "milestone.split_days",
                "part_0_weight": "milestone.split_weight",
            },
        ),
    ],
)
def test_what_cannot_be_split_so_is_said_at_once(
    own: dict[str, object], parts: tuple[SplitPart, ...], faults: dict[str, str]
) -> None:
    with pytest.raises(RuleBrokenError) as caught:
        split(plan_of(whole(**own)), ONE, parts, [NEW], HAND)
    told = faults_of(caught)
    assert faults.items() <= told.items()


@pytest.mark.parametrize(
    ("total", "shares", "least", "parts"),
    [(5, [3, 5], 1, [2, 3]), (2, [1, 100], 1, [1, 1]), (11, [4, 6], 0, [4, 7]), (7, [0, 0, 0], 1, [3, 2, 2])],
)
def test_a_number_is_shared_to_the_last_unit(total: int, shares: list[int], least: int, parts: list[int]) -> None:
    assert sum(shared(total, shares, least)) == total
    assert shared(total, shares, least) == parts


# Merging


def test_merging_keeps_the_firsts_id_unites_links_and_moves_evidence() -> None:
    proof = Evidence(
        id=uuid4(), plan_id=PLAN_ID, milestone_id=UUID(int=103), title="Minutes", added_by="country-lead", added_at=NOW
    )
    plan = plan_of(
        milestone(1),
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), weight=2, deliverable="A"),
        milestone(3, start=date(2027, 3, 15), after=(*waits_for(2), *waits_for(1)), weight=3, deliverable="B"),
        milestone(4, start=date(2027, 3, 22), after=(*waits_for(3), *waits_for(2, lag=4))),
        evidence=(proof,),
    )
    ids = (UUID(int=103), UUID(int=102))
    draft = suggestion([plan.milestone(each) for each in ids])
    assert draft == MergeDraft(title="Milestone 2", deliverable="A; B")
    after = merged(plan, ids, draft, HAND)
    one = after.milestone(UUID(int=102))
    assert [each.number for each in after.milestones] == [1, 2, 4]
    assert (one.weight, one.likely, one.best, one.worst) == (5, 10, 10, 10)
    assert one.after == waits_for(1)
    assert by_number(after, 4).after == waits_for(2, lag=4)
    assert after.evidence[0].milestone_id == one.id
    assert (one.planned_start, one.planned_due) == (date(2027, 3, 8), date(2027, 3, 19))


def test_merging_plans_for_no_slip_that_nobody_planned_for_and_moves_only_what_waits_for_more_than_before() -> None:
    plan = plan_of(
        milestone(1, days=15, status="in-progress", percent=50, started_on=MONDAY),
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=AT_START),
        milestone(3, start=date(2027, 3, 15), after=waits_for(2), anchor=AT_START),
        milestone(4, start=date(2027, 3, 22), after=waits_for(3), anchor=AT_START),
        milestone(5, start=date(2027, 3, 15), after=waits_for(2), anchor=AT_START),
    )
    draft = MergeDraft(title="Both", deliverable="")
    after = merged(plan, (UUID(int=102), UUID(int=103)), draft, HAND)
    assert dates_of(after, 2) == [(date(2027, 3, 8), date(2027, 3, 19))]
    assert by_number(after, 2).started_on is None
    assert dates_of(after, 4) == dates_of(plan, 4), "it waited for all of it already"
    assert dates_of(after, 5) == [(date(2027, 3, 22), date(2027, 3, 26))], "it waits for the whole now"


def test_merging_what_stands_later_than_it_must_leaves_it_there() -> None:
    third = DateAnchor(at="date", day=date(2027, 4, 5))
    plan = plan_of(
        milestone(1, anchor=AT_START),
        milestone(2, start=date(2027, 4, 5), anchor=third),
        milestone(3, start=date(2027, 3, 8), after=waits_for(1), anchor=AT_START),
    )
    after = merged(plan, (ONE, UUID(int=102)), MergeDraft(title="Both", deliverable=""), HAND)
    assert dates_of(after, 1) == [(MONDAY, date(2027, 4, 9))]
    assert dates_of(after, 3) == [(date(2027, 4, 12), date(2027, 4, 16))]


def test_merging_what_another_lies_between_is_refused_with_the_path() -> None:
    plan = plan_of(
        milestone(1),
        milestone(2, start=date(2027, 3, 8), after=waits_for(1)),
        milestone(3, start=date(2027, 3, 15), after=waits_for(2)),
    )
    with pytest.raises(RuleBrokenError) as caught:
        merged(plan, (ONE, UUID(int=103)), MergeDraft(title="Both", deliverable=""), HAND)
    assert faults_of(caught) == {"": "schedule.cycle"}
    assert "Milestone 2" in caught.value.faults[0].message.values["path"]  # type: ignore[operator]


def test_progress_is_merged_by_weight() -> None:
    plan = plan_of(
        milestone(1, status="done", percent=100, started_on=MONDAY, done_on=date(2027, 3, 4)),
        milestone(2, weight=3),
        milestone(3, weight=1, status="blocked", percent=40, started_on=MONDAY),
    )
    two = merged(plan, (ONE, UUID(int=102)), MergeDraft(title="Two", deliverable=""), HAND).milestone(ONE)
    assert (two.status, two.percent, two.started_on, two.done_on) == ("in-progress", 25, MONDAY, None)
    ids = [each.id for each in plan.milestones]
    assert merged(plan, ids, MergeDraft(title="All", deliverable=""), HAND).milestone(ONE).status == "blocked"


@pytest.mark.parametrize(
    ("others", "key"),
    [
        ((), "milestone.merge_two"),
        ((milestone(2, phase_id=uuid4()),), "milestone.merge_phases"),
        ((milestone(2, status="dropped"),), "milestone.merge_dropped"),
        ((milestone(2, weight=100),), "milestone.merge_heavy"),
    ],
)
def test_what_cannot_be_merged_says_why(others: tuple[Milestone, ...], key: str) -> None:
    plan = plan_of(milestone(1), *others)
    with pytest.raises(RuleBrokenError) as caught:
        merged(plan, [each.id for each in plan.milestones], MergeDraft(title="One", deliverable=""), HAND)
    assert key in faults_of(caught).values()


# Several at once


def test_several_get_another_owner_theme_and_phase() -> None:
    plan = plan_of(milestone(1), milestone(2), milestone(3))
    draft = BatchDraft(owner="Ana Horvat", theme="evidence")
    after = changed_together(plan, {ONE, UUID(int=103)}, draft, CHOICES, HAND)
    assert [(each.owner, each.theme) for each in after.milestones] == [
        ("Ana Horvat", "evidence"),
        ("country-lead", "funding"),
        ("Ana Horvat", "evidence"),
    ]


def test_a_shift_moves_what_is_selected_and_what_waits_and_leaves_what_is_finished_or_pinned() -> None:
    plan = plan_of(
        milestone(1, anchor=AT_START),
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=AT_START),
        milestone(3, status="done", percent=100, done_on=MONDAY),
        milestone(4, is_pinned=True),
        milestone(5, status="in-progress", percent=10, started_on=MONDAY),
    )
    ids = {each.id for each in plan.milestones} - {UUID(int=102)}
    after = changed_together(plan, ids, BatchDraft(days=3), CHOICES, HAND)
    starts = [each.planned_start for each in after.milestones]
    assert starts == [date(2027, 3, 4), date(2027, 3, 11), MONDAY, MONDAY, MONDAY]
    assert by_number(after, 5).planned_due == WEEKDAYS.plus(by_number(plan, 5).planned_due, 3)
    assert [each.number for each in staying(plan, ids)] == [3, 4]


@pytest.mark.parametrize("anchor", HANGS)
def test_a_shift_does_not_move_what_waits_before_what_it_waits_for(anchor: DateAnchor | None) -> None:
    plan = plan_of(milestone(1), milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=anchor))
    after = changed_together(plan, {TWO}, BatchDraft(days=-3), CHOICES, HAND)
    assert after.milestones == plan.milestones
    assert held_in(plan, after, TWO, -3) == (2, 0, 1)
    later = changed_together(plan, {TWO}, BatchDraft(days=3), CHOICES, HAND)
    assert not held(plan, later, {TWO}, 3, WEEKDAYS)


@pytest.mark.parametrize(("lag", "cause"), [(0, 1), (12, 2)])
def test_what_holds_one_is_what_binds_it_and_not_what_lasts_longest(lag: int, cause: int) -> None:
    links = (*waits_for(1), Dependency(milestone_id=TWO, kind="start-start", lag=lag))
    starts = WEEKDAYS.plus(MONDAY, max(10, lag))
    plan = plan_of(milestone(1, days=10), milestone(2, days=60), milestone(3, start=starts, after=links))
    three = UUID(int=103)
    after = changed_together(plan, {three}, BatchDraft(days=-5), CHOICES, HAND)
    assert held_in(plan, after, three, -5) == (3, 0, cause)


@pytest.mark.parametrize("anchor", HANGS)
def test_a_shift_within_a_slip_that_nobody_planned_for_moves_the_planned_dates_and_says_what_they_are_ahead_of(
    anchor: DateAnchor | None,
) -> None:
    late = milestone(1, days=15, status="in-progress", percent=10, started_on=MONDAY)
    plan = plan_of(late, milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=anchor))
    after = changed_together(plan, {TWO}, BatchDraft(days=3), CHOICES, HAND)
    assert by_number(after, 2).planned_start == date(2027, 3, 11)
    assert not held(plan, after, {TWO}, 3, WEEKDAYS)
    assert [(each.number, cause.number) for each, cause in ahead(plan, after, {TWO}, WEEKDAYS)] == [(2, 1)]
    far = changed_together(plan, {TWO}, BatchDraft(days=10), CHOICES, HAND)
    assert not ahead(plan, far, {TWO}, WEEKDAYS)


@pytest.mark.parametrize("anchor", HANGS)
def test_a_shift_within_a_slip_plans_nothing_before_what_it_waits_for(anchor: DateAnchor | None) -> None:
    late = milestone(1, days=15, status="in-progress", percent=10, started_on=MONDAY)
    plan = plan_of(
        late,
        milestone(2, start=date(2027, 3, 8), after=waits_for(1), anchor=anchor),
        milestone(3, start=date(2027, 3, 17), after=waits_for(2), anchor=anchor),
    )
    assert changed_together(plan, {TWO}, BatchDraft(days=-3), CHOICES, HAND).milestones == plan.milestones
    three = UUID(int=103)
    after = changed_together(plan, {three}, BatchDraft(days=-5), CHOICES, HAND)
    assert dates_of(after, 3) == [(date(2027, 3, 15), date(2027, 3, 19))]
    assert held_in(plan, after, three, -5) == (3, -2, 2)
    assert not ahead(plan, after, {three}, WEEKDAYS)


def test_a_shift_that_moves_less_than_asked_says_by_how_much_and_what_holds_it() -> None:
    plan = plan_of(
        milestone(1, anchor=AT_START),
        milestone(2, start=date(2027, 3, 17), after=waits_for(1), anchor=DateAnchor(at="date", day=date(2027, 3, 17))),
    )
    after = changed_together(plan, {TWO}, BatchDraft(days=-30), CHOICES, HAND)
    assert dates_of(after, 2) == [(date(2027, 3, 8), date(2027, 3, 12))]
    assert held_in(plan, after, TWO, -30) == (2, -7, 1)


def held_in(before: Plan, after: Plan, key: UUID, days: int) -> tuple[int, int, int | None]:
    """Give the only one that is held by its number, by how much it moved all the same, and the number of the cause."""
    (found,) = held(before, after, {key}, days, WEEKDAYS)
    return found.milestone.number, found.days, found.cause.number if found.cause else None


def test_what_hangs_on_one_that_is_shifted_too_is_not_shifted_twice() -> None:
    hung = DateAnchor(at="milestone-due", days=1, milestone_id=ONE)
    plan = plan_of(milestone(1, anchor=AT_START), milestone(2, start=date(2027, 3, 8), anchor=hung))
    after = changed_together(plan, {ONE, UUID(int=102)}, BatchDraft(days=5), CHOICES, HAND)
    assert by_number(after, 2).planned_start == date(2027, 3, 15)
    alone = changed_together(plan, {UUID(int=102)}, BatchDraft(days=5), CHOICES, HAND)
    assert by_number(alone, 2).planned_start == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("ids", "draft", "field"),
    [
        (set(), BatchDraft(days=3), "selected"),
        ({ONE}, BatchDraft(), ""),
        ({ONE}, BatchDraft(days=521), "days"),
        ({ONE}, BatchDraft(theme="nonsense"), "theme"),
        ({ONE}, BatchDraft(phase_id=uuid4()), "phase_id"),
        ({ONE}, BatchDraft(owner="x" * 121), "owner"),
    ],
)
def test_a_change_of_several_that_makes_no_sense_is_refused(ids: set[UUID], draft: BatchDraft, field: str) -> None:
    with pytest.raises(RuleBrokenError) as caught:
        changed_together(plan_of(milestone(1)), ids, draft, CHOICES, HAND)
    assert list(faults_of(caught)) == [field]


def test_dates_are_not_shifted_out_of_the_years_that_have_a_calendar() -> None:
    late = replace(milestone(1, start=date(2100, 12, 1)), anchor=DateAnchor(at="date", day=date(2100, 12, 1)))
    with pytest.raises(RuleBrokenError) as caught:
        changed_together(plan_of(late), {ONE}, BatchDraft(days=60), CHOICES, HAND)
    assert "days" in faults_of(caught)
