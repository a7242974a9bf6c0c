"""Long work of one leaves others their turn."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from roadmap.web.controllers import coverage
from roadmap.web.views.coverage import coverage_view

if TYPE_CHECKING:
    import pytest

    from roadmap.domain.coverage import Coverage
    from roadmap.web.views.coverage import CoverageView
    from roadmap.web.views.plan_frame import PlanPage
    from tests.world import World


async def test_others_are_answered_while_it_is_tried_what_would_close_the_gaps_of_a_plan(
    sample_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow_view(page: PlanPage, found: Coverage, asked: str = "") -> CoverageView:
        begun.set()
        assert may_end.wait(timeout=30), "nobody else was answered"
        return coverage_view(page, found, asked)

    monkeypatch.setattr(coverage, "coverage_view", slow_view)
    asked = asyncio.create_task(sample_world.reader.get("/plans/denmark/coverage"))
    while not begun.is_set():
        await asyncio.sleep(0.01)
    assert (await sample_world.reader.get("/plans/denmark/funding")).status_code == 200
    may_end.set()
    assert (await asked).status_code == 200
