"""The sample plans and their accounts, loaded once, in one transaction, as if people had entered them day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import groupby
from uuid import UUID, uuid4

from roadmap.domain.baselines import frozen
from roadmap.domain.budgets import Spending
from roadmap.domain.indicators import Reading
from roadmap.domain.instantiation import Circumstances
from roadmap.domain.milestones import Evidence, Milestone, check_progress, record
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.samples import SamplePlan, SampleProgress
from roadmap.domain.sampling import progress_draft, sample_plan
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples as read_samples
from roadmap.playbook_files import playbooks
from roadmap.services.rates import load_sample_rates
from roadmap.services.sample_accounts import has_sample_accounts, load_sample_accounts
from roadmap.store.connection import transaction
from roadmap.store.portfolios import add_portfolio, find_portfolio, plan_ids
from roadmap.store.writing import Actor, part_of_transaction, save_new_plan

PORTFOLIO = "sample-portfolio"


async def load_samples(now: datetime | None = None, new_id: Callable[[], UUID] = uuid4) -> None:
    """Load the sample plans and accounts where there are none; what is there already stays as it is.

    ``new_id`` names what plans consist of.
    """
    moment = now or datetime.now(UTC)
    async with transaction():
        portfolio_id = await find_portfolio(PORTFOLIO) or await _load_plans(moment, new_id)
        await load_sample_rates(moment)
    # Not at every start: that would hash six passwords, and give back a role that an administrator took away.
    if not await has_sample_accounts():
        await load_sample_accounts(portfolio_id, await plan_ids(portfolio_id), moment)


async def _load_plans(now: datetime, new_id: Callable[[], UUID]) -> UUID:
    portfolio_id = new_id()
    await add_portfolio(portfolio_id, PORTFOLIO, "Individual Placement and Support in Europe", now)
    for playbook in playbooks():
        for sample in read_samples(playbook.intervention.key):
            await _load(playbook, sample, portfolio_id, new_id)
    return portfolio_id


async def _load(playbook: Playbook, sample: SamplePlan, portfolio_id: UUID, new_id: Callable[[], UUID]) -> UUID:
    calendar = working_calendar(sample.country, sample.subdivision)
    around = Circumstances(
        new_id=new_id, now=_morning(sample.baseline_on), portfolio_id=portfolio_id, slug=sample.key, calendar=calendar
    )
    plan = sample_plan(playbook, sample, around)
    await save_new_plan(plan, _by("country-lead"), "Sample plan", playbook=playbook)
    async with part_of_transaction(plan.id, _by("country-lead"), around.now, ()) as unit:
        unit.add(frozen(plan, id=new_id(), name="Baseline 1", by="country-lead", now=around.now))
        unit.change(unit.plan, replace(unit.plan, status="approved"))
    days = {each.on for each in sample.progress}
    days |= {each.on for each in sample.spending} | {each.on for each in sample.readings}
    for day in sorted(days):
        await _report_day(plan, sample, day, new_id)
    return plan.id


async def _report_day(plan: Plan, sample: SamplePlan, day: date, new_id: Callable[[], UUID]) -> None:
    """What people reported on a day: the log has to be in the order of time, as it is when people really write."""
    for told in sorted((each for each in sample.progress if each.on == day), key=lambda each: each.milestone):
        await _report(plan.id, told, new_id)
    await _report_figures(plan, sample, day, new_id)


def _by(role: str) -> Actor:
    return Actor(account_id=None, name=role)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


async def _report(plan_id: UUID, told: SampleProgress, new_id: Callable[[], UUID]) -> None:
    moment = _morning(told.on)
    async with part_of_transaction(plan_id, _by(told.by), moment, {"milestones"}) as unit:
        before: Milestone = next(each for each in unit.plan.milestones if each.key == told.milestone)
        calendar = working_calendar(unit.plan.country, unit.plan.subdivision)
        draft = check_progress(progress_draft(before, told), unit.plan.start, told.on)
        unit.change(before, record(before, draft, calendar, told.on), "Sample progress")
        if told.evidence_link:
            unit.add(
                Evidence(
                    id=new_id(),
                    plan_id=plan_id,
                    milestone_id=before.id,
                    title=told.evidence_title or told.evidence_link,
                    link=told.evidence_link,
                    added_by=told.by,
                    added_at=moment,
                ),
                "Sample evidence",
            )


async def _report_figures(plan: Plan, sample: SamplePlan, day: date, new_id: Callable[[], UUID]) -> None:
    """Payments and readings, of each person in one go."""
    lines = {each.key: each.id for each in plan.budget}
    services = {each.key: each.id for each in plan.services}
    await _report_all(
        plan,
        "Sample spending",
        (
            Spending(
                id=new_id(),
                plan_id=plan.id,
                line_id=lines[each.line],
                month=each.month,
                amount=each.amount.amount,
                entered_by=each.by,
                entered_at=_morning(day),
            )
            for each in sample.spending
            if each.on == day
        ),
    )
    await _report_all(
        plan,
        "Sample reading",
        (
            Reading(
                id=new_id(),
                plan_id=plan.id,
                service_id=services[each.service],
                indicator=each.indicator,
                quarter=each.quarter,
                value=each.value,
                entered_by=each.by,
                entered_at=_morning(day),
            )
            for each in sample.readings
            if each.on == day
        ),
    )


async def _report_all(plan: Plan, reason: str, entries: Iterable[Spending | Reading]) -> None:
    found = sorted(entries, key=lambda each: each.entered_by)
    for by, entered in groupby(found, key=lambda each: each.entered_by):
        async with part_of_transaction(plan.id, _by(by), found[0].entered_at, ()) as unit:
            for each in entered:
                unit.add(each, reason)
