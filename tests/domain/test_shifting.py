"""Moving a plan's start: what moves, what stays, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.needs.assessments import NeedsAssessment, Takeover
from roadmap.domain.plans import Plan
from roadmap.domain.services import Service
from roadmap.domain.shifting import shifted
from roadmap.domain.workdays import DAY, working_calendar
from roadmap.playbook_files import playbooks
from tests.domain.plans import BASIS, MONDAY, NOW, PLAN_ID, WEEKDAYS, milestone, plan_of, waits_for

BOOK = playbooks()[0]
CROATIA = working_calendar("HR")
starts = st.dates(date(2026, 1, 1), date(2029, 12, 31))


def made(route: str, start: date) -> Plan:
    draft = PlanDraft(title="Croatia", routes=(route,), country="HR", start=start, months=BOOK.route(route).months)
    around = Circumstances(new_id=uuid4, now=NOW, portfolio_id=uuid4(), slug="croatia", calendar=CROATIA)
    return instantiate(BOOK, draft, around)


def dates_of(plan: Plan) -> dict[str, object]:
    """All dates of a plan that moving its start may move."""
    return {
        "start": plan.start,
        "phases": [(each.starts, each.ends) for each in plan.phases],
        "milestones": [(each.planned_start, each.planned_due) for each in plan.milestones],
        "budget": [(each.starts, each.ends) for each in plan.budget],
        "targets": [each.due for each in plan.targets],
    }


@pytest.mark.parametrize("route", [route.key for route in BOOK.routes])
@settings(max_examples=30)
@given(old=starts, new=starts)
def test_an_untouched_plan_comes_back_to_the_same_dates(route: str, old: date, new: date) -> None:
    plan = made(route, old)
    there = shifted(plan, new, CROATIA).plan
    back = shifted(there, old, CROATIA).plan
    assert dates_of(back) == dates_of(plan)


@pytest.mark.parametrize("route", [route.key for route in BOOK.routes])
@settings(max_examples=30)
@given(old=starts, new=starts)
def test_durations_order_and_working_days_are_kept(route: str, old: date, new: date) -> None:
    plan = made(route, old)
    moved = shifted(plan, new, CROATIA).plan
    by_id = {each.id: each for each in moved.milestones}
    for before, after in zip(plan.milestones, moved.milestones, strict=True):
        assert CROATIA.duration(after.planned_start, after.planned_due) == before.likely
        assert CROATIA.why_off(after.planned_start) is None
        assert CROATIA.why_off(after.planned_due) is None
        if not after.is_pinned:
            for link in after.after:
                assert after.planned_start >= CROATIA.plus(by_id[link.milestone_id].planned_due + DAY, link.lag)
    assert [each.starts <= each.ends for each in moved.phases] == [True] * len(moved.phases)


@pytest.mark.parametrize(("old", "new"), [(date(2027, 3, 1), date(2027, 9, 1)), (date(2027, 1, 1), date(2028, 1, 1))])
def test_phases_and_money_fall_as_in_a_plan_that_began_then(old: date, new: date) -> None:
    moved, fresh = shifted(made("pilot", old), new, CROATIA).plan, made("pilot", new)
    assert [(each.starts, each.ends) for each in moved.phases] == [(each.starts, each.ends) for each in fresh.phases]
    assert [(each.starts, each.ends) for each in moved.budget] == [(each.starts, each.ends) for each in fresh.budget]
    assert moved.targets == fresh.targets
    assert moved.end == fresh.end


def test_what_is_finished_or_pinned_stays() -> None:
    done = milestone(1, status="done", percent=100, done_on=MONDAY)
    dropped = milestone(2, status="dropped")
    pinned = milestone(3, is_pinned=True)
    begun = milestone(4, status="in-progress", percent=40)
    free = milestone(5)
    changes = shifted(plan_of(done, dropped, pinned, begun, free), MONDAY + timedelta(days=28), WEEKDAYS)
    assert changes.staying == (done, dropped, pinned)
    assert [before.number for before, _after in changes.milestones] == [4, 5]
    assert changes.plan.milestones[:3] == (done, dropped, pinned)
    assert all(after.planned_start > before.planned_start for before, after in changes.milestones)
    assert changes.plan.milestones[3].percent == 40


def test_nothing_begins_before_what_stays_and_holds_it_up() -> None:
    pinned = milestone(1, start=MONDAY + timedelta(days=56), is_pinned=True)
    waiting = milestone(2, start=WEEKDAYS.plus(pinned.planned_due, 1), after=waits_for(1))
    earlier = shifted(plan_of(pinned, waiting), MONDAY - timedelta(days=90), WEEKDAYS)
    assert earlier.plan.milestones[1].planned_start == waiting.planned_start


def test_a_dropped_milestone_holds_nobody_up() -> None:
    dropped = milestone(1, start=MONDAY + timedelta(days=56), status="dropped")
    waiting = milestone(2, after=waits_for(1))
    later = shifted(plan_of(dropped, waiting), date(2027, 4, 1), WEEKDAYS)
    assert later.plan.milestones[1].planned_start == date(2027, 4, 1)


def test_the_same_start_changes_nothing() -> None:
    plan = made("pilot", MONDAY)
    changes = shifted(plan, MONDAY, CROATIA)
    assert changes.plan == plan
    assert changes.milestones == ()


def test_a_date_that_lands_on_a_holiday_is_moved_and_says_why() -> None:
    plan = replace(plan_of(milestone(1)), country="HR")
    changes = shifted(plan, date(2028, 1, 6), CROATIA)
    moved = changes.milestones[0][1]
    assert (moved.wanted_start, moved.planned_start) == (date(2028, 1, 6), date(2028, 1, 7))
    assert moved.moved_because == "Epiphany"


def test_services_that_are_not_open_move_with_the_start_and_those_that_are_stay() -> None:
    opened, coming = (
        Service(
            id=UUID(int=300 + day),
            plan_id=PLAN_ID,
            key="",
            title="Site",
            area="",
            specialists=Decimal(2),
            leaders=Decimal(1),
            opens=date(2027, 6, day),
            basis=BASIS,
        )
        for day in (1, 15)
    )
    plan = plan_of(services=(opened, coming))
    changes = shifted(plan, date(2028, 3, 1), WEEKDAYS, date(2027, 6, 1))
    assert changes.plan.services == (opened, replace(coming, opens=date(2028, 6, 15)))
    assert changes.services == ((coming, changes.plan.services[1]),)
    assert shifted(plan, plan.start, WEEKDAYS).plan == plan


def test_what_was_taken_over_from_an_assessment_stays_linked_when_the_start_moves() -> None:
    takeover = Takeover(scenario_id=UUID(int=1), opens=date(2027, 9, 1), due=date(2029, 2, 28))
    plan = plan_of(needs=NeedsAssessment(takeover=takeover))
    needs = shifted(plan, date(2028, 3, 1), WEEKDAYS).plan.needs
    assert needs
    assert needs.takeover
    assert (needs.takeover.opens, needs.takeover.due) == (date(2028, 9, 1), date(2030, 2, 28))
