"""Spending of a plan by quarter, and what the work done was worth in the terms of earned value management."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.budgets import Spending, in_quarter, quarter_of, quarters
from roadmap.domain.progress import earned_value, roll_up
from roadmap.domain.provenance import Provenance
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterView:
    """A quarter's money: budgeted, spent, and both since the start of the plan."""

    title: str
    planned: str
    spent: str
    prov: Provenanced | None
    planned_so_far: str
    spent_so_far: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TermView:
    """A figure of earned value management in its standard term and in plain words."""

    term: str
    short: str
    value: str
    prov: Provenanced
    meaning: str


def spending_by_quarter(page: PlanPage) -> tuple[QuarterView, ...]:
    """The quarters until now, and later ones that spending has been entered for already."""
    plan = page.plan
    spent: dict[date, list[Spending]] = defaultdict(list)
    for each in plan.spending:
        spent[quarter_of(each.month)].append(each)
    first = min([plan.start, *spent, *(each.starts for each in plan.budget)])
    planned_so_far = spent_so_far = Decimal(0)
    rows = []
    for quarter in quarters(first, max([page.today, *spent])) if first <= page.today or spent else ():
        planned = sum((in_quarter(each, quarter, plan.currency) for each in plan.budget), Decimal(0))
        paid = sum((each.amount for each in spent[quarter]), Decimal(0))
        planned_so_far, spent_so_far = planned_so_far + planned, spent_so_far + paid
        rows.append(
            QuarterView(
                title=page.words.quarter(quarter),
                planned=amount_or_dash(page, planned),
                spent=amount_or_dash(page, paid),
                prov=reported(page, spent[quarter]),
                planned_so_far=amount_or_dash(page, planned_so_far),
                spent_so_far=amount_or_dash(page, spent_so_far),
            )
        )
    return tuple(rows)


def earned_value_terms(page: PlanPage) -> tuple[TermView, ...]:
    """The figures of earned value management today, from the budget to both indices."""
    _, words = page.words.gettext, page.words
    figures = earned_value(page.plan, page.today)
    progress = roll_up(page.plan.milestones, page.plan, page.today)
    schedule, cost = progress.schedule_index, figures.cost_index
    told = (
        (
            _("Budget at completion"),
            "BAC",
            amount_said(page, figures.budget),
            _("Sum of all budget lines."),
            _("What the whole plan is to cost."),
        ),
        (
            _("Planned value"),
            "PV",
            amount_said(page, figures.planned_value),
            _("Budget at completion × share of weight that the baseline had due by today."),
            _("What the work due by today was to cost."),
        ),
        (
            _("Earned value"),
            "EV",
            amount_said(page, figures.earned_value),
            _("Budget at completion × share of weight done by today."),
            _("What the work done by today was to cost."),
        ),
        (
            _("Actual cost"),
            "AC",
            amount_said(page, figures.actual_cost),
            _("Sum of the reported spending."),
            _("What has been spent."),
        ),
        (
            _("Schedule performance index"),
            "SPI",
            words.number(schedule) if schedule is not None else "–",
            _("Earned value ÷ planned value."),
            _index_meaning(
                schedule,
                _("Nothing was due yet."),
                _("Less is done than was due."),
                _("As much is done as was due, or more."),
            ),
        ),
        (
            _("Cost performance index"),
            "CPI",
            words.number(cost) if cost is not None else "–",
            _("Earned value ÷ actual cost."),
            _index_meaning(
                cost,
                _("Nothing is spent yet."),
                _("The work costs more than planned."),
                _("The work costs what was planned, or less."),
            ),
        ),
    )
    return tuple(
        TermView(term=term, short=short, value=value, prov=derived(page, formula), meaning=meaning)
        for term, short, value, formula, meaning in told
    )


def _index_meaning(index: Decimal | None, unknown: str, below: str, otherwise: str) -> str:
    if index is None:
        return unknown
    return below if index < 1 else otherwise


def reported(page: PlanPage, entries: list[Spending]) -> Provenanced | None:
    """The mark of reported spending: who entered the latest of it, and when."""
    if not entries:
        return None
    last = max(entries, key=lambda each: each.entered_at)
    who = page.titles.role(last.entered_by)
    return page.notes.mark(Provenance(kind="reported", by=who, on=last.entered_at.date()))
