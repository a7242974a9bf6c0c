"""The milestones of a newer playbook: they come, go and move with dates and links; what people did to theirs stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestones import Dependency, record
from roadmap.domain.upgrades import take_over
from tests import playbook_changes as changes
from tests.domain.plans import NOW
from tests.domain.upgrading import BOOK, CALENDAR, all_of, held, made, moved_to, taken, the
from tests.playbook_changes import newer

if TYPE_CHECKING:
    from roadmap.domain.playbooks import Playbook


def test_a_new_milestone_comes_with_its_dates_and_holds_up_those_that_wait_for_it() -> None:
    plan = made()
    new = newer(BOOK, changes.with_new_milestone)
    expected = {each.key: each for each in made(new).milestones}
    offered = held(plan, new)
    after = take_over(offered, all_of(offered))
    brand = next(each for each in after.milestones if each.key == "pilot/brand-new")
    assert brand.number == len(plan.milestones) + 1
    assert {each.milestone_id for each in brand.after} <= {each.id for each in after.milestones}
    assert (brand.planned_start, brand.planned_due) == (
        expected[brand.key].planned_start,
        expected[brand.key].planned_due,
    )
    assert {each.plan_id for each in after.milestones} == {plan.id}


def test_a_milestone_alone_brings_its_phase_along() -> None:
    plan, new = made(), newer(BOOK, changes.rearranged)
    after = taken(plan, new, "milestone/pilot/thought/added")
    assert [each.key for each in after.phases][:2] == [plan.phases[0].key, "pause"]
    assert [each.position for each in after.phases] == list(range(1, len(plan.phases) + 2))
    assert len(after.milestones) == len(plan.milestones) + 1


def test_finished_milestones_stay_as_they_are() -> None:
    plan, new = made(), newer(BOOK, changes.longer, changes.reworded)
    key = f"pilot/{BOOK.route('pilot').milestones[0].key}"
    done = tuple(
        replace(each, status="done", percent=100, done_on=each.planned_due, started_on=each.planned_start)
        if each.key == key
        else each
        for each in plan.milestones
    )
    offered = held(replace(plan, milestones=done), new)
    own = [item for item in offered.items if item.key == key]
    assert {(item.stand, item.reason) for item in own} == {("closed", "finished")}
    after = take_over(offered, all_of(offered))
    assert after.milestones == done


def test_what_goes_is_taken_out_when_untouched_and_dropped_when_begun() -> None:
    plan, new = made(), newer(BOOK, changes.without_milestone)
    offered = held(plan, new)
    gone = next(item for item in offered.items if item.kind == "removed")
    assert (gone.stand, gone.noun) == ("clean", "milestone")
    after = take_over(offered, [gone.name])
    assert gone.ours.id not in {each.id for each in after.milestones}
    assert gone.ours.id not in {link.milestone_id for each in after.milestones for link in each.after}
    waited = [each for each in plan.milestones if gone.ours.id in {link.milestone_id for link in each.after}]
    assert waited
    for each in waited:
        inherited = {link.milestone_id for link in gone.ours.after}
        assert inherited <= {link.milestone_id for link in after.milestone(each.id).after}
    begun = replace(gone.ours, note="The minister asked for it")
    own = replace(plan, milestones=tuple(begun if each.id == begun.id else each for each in plan.milestones))
    assert the(held(own, new), gone.name).stand == "conflict"
    assert taken(own, new, gone.name).milestone(begun.id).status == "dropped"


def test_dates_go_along_only_where_they_lay_as_scheduled() -> None:
    plan, new = made(), newer(BOOK, changes.longer)
    first = next(each for each in plan.milestones if each.key.endswith(BOOK.route("pilot").milestones[0].key))
    waiting = [each for each in plan.milestones if first.id in {link.milestone_id for link in each.after}]
    late = record(waiting[0], moved_to(waiting[0], waiting[0].planned_start + timedelta(days=90)), CALENDAR, NOW.date())
    own = replace(plan, milestones=tuple(late if each.id == late.id else each for each in plan.milestones))
    after = taken(own, new, f"milestone/{first.key}/duration")
    assert CALENDAR.duration(after.milestone(first.id).planned_start, after.milestone(first.id).planned_due) == (
        first.likely + 30
    )
    assert after.milestone(late.id) == late
    moved = {each.id for each in after.milestones if each != own.milestone(each.id)}
    expected = made(new)
    assert first.id in moved
    for each in waiting[1:]:
        then = next(other for other in expected.milestones if other.key == each.key)
        assert after.milestone(each.id).planned_start == then.planned_start


def test_a_date_that_lay_elsewhere_than_scheduled_stays_there() -> None:
    plan, new = made(), newer(BOOK, changes.longer)
    first = next(each for each in plan.milestones if each.key.endswith(BOOK.route("pilot").milestones[0].key))
    waiting = next(each for each in plan.milestones if first.id in {link.milestone_id for link in each.after})
    start = CALENDAR.plus(waiting.planned_start, 3)
    by_hand = replace(waiting, planned_start=start, planned_due=CALENDAR.last_day(start, waiting.likely))
    own = replace(plan, milestones=tuple(by_hand if each.id == waiting.id else each for each in plan.milestones))
    assert taken(own, new, f"milestone/{first.key}/duration").milestone(waiting.id) == by_hand


def test_new_ones_taken_one_after_the_other_still_wait_for_each_other() -> None:
    plan = made()
    new = newer(newer(BOOK, changes.with_new_milestone), _second)
    half = take_over(held(plan, new), ["milestone/pilot/second/added"])
    whole = take_over(held(half, new), ["milestone/pilot/brand-new/added"])
    by_key = {each.key: each for each in whole.milestones}
    assert [each.milestone_id for each in by_key["pilot/second"].after] == [by_key["pilot/brand-new"].id]


def _second(playbook: Playbook, key: str) -> Playbook:
    """A milestone more that waits for the new one."""
    route = playbook.route(key)
    new = next(each for each in route.milestones if each.key == "brand-new")
    second = replace(new, key="second", after=(replace(new.after[0], key="brand-new", lag=0),))
    grown = replace(route, milestones=(*route.milestones, second))
    return replace(playbook, routes=tuple(grown if each.key == key else each for each in playbook.routes))


def test_a_cycle_that_a_choice_would_make_is_refused_with_its_path() -> None:
    route = BOOK.route("pilot")
    first, second, *rest = route.milestones
    old = replace(
        BOOK, routes=(replace(route, milestones=(replace(first, after=()), replace(second, after=()), *rest)),)
    )
    link = next(each for milestone in route.milestones for each in milestone.after)
    turned = replace(first, after=(replace(link, key=second.key, lag=0),))
    new = replace(old, routes=(replace(old.routes[0], milestones=(turned, replace(second, after=()), *rest)),))
    plan = made(old)
    one = next(each for each in plan.milestones if each.key == f"pilot/{first.key}")
    own = tuple(
        replace(each, after=(Dependency(milestone_id=one.id),)) if each.key == f"pilot/{second.key}" else each
        for each in plan.milestones
    )
    offered = held(replace(plan, milestones=own), new, old)
    with pytest.raises(RuleBrokenError) as refused:
        take_over(offered, [f"milestone/pilot/{first.key}/after"])
    assert refused.value.faults[0].message.key == "schedule.cycle"
