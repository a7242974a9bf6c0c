"""A newer playbook for a plan: found three ways, taken over item by item, and nothing of the plan's own ever lost."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.funding import Commitment
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.milestones import Dependency, ProgressDraft, record
from roadmap.domain.provenance import Provenance
from roadmap.domain.sampling import sample_plan
from roadmap.domain.upgrades import Portrait, Upgrade, UpgradeItem, take_over, upgrade
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples, playbooks
from tests import playbook_changes as changes
from tests.domain.plans import NOW
from tests.playbook_changes import EVERY, newer

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from roadmap.domain.playbooks import Playbook

BOOK = playbooks()[0]
CALENDAR = working_calendar("HR")
OURS = Provenance(kind="reported", by="Country lead", on=date(2027, 1, 4), reason="Offer of the host.")
some_changes = st.lists(st.sampled_from(EVERY), unique=True)
routes = st.sampled_from([route.key for route in BOOK.routes])


def around() -> Circumstances:
    return Circumstances(new_id=uuid4, now=NOW, portfolio_id=UUID(int=1), slug="croatia", calendar=CALENDAR)


def made(book: Playbook = BOOK, route: str = "pilot", **more: Any) -> Plan:  # noqa: ANN401
    months = next(each.months for each in BOOK.routes if each.key == route)
    values: dict[str, Any] = {
        "title": "Croatia",
        "routes": (route,),
        "country": "HR",
        "start": date(2027, 3, 1),
        "months": months,
    }
    return instantiate(book, PlanDraft(**(values | more)), around())


def held(plan: Plan, new: Playbook, old: Playbook = BOOK) -> Upgrade:
    return upgrade(plan, old, new, CALENDAR, uuid4, NOW)


def taken(plan: Plan, new: Playbook, *names: str) -> Plan:
    return take_over(held(plan, new), names)


def all_of(offered: Upgrade) -> list[str]:
    return [item.name for item in offered.items]


def the(offered: Upgrade, name: str) -> UpgradeItem:
    return next(item for item in offered.items if item.name == name)


def content(plan: Plan, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """All that a plan says, by keys instead of ids; numbers and the order of things are left to the plan."""
    named = {each.id: f"{each.route}/{each.key}" for each in plan.phases}
    named |= {each.id: each.key for each in plan.milestones} | {each.id: each.key for each in plan.committees}
    named |= {plan.id: "the plan"}
    plain = msgspec.to_builtins(plan)
    text = msgspec.json.encode({key: value for key, value in plain.items() if key not in HEAD}).decode()
    for key, name in named.items():
        text = text.replace(str(key), name)
    found: dict[str, Any] = msgspec.json.decode(text)
    return {
        name: sorted((_bare(each, without) for each in value), key=str) if isinstance(value, list) else value
        for name, value in found.items()
    }


HEAD = {"playbook_version", "playbook_digest"}


def _bare(thing: Any, without: tuple[str, ...]) -> Any:  # noqa: ANN401 (JSON)
    if not isinstance(thing, dict):
        return thing
    bare = {name: value for name, value in thing.items() if name not in {"number", "position", "version", *without}}
    if thing.get("id") not in {None, thing.get("key")}:
        del bare["id"]
    if "after" in bare:
        bare["after"] = sorted(bare["after"], key=str)
    return bare


@pytest.mark.parametrize("change", EVERY, ids=lambda each: each.__name__)
def test_every_change_is_offered_and_clean_in_a_plan_that_nobody_edited(change: Any) -> None:  # noqa: ANN401
    offered = held(made(), newer(BOOK, change))
    assert offered.items
    assert {item.stand for item in offered.items} == {"clean"}
    assert len({item.name for item in offered.items}) == len(offered.items)


def test_the_same_playbook_under_another_number_offers_nothing() -> None:
    assert held(made(), newer(BOOK)).items == ()


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=150, deadline=None)
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


def moved_to(milestone: Any, day: date) -> ProgressDraft:  # noqa: ANN401
    return ProgressDraft(
        status="not-started",
        percent=0,
        planned_start=day,
        planned_due=CALENDAR.last_day(day, milestone.likely),
        done_on=None,
        note="Moved",
    )


def test_a_number_that_only_the_plan_changed_keeps_while_the_playbooks_price_comes() -> None:
    plan = made()
    line = plan.budget[0]
    template = BOOK.route("pilot").budget[0]
    line = next(each for each in plan.budget if each.key == template.key)
    ours = replace(line, quantity=Decimal(7), basis=OURS)
    plan = replace(plan, budget=tuple(ours if each.id == line.id else each for each in plan.budget))
    name = f"budget-line/{line.key}/cost"
    new = newer(BOOK, changes.dearer)
    assert the(held(plan, new), name).stand == "clean"
    after = next(each for each in taken(plan, new, name).budget if each.id == line.id)
    assert (after.quantity, after.unit_cost, after.basis) == (Decimal(7), line.unit_cost * Decimal("1.1"), OURS)


def test_a_price_that_both_changed_is_a_choice_and_an_own_ground_for_it_too() -> None:
    plan, new = made(), newer(BOOK, changes.dearer)
    key = BOOK.route("pilot").budget[0].key
    line = next(each for each in plan.budget if each.key == key)
    for ours in (replace(line, unit_cost=Decimal(1)), replace(line, basis=OURS)):
        own = replace(plan, budget=tuple(ours if each.id == line.id else each for each in plan.budget))
        item = the(held(own, new), f"budget-line/{key}/cost")
        assert item.stand == "conflict"
        after = next(each for each in taken(own, new, item.name).budget if each.id == line.id)
        assert (after.unit_cost, after.basis) == (item.new.unit_cost, changes.OWN)


def test_an_amount_is_never_taken_without_how_often_it_comes() -> None:
    plan, new = made(), newer(BOOK, changes.dearer)
    key = BOOK.route("pilot").budget[0].key
    line = next(each for each in plan.budget if each.key == key)
    ours = replace(line, recurrence="monthly", unit_cost=line.unit_cost / 12, basis=OURS)
    own = replace(plan, budget=tuple(ours if each.id == line.id else each for each in plan.budget))
    item = the(held(own, new), f"budget-line/{key}/cost")
    assert (item.stand, [each.field for each in item.fields]) == ("conflict", ["unit_cost", "recurrence"])
    after = next(each for each in taken(own, new, item.name).budget if each.id == line.id)
    assert (after.unit_cost, after.recurrence) == (item.new.unit_cost, item.new.recurrence)
    assert after.quantity == ours.quantity


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


def test_what_money_hangs_on_stays() -> None:
    plan, new = made(), newer(BOOK, changes.stricter)
    payer = BOOK.route("pilot").funding[0]
    gone = replace(BOOK.route("pilot"), funding=BOOK.route("pilot").funding[1:])
    without = replace(new, routes=tuple(gone if each.key == "pilot" else each for each in BOOK.routes))
    source = next(each for each in plan.sources if each.key == payer.key)
    promised = Commitment(
        id=uuid4(),
        plan_id=plan.id,
        source_id=source.id,
        stage="committed",
        probability=100,
        amount=Decimal(1000),
        starts=plan.start,
        ends=plan.end,
        basis=OURS,
    )
    name = f"funding-source/{payer.key}/removed"
    assert source not in taken(plan, without, name).sources
    item = the(held(replace(plan, commitments=(promised,)), without), name)
    assert (item.stand, item.reason) == ("closed", "committed")


def test_restrictions_come_with_their_ground() -> None:
    plan, new = made(), newer(BOOK, changes.stricter)
    key = BOOK.route("pilot").funding[0].key
    after = taken(plan, new, f"funding-source/{key}/restrictions")
    source = next(each for each in after.sources if each.key == key)
    template = new.route("pilot").funding[0]
    assert (source.may_pay, source.may_not_pay, source.basis) == (
        template.may_pay,
        template.may_not_pay,
        template.basis,
    )


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
