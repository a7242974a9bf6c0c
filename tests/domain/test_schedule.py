"""Where dates now fall, by what really happened."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.milestones import Milestone
from roadmap.domain.schedule import Dates, forecast
from tests.domain.plans import MONDAY, WEEKDAYS, frozen, milestone, plan_of, waits_for

BEFORE = MONDAY - timedelta(days=30)
FRIDAY = MONDAY + timedelta(days=4)
NEXT_MONDAY = MONDAY + timedelta(days=7)


def dates_of(*milestones: Milestone, today: date = BEFORE) -> list[Dates]:
    """The forecast of some milestones, in their order."""
    found = forecast(plan_of(*milestones), WEEKDAYS, today)
    return [found[each.id] for each in milestones]


def test_before_anything_happens_the_plan_is_the_forecast() -> None:
    one, other = milestone(1), milestone(2, start=NEXT_MONDAY, after=waits_for(1))
    for each, dates in zip((one, other), dates_of(one, other), strict=True):
        assert (dates.start, dates.due) == (each.planned_start, each.planned_due)
        assert dates.days_late == 0


def test_what_has_not_begun_begins_today_at_the_earliest() -> None:
    (dates,) = dates_of(milestone(1), today=NEXT_MONDAY + timedelta(days=2))
    assert dates.start == NEXT_MONDAY + timedelta(days=2)
    assert WEEKDAYS.duration(dates.start, dates.due) == 5
    assert dates.days_late == 11


def test_on_a_sunday_it_begins_on_monday() -> None:
    (dates,) = dates_of(milestone(1), today=NEXT_MONDAY - timedelta(days=1))
    assert dates.start == NEXT_MONDAY


def test_a_slip_moves_all_that_depends_on_it_and_leaves_the_baseline() -> None:
    one = milestone(1)
    two = milestone(2, start=NEXT_MONDAY, after=waits_for(1, lag=3))
    alone = milestone(3, start=NEXT_MONDAY)
    plan = frozen(plan_of(one, two, alone))
    found = forecast(plan, WEEKDAYS, NEXT_MONDAY)
    assert found[one.id].due == FRIDAY + timedelta(days=7)
    assert found[two.id].start == WEEKDAYS.plus(found[one.id].due, 4)
    assert found[two.id].reference_due == two.planned_due
    assert found[alone.id].days_late == 0


def test_work_in_progress_takes_what_is_left_of_it_from_today() -> None:
    begun = milestone(1, days=10, status="in-progress", percent=60, started_on=MONDAY)
    (dates,) = dates_of(begun, today=MONDAY + timedelta(days=14))
    assert dates.start == MONDAY
    assert dates.due == WEEKDAYS.last_day(MONDAY + timedelta(days=14), 4)


def test_work_that_goes_well_is_not_forecast_before_its_plan() -> None:
    (dates,) = dates_of(milestone(1, days=10, status="in-progress", percent=90, started_on=MONDAY), today=MONDAY)
    assert dates.due == WEEKDAYS.last_day(MONDAY, 10)


def test_blocked_work_slips_day_by_day() -> None:
    blocked = milestone(1, status="blocked", percent=0, started_on=MONDAY)
    first, second = (dates_of(blocked, today=NEXT_MONDAY + timedelta(days=days))[0] for days in (0, 1))
    assert second.due > first.due


def test_what_is_done_stands_where_it_was_done_and_frees_what_waits() -> None:
    done = milestone(1, status="done", percent=100, done_on=MONDAY + timedelta(days=1))
    waiting = milestone(2, start=MONDAY + timedelta(days=2), after=waits_for(1))
    first, second = dates_of(done, waiting)
    assert (first.start, first.due, first.days_late) == (MONDAY, MONDAY + timedelta(days=1), -3)
    assert second.start == MONDAY + timedelta(days=2)


def test_work_done_on_a_saturday_lets_the_next_begin_on_monday() -> None:
    saturday = FRIDAY + timedelta(days=1)
    done = milestone(1, status="done", percent=100, done_on=saturday)
    _, waiting = dates_of(done, milestone(2, start=NEXT_MONDAY, after=waits_for(1)))
    assert waiting.start == NEXT_MONDAY


def test_what_is_dropped_holds_nobody_up() -> None:
    dropped = milestone(1, days=100, status="dropped")
    waiting = milestone(2, after=waits_for(1))
    first, second = dates_of(dropped, waiting)
    assert (first.start, first.due) == (dropped.planned_start, dropped.planned_due)
    assert second.start == MONDAY
    assert second.slack == 0


def test_the_longest_chain_has_no_slack_over_weekends_and_lags() -> None:
    one = milestone(1)
    two = milestone(2, start=WEEKDAYS.plus(one.planned_due, 3), after=waits_for(1, lag=2))
    three = milestone(3, start=WEEKDAYS.plus(two.planned_due, 1), after=waits_for(2))
    short = milestone(4, days=1, after=())
    dates = dates_of(one, two, three, short)
    assert [each.is_critical for each in dates] == [True, True, True, False]
    assert dates[3].slack == (dates[2].due - dates[3].due).days


def test_without_a_baseline_lateness_is_held_against_the_plan_itself() -> None:
    later = milestone(1, start=NEXT_MONDAY)
    held = frozen(plan_of(milestone(1)))
    found = forecast(plan_of(later, baselines=held.baselines), WEEKDAYS, BEFORE)[later.id]
    assert found.days_late == 7
    assert dates_of(later)[0].days_late == 0


def test_of_several_baselines_the_latest_counts() -> None:
    one = milestone(1)
    plan = frozen(frozen(plan_of(one)), "Baseline 2", NEXT_MONDAY)
    assert plan.baseline
    assert plan.baseline.name == "Baseline 2"


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.sets(st.integers(0, 8))), min_size=1, max_size=9),
    st.integers(-30, 90),
)
def test_nothing_ends_in_the_past_or_before_what_it_waits_for(
    drawn: list[tuple[int, int, set[int]]], days: int
) -> None:
    today = MONDAY + timedelta(days=days)
    milestones = tuple(
        milestone(
            number,
            start=WEEKDAYS.on_or_after(MONDAY + timedelta(days=after)),
            days=length,
            after=waits_for(*(each for each in waits if each < number)),
        )
        for number, (after, length, waits) in enumerate(drawn)
    )
    found = forecast(plan_of(*milestones), WEEKDAYS, today)
    for each in milestones:
        dates = found[each.id]
        assert dates.due >= max(today, each.planned_due)
        assert dates.slack >= 0
        assert WEEKDAYS.duration(dates.start, dates.due) == each.likely
        assert all(dates.start > found[link.milestone_id].due for link in each.after)
    assert any(found[each.id].is_critical for each in milestones)
