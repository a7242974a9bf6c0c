"""The budget of a plan: what is needed line by line, what is spent, and what it was worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.budgets import BudgetLine, total
from roadmap.domain.earned_value import EarnedValue, earned_value
from roadmap.domain.instantiation import PLAYBOOK_CURRENCY
from roadmap.domain.money import Money
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.budget_periods import BudgetPeriodsView, budget_periods
from roadmap.web.views.coverage_keys import coverage_keys, coverage_of
from roadmap.web.views.earned_value import INDEX_PLACES, EarnedValueView, earned_value_view
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import KeyNumber, Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.spending import QuarterView, reported, spending_by_quarter
from roadmap.web.views.words import recurrence_word

NEAR: Final = Decimal("0.1")
"""An estimate within this share of the budget is as good as the budget."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LineView:
    """A budget line; ``spent_prov`` says who reported the spending, where there is any; ``id`` is its place here."""

    id: str
    title: str
    sum: str
    prov: Provenanced
    recurrence: str
    growth: str
    service: str
    period: str
    total: str
    spent: str
    spent_prov: Provenanced | None
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryView:
    """A cost category with its lines and their sums."""

    title: str
    total: str
    spent: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetView:
    """The page, ready to print."""

    lede: str
    keys: tuple[KeyNumber, ...]
    periods: BudgetPeriodsView
    categories: tuple[CategoryView, ...]
    total: str
    spent: str
    sums_prov: Provenanced
    quarters: tuple[QuarterView, ...]
    spending_href: str
    spent_href: str
    earned: EarnedValueView
    currency: tuple[FactView, ...]
    add_href: str
    table_href: str
    notes: tuple[ProvenanceNote, ...]


def budget(page: PlanPage, period: str = "") -> BudgetView:
    """The money of a plan loaded with phases, milestones, baselines, budget, services, spending and its funding.

    ``period`` is what the address asks for as columns.
    """
    plan = page.plan
    values = earned_value(plan, page.today)
    return BudgetView(
        lede=_lede(page),
        keys=_keys(page, values.whole),
        periods=budget_periods(page, period),
        categories=tuple(_category(page, key) for key in page.titles.in_order({each.category for each in plan.budget})),
        total=amount_or_dash(page, total(plan.budget, plan.currency)),
        spent=amount_or_dash(page, sum((each.amount for each in plan.spending), Decimal(0))),
        sums_prov=derived(page, page.words.gettext("Sums of the lines; each line’s own figures have their own marks.")),
        quarters=spending_by_quarter(page),
        spending_href=f"{page.address}/budget/spending",
        spent_href=add_href(page, "spending"),
        earned=earned_value_view(page, values),
        currency=_currency(page),
        add_href=add_href(page, "budget-lines"),
        table_href=f"{page.address}/budget/table",
        notes=page.notes.notes(),
    )


def _lede(page: PlanPage) -> str:
    _, plan = page.words.gettext, page.plan
    if not plan.budget:
        return _("No budget line has been entered yet.")
    return _("%(need)s is needed to %(day)s. %(spent)s of it is spent so far.") % {
        "need": amount_said(page, total(plan.budget, plan.currency)),
        "day": page.words.date(plan.end),
        "spent": amount_said(page, sum((each.amount for each in plan.spending), Decimal(0))),
    }


def _keys(page: PlanPage, figures: EarnedValue) -> tuple[KeyNumber, ...]:
    _, words = page.words.gettext, page.words
    index = words.fixed(figures.cost_index, INDEX_PLACES) if figures.cost_index is not None else "–"
    return (
        KeyNumber(
            label=_("Spent so far"),
            value=amount_said(page, figures.actual_cost),
            sub=_("For work worth %(earned)s: cost performance index %(index)s.")
            % {"earned": amount_said(page, figures.earned_value), "index": index},
            prov=derived(page, _("Sum of the reported spending.")),
        ),
        _estimate(page, figures),
        *coverage_keys(page, coverage_of(page)),
    )


