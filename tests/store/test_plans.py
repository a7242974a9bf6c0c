"""A plan comes out of the store as it went in, in parts or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.store import plans
from roadmap.store.plans import EVERYTHING, load_plan
from tests.world import plan_id_of

if TYPE_CHECKING:
    from tests.world import World


@pytest.mark.parametrize("slug", ["czech-republic", "scotland"])
async def test_a_plan_loaded_in_one_statement_equals_one_loaded_part_by_part(
    sample_world: World, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    assert sample_world.dsn
    plan_id = await plan_id_of(slug)
    whole = await load_plan(plan_id, EVERYTHING)
    monkeypatch.setattr(plans, "MANY", len(EVERYTHING))
    assert await load_plan(plan_id, EVERYTHING) == whole
    assert whole.milestones
    assert whole.budget
    assert whole.baselines
