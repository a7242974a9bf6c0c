"""The money of all plans that somebody may read, in one currency."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from typing import Final
from uuid import UUID

from roadmap.domain.access import Viewer, require, rights_of
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.money import is_currency
from roadmap.domain.money_reports import MoneyReport, money_report
from roadmap.domain.plan_money import NEEDED_PARTS, PlanMoney, plan_money
from roadmap.domain.portfolios import Portfolio, PortfolioChange
from roadmap.domain.rates import Rates
from roadmap.domain.visits import VisiblePlans
from roadmap.services.playbooks import playbook
from roadmap.settings import shipped_folder
from roadmap.store import portfolios as store
from roadmap.store.connection import transaction
from roadmap.store.plan_money import keep_money, kept_money
from roadmap.store.plans import load_plans
from roadmap.store.rates import nearest_rates

AT_ONCE: Final = 10
"""Plans summed up before other requests get their turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ManagedMoney:
    """A portfolio that the viewer manages as a whole, and the changes of its currency, the latest first."""

    portfolio: Portfolio
    changes: tuple[PortfolioChange, ...]


async def money_of(plans: VisiblePlans) -> list[PlanMoney]:
    """The figures of plans that the caller may read; those that changed are worked out, and kept for everybody."""
    marks = {
        plan_id: f"{revision}:{_calculation()}" for plan_id, revision in zip(plans.ids, plans.revisions, strict=True)
    }
    held = await kept_money(marks)
    missing = [plan_id for plan_id in plans.ids if plan_id not in held]
    if missing:
        found = await _worked_out(missing)
        await keep_money(found, marks)
        held |= {each.plan_id: each for each in found}
    return [held[plan_id] for plan_id in plans.ids if plan_id in held]


async def reported(asked: Collection[tuple[Collection[PlanMoney], str]], today: date) -> list[MoneyReport]:
    """Plans in one currency, and others in another, at the rates that apply on a day; all in one query."""
    currencies = {each.currency for plans, _ in asked for each in plans}
    rates = Rates(await nearest_rates(currencies, {currency for _, currency in asked}, today))
    return [money_report(plans, rates, currency, today) for plans, currency in asked]


async def portfolios_of(plans: Collection[PlanMoney]) -> tuple[Portfolio, ...]:
    """The portfolios that plans are in, by title."""
    return await store.load_portfolios({each.portfolio_id for each in plans})


async def choose_currency(viewer: Viewer, slug: str, *, before: str, after: str, now: datetime) -> Portfolio:
    """Have a portfolio report in another currency; it is kept who chose it and when.

    Raises ``NotFoundError`` for a portfolio of which the viewer may read nothing, ``ForbiddenError`` for who does not
    manage the whole of it, ``RuleBrokenError`` for what is no currency, and ``ConflictError`` where it is no longer
    ``before`` that it reports in.
    """
    async with transaction():
        portfolio = await store.portfolio_with_slug(slug, lock=True)
        acting = await _on_the_whole(viewer, portfolio.id)
        if not is_currency(after):
            raise RuleBrokenError(Fault(field="currency", message=message("choice.unknown")))
        if portfolio.currency != before:
            raise ConflictError(message("error.conflict"), portfolio)
        if after != before:
            change = PortfolioChange(
                portfolio_id=portfolio.id,
                at=now,
                actor_id=acting.account_id,
                actor=acting.role,
                field="currency",
                before=before,
                after=after,
            )
            await store.change_portfolio(change)
    return replace(portfolio, currency=after)


async def allow_changes(viewer: Viewer, slug: str) -> None:
    """Refuse who may not change a portfolio itself. Raises ``NotFoundError`` and ``ForbiddenError``."""
    await _on_the_whole(viewer, (await store.portfolio_with_slug(slug)).id)


async def with_changes(managed: Collection[Portfolio]) -> tuple[ManagedMoney, ...]:
    """Portfolios that the caller manages as a whole, each with how its currency changed."""
    changes = await store.portfolio_changes([each.id for each in managed]) if managed else ()
    return tuple(
        ManagedMoney(portfolio=each, changes=tuple(change for change in changes if change.portfolio_id == each.id))
        for each in managed
    )


async def _on_the_whole(viewer: Viewer, portfolio_id: UUID) -> Viewer:
    """The viewer with the roles that they have on a portfolio as a whole, who manages it.

    Raises ``NotFoundError`` for who may read none of its plans, ``ForbiddenError`` for who does not manage all of it.
    """
    if viewer.is_administrator:
        return viewer
    held = (await store.portfolio_roles(viewer.account_id)).get(portfolio_id)
    require(rights_of(held.anywhere) if held else (), "read")
    acting = replace(viewer, roles=held.on_the_whole if held else frozenset())
    require({"read", *acting.rights}, "manage")
    return acting


async def _worked_out(plan_ids: list[UUID]) -> list[PlanMoney]:
    found = []
    for count, plan in enumerate(await load_plans(plan_ids, NEEDED_PARTS), start=1):
        found.append(plan_money(plan, playbook(plan.intervention)))
        if count % AT_ONCE == 0:
            await asyncio.sleep(0)
    return found


@cache
def _calculation() -> str:
    """A mark of everything that figures are worked out with, by its content: the same on every machine."""
    mark = blake2b(digest_size=8)
    for folder, kind in ((shipped_folder("playbooks"), "*.yaml"), (shipped_folder("roadmap") / "domain", "*.py")):
        for file in sorted(folder.rglob(kind)):
            mark.update(file.read_bytes())
    return mark.hexdigest()
