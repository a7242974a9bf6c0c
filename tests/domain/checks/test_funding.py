"""Checks of money: support, posts, the exit test, single payers, work across borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.checks.plans import failing, result_of, said, sound


def test_a_recurrent_cost_without_a_permanent_payer_at_the_end_is_raised_at_once() -> None:
    plan = sound()
    lasting, _ = plan.sources
    assert "exit-payer" not in failing(plan)
    gone = replace(plan, commitments=tuple(each for each in plan.commitments if each.source_id != lasting.id))
    assert "exit-payer" in failing(gone)
    posts = next(each for each in said(gone, "exit-payer") if each.startswith("Employment specialists"))
    assert posts == (
        "Employment specialists: €8,167 a month still runs on 28 Feb 2029. Central-health may pay for it, and no "
        "likely money from there reaches that day."
    )


def test_a_permanent_payer_that_may_not_pay_for_a_cost_does_not_take_it_over() -> None:
    plan = sound()
    lasting, foundation = plan.sources
    barred = replace(lasting, may_pay=tuple(each for each in lasting.may_pay if each != "training"))
    plan = replace(plan, sources=(barred, foundation))
    assert said(plan, "exit-payer") == [
        "Training: €542 a month still runs on 28 Feb 2029, and no permanent payer among the sources may pay for it."
    ]
    assert [each.item for each in result_of(plan, "exit-payer").findings] == ["training"]


def test_who_takes_over_is_said_for_each_cost() -> None:
    found = result_of(sound(), "exit-payer")
    assert found.state == "passed"
    costs = found.message.values["costs"]
    assert isinstance(costs, tuple)
    assert {each.values["payers"] for each in costs} == {("Central-health",)}


def test_a_plan_whose_costs_all_end_before_it_has_nothing_to_hand_over() -> None:
    plan = sound()
    ended = replace(plan, budget=tuple(replace(each, ends=date(2028, 12, 31)) for each in plan.budget))
    assert result_of(ended, "exit-payer").state == "not-applicable"


def test_support_that_nobody_budgets_is_raised() -> None:
    plan = sound()
    bare = replace(plan, budget=tuple(each for each in plan.budget if each.category != "quality-assurance"))
    assert said(bare, "support-funded") == ["Quality assurance: nothing is budgeted."]


def test_support_that_no_source_may_pay_for_is_raised_although_there_is_money() -> None:
    plan = sound()
    barred = tuple(replace(each, may_not_pay=("training",)) for each in plan.sources)
    found = said(replace(plan, sources=barred), "support-funded")
    assert found == ["Training: €15,325 is needed, and no likely source may pay for it."]


def test_unlikely_money_is_not_counted_on() -> None:
    plan = sound()
    hoped = tuple(replace(each, stage="applied", probability=49) for each in plan.commitments)
    assert {"support-funded", "posts-funded", "exit-payer"} <= failing(replace(plan, commitments=hoped))
    likely = tuple(replace(each, stage="applied", probability=50) for each in plan.commitments)
    assert failing(replace(plan, commitments=likely)) == set()


def test_months_without_a_payer_are_named_with_their_amount() -> None:
    plan = sound()
    late = tuple(replace(each, starts=date(2028, 1, 1)) for each in plan.commitments)
    (found,) = said(replace(plan, commitments=late), "support-funded")
    assert "has no likely source that may pay for it. It falls between 1 Nov 2027 and 31 Dec 2027." in found
    assert found.startswith("Training: of €15,325 needed, €")


def test_too_little_money_for_support_is_raised() -> None:
    plan = sound()
    poor = tuple(replace(each, amount=Decimal(1000)) for each in plan.commitments)
    assert said(replace(plan, commitments=poor), "support-funded")[0] == (
        "Training: of €15,325 needed, a gap of €15,325 stays when the likely money is shared out as its restrictions "
        "and periods allow."
    )


def test_money_that_ends_before_the_posts_is_raised_with_what_is_left() -> None:
    plan = sound()
    short = tuple(replace(each, ends=date(2028, 11, 30)) for each in plan.commitments)
    found = said(replace(plan, commitments=short), "posts-funded")
    assert found[0] == (
        "Employment specialists: the last likely money that may pay for it ends on 30 Nov 2028. What comes after, "
        "until 28 Feb 2029, costs €24,500."
    )


def test_a_plan_without_posts_is_not_asked_for_their_money() -> None:
    assert result_of(replace(sound(), budget=()), "posts-funded").state == "not-applicable"


def test_one_payer_of_most_of_the_money_is_raised_by_share() -> None:
    plan = sound()
    first, second = plan.commitments
    plan = replace(plan, commitments=(first, replace(second, amount=Decimal(200_000))))
    assert said(plan, "single-payer") == [
        "67% of the funding to be expected comes from one payer, Central-health. At most 60% should."
    ]


def test_money_that_may_not_come_counts_by_its_probability() -> None:
    plan = sound()
    first, second = plan.commitments
    doubtful = replace(second, stage="applied", probability=50)
    assert "single-payer" in failing(replace(plan, commitments=(first, doubtful)))
    assert result_of(replace(plan, commitments=()), "single-payer").state == "not-applicable"


def test_work_across_borders_is_budgeted_where_the_portfolio_has_several_countries() -> None:
    plan = sound()
    bare = replace(plan, budget=tuple(each for each in plan.budget if each.category != "translation-and-travel"))
    assert "translation-and-travel" in failing(bare)
    assert result_of(bare, "translation-and-travel", is_multi_country=False).state == "not-applicable"


def test_a_quarter_without_money_is_raised_although_there_is_enough_on_the_whole() -> None:
    plan = sound()
    assert result_of(plan, "quarters-funded").state == "passed"
    late = replace(plan, commitments=tuple(replace(each, starts=date(2027, 6, 1)) for each in plan.commitments))
    first, second = said(late, "quarters-funded")
    assert first.startswith("Q1 2027: of €")
    assert second.startswith("Q2 2027: of €")
    assert "has no likely money. The gap is in: " in second
    assert [each.item for each in result_of(late, "quarters-funded").findings] == ["2027-01-01", "2027-04-01"]


def test_quarters_further_ahead_may_still_be_open() -> None:
    plan = sound()
    short = replace(plan, commitments=tuple(replace(each, ends=date(2027, 6, 30)) for each in plan.commitments))
    assert result_of(short, "quarters-funded").state == "passed"


def test_a_plan_that_needs_nothing_soon_is_not_asked_for_its_next_quarters() -> None:
    assert result_of(replace(sound(), budget=()), "quarters-funded").state == "not-applicable"


def test_money_that_other_costs_need_first_is_not_counted_twice() -> None:
    """Both sources together would pay for any one category; for all of them it is too little."""
    plan = sound()
    scarce = replace(plan, commitments=tuple(replace(each, amount=Decimal(70_000)) for each in plan.commitments))
    (found,) = [each for each in said(scarce, "support-funded") if each.startswith("Quality")]
    assert found.startswith("Quality assurance: of €4,800 needed, a gap of €")
