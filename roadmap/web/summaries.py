"""Summaries of plans, kept until the plan or the day changes: after one edit a portfolio computes one plan anew."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from roadmap.domain.visits import VisiblePlans
from roadmap.i18n import Language
from roadmap.services.portfolios import glance
from roadmap.web.views.plan_summaries import PlanSummary, plan_summary
from roadmap.web.views.portfolio import SINCE_DAYS

Key = tuple[UUID, int, date, str]
MOST: Final = 3_000
"""Summaries that a worker keeps: some kilobytes each, so some tens of megabytes at the very most."""
AT_ONCE: Final = 10
"""Plans summed up before other requests get their turn."""


class Summaries:
    """The latest used summaries by plan, revision, day and language."""

    def __init__(self, most: int = MOST) -> None:
        """Keep up to so many."""
        self._most = most
        self._kept: OrderedDict[Key, PlanSummary] = OrderedDict()

    async def of(self, plans: VisiblePlans, words: Language, today: date) -> list[PlanSummary]:
        """Summaries of all plans that a viewer may read; those that changed are loaded, all in the same queries."""
        keys = {
            plan_id: (plan_id, revision, today, words.code)
            for plan_id, revision in zip(plans.ids, plans.revisions, strict=True)
        }
        held = {plan_id: self._kept[key] for plan_id, key in keys.items() if key in self._kept}
        missing = [plan_id for plan_id in plans.ids if plan_id not in held]
        if missing:
            held |= await self._sum_up(missing, words, today)
        for plan_id, summary in held.items():
            self._keep(keys[plan_id], summary)
        return [held[plan_id] for plan_id in plans.ids if plan_id in held]

    async def _sum_up(self, plan_ids: list[UUID], words: Language, today: date) -> dict[UUID, PlanSummary]:
        since = datetime.combine(today - timedelta(days=SINCE_DAYS), time(), UTC)
        found = {}
        for count, glanced in enumerate(await glance(plan_ids, since), start=1):
            found[glanced.plan.id] = plan_summary(words, glanced, today)
            if count % AT_ONCE == 0:
                await asyncio.sleep(0)
        return found

    def _keep(self, key: Key, summary: PlanSummary) -> None:
        self._kept[key] = summary
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all, for tests whose databases share ids and revisions."""
        self._kept.clear()


SUMMARIES: Final = Summaries()
"""This worker's summaries."""
