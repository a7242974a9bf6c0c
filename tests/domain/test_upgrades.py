"""A newer playbook for a plan: found three ways, taken over item by item, and nothing of the plan's own ever lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.milestones import record
from roadmap.domain.sampling import sample_plan
from roadmap.domain.upgrades import Portrait, take_over, upgrade
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples
from tests import playbook_changes as changes
from tests.domain.plans import NOW
from tests.domain.upgrading import BOOK, CALENDAR, OURS, all_of, around, content, held, made, moved_to, the
from tests.playbook_changes import EVERY, newer

if TYPE_CHECKING:
    import random

    from roadmap.domain.plans import Plan

some_changes = st.lists(st.sampled_from(EVERY), unique=True)
routes = st.sampled_from([route.key for route in BOOK.routes])


@pytest.mark.parametrize("change", EVERY, ids=lambda each: each.__name__)
def test_every_change_is_offered_and_clean_in_a_plan_that_nobody_edited(change: Any) -> None:  # noqa: ANN401
    offered = held(made(), newer(BOOK, change))
    assert offered.items
    assert {item.stand for item in offered.items} == {"clean"}
    assert len({item.name for item in offered.items}) == len(offered.items)


def test_the_same_playbook_under_another_number_offers_nothing() -> None:
    assert held(made(), newer(BOOK)).items == ()


@settings(max_examples=150)
@given(some_changes, routes, st.integers(1, 9))
def test_all_taken_from_a_plan_that_nobody_edited_is_the_plan_of_the_new_playbook(
    some: list[changes.Change], route: str, specialists: int
) -> None:
    new = newer(BOOK, *some, route=route)
    offered = held(made(route=route, drivers={"specialists": specialists}), new)
    plan = take_over(offered, all_of(offered))
    assert content(plan) == content(made(new, route, drivers={"specialists": specialists}))
    assert held(plan, new, new).items == ()
    assert {item.stand for item in held(plan, new).items} <= {"same"}


@given(some_changes, routes)
def test_nothing_taken_changes_nothing(some: list[changes.Change], route: str) -> None:
    plan = made(route=route)
    assert take_over(held(plan, newer(BOOK, *some, route=route)), ()) is plan


@given(some_changes, routes, st.randoms(use_true_random=False))
def test_the_order_of_taking_does_not_matter(some: list[changes.Change], route: str, chance: random.Random) -> None:
    new = newer(BOOK, *some, route=route)
    plan = made(route=route)
    offered = held(plan, new)
    names = all_of(offered)
    chance.shuffle(names)
    first = names[: chance.randint(0, len(names))]
    half = take_over(offered, first)
    assert content(take_over(held(half, new), names)) == content(take_over(offered, names))


@settings(max_examples=150)
@given(some_changes, st.randoms(use_true_random=False))
def test_own_edits_stay_unless_that_very_item_is_chosen(some: list[changes.Change], chance: random.Random) -> None:
    plan = edited(made(), chance)
    offered = held(plan, newer(BOOK, *some))
    clean = [item.name for item in offered.items if item.stand == "clean"]
    after = take_over(offered, clean)
    held_now, before = Portrait(after, CALENDAR), Portrait(made(), CALENDAR)
    for each in plan.milestones:
        now = after.milestone(each.id)
        for name in ("title", "deliverable", "owner", "weight", "status", "note"):
            was = before.of("milestone", each.key)
            if was is None or getattr(each, name) != getattr(was, name):
                assert getattr(now, name) == getattr(each, name)
        if each.anchor and each.anchor.at == "date":
            assert now.anchor == each.anchor
    for line in plan.budget:
        if line.quantity != before.of("budget-line", line.key).quantity:
            assert held_now.of("budget-line", line.key).quantity == line.quantity
            assert held_now.of("budget-line", line.key).basis == line.basis
    assert {each.id for each in plan.milestones} <= {each.id for each in after.milestones}
    gone = {each.key for each in made().stakeholders} - {each.key for each in plan.stakeholders}
    assert not gone & {each.key for each in after.stakeholders}


def edited(plan: Plan, chance: random.Random) -> Plan:
    """The plan as its people left it: most milestones and lines touched in one way or another."""
    milestones = []
    for each in plan.milestones:
        way = chance.randrange(6)
        day = CALENDAR.plus(each.planned_start, 9)
        milestones.append(
            [
                replace(each, title="Ours", owner="grant-manager"),
                replace(each, deliverable="Our own paper", weight=77),
                replace(each, status="done", percent=100, done_on=each.planned_due, started_on=each.planned_start),
                replace(each, note="Under way", status="in-progress", percent=20, started_on=each.planned_start),
                record(each, moved_to(each, day), CALENDAR, NOW.date()),
                replace(each, key=""),
            ][way]
        )
    lines = tuple(
        replace(each, quantity=each.quantity + 1, basis=OURS) if chance.random() < 0.5 else each for each in plan.budget
    )
    return replace(plan, milestones=tuple(milestones), budget=lines, stakeholders=plan.stakeholders[2:])


def test_what_the_plan_took_out_comes_back_only_when_chosen() -> None:
    plan, new = made(), newer(BOOK, changes.governed)
    key = BOOK.route("pilot").stakeholders[0].archetype
    own = replace(plan, stakeholders=tuple(each for each in plan.stakeholders if each.key != key))
    offered = held(own, new)
    item = the(offered, f"stakeholder/{key}/missing")
    assert item.stand == "conflict"
    assert key in {each.key for each in take_over(offered, [item.name]).stakeholders}


def test_meetings_that_were_held_stay() -> None:
    plan, new = made(), newer(BOOK, changes.governed)
    committee = BOOK.route("pilot").committees[0]
    later = NOW.replace(year=2028)
    offered = upgrade(plan, BOOK, new, CALENDAR, uuid4, later)
    after = take_over(offered, [f"committee/{committee.key}/meetings"])
    ours = next(each.id for each in plan.committees if each.key == committee.key)
    before = {each.held_on for each in plan.meetings if each.committee_id == ours}
    now = {each.held_on for each in after.meetings if each.committee_id == ours}
    assert {day for day in now if day < later.date()} == {day for day in before if day < later.date()}
    assert {day for day in now if day >= later.date()} != {day for day in before if day >= later.date()}


def test_a_route_that_is_gone_offers_to_take_its_things_out() -> None:
    plan = made()
    new = replace(BOOK, routes=tuple(each for each in BOOK.routes if each.key != "pilot"))
    offered = held(plan, new)
    assert {item.kind for item in offered.items} == {"removed"}
    assert take_over(offered, all_of(offered)).milestones == ()


def test_a_phase_stays_while_a_milestone_of_the_plans_own_is_in_it() -> None:
    plan = made()
    new = replace(BOOK, routes=tuple(each for each in BOOK.routes if each.key != "pilot"))
    own = replace(plan.milestones[0], key="", title="Ours")
    offered = held(replace(plan, milestones=(own, *plan.milestones[1:])), new)
    phase = next(item for item in offered.items if item.noun == "phase" and item.ours.id == own.phase_id)
    assert (phase.stand, phase.reason) == ("closed", "in-use")
    after = take_over(offered, all_of(offered))
    assert [each.id for each in after.phases] == [own.phase_id]
    assert [each.title for each in after.milestones] == ["Ours"]


@pytest.mark.parametrize("sample", load_samples("ips"), ids=lambda each: each.key)
def test_every_sample_plan_can_be_upgraded(sample: Any) -> None:  # noqa: ANN401
    calendar = working_calendar(sample.country, sample.subdivision)
    own = replace(around(), calendar=calendar)
    plan = sample_plan(BOOK, sample, own)
    for route in plan.routes:
        new = newer(BOOK, *EVERY, route=route)
        offered = upgrade(plan, BOOK, new, calendar, uuid4, NOW)
        assert {"added", "removed", "changed"} <= {item.kind for item in offered.items}
        assert "clean" in {item.stand for item in offered.items}
        after = take_over(offered, [item.name for item in offered.items if item.stand == "clean"])
        left = upgrade(after, BOOK, new, calendar, uuid4, NOW)
        assert "clean" not in {item.stand for item in left.items}
