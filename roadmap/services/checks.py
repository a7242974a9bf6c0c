"""Holding plans against the checks of their playbook, and waiving what somebody answers for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from roadmap.domain.access import Viewer, require
from roadmap.domain.checks import CheckResult, run_checks
from roadmap.domain.checks.waivers import WaiverDraft, take_back, waive
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import Dates
from roadmap.domain.visits import PlanHead
from roadmap.services.edits import Edited, edit_plan
from roadmap.services.plans import scheduled
from roadmap.services.playbooks import playbook
from roadmap.store.plans import EVERYTHING, load_plan


async def plan_checks(viewer: Viewer, head: PlanHead, today: date) -> tuple[Plan, tuple[CheckResult, ...]]:
    """The whole plan and its results as of a day, for a viewer who may read it. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    plan = await load_plan(head.id, EVERYTHING)
    return plan, results_of(plan, today, is_multi_country=head.is_multi_country)


def results_of(
    plan: Plan,
    today: date,
    *,
    is_multi_country: bool,
    dates: Mapping[UUID, Dates] | None = None,
    is_of_money_too: bool = True,
) -> tuple[CheckResult, ...]:
    """The results of a plan loaded whole; ``dates`` is its forecast, where known. See ``run_checks``."""
    known = dates if dates is not None else scheduled(plan, today).dates
    book = playbook(plan.intervention)
    return run_checks(plan, book, known, today, is_multi_country=is_multi_country, is_of_money_too=is_of_money_too)


async def waive_finding(viewer: Viewer, head: PlanHead, draft: WaiverDraft, *, now: datetime) -> Edited:
    """Waive what a check finds, with a reason. Raises ``ForbiddenError`` and what ``waive`` raises."""

    def edit(plan: Plan) -> Plan:
        results = results_of(plan, now.date(), is_multi_country=head.is_multi_country)
        return waive(plan, results, draft, viewer.role, now)

    return await edit_plan(viewer, head.id, edit, now=now, reason=draft.reason.strip())


async def take_back_waiver(viewer: Viewer, head: PlanHead, draft: WaiverDraft, *, now: datetime) -> Edited:
    """Take a waiver back, so that the check fails again. Raises ``ForbiddenError`` and what ``take_back`` raises."""
    return await edit_plan(viewer, head.id, lambda plan: take_back(plan, draft), now=now)
