"""The exit test: what still costs money when the plan ends, and which permanent payer takes it over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.coverage.restrictions import first_month, is_likely, likely_from, may_pay, may_pay_for
from roadmap.domain.funding import FundingSource
from roadmap.domain.money import rounded
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook

ExitState = Literal["firm", "probable", "asked", "nobody"]
STATES: tuple[ExitState, ...] = ("nobody", "asked", "probable", "firm")
"""From the worst to the best: ``asked`` is a payer that may take over and whose likely money ends before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitCost:
    """A cost category that still runs in the plan's last month: what it then costs a month and a year.

    ``firm``, ``probable`` and ``able`` are permanent payers that may pay for it: with firm money in the last month,
    with likely money that is not firm, and without either. ``state`` is that of the line that stands worst.
    """

    category: str
    month: Decimal
    year: Decimal
    firm: tuple[FundingSource, ...]
    probable: tuple[FundingSource, ...]
    able: tuple[FundingSource, ...]
    state: ExitState

    @property
    def heirs(self) -> tuple[FundingSource, ...]:
        """Those who are counted on to go on paying."""
        return (*self.firm, *self.probable)


def exit_test(plan: Plan, playbook: Playbook) -> tuple[ExitCost, ...]:
    """What runs on after a plan loaded with budget, sources and commitments, the dearest first."""
    last = plan.end.replace(day=1)
    running: dict[str, list[BudgetLine]] = {}
    for line in plan.budget:
        if line.recurrence != "once" and line.in_month(last, plan.currency):
            running.setdefault(line.category, []).append(line)
    lasting = {each.key for each in playbook.funding_kinds if each.is_permanent}
    permanent = [each for each in plan.sources if each.kind in lasting]
    standing = _standing(plan, playbook, permanent, last)
    costs = [_cost(plan, last, lines, permanent, standing) for lines in running.values()]
    return tuple(sorted(costs, key=lambda each: (-each.month, each.category)))


def _standing(
    plan: Plan, playbook: Playbook, permanent: Iterable[FundingSource], last: date
) -> Mapping[UUID, ExitState]:
    """How each permanent payer stands in the plan's last month, whatever it may pay for."""
    least = likely_from(playbook)
    reaching = [
        each
        for each in plan.commitments
        if is_likely(each, least) and first_month(each) <= plan.end and each.ends >= last
    ]
    firm = {each.source_id for each in reaching if each.is_firm}
    likely = {each.source_id for each in reaching}
    return {each.id: "firm" if each.id in firm else "probable" if each.id in likely else "asked" for each in permanent}


def _cost(
    plan: Plan,
    last: date,
    lines: list[BudgetLine],
    permanent: Iterable[FundingSource],
    standing: Mapping[UUID, ExitState],
) -> ExitCost:
    category = lines[0].category
    able = [each for each in permanent if may_pay(each, category)]
    of_line = [[standing[each.id] for each in able if may_pay_for(each, line.service_id)] for line in lines]
    some = [each for each in able if any(may_pay_for(each, line.service_id) for line in lines)]
    by_state = {state: tuple(each for each in some if standing[each.id] == state) for state in STATES}
    return ExitCost(
        category=category,
        month=sum((line.in_month(last, plan.currency) for line in lines), Decimal(0)),
        year=rounded(sum((line.a_year_at(last) for line in lines), Decimal(0)), plan.currency),
        firm=by_state["firm"],
        probable=by_state["probable"],
        able=by_state["asked"],
        state=min((max([*states, STATES[0]], key=STATES.index) for states in of_line), key=STATES.index),
    )
