"""What an approved plan may change by itself, what needs a new sign-off, and why, to the cent and to the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.amendment_rules import Classification, check_amendment, classify, kinds_open, tolerances_of
from roadmap.domain.amendments import AMENDMENT_KINDS, Tolerances
from roadmap.domain.comparisons import compare
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.planned_changes import planned
from tests.domain.plans import budget_line, milestone, plan_of

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan

TOLERANCES = Tolerances(category_percent=Decimal(20), pinned_days=90)
THRESHOLDS = {"amendment-category-percent": Decimal(20), "amendment-pinned-days": Decimal(90)}


def judged(before: Plan, after: Plan) -> Classification:
    return classify(planned(compare(before, after)), THRESHOLDS)


def costing(amount: str) -> Plan:
    return plan_of(budget=(budget_line(amount),))


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("1000", "within"),
        ("800", "within"),
        ("799.99", "beyond"),
        ("790", "beyond"),
        ("1200", "within"),
        ("1201", "beyond"),
    ],
)
def test_a_cost_category_may_change_by_a_fifth_and_not_by_a_cent_more(amount: str, kind: str) -> None:
    assert judged(costing("1000"), costing(amount)).kind == kind


def test_a_cut_of_21_percent_is_told_in_words() -> None:
    (ground,) = judged(costing("1000"), costing("790")).grounds
    assert (ground.message.key, ground.category) == ("amendment.category_cut", "training")
    assert ground.message.values == {"percent": Decimal(21), "allowed": Decimal(20)}


def test_new_money_where_there_was_none_is_beyond_any_tolerance() -> None:
    assert judged(plan_of(), costing("1")).grounds[0].message.key == "amendment.category_new"


@pytest.mark.parametrize(("days", "kind"), [(90, "within"), (-90, "within"), (91, "beyond"), (-91, "beyond")])
def test_a_pinned_date_may_move_by_a_quarter_and_not_by_a_day_more(days: int, kind: str) -> None:
    one = milestone(1, is_pinned=True)
    assert one.pin is not None
    later = replace(one, pin=replace(one.pin, day=one.pin.day + timedelta(days=days)))
    assert judged(plan_of(one), plan_of(later)).kind == kind


def test_a_pin_that_is_given_up_is_beyond_tolerance_and_other_dates_are_free() -> None:
    one, two = milestone(1, is_pinned=True), milestone(2)
    assert judged(plan_of(one), plan_of(replace(one, pin=None))).kind == "beyond"
    far = replace(two, planned_due=two.planned_due + timedelta(days=400))
    assert judged(plan_of(two), plan_of(far)).kind == "within"


def test_a_milestone_given_up_or_delivering_something_else_is_a_change_of_results() -> None:
    one = milestone(1)
    assert judged(plan_of(one), plan_of()).kind == "results"
    assert judged(plan_of(one), plan_of(replace(one, status="dropped"))).kind == "results"
    assert judged(plan_of(one), plan_of(replace(one, deliverable="Another paper"))).kind == "results"
    assert judged(plan_of(one), plan_of(one, milestone(2))).kind == "within"
    assert judged(plan_of(one), replace(plan_of(one), months=36)).kind == "results"


def test_the_most_serious_reason_decides_and_all_are_told() -> None:
    one = milestone(1)
    before, after = replace(costing("1000"), milestones=(one,)), costing("790")
    found = judged(before, after)
    assert (found.kind, found.count) == ("results", 2)
    assert [each.kind for each in found.grounds] == ["results", "beyond"]


def test_reported_progress_needs_no_amendment() -> None:
    one = milestone(1)
    found = judged(plan_of(one), plan_of(replace(one, percent=50, status="in-progress")))
    assert (found.kind, found.count) == ("within", 0)


def test_the_kind_can_be_chosen_upward_and_a_correction_only_within() -> None:
    assert kinds_open("within") == AMENDMENT_KINDS
    assert kinds_open("beyond") == ("beyond", "results")
    assert check_amendment("correction", "A typing error", "", "within") == "correction"
    for kind in ("correction", "within", "beyond"):
        with pytest.raises(RuleBrokenError):
            check_amendment(kind, "Because", "", "results")


@pytest.mark.parametrize(
    ("kind", "reason", "field"), [("odd", "x", "kind"), ("within", " ", "reason"), ("within", "x" * 1_001, "reason")]
)
def test_a_draft_that_is_not_complete_is_refused(kind: str, reason: str, field: str) -> None:
    with pytest.raises(RuleBrokenError) as error:
        check_amendment(kind, reason, "", "within")
    assert [each.field for each in error.value.faults] == [field]


def test_a_plan_without_tolerances_of_its_own_has_the_playbooks() -> None:
    assert tolerances_of(plan_of(), THRESHOLDS) == TOLERANCES
    own = Tolerances(category_percent=Decimal(5), pinned_days=10)
    assert tolerances_of(plan_of(tolerances=own), THRESHOLDS) == own


@pytest.mark.parametrize(
    ("percent", "days", "keys"),
    [
        (20, 90, []),
        (5, 10, []),
        (21, 10, ["amendment.percent_widened"]),
        (5, 91, ["amendment.days_widened"]),
        (100, 999, ["amendment.percent_widened", "amendment.days_widened"]),
    ],
)
def test_wider_tolerances_are_beyond_tolerance_and_narrower_ones_within(
    percent: int, days: int, keys: list[str]
) -> None:
    wanted = Tolerances(category_percent=Decimal(percent), pinned_days=days)
    found = judged(plan_of(tolerances=TOLERANCES), plan_of(tolerances=wanted))
    assert [each.message.key for each in found.grounds] == keys
    assert found.kind == ("beyond" if keys else "within")
    assert judged(plan_of(), plan_of(tolerances=wanted)).kind == found.kind


def test_changes_are_judged_by_the_tolerances_that_were_approved() -> None:
    wide = Tolerances(category_percent=Decimal(100), pinned_days=999)
    found = judged(costing("1000"), replace(costing("790"), tolerances=wide))
    assert [each.message.key for each in found.grounds][-1] == "amendment.category_cut"
    agreed = judged(replace(costing("1000"), tolerances=wide), costing("790"))
    assert agreed.kind == "within"
