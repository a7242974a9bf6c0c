"""Writes count, log and never overwrite each other; the log only grows and undoes back to the beginning."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg
import msgspec
import pytest

from roadmap.domain.errors import ConflictError
from roadmap.domain.milestones import Milestone, ProgressDraft
from roadmap.services.milestones import record_progress
from roadmap.store.changes import changes_of_item
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.store.writing import Actor, writing
from tests.world import PLAN, footprint, milestone_ids, plan_id_of, viewer_of

if TYPE_CHECKING:
    from uuid import UUID

    from tests.world import World

SOMEBODY = Actor(account_id=None, name="country-lead")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def draft_of(milestone: Milestone, note: str) -> ProgressDraft:
    return ProgressDraft(
        status="in-progress",
        percent=40,
        planned_start=milestone.planned_start,
        planned_due=milestone.planned_due,
        done_on=None,
        note=note,
    )


async def open_milestone() -> tuple[UUID, Milestone]:
    """Give a plan's id and a milestone of it that nobody has begun."""
    plan_id = await plan_id_of(PLAN)
    key = (await milestone_ids(PLAN, "status = 'not-started'"))[0]
    return plan_id, (await load_plan(plan_id)).milestone(key)


async def test_of_twenty_people_saving_from_one_version_exactly_one_wins(sample_world: World) -> None:  # noqa: ARG001
    plan_id, milestone = await open_milestone()
    viewer = await viewer_of()
    revisions, changes, _plans = await footprint()

    async def save(number: int) -> str:
        draft = draft_of(milestone, f"by {number}")
        try:
            await record_progress(viewer, plan_id, milestone.id, version=milestone.version, draft=draft, now=NOW)
        except ConflictError:
            return "told"
        return f"by {number}"

    answers = await asyncio.gather(*(save(number) for number in range(20)))

    saved = (await load_plan(plan_id)).milestone(milestone.id)
    assert answers.count("told") == 19
    assert saved.note in answers
    assert saved.version == milestone.version + 1
    assert (await footprint())[:2] == (revisions + 1, changes + 1)


async def test_people_saving_one_after_the_other_lose_nothing(sample_world: World) -> None:  # noqa: ARG001
    plan_id, milestone = await open_milestone()
    viewer = await viewer_of()
    start = (await load_plan(plan_id)).revision

    async def add(number: int) -> None:
        while True:
            now = (await load_plan(plan_id)).milestone(milestone.id)
            draft = draft_of(now, f"{now.note} {number}".strip())
            try:
                await record_progress(viewer, plan_id, milestone.id, version=now.version, draft=draft, now=NOW)
            except ConflictError:
                continue
            return

    await asyncio.gather(*(add(number) for number in range(8)))

    saved = await load_plan(plan_id)
    assert sorted(saved.milestone(milestone.id).note.split()) == [str(number) for number in range(8)]
    assert saved.revision == start + 8


async def test_a_write_that_changes_nothing_is_not_counted(sample_world: World) -> None:  # noqa: ARG001
    plan_id = await plan_id_of(PLAN)
    before = await footprint()
    async with writing(plan_id, SOMEBODY, NOW) as unit:
        unit.change(unit.plan.milestones[0], unit.plan.milestones[0])
    assert await footprint() == before


async def test_a_write_that_fails_half_way_leaves_nothing(sample_world: World) -> None:  # noqa: ARG001
    plan_id = await plan_id_of(PLAN)
    before = await footprint()

    async def change_two() -> None:
        async with writing(plan_id, SOMEBODY, NOW) as unit:
            first, second = unit.plan.milestones[:2]
            unit.change(first, replace(first, note="kept?"))
            unit.change(second, replace(second, percent=101))

    with pytest.raises(asyncpg.CheckViolationError):
        await change_two()
    assert await footprint() == before
    assert all(each.note != "kept?" for each in (await load_plan(plan_id)).milestones)


async def test_the_log_undone_backwards_gives_the_milestone_as_it_began(sample_world: World) -> None:  # noqa: ARG001
    plan_id, milestone = await open_milestone()
    viewer = await viewer_of()
    for version, note in enumerate(("first", "second", "third"), start=milestone.version):
        await record_progress(
            viewer,
            plan_id,
            milestone.id,
            version=version,
            draft=draft_of(milestone, note),
            now=NOW + timedelta(hours=version),
        )
    state = msgspec.to_builtins((await load_plan(plan_id)).milestone(milestone.id))
    for change in (await changes_of_item(plan_id, milestone.id))[:3]:
        for field in change.fields:
            assert state[field.field] == field.after
            state[field.field] = field.before
    untold = {"version", "changed_at"}
    began = msgspec.to_builtins(milestone)
    assert {key: value for key, value in state.items() if key not in untold} == {
        key: value for key, value in began.items() if key not in untold
    }


@pytest.mark.parametrize("statement", ["UPDATE change SET reason = 'x'", "DELETE FROM change"])
async def test_the_log_refuses_to_be_edited(sample_world: World, statement: str) -> None:  # noqa: ARG001
    with pytest.raises(asyncpg.PostgresError, match="only grows"):
        await fetch(statement)
