"""Results of plan checks, kept until the plan or the day changes: every page of a plan says how many fail."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.access import Viewer
from roadmap.domain.checks import CheckResult
from roadmap.domain.visits import PlanHead
from roadmap.services.checks import plan_checks

Key = tuple[UUID, int, date, bool]
MOST: Final = 500
"""Plans whose results a worker keeps: some ten kilobytes each."""


class CheckResults:
    """The latest used results by plan, revision, day and whether the portfolio has several countries."""

    def __init__(self, most: int = MOST) -> None:
        """Keep up to so many."""
        self._most = most
        self._kept: OrderedDict[Key, tuple[CheckResult, ...]] = OrderedDict()

    async def of(self, viewer: Viewer, head: PlanHead, today: date) -> tuple[CheckResult, ...]:
        """The results of a plan for a viewer who may read it, worked out once a revision and day."""
        key = (head.id, head.revision, today, head.is_multi_country)
        if key not in self._kept:
            plan, results = await plan_checks(viewer, head, today)
            # Whoever writes meanwhile makes the plan newer than its head.
            key = (head.id, plan.revision, today, head.is_multi_country)
            self._kept[key] = results
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return self._kept[key]

    def clear(self) -> None:
        """Forget all, for tests whose databases share ids and revisions."""
        self._kept.clear()


CHECK_RESULTS: Final = CheckResults()
"""This worker's results."""