def _estimate(page: PlanPage, figures: EarnedValue) -> KeyNumber:
    """What the plan will have cost at the pace so far. Far less than planned tells of spending that nobody entered."""
    _ = page.words.gettext
    estimate, left = figures.estimate_at_completion, figures.variance_at_completion
    told = {
        "amount": amount_said(page, abs(left or Decimal(0))),
        "spent": amount_said(page, figures.actual_cost),
        "earned": amount_said(page, figures.earned_value),
    }
    if estimate is None or left is None:
        sub, tone = _("Not known before work is done and paid for."), ""
    elif left < 0:
        sub, tone = _("%(amount)s more than the budget.") % told, "bad" if -left > figures.budget * NEAR else "warn"
    elif left > figures.budget * NEAR:
        sub, tone = (
            _(
                "%(amount)s less than the budget. Only %(spent)s is entered for work worth %(earned)s: enter the "
                "spending that is missing."
            )
            % told,
            "warn",
        )
    else:
        sub, tone = _("%(amount)s less than the budget.") % told, ""
    return KeyNumber(
        label=_("Estimate at completion"),
        value="–" if estimate is None else amount_said(page, estimate),
        sub=sub,
        prov=derived(
            page,
            _("Actual cost + (budget at completion − earned value) ÷ cost performance index: PMBOK, ANSI/EIA-748."),
        ),
        tone=tone,
    )


def _category(page: PlanPage, key: str) -> CategoryView:
    plan = page.plan
    lines = [each for each in plan.budget if each.category == key]
    ids = {each.id for each in lines}
    return CategoryView(
        title=page.titles.category(key),
        total=amount_or_dash(page, total(tuple(lines), plan.currency)),
        spent=amount_or_dash(page, sum((each.amount for each in plan.spending if each.line_id in ids), Decimal(0))),
        lines=tuple(_line(page, each) for each in lines),
    )


def _line(page: PlanPage, line: BudgetLine) -> LineView:
    words = page.words
    entries = [each for each in page.plan.spending if each.line_id == line.id]
    cents = line.unit_cost != line.unit_cost.to_integral_value()
    unit = words.money(Money(amount=line.unit_cost, currency=page.plan.currency), exact=cents)
    days = [line.starts] if line.recurrence == "once" else [line.starts, line.ends]
    return LineView(
        id=f"line-{line.id}",
        title=words.text(line.title),
        sum=f"{words.number(line.quantity)} × {unit}",
        prov=page.notes.mark(line.basis),
        recurrence=recurrence_word(words, line.recurrence),
        growth=words.gettext("+ %(percent)s%% a year") % {"percent": words.number(line.growth)} if line.growth else "",
        service=next((words.text(each.title) for each in page.plan.services if each.id == line.service_id), ""),
        period=" – ".join(words.date(each) for each in days),
        total=amount_or_dash(page, line.total(page.plan.currency)),
        spent=amount_or_dash(page, sum((each.amount for each in entries), Decimal(0))),
        spent_prov=reported(page, entries),
        edit_href=edit_href(page, "budget-lines", line.id),
    )


def _currency(page: PlanPage) -> tuple[FactView, ...]:
    _, plan, words = page.words.gettext, page.plan, page.words
    facts = [FactView(term=_("Currency"), text=plan.currency)]
    if plan.rate is not None and plan.rate_basis is not None:
        rate = Money(amount=plan.rate, currency=plan.currency)
        told = {"base": PLAYBOOK_CURRENCY, "rate": words.number(plan.rate), "currency": rate.currency}
        facts.append(
            FactView(
                term=_("Exchange rate"),
                text=_("1 %(base)s = %(rate)s %(currency)s") % told,
                prov=page.notes.mark(plan.rate_basis),
            )
        )
        if plan.rate_basis.on:
            facts.append(FactView(term=_("Rate set on"), text=words.date(plan.rate_basis.on)))
        facts.append(
            FactView(
                term=_("Used for"),
                text=_("Costs that the playbook gives in %(base)s, when the plan was made.") % told,
            )
        )
    return tuple(facts)
