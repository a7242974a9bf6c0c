"""The coverage is the best there is, found again by other means in hundreds of random plans."""

from __future__ import annotations

from decimal import Decimal

import pytest

from roadmap.domain.coverage import cover
from tests.domain.coverage.optimum import Network
from tests.domain.coverage.plans import any_plan, playbook

CASES, GROUPS = 640, 16


@pytest.mark.parametrize("group", range(GROUPS))
def test_it_equals_the_optimum_of_an_independent_solver(group: int) -> None:
    for seed in range(group, CASES, GROUPS):
        plan = any_plan(seed)
        is_wide = bool(seed % 2)
        found = cover(plan, playbook(), with_probable=is_wide)
        counted = [each for each in plan.commitments if each.id not in found.left_out]
        best = Network(plan, counted)
        covered = {category: each.covered for category, each in found.by_category.items()}
        assert [best.units(each) for each in covered.values()] == best.covered([(each, None) for each in covered]), seed
        used = {each.commitment_id: Decimal(0) for each in found.payments}
        for each in found.payments:
            used[each.commitment_id] += each.amount
        order = best.in_order_of_use()
        assert [best.units(used.get(each.id, Decimal(0))) for each in order] == best.used(order), seed
        if seed % 5 == 0:
            places = [(category, quarter) for category in found.categories for quarter in found.quarters]
            amounts = [best.units(found.cells[quarter, category].covered) for category, quarter in places]
            assert amounts == best.covered(places), seed
