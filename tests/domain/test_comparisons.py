"""Two states of a plan compared: exactly what differs, by whom, and what of it is the plan and what is money."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.comparisons import Comparison, applied, compare
from roadmap.domain.money_changes import money_changes
from roadmap.domain.plan_parts import PART_KINDS
from roadmap.domain.planned_changes import moved, planned, reported
from tests.domain.plans import MONDAY, PLAN_ID, WEEKDAYS, budget_line, milestone, plan_of, waits_for
from tests.domain.random_plans import Anybody

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan

SEEDS = st.integers(0, 2**32)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def by_id(plan: Plan) -> dict[str, Any]:
    """All that a plan holds, its parts by their ids and without the counting fields."""
    told = {name: getattr(plan, name) for name in plan.__dataclass_fields__}
    for part in PART_KINDS.values():
        told[part.field] = {each.id: each for each in told[part.field]}
    return told


@given(SEEDS)
@settings(max_examples=2_000)
def test_a_difference_applied_to_the_first_gives_the_second(seed: int) -> None:
    plans = Anybody(seed).edited(2)
    for before, after in (*pairwise(plans), (plans[0], plans[-1]), (plans[-1], plans[0])):
        assert by_id(applied(compare(before, after), before)) == by_id(after)


@given(SEEDS)
def test_the_way_back_differs_in_the_same_things(seed: int) -> None:
    before, after = Anybody(seed).edited(1)
    there, back = compare(before, after), compare(after, before)
    assert {each.id for each in there.items} == {each.id for each in back.items}
    assert there.count == back.count
    turned = {"added": "deleted", "deleted": "added", "changed": "changed"}
    assert {(each.id, turned[each.sort]) for each in there.items} == {(each.id, each.sort) for each in back.items}
    assert compare(before, before).count == 0


def change(item: UUID, action: str, *names: str, actor: str = "country-lead", revision: int = 2) -> Change:
    return Change(
        plan_id=PLAN_ID,
        revision=revision,
        at=NOW,
        actor_id=None,
        actor=actor,
        noun="milestone",
        item_id=item,
        item="It",
        action=action,  # type: ignore[arg-type]
        fields=tuple(FieldChange(field=name, before="", after="") for name in names),
        reason=f"Reason {revision}",
    )


def test_everybody_who_touched_a_field_stands_at_it_in_the_order_of_time() -> None:
    first = milestone(1)
    before, after = plan_of(first), plan_of(replace(first, title="Other", planned_due=date(2027, 4, 1)))
    log = [
        change(first.id, "changed", "title"),
        change(first.id, "changed", "planned_due", actor="grant-manager", revision=3),
        change(first.id, "changed", "title", "note", revision=4),
    ]
    (item,) = compare(before, after, log).items
    by = {each.field: [touch.revision for touch in each.by] for each in item.fields}
    assert by == {"title": [2, 4], "planned_due": [3]}
    assert [(touch.actor, touch.reason) for touch in item.by] == [
        ("country-lead", "Reason 2"),
        ("grant-manager", "Reason 3"),
        ("country-lead", "Reason 4"),
    ]


def test_who_added_and_who_deleted_stands_at_what_came_and_went() -> None:
    gone, new = milestone(1), milestone(2)
    log = [change(gone.id, "removed"), change(new.id, "created", actor="grant-manager", revision=3)]
    found = compare(plan_of(gone), plan_of(new), log)
    assert [(each.sort, each.by[0].actor) for each in found.items] == [
        ("deleted", "country-lead"),
        ("added", "grant-manager"),
    ]


def test_moved_milestones_are_told_in_days_and_working_days_those_furthest_first() -> None:
    one, two = milestone(1), milestone(2)
    later = replace(one, planned_due=date(2027, 3, 12))
    earlier = replace(two, planned_start=date(2027, 2, 15), planned_due=date(2027, 2, 19))
    found = moved(compare(plan_of(one, two), plan_of(later, earlier)), WEEKDAYS)
    assert [(each.after.number, each.days, each.working_days) for each in found] == [(2, -14, -10), (1, 7, 5)]


def test_progress_is_reported_and_changes_no_plan() -> None:
    one = milestone(1)
    worked = replace(one, status="in-progress", percent=40, started_on=MONDAY, note="Going well")
    found = compare(plan_of(one), plan_of(worked))
    assert planned(found).count == 0
    assert [each.field for each in reported(found).items[0].fields] == ["status", "percent", "started_on", "note"]


def test_a_dropped_milestone_counts_as_deleted() -> None:
    one = milestone(1)
    found = planned(
        compare(plan_of(one), plan_of(replace(one, status="dropped")), [change(one.id, "changed", "status")])
    )
    assert [(each.sort, len(each.by)) for each in found.items] == [("deleted", 1)]


def test_what_waited_for_a_deleted_milestone_is_no_change_of_its_own() -> None:
    one, two = milestone(1), milestone(2, after=waits_for(1))
    found = planned(compare(plan_of(one, two), plan_of(replace(two, after=()))))
    assert [(each.sort, each.thing.number) for each in found.items] == [("deleted", 1)]
    kept = planned(compare(plan_of(one, two), plan_of(one, replace(two, after=()))))
    assert [each.sort for each in kept.items] == ["changed"]


def line(category: str, amount: int, number: int = 1) -> BudgetLine:
    return budget_line(amount, category, id=UUID(int=500 + number), key=f"line-{number}", title=f"Line {number}")


def money(before: tuple[BudgetLine, ...], after: tuple[BudgetLine, ...]) -> Comparison:
    return compare(plan_of(budget=before), plan_of(budget=after))


def test_money_is_told_in_all_by_category_and_by_line_in_exact_percent() -> None:
    found = money_changes(
        money(
            (line("training", 1_000), line("posts", 3_000, 2), line("travel", 500, 3)),
            (line("training", 790), line("posts", 3_000, 2), line("travel", 500, 3)),
        )
    )
    assert (found.total.before, found.total.after) == (Decimal(4_500), Decimal(4_290))
    assert [(each.key, each.difference, each.percent) for each in found.categories] == [
        ("training", Decimal(-210), Decimal(-21))
    ]
    assert [each.title for each in found.lines] == ["Line 1"]


def test_twenty_percent_is_within_twenty_and_a_cent_more_is_not() -> None:
    exact = money_changes(money((line("training", 1_000),), (line("training", 800),))).categories[0]
    assert not exact.exceeds(20)
    more = replace(line("training", 0), unit_cost=Decimal("799.99"))
    assert money_changes(money((line("training", 1_000),), (more,))).categories[0].exceeds(20)


def test_what_was_nothing_has_no_percent_and_exceeds_any() -> None:
    (new,) = money_changes(money((), (line("training", 1),))).categories
    assert new.percent is None
    assert new.exceeds(1_000)


def test_a_line_that_moves_to_another_category_counts_in_both() -> None:
    found = money_changes(money((line("training", 100),), (line("travel", 100),)))
    assert {each.key: each.difference for each in found.categories} == {"training": -100, "travel": 100}
    assert found.total.difference == 0
    assert found.is_any
