"""An edit saves exactly what differs, counted and logged once; a preview saves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from roadmap.domain.errors import ConflictError, ForbiddenError, NotFoundError
from roadmap.domain.plans import Phase, Plan
from roadmap.services.edits import edit_plan, part_of, preview_edit
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, PARTS, load_plan
from tests.world import PLAN, footprint, plan_id_of, viewer_of

if TYPE_CHECKING:
    from tests.world import World

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def rebuilt(plan: Plan) -> Plan:
    """The plan with something added, changed and taken out, each in a part that others hang on."""
    phase = Phase(
        id=uuid4(),
        plan_id=plan.id,
        route="",
        key="",
        title="After the plan",
        summary="",
        starts=date(2028, 1, 3),
        ends=date(2028, 6, 30),
        position=99,
    )
    gone, kept, *rest = plan.milestones
    moved = replace(kept, phase_id=phase.id, title="Renamed", after=())
    waiting = (replace(each, after=tuple(link for link in each.after if link.milestone_id != gone.id)) for each in rest)
    return replace(
        plan,
        title="Another title",
        phases=(*plan.phases, phase),
        milestones=(moved, *waiting),
        evidence=tuple(each for each in plan.evidence if each.milestone_id != gone.id),
        budget=plan.budget[1:],
        spending=tuple(each for each in plan.spending if each.line_id != plan.budget[0].id),
    )


def contents(plan: Plan) -> dict[str, set[str]]:
    return {name: {each.id.hex for each in getattr(plan, name)} for name in PARTS}


async def test_an_edit_saves_what_differs_in_one_revision(sample_world: World) -> None:  # noqa: ARG001
    plan_id = await plan_id_of(PLAN)
    edited = await edit_plan(await viewer_of(), plan_id, rebuilt, now=NOW, reason="Tried")
    saved = await load_plan(plan_id, EVERYTHING)
    assert saved.revision == edited.before.revision + 1
    assert saved.title == "Another title"
    assert contents(saved) == contents(edited.after)
    renamed = saved.milestone(edited.after.milestones[0].id)
    assert (renamed.title, renamed.version) == ("Renamed", edited.before.milestones[1].version + 1)
    log = await fetch(
        "SELECT noun, action, reason FROM change WHERE plan_id = $1 AND revision = $2", plan_id, saved.revision
    )
    assert {("phase", "created"), ("milestone", "removed"), ("milestone", "changed"), ("plan", "changed")} <= {
        (row["noun"], row["action"]) for row in log
    }
    assert {row["reason"] for row in log} == {"Tried"}


async def test_what_is_the_same_afterwards_writes_nothing(sample_world: World) -> None:  # noqa: ARG001
    before = await footprint()
    await edit_plan(await viewer_of(), await plan_id_of(PLAN), replace, now=NOW)
    assert await footprint() == before


async def test_a_preview_tells_and_writes_nothing(sample_world: World) -> None:  # noqa: ARG001
    before = await footprint()
    shown = await preview_edit(await viewer_of(), await plan_id_of(PLAN), rebuilt)
    assert (shown.before.title, shown.after.title) != ("Another title", shown.before.title)
    assert await footprint() == before


async def test_an_edit_that_fails_half_way_leaves_the_old_state(sample_world: World) -> None:  # noqa: ARG001
    def broken(plan: Plan) -> Plan:
        """A phase goes while its milestones stay, which the database refuses after the first statements."""
        return replace(rebuilt(plan), phases=())

    before = await footprint()
    with pytest.raises(Exception, match="foreign key"):
        await edit_plan(await viewer_of(), await plan_id_of(PLAN), broken, now=NOW)
    assert await footprint() == before


async def test_readers_are_refused_and_outsiders_know_of_nothing(sample_world: World) -> None:  # noqa: ARG001
    plan_id, before = await plan_id_of(PLAN), await footprint()
    with pytest.raises(ForbiddenError):
        await edit_plan(await viewer_of("reader"), plan_id, rebuilt, now=NOW)
    with pytest.raises(NotFoundError):
        await preview_edit(await viewer_of("outsider"), plan_id, rebuilt)
    assert await footprint() == before


async def test_a_part_that_was_saved_since_is_a_conflict(sample_world: World) -> None:  # noqa: ARG001
    plan = await load_plan(await plan_id_of(PLAN), EVERYTHING)
    each = plan.budget[0]
    assert part_of(plan.budget, each.id, each.version) == each
    with pytest.raises(ConflictError):
        part_of(plan.budget, each.id, each.version - 1)
    with pytest.raises(NotFoundError):
        part_of(plan.budget, uuid4())
