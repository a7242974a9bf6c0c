"""The money of a newer playbook: its prices come, the plan's own quantities, grounds and promises stay."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

from roadmap.domain.funding import Commitment
from tests import playbook_changes as changes
from tests.domain.upgrading import BOOK, OURS, held, made, taken, the
from tests.playbook_changes import newer


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
