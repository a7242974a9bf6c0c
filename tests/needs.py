"""Needs assessments for tests: a scenario of published areas in the sample plan, and drafts of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from roadmap.domain.needs.assessments import NAMES
from roadmap.domain.needs.calculation import Area
from roadmap.domain.needs.inputs import areas_of_reference
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.needs.scenario_edits import ScenarioDraft
from roadmap.domain.parts import Ground
from roadmap.playbook_files.loading import playbooks
from roadmap.services.edits import edit_plan
from roadmap.services.needs import save_scenario
from roadmap.web import clock
from tests.world import plan_id_of, viewer_of

BOOK: Final = playbooks()[0]
assert BOOK.needs is not None
MODEL: Final[NeedsModel] = BOOK.needs
BOARDS: Final = areas_of_reference(MODEL.references[0])
SCENARIO_ID: Final = UUID(int=4711)
GROUND: Final = Ground(by="Country lead", on=date(2026, 11, 25), reason="Our own count.")
NO_GROUND: Final = replace(GROUND, reason="")


def draft(areas: tuple[Area, ...] = BOARDS, **typed: Any) -> ScenarioDraft:  # noqa: ANN401
    """A scenario with the playbook's usual figures and this instead."""
    usual: dict[str, Any] = {NAMES[each.key]: each.value for each in MODEL.parameters}
    head = {"title": "A quarter", "benchmarks": "", "costing": "staff", "currency": "GBP", "areas": areas}
    return ScenarioDraft(**{**head, **usual, **typed})


async def add_scenario() -> UUID:
    """Add a scenario of the 14 boards to the sample plan, as its country lead does."""
    edit = save_scenario(draft(), NO_GROUND, SCENARIO_ID)
    await edit_plan(await viewer_of(), await plan_id_of(), edit, now=clock.now())
    return SCENARIO_ID
