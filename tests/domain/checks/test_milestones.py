"""Checks of milestones: owners, support before clients, windows, pins, the plan's end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.domain.milestones import Pin
from tests.domain.checks.plans import changed, failing, result_of, said, sound


def test_clients_before_training_are_raised_at_once() -> None:
    plan = sound()
    assert "support-first" not in failing(plan)
    early = changed(plan, "first-referrals", planned_start=date(2027, 10, 4), planned_due=date(2027, 10, 8))
    (found,) = said(early, "support-first")
    assert found.startswith(
        "“Service has taken its first referrals” is due on 8 Oct 2027, before “Specialists and their"
    )
    assert "which is due on" in found


def test_clients_before_training_are_raised_without_a_link_between_them_too() -> None:
    early = changed(
        sound(), "first-referrals", planned_start=date(2027, 10, 4), planned_due=date(2027, 10, 8), after=()
    )
    assert "support-first" in failing(early)


def test_an_opening_without_any_training_in_the_plan_is_raised() -> None:
    alone = changed(sound(), "core-training", status="dropped")
    assert said(alone, "support-first")[0].endswith("and no milestone trains or supervises those who work there.")


def test_what_is_done_in_the_wrong_order_cannot_be_mended_and_is_not_raised() -> None:
    plan = changed(sound(), "core-training", status="done", done_on=date(2028, 1, 10))
    plan = changed(plan, "first-referrals", status="done", done_on=date(2028, 1, 3))
    assert "support-first" not in failing(plan)


def test_as_many_trainings_as_openings_come_before_each_of_them() -> None:
    plan = sound()
    first = next(each for each in plan.milestones if "opening" in each.marks)
    second = replace(first, id=plan.id, number=90, title="Second service opens", after=())
    plan = replace(plan, milestones=(*plan.milestones, second))
    assert "support-first" not in failing(plan), "one training for both"
    training = next(each for each in plan.milestones if "support" in each.marks)
    late = replace(training, id=plan.services[0].id, number=91, title="Second team trained", after=())
    late = replace(late, planned_start=date(2028, 6, 1), planned_due=date(2028, 6, 9))
    found = said(replace(plan, milestones=(*plan.milestones, late)), "support-first")
    assert len(found) == 1
    assert "before “Second team trained”" in found[0]


def test_a_plan_that_opens_nothing_is_not_asked_for_training() -> None:
    assert result_of(changed(sound(), "first-referrals", marks=()), "support-first").state == "not-applicable"


def test_a_milestone_without_an_owner_is_raised() -> None:
    assert said(changed(sound(), "steering-group", owner=" "), "owned-and-dated") == [
        "“Steering group with service users has met” has no owner."
    ]


def test_a_milestone_due_before_it_starts_is_raised() -> None:
    found = said(changed(sound(), "steering-group", planned_due=date(2026, 1, 1)), "owned-and-dated")
    assert found[0].startswith("“Steering group with service users has met” is due on 1 Jan 2026, before it starts")


def test_a_dropped_milestone_needs_no_owner() -> None:
    assert "owned-and-dated" not in failing(changed(sound(), "steering-group", owner="", status="dropped"))


def test_a_pin_that_cannot_be_met_is_raised_in_days() -> None:
    late = changed(sound(), "grant-decision", pin=Pin(day=date(2027, 8, 24), reason="The fund decides."))
    (found,) = said(late, "pins-met")
    assert "has to be done by 24 Aug 2027 and is forecast for" in found
    assert found.endswith("days too late.")


def test_a_pin_to_begin_no_earlier_is_no_date_to_meet() -> None:
    plan = sound()
    for key in ("grant-decision", "budget-line"):
        plan = changed(plan, key, pin=Pin(kind="not-before", day=date(2027, 3, 1), reason="Not earlier."))
    assert result_of(plan, "pins-met").state == "not-applicable"


def test_what_ends_after_the_plan_is_raised_in_days() -> None:
    late = changed(sound(), "next-region-plan", planned_due=date(2029, 3, 2))
    (found,) = said(late, "within-plan")
    assert found == (
        "“Next region has a plan and a host” is forecast for 2 Mar 2029, 2 days after the plan’s last day, 28 Feb 2029."
    )


def test_a_plan_without_windows_is_raised() -> None:
    plan = sound()
    plan = replace(plan, milestones=tuple(replace(each, pin=None) for each in plan.milestones))
    assert said(plan, "windows") == [
        "The plan notes no date that others set: no budget vote, no election, no new strategy."
    ]


def test_a_window_has_a_name_and_something_that_prepares_for_it() -> None:
    unnamed = changed(sound(), "budget-line", pin=Pin(day=date(2028, 11, 28)))
    assert "nothing says who set that date and why" in said(unnamed, "windows")[0]
    unprepared = changed(sound(), "budget-line", after=())
    assert (
        "(Vote on the government budget that follows the pilot), and nothing in the plan prepares for it."
        in (said(unprepared, "windows")[0])
    )
