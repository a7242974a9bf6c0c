"""A plan comes out of the store as it went in, in parts or whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from roadmap.domain.errors import NotFoundError
from roadmap.store.connection import fetch
from roadmap.store.database import open_pool
from roadmap.store.mapping import from_rows
from roadmap.store.plans import EVERYTHING, PARTS, load_plan, plan_heads
from tests.queries import counted_queries
from tests.world import fill_world, plan_id_of

if TYPE_CHECKING:
    from tests.databases import Databases
    from tests.world import World


async def rows_of(name: str, plan_id: UUID) -> tuple[Any, ...]:
    """A part of a plan as the driver gives its rows, which no text stands between."""
    part = PARTS[name]
    table = part.table._meta.tablename  # noqa: SLF001 (Piccolo's documented way to a table's name)
    return from_rows(part.kind, await fetch(f"SELECT * FROM {table} WHERE plan_id = $1 ORDER BY {part.order}", plan_id))  # noqa: S608


@pytest.mark.parametrize("slug", ["czech-republic", "scotland"])
async def test_a_plan_loaded_in_one_query_equals_the_rows_of_its_tables(sample_world: World, slug: str) -> None:
    assert sample_world.dsn
    plan_id = await plan_id_of(slug)
    with counted_queries() as asked:
        whole = await load_plan(plan_id, EVERYTHING)
    assert len(asked) == 1
    assert whole.milestones
    assert whole.budget
    assert whole.baselines
    for name in PARTS:
        assert getattr(whole, name) == await rows_of(name, plan_id), name


async def test_what_was_not_asked_is_not_loaded(sample_world: World) -> None:
    assert sample_world.dsn
    plan = await load_plan(await plan_id_of("scotland"), {"budget"})
    assert plan.budget
    assert (replace(plan, budget=()),) == await plan_heads([plan.id])


async def test_moments_are_in_utc_whatever_zone_the_server_keeps(databases: Databases) -> None:
    async with databases.copy(await databases.template("sample_world", fill_world)) as dsn:
        await databases.run(f"ALTER DATABASE {urlsplit(dsn).path[1:]} SET timezone TO 'Asia/Tokyo'")
        async with open_pool(dsn, 1):
            plan = await load_plan(await plan_id_of("scotland"), EVERYTHING)
    assert {each.changed_at.tzinfo for each in plan.milestones} == {UTC}


async def test_a_plan_that_is_not_there_is_not_found(sample_world: World) -> None:
    assert sample_world.dsn
    with pytest.raises(NotFoundError):
        await load_plan(UUID(int=1))
