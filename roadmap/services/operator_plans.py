"""What an operator does with plans from the command line, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from roadmap.domain.changes import Change
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.exchange import PlanFile, over_plan, playbook_of
from roadmap.domain.messages import message
from roadmap.domain.plan_drafts import PlanDraft
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.services.edits import Edited
from roadmap.services.imports import checked_reason, save_imported, would_log
from roadmap.services.plans import make_plan
from roadmap.services.playbooks import all_playbooks
from roadmap.store.connection import transaction
from roadmap.store.plans import EVERYTHING, load_plan, plan_with_slug
from roadmap.store.portfolios import add_portfolio, portfolio_countries, portfolio_ids
from roadmap.store.writing import Actor, save_new_plan, writing

OPERATOR: Final = Actor(account_id=None, name="operator")
FIRST_PORTFOLIO: Final = ("my-plans", "My plans")


@dataclass(frozen=True, kw_only=True, slots=True)
class StartedPlan:
    """A plan that was saved, and the slug of its portfolio; whether that was made for it."""

    plan: Plan
    portfolio: str
    is_new_portfolio: bool


async def start_plan_in(portfolio: str, playbook: Playbook, draft: PlanDraft, now: datetime) -> StartedPlan:
    """Start a plan in a portfolio by its slug; without one in the only portfolio, or in a first one made for it.

    Raises ``RuleBrokenError``, also for an unknown portfolio and where several could be meant.
    """
    async with transaction():
        known = await portfolio_ids()
        slug = _chosen(portfolio, tuple(known))
        portfolio_id = known.get(slug) or await _first_portfolio(now)
        plan = await make_plan(playbook, draft, portfolio_id, now)
        await save_new_plan(plan, OPERATOR, playbook=playbook)
    return StartedPlan(plan=plan, portfolio=slug, is_new_portfolio=slug not in known)


async def import_plan_in(portfolio: str, file: PlanFile, now: datetime) -> StartedPlan:
    """Save a plan from a file as a new one in a portfolio, chosen as ``start_plan_in`` does. Raises as it does."""
    async with transaction():
        known = await portfolio_ids()
        slug = _chosen(portfolio, tuple(known))
        portfolio_id = known.get(slug) or await _first_portfolio(now)
        plan = await save_imported(file, portfolio_id, OPERATOR, now)
    return StartedPlan(plan=plan, portfolio=slug, is_new_portfolio=slug not in known)


async def preview_import_over(slug: str, file: PlanFile, now: datetime) -> tuple[Change, ...]:
    """What the log would get if a file went over a plan; nothing is saved. Raises ``RuleBrokenError``."""
    playbook_of(file.plan, all_playbooks())
    plan = await plan_of(slug)
    return would_log(Edited(before=plan, after=over_plan(plan, file, by=OPERATOR.name, now=now)), OPERATOR, now)


async def import_over_plan(slug: str, file: PlanFile, reason: str, now: datetime) -> tuple[Change, ...]:
    """Take a file over a plan; what the log got. Raises ``RuleBrokenError``."""
    playbook_of(file.plan, all_playbooks())
    why = checked_reason(reason)
    plan = await plan_of(slug)
    async with writing(plan.id, OPERATOR, now, EVERYTHING) as unit:
        unit.become(over_plan(unit.plan, file, by=OPERATOR.name, now=now), why)
        return unit.changes


async def plan_of(slug: str) -> Plan:
    """A plan with all its parts by the last part of its address. Raises ``RuleBrokenError`` where there is none."""
    try:
        return await load_plan(await plan_with_slug(slug), EVERYTHING)
    except NotFoundError:
        unknown = message("plan.unknown_slug", typed=slug[:60])
        raise RuleBrokenError(Fault(field="", message=unknown)) from None


async def plan_among_others(slug: str) -> tuple[Plan, bool]:
    """The same, and whether its portfolio has plans of several countries. Raises ``RuleBrokenError``."""
    plan = await plan_of(slug)
    return plan, len(await portfolio_countries(plan.portfolio_id)) > 1


def _chosen(wanted: str, known: tuple[str, ...]) -> str:
    if wanted and wanted not in known:
        raise RuleBrokenError(Fault(field="portfolio", message=message("plan.unknown_portfolio", typed=wanted[:60])))
    if not wanted and len(known) > 1:
        several = message("plan.which_portfolio", known=", ".join(known))
        raise RuleBrokenError(Fault(field="portfolio", message=several))
    return wanted or (known[0] if known else FIRST_PORTFOLIO[0])


async def _first_portfolio(now: datetime) -> UUID:
    portfolio_id = uuid4()
    await add_portfolio(portfolio_id, *FIRST_PORTFOLIO, now)
    return portfolio_id
