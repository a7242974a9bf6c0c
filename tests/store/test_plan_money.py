"""What readers keep of plans' money: nobody waits for it, and no two readers for each other."""

from __future__ import annotations

import asyncio
from contextvars import Context
from typing import TYPE_CHECKING

import asyncpg

from roadmap.store.connection import fetch, transaction
from roadmap.store.plan_money import keep_money, kept_money
from roadmap.store.plans import load_plan

if TYPE_CHECKING:
    from uuid import UUID

    from roadmap.domain.plan_money import PlanMoney
    from tests.world import World

SOON = 0.3
"""Seconds after which a statement that need not wait is done."""


async def kept_by(world: World) -> tuple[list[PlanMoney], dict[UUID, str]]:
    """The figures that the page of all plans' money has kept, by plan, and their marks."""
    await world.administrator.get("/money")
    marks = {row["plan_id"]: row["mark"] for row in await fetch("SELECT plan_id, mark FROM plan_money")}
    found = await kept_money(marks)
    return [found[key] for key in sorted(found)], marks


async def test_figures_are_kept_in_one_order_so_that_two_readers_never_wait_for_each_other(sample_world: World) -> None:
    figures, marks = await kept_by(sample_world)
    first, last = figures[0].plan_id, figures[-1].plan_id
    other, third = await asyncpg.connect(sample_world.dsn), await asyncpg.connect(sample_world.dsn)
    try:
        async with other.transaction():
            await other.fetch("SELECT 1 FROM plan_money WHERE plan_id = $1 FOR UPDATE", first)
            keeping = asyncio.create_task(keep_money(figures[::-1], marks))
            await asyncio.sleep(SOON)
            assert not keeping.done()
            assert await third.fetch("SELECT 1 FROM plan_money WHERE plan_id = $1 FOR UPDATE NOWAIT", last)
        await keeping
    finally:
        await other.close()
        await third.close()


async def test_who_reads_the_money_of_all_plans_does_not_wait_for_who_writes_to_one(sample_world: World) -> None:
    figures, marks = await kept_by(sample_world)
    await fetch("DELETE FROM plan_money")
    async with transaction():
        await load_plan(figures[0].plan_id, lock=True)
        reader = asyncio.get_running_loop().create_task(keep_money(figures, marks), context=Context())
        await asyncio.wait_for(reader, 10 * SOON)
    assert len(await kept_money(marks)) == len(figures)
