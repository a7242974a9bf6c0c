"""What people do with plans in the making: begin one, answer a step, leave it, come back, drop it, create the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require
from roadmap.domain.checks import CheckResult
from roadmap.domain.diagnosis import Diagnosis
from roadmap.domain.diagnosis_risks import assessed_barriers, with_diagnosis
from roadmap.domain.drafting import MOST_DRAFTS, Draft, Step, StepTyped, is_stale, with_step
from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plan_drafts import PlanDraft
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.services.checks import results_of
from roadmap.services.milestones import actor
from roadmap.services.plans import make_plan, preview_plan
from roadmap.services.portfolios import ManagedPortfolio, lead_new_plan
from roadmap.store import drafts as store
from roadmap.store.connection import transaction
from roadmap.store.portfolios import portfolio_countries
from roadmap.store.writing import save_new_plan


async def open_drafts(viewer: Viewer) -> tuple[Draft, ...]:
    """The viewer's own drafts, the latest first."""
    return await store.drafts_of(viewer.account_id)


async def draft_of(viewer: Viewer, draft_id: UUID) -> Draft:
    """One of the viewer's own drafts. Raises ``NotFoundError``, for those of others too."""
    return _found(await store.find_draft(draft_id, viewer.account_id))


async def begin_draft(viewer: Viewer, sent: StepTyped, now: datetime) -> Draft:
    """Begin a draft with what was typed first. Raises ``RuleBrokenError`` when there are too many already."""
    blank = Draft(id=uuid4(), account_id=viewer.account_id, version=0, created_at=now, changed_at=now)
    draft = with_step(blank, sent, now)
    async with transaction():
        if not await store.add_draft(draft, MOST_DRAFTS):
            raise RuleBrokenError(Fault(field="", message=message("draft.too_many", most=MOST_DRAFTS)))
    return draft


async def save_step(viewer: Viewer, draft_id: UUID, sent: StepTyped, now: datetime) -> Draft:
    """Keep a step's answers as typed, right or wrong.

    Raises ``NotFoundError``, and ``ConflictError`` with the draft when another page saved the step otherwise.
    """
    async with transaction():
        draft = _found(await store.find_draft(draft_id, viewer.account_id, lock=True))
        if is_stale(draft, sent):
            raise ConflictError(message("error.conflict"), draft)
        saved = with_step(draft, sent, now)
        await store.change_draft(saved)
    return saved


async def go_on(draft: Draft, step: Step, now: datetime) -> None:
    """Note at which step a draft is resumed."""
    await store.leave_draft_at(draft.id, step, now)


async def drop_draft(viewer: Viewer, draft_id: UUID) -> None:
    """Delete one of the viewer's own drafts. Raises ``NotFoundError``."""
    if not await store.remove_draft(draft_id, viewer.account_id):
        raise NotFoundError(message("error.not_found"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPreview:
    """A plan that is not saved, and what the checks would say of it."""

    plan: Plan
    checks: tuple[CheckResult, ...]


async def preview_draft(
    portfolio: ManagedPortfolio, playbook: Playbook, draft: PlanDraft, diagnosis: Diagnosis | None, now: datetime
) -> PlanPreview:
    """The plan that a draft would give, barriers as diagnosed; nothing is saved. Raises ``RuleBrokenError``."""
    plan = _diagnosed(preview_plan(playbook, draft, now), playbook, diagnosis)
    countries = {*await portfolio_countries(portfolio.id), plan.country}
    return PlanPreview(plan=plan, checks=results_of(plan, now.date(), is_multi_country=len(countries) > 1))


async def create_plan(
    portfolio: ManagedPortfolio,
    playbook: Playbook,
    wanted: PlanDraft,
    diagnosis: Diagnosis | None,
    *,
    draft: Draft,
    now: datetime,
) -> Plan:
    """Create the plan of a draft, which is gone then; who does not lead the whole portfolio becomes its country lead.

    All in one transaction. Raises ``NotFoundError``, ``ForbiddenError``, ``RuleBrokenError``, and ``ConflictError``
    with the draft as it stands when it was changed since ``draft`` was read.
    """
    viewer = portfolio.viewer
    require(viewer.rights, "manage")
    async with transaction():
        held = _found(await store.find_draft(draft.id, viewer.account_id, lock=True))
        if held.version != draft.version:
            raise ConflictError(message("error.conflict"), held)
        plan = _diagnosed(await make_plan(playbook, wanted, portfolio.id, now), playbook, diagnosis)
        await save_new_plan(plan, actor(viewer), playbook=playbook)
        await lead_new_plan(portfolio, plan.id)
        await store.remove_draft(draft.id, viewer.account_id)
    return plan


def _diagnosed(plan: Plan, playbook: Playbook, diagnosis: Diagnosis | None) -> Plan:
    if diagnosis is None:
        return plan
    risks = with_diagnosis(plan.risks, assessed_barriers(playbook.diagnosis, diagnosis))
    return replace(plan, diagnosis=diagnosis, risks=risks)


def _found(draft: Draft | None) -> Draft:
    if draft is None:
        raise NotFoundError(message("error.not_found"))
    return draft
