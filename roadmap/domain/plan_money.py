"""A plan's money in a few figures, in its own currency: what a portfolio shows of it until the plan changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import quarter_of, total
from roadmap.domain.coverage import cover
from roadmap.domain.funding import STAGES, committed, probable
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.terms import Stage
from roadmap.domain.workdays import add_months

NEEDED_PARTS: Final = frozenset({"budget", "spending", "sources", "commitments"})
"""The parts of a plan that its figures are made of."""
AHEAD: Final = 2
"""Quarters that are looked ahead, the one of today included."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterGap:
    """What committed money leaves open in the calendar quarter that begins on ``quarter``."""

    quarter: date
    gap: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyFigures:
    """A plan's figures in its currency, whatever the day.

    ``committed`` and ``probable`` are what was promised. ``gap`` is the need that committed money leaves uncovered
    under its restrictions, ``open`` what is left when probable money counts too, ``gaps`` the first by quarter.
    ``lapsing`` is committed money that nothing takes before its period ends.
    """

    budget: Decimal
    committed: Decimal
    probable: Decimal
    spent: Decimal
    gap: Decimal
    open: Decimal
    lapsing: Decimal
    gaps: tuple[QuarterGap, ...]

    def ahead(self, today: date) -> Decimal:
        """The gap in the quarter of a day and in the next one."""
        wanted = {add_months(quarter_of(today), 3 * count) for count in range(AHEAD)}
        return sum((each.gap for each in self.gaps if each.quarter in wanted), Decimal(0))


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanMoney:
    """A plan's head with its figures."""

    plan_id: UUID
    portfolio_id: UUID
    slug: str
    title: str
    currency: str
    intervention: str
    routes: tuple[str, ...]
    stages: tuple[Stage, ...]
    is_archived: bool
    is_sample: bool
    figures: MoneyFigures


def plan_money(plan: Plan, playbook: Playbook) -> PlanMoney:
    """Sum up a plan that was loaded with ``NEEDED_PARTS``."""
    return PlanMoney(
        plan_id=plan.id,
        portfolio_id=plan.portfolio_id,
        slug=plan.slug,
        title=plan.title,
        currency=plan.currency,
        intervention=plan.intervention,
        routes=plan.routes,
        stages=tuple(stage for stage in STAGES if any(each.stage == stage for each in plan.commitments)),
        is_archived=plan.status == "archived",
        is_sample=plan.is_sample,
        figures=_figures(plan, playbook),
    )


def _figures(plan: Plan, playbook: Playbook) -> MoneyFigures:
    firm, hoped = cover(plan, playbook), cover(plan, playbook, with_probable=True)
    return MoneyFigures(
        budget=total(plan.budget, plan.currency),
        committed=committed(plan.commitments),
        probable=probable(plan.commitments),
        spent=sum((each.amount for each in plan.spending), Decimal(0)),
        gap=firm.total.gap,
        open=hoped.total.gap,
        lapsing=Decimal(firm.lapsing),
        gaps=tuple(
            QuarterGap(quarter=quarter, gap=amounts.gap) for quarter, amounts in firm.by_quarter.items() if amounts.gap
        ),
    )
