"""Laws of the coverage, whatever a plan holds: nothing is spent twice, elsewhere or beyond what is needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.budgets import quarter_of, total
from roadmap.domain.coverage import cover
from roadmap.domain.coverage.allocation import Need, Purse, allocate
from roadmap.domain.coverage.covering import case_of
from roadmap.domain.coverage.restrictions import is_in_force, may_pay, may_pay_for
from roadmap.domain.money import minor_units
from roadmap.domain.workdays import add_months
from tests.domain.coverage.plans import any_plan, playbook

SEEDS = st.integers(0, 10**9)
ZERO = Decimal(0)


@given(SEEDS, st.booleans())
def test_the_order_in_which_things_stand_changes_nothing(seed: int, is_wide: bool) -> None:  # noqa: FBT001
    plan = any_plan(seed)
    draw = Random(seed)  # noqa: S311 (no secret)
    shuffled = replace(
        plan,
        budget=tuple(draw.sample(plan.budget, len(plan.budget))),
        sources=tuple(draw.sample(plan.sources, len(plan.sources))),
        commitments=tuple(draw.sample(plan.commitments, len(plan.commitments))),
    )
    assert cover(shuffled, playbook(), with_probable=is_wide) == cover(plan, playbook(), with_probable=is_wide)


@given(SEEDS, st.booleans())
def test_money_pays_only_for_what_it_may_when_it_is_there(seed: int, is_wide: bool) -> None:  # noqa: FBT001
    plan = any_plan(seed)
    sources = {each.id: each for each in plan.sources}
    commitments = {each.id: each for each in plan.commitments}
    case = case_of(plan, playbook(), with_probable=is_wide)
    for share in case.shares:
        held, cell = case.commitments[share.purse], case.cells[share.need]
        assert is_in_force(held, cell.month)
        assert share.amount > 0
    for each in cover(plan, playbook(), with_probable=is_wide).payments:
        source, held = sources[each.source_id], commitments[each.commitment_id]
        assert held.source_id == source.id
        assert may_pay(source, each.category)
        assert may_pay_for(source, each.service_id)
        assert any(is_in_force(held, add_months(each.quarter, month)) for month in range(3))
        assert each.is_firm is held.is_firm
        assert held.is_firm or is_wide


@given(SEEDS, st.booleans())
def test_no_month_is_paid_more_than_it_needs_by_those_who_may_pay_it(seed: int, is_wide: bool) -> None:  # noqa: FBT001
    plan = any_plan(seed)
    case = case_of(plan, playbook(), with_probable=is_wide)
    paid: dict[int, int] = defaultdict(int)
    for share in case.shares:
        assert case.cells[share.need].payers >> share.purse & 1
        paid[share.need] += share.amount
    assert all(amount <= case.cells[at].need for at, amount in paid.items())
    assert sum(each.need for each in case.cells) == sum(amount for cost in case.costs for _, amount in cost.by_month)
    assert all(quarter_of(each.month) == each.quarter for each in case.cells)


@given(SEEDS, st.booleans())
def test_everything_adds_up_to_the_minor_unit(seed: int, is_wide: bool) -> None:  # noqa: FBT001
    plan = any_plan(seed)
    found = cover(plan, playbook(), with_probable=is_wide)
    assert found.total.need == total(plan.budget, plan.currency)
    for sums in (found.by_quarter.values(), found.by_category.values()):
        assert sum((each.gap for each in sums), ZERO) == found.total.gap
    told: dict[object, Decimal] = defaultdict(Decimal)
    for each in found.payments:
        told[each.quarter, each.category, each.is_firm] += each.amount
        told[each.commitment_id] += each.amount
    for key, amounts in found.cells.items():
        assert (amounts.committed, amounts.probable) == (told[(*key, True)], told[(*key, False)])
        assert amounts.gap >= 0
        assert (ZERO if is_wide else amounts.probable) == ZERO
        for amount in (amounts.need, amounts.committed, amounts.probable):
            assert amount.as_tuple().exponent == -minor_units(plan.currency)
    for left in found.unused:
        told[left.commitment_id] += left.amount
    for held in plan.commitments:
        assert told[held.id] == (ZERO if held.id in found.left_out else held.amount)
    by_source = found.by_source.values()
    assert sum((each.committed + each.probable for each in by_source), ZERO) == found.total.covered
    assert found.lapsing == sum((each.amount for each in found.unused if each.is_firm), ZERO)


@given(SEEDS, st.integers(0, 5), st.integers(1, 5_000))
def test_more_money_never_raises_a_gap(seed: int, which: int, more: int) -> None:
    plan = any_plan(seed)
    if not plan.commitments:
        return
    at = which % len(plan.commitments)
    richer = replace(plan.commitments[at], amount=plan.commitments[at].amount + more)
    after = replace(plan, commitments=(*plan.commitments[:at], richer, *plan.commitments[at + 1 :]))
    was, now = (cover(each, playbook(), with_probable=True).cells for each in (plan, after))
    assert all(now[key].gap <= was[key].gap for key in was)


@given(SEEDS)
def test_probable_money_closes_gaps_and_displaces_no_firm_money(seed: int) -> None:
    plan = any_plan(seed)
    firm, wide = (cover(plan, playbook(), with_probable=each) for each in (False, True))
    assert all(wide.cells[key].gap <= firm.cells[key].gap for key in firm.cells)
    assert wide.total.committed == firm.total.committed
    assert {each.commitment_id: each.amount for each in firm.unused} == {
        each.commitment_id: each.amount for each in wide.unused if each.is_firm
    }


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_categories_shifts_cover_and_never_costs_any(seed: int, draw: Random) -> None:
    plan = any_plan(seed)
    order = tuple(draw.sample(plan.priorities, len(plan.priorities)))
    was, now = (cover(each, playbook()).total for each in (plan, replace(plan, priorities=order)))
    assert was == now


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 7)), max_size=5),
    st.lists(st.integers(0, 80), min_size=3, max_size=3),
    st.permutations(range(1, 9)),
)
def test_any_falling_weights_give_the_cover_of_the_order(
    wanted: list[tuple[int, int]], purses: list[int], places: list[int]
) -> None:
    """Places further apart are other weights in the same order: nothing may hang on how far apart they are."""
    spread = sorted(place**3 for place in places)

    def paid(scale: list[int]) -> dict[int, int]:
        sums: dict[int, int] = defaultdict(int)
        needs = [Need(amount=amount, place=scale[at], payers=may) for at, (amount, may) in enumerate(wanted)]
        for share in allocate(needs, [Purse(amount=each, place=at) for at, each in enumerate(purses)]):
            sums[share.need] += share.amount
        return sums

    assert paid(list(range(8))) == paid(spread)
