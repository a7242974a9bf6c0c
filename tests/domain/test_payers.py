"""Who may pay for what: restrictions and periods decide, amounts do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budgets import BudgetLine, total
from roadmap.domain.coverage import may_pay
from roadmap.domain.funding import STAGES, Commitment, FundingSource
from roadmap.domain.payers import Payable, payability
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Stage
from tests.domain.test_budgets import line, lines

BASIS = Provenance(kind="assumed", by="Anna", reason="A test")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def source(number: int = 1, may: tuple[str, ...] = ("training",), may_not: tuple[str, ...] = ()) -> FundingSource:
    return FundingSource(
        id=UUID(int=100 + number),
        plan_id=UUID(int=2),
        key=f"source-{number}",
        title=f"Source {number}",
        kind="foundation",
        rank="main",
        may_pay=may,
        may_not_pay=may_not,
        note="",
        basis=BASIS,
    )


def commitment(
    number: int = 1,
    stage: Stage = "committed",
    starts: date = date(2027, 1, 1),
    ends: date = date(2027, 12, 31),
    amount: str = "1",
) -> Commitment:
    return Commitment(
        id=UUID(int=200 + number),
        plan_id=UUID(int=2),
        source_id=UUID(int=100 + number),
        stage=stage,
        probability=50,
        amount=Decimal(amount),
        starts=starts,
        ends=ends,
        basis=BASIS,
    )


def plan(
    budget: tuple[BudgetLine, ...],
    sources: tuple[FundingSource, ...] = (),
    commitments: tuple[Commitment, ...] = (),
    currency: str = "EUR",
) -> Plan:
    return Plan(
        id=UUID(int=2),
        slug="plan",
        portfolio_id=UUID(int=3),
        title="Plan",
        intervention="ips",
        playbook_version="1.0",
        routes=("pilot",),
        modules=(),
        country="HR",
        start=date(2027, 1, 1),
        months=24,
        currency=currency,
        drivers={},
        created_at=NOW,
        changed_at=NOW,
        budget=budget,
        sources=sources,
        commitments=commitments,
    )


def held(*commitments: Commitment, sources: tuple[FundingSource, ...] = (source(),)) -> Payable:
    """One year's training at 1200."""
    return payability(plan((line(),), sources, commitments)).by_category["training"]


def test_a_committed_source_that_may_pay_makes_the_ground_firm() -> None:
    assert held(commitment()) == Payable(firm=Decimal(1200))


def test_a_source_that_has_not_committed_makes_it_possible_only() -> None:
    assert held(commitment(stage="applied")) == Payable(possible=Decimal(1200))


def test_a_source_without_any_amount_is_no_ground() -> None:
    assert held() == Payable(none=Decimal(1200))


def test_money_that_may_not_pay_for_the_category_is_no_ground_however_much_it_is() -> None:
    posts = source(may=("specialist-posts",), may_not=("training",))
    assert held(commitment(amount="9000000"), sources=(posts,)) == Payable(none=Decimal(1200))


def test_what_a_source_does_not_say_it_may_pay_it_may_not() -> None:
    assert not may_pay(source(may=()), "training")
    assert not may_pay(source(may=("training",), may_not=("training",)), "training")


def test_money_counts_in_its_own_months_alone() -> None:
    spring = commitment(starts=date(2027, 3, 31), ends=date(2027, 5, 1))
    assert held(spring) == Payable(firm=Decimal(300), none=Decimal(900))


def test_a_source_of_one_service_is_no_ground_for_the_costs_of_others() -> None:
    one, other = UUID(int=901), UUID(int=902)
    budget = tuple(replace(line(), service_id=service) for service in (one, other, None))
    bound = replace(source(), service_ids=(one,))
    found = payability(plan(budget, (bound,), (commitment(),))).by_category["training"]
    assert found == Payable(firm=Decimal(1200), none=Decimal(2400))


def test_late_money_is_no_ground_before_it_comes() -> None:
    late = replace(commitment(), delay=3)
    assert held(late) == Payable(firm=Decimal(900), none=Decimal(300))


def test_a_committed_source_outdoes_one_that_is_not() -> None:
    both = (source(1), source(2))
    applied = commitment(2, "applied", ends=date(2028, 12, 31))
    year_and_half = payability(
        plan((line(ends=date(2028, 6, 30)),), both, (commitment(1), applied)),
    )
    assert year_and_half.by_category["training"] == Payable(firm=Decimal(1200), possible=Decimal(600))
    assert year_and_half.by_quarter[date(2027, 10, 1)] == Payable(firm=Decimal(300))
    assert year_and_half.by_quarter[date(2028, 1, 1)] == Payable(possible=Decimal(300))


def test_committed_money_below_the_need_is_certainly_short() -> None:
    def found(amount: str, stage: Stage = "committed") -> bool:
        return payability(plan((line(),), (source(),), (commitment(stage=stage, amount=amount),))).is_short("training")

    assert found("1199.99")
    assert not found("1200")
    assert not found("1", stage="applied"), "nothing is committed, which is said elsewhere"


def test_only_what_may_pay_for_a_category_counts_towards_it() -> None:
    posts = source(2, may=("specialist-posts",))
    both = payability(plan((line(),), (source(1), posts), (commitment(1, amount="700"), commitment(2, amount="9000"))))
    assert both.at_most == {"training": 700}


def test_a_plan_without_a_budget_needs_nothing() -> None:
    nothing = payability(plan(()))
    assert nothing.by_category == {}
    assert nothing.by_quarter == {}


@given(
    st.lists(lines(), max_size=4), st.lists(st.sampled_from(STAGES), max_size=3), st.sampled_from(("JPY", "EUR", "KWD"))
)
def test_every_unit_of_the_need_stands_on_exactly_one_ground(
    budget: list[BudgetLine], stages: list[Stage], currency: str
) -> None:
    commitments = tuple(commitment(1, stage, ends=date(2027 + at, 6, 30)) for at, stage in enumerate(stages))
    found = payability(plan(tuple(budget), (source(),), commitments, currency))
    need = total(tuple(budget), currency)
    assert sum((each.need for each in found.by_category.values()), Decimal(0)) == need
    assert sum((each.need for each in found.by_quarter.values()), Decimal(0)) == need
    for ground in ("firm", "possible", "none"):
        by_category = sum((getattr(each, ground) for each in found.by_category.values()), Decimal(0))
        assert by_category == sum((getattr(each, ground) for each in found.by_quarter.values()), Decimal(0))
