"""Planned dates follow anchors, links, durations and pins, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.milestones import DateAnchor, Dependency, Pin
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import forecast, replanned
from roadmap.domain.shifting import shifted
from roadmap.domain.workdays import DAY, add_months, working_calendar
from roadmap.services.playbooks import all_playbooks
from tests.domain.plans import MONDAY, PHASE_ID, WEEKDAYS, milestone, plan_of, waits_for

CROATIA = working_calendar("HR")
ROUTES = [(book, route.key) for book in all_playbooks() for route in book.routes]
FRIDAY, NEXT_MONDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)
common_and_leap_years = st.dates(date(2027, 1, 1), date(2028, 12, 31))
days = st.integers(-400, 800)


def made(route: tuple[object, str], start: date) -> Plan:
    numbers = count(1)
    book, key = route
    around = Circumstances(
        new_id=lambda: UUID(int=next(numbers)),
        now=datetime(2026, 11, 25, tzinfo=UTC),
        portfolio_id=UUID(int=0),
        slug="tried",
        calendar=CROATIA,
    )
    months = book.route(key).months  # type: ignore[attr-defined]
    draft = PlanDraft(title="Tried", routes=(key,), country="HR", start=start, months=months)
    return instantiate(book, draft, around)  # type: ignore[arg-type]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route[1])
@settings(max_examples=60)
@given(start=common_and_leap_years)
def test_a_plan_from_a_playbook_is_planned_already(route: tuple[object, str], start: date) -> None:
    plan = made(route, start)
    assert replanned(plan, CROATIA) is plan


@st.composite
def plans(draw: st.DrawFn, *, may_lack_anchors: bool = True) -> Plan:
    """Any plan of some milestones: anchored, typed, linked, pinned, begun, done."""
    made_ones = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        start = WEEKDAYS.on_or_after(MONDAY + timedelta(days=draw(st.integers(0, 90))))
        length = draw(st.integers(1, 15))
        anchor = draw(
            st.sampled_from(
                [
                    *([None] if may_lack_anchors else []),
                    DateAnchor(at="date", day=start),
                    DateAnchor(at="date", edge="due", day=WEEKDAYS.last_day(start, length)),
                    DateAnchor(at="plan-start", months=draw(st.integers(0, 6)), days=draw(st.integers(0, 9))),
                    DateAnchor(at="phase-end", edge="due", months=-draw(st.integers(0, 6)), phase_id=PHASE_ID),
                ]
            )
        )
        status = draw(st.sampled_from(["not-started"] * 4 + ["in-progress", "done", "dropped"]))
        pinned = draw(st.integers(0, 6)) == 0
        before = draw(st.sets(st.integers(1, number - 1), max_size=2)) if number > 1 else set()
        made_ones.append(
            milestone(
                number,
                start=start,
                days=length,
                anchor=anchor,
                status=status,
                started_on=start if status in {"in-progress", "done"} else None,
                done_on=WEEKDAYS.last_day(start, length) if status == "done" else None,
                is_pinned=pinned,
                after=tuple(
                    Dependency(
                        milestone_id=UUID(int=100 + each),
                        kind=draw(st.sampled_from(["finish-start", "start-start", "finish-finish"])),
                        lag=draw(st.integers(0, 6)),
                        unit=draw(st.sampled_from(["working", "calendar"])),
                    )
                    for each in sorted(before)
                ),
            )
        )
    return plan_of(*made_ones)


@settings(max_examples=2_000)
@given(plans())
def test_planning_again_changes_nothing_and_keeps_every_duration(plan: Plan) -> None:
    once = replanned(plan, WEEKDAYS)
    assert replanned(once, WEEKDAYS) == once
    for before, after in zip(plan.milestones, once.milestones, strict=True):
        assert WEEKDAYS.duration(after.planned_start, after.planned_due) == WEEKDAYS.duration(
            before.planned_start, before.planned_due
        )
        if before.status != "not-started":
            assert after == before


@settings(max_examples=2_000)
@given(plans(may_lack_anchors=False), days)
def test_moving_the_start_and_back_is_as_if_nothing_had_been(plan: Plan, far: int) -> None:
    plan = replanned(plan, WEEKDAYS)
    there = shifted(plan, plan.start + timedelta(days=far), WEEKDAYS).plan
    back = shifted(there, plan.start, WEEKDAYS).plan
    assert [(each.starts, each.ends) for each in back.phases] == [(each.starts, each.ends) for each in plan.phases]
    for before, after in zip(plan.milestones, back.milestones, strict=True):
        assert (after.planned_start, after.planned_due) == (before.planned_start, before.planned_due)
        assert after.anchor == before.anchor


def test_a_longer_predecessor_pushes_and_a_shorter_one_lets_back_to_the_anchor() -> None:
    anchor = DateAnchor(at="phase-start", phase_id=PHASE_ID)
    one = milestone(1, anchor=anchor)
    two = milestone(2, anchor=replace(anchor, days=7), start=NEXT_MONDAY, after=waits_for(1))
    longer = replace(one, planned_due=WEEKDAYS.last_day(MONDAY, 8))
    pushed = replanned(plan_of(longer, two), WEEKDAYS)
    assert pushed.milestones[1].planned_start == WEEKDAYS.plus(longer.planned_due, 1)
    again = replanned(replace(pushed, milestones=(one, pushed.milestones[1])), WEEKDAYS)
    assert again.milestones[1].planned_start == NEXT_MONDAY


def test_without_an_anchor_it_stays_unless_it_is_pushed() -> None:
    two = milestone(2, start=NEXT_MONDAY, after=waits_for(1))
    assert replanned(plan_of(milestone(1, days=1), two), WEEKDAYS).milestones[1] is two
    pushed = replanned(plan_of(milestone(1, days=10), two), WEEKDAYS).milestones[1]
    assert pushed.planned_start == MONDAY + timedelta(days=14)


def test_a_date_of_its_own_on_a_day_off_goes_to_the_working_day_beside_it_and_says_why() -> None:
    typed = milestone(1, start=date(2028, 1, 7), anchor=DateAnchor(at="date", day=date(2028, 1, 6)))
    due = milestone(2, anchor=DateAnchor(at="date", edge="due", day=date(2027, 3, 29)))
    first, second = replanned(plan_of(typed, due), CROATIA).milestones
    assert (first.wanted_start, first.planned_start, first.moved_because) == (
        date(2028, 1, 6),
        date(2028, 1, 7),
        "Epiphany",
    )
    assert (second.wanted_due, second.planned_due, second.moved_because) == (
        date(2027, 3, 29),
        date(2027, 3, 26),
        "Easter Monday",
    )


def test_a_pin_holds_whatever_comes_before_and_the_forecast_says_by_how_much_it_is_missed() -> None:
    pinned = milestone(2, after=waits_for(1), pin=Pin(day=FRIDAY, reason="The vote"))
    plan = replanned(plan_of(milestone(1, days=10), pinned), WEEKDAYS)
    assert plan.milestones[1].planned_due == FRIDAY
    assert forecast(plan, WEEKDAYS, MONDAY)[pinned.id].misses_pin == 14


def test_what_hangs_on_another_milestone_follows_it() -> None:
    hung = milestone(2, anchor=DateAnchor(at="milestone-due", milestone_id=UUID(int=101), months=1, days=1))
    plan = replanned(plan_of(milestone(1), hung), WEEKDAYS)
    assert plan.milestones[1].planned_start == WEEKDAYS.on_or_after(add_months(FRIDAY, 1) + DAY)


def test_a_cycle_is_refused_by_the_titles_in_it() -> None:
    with pytest.raises(RuleBrokenError) as refused:
        replanned(plan_of(milestone(1, after=waits_for(2)), milestone(2, after=waits_for(1))), WEEKDAYS)
    assert refused.value.message.values["path"] == "Milestone 1 → Milestone 2 → Milestone 1"
