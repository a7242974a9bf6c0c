"""Spending of a plan: quarter by quarter beside the budget, and every amount as it was entered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.budgets import BudgetLine, Spending, in_quarter, quarter_of, quarters
from roadmap.domain.provenance import Provenance
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived, exact_amount
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterView:
    """A quarter's money: budgeted, spent, the difference, and both since the start of the plan."""

    title: str
    planned: str
    spent: str
    prov: Provenanced | None
    left: str
    planned_so_far: str
    spent_so_far: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpentView:
    """An amount as it was entered, beside what the line was to cost in that month; ``id`` is its place here."""

    id: str
    month: str
    planned: str
    spent: str
    left: str
    entered: str
    edit_href: str
    edit_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpentLineView:
    """A budget line with the amounts spent on it, and with what it was to cost to the end of the latest month."""

    title: str
    planned: str
    spent: str
    left: str
    entries: tuple[SpentView, ...]
    add_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendingView:
    """The page of all that was spent, ready to print."""

    lede: str
    lines: tuple[SpentLineView, ...]
    total: str
    sums_prov: Provenanced
    add_href: str
    import_href: str
    notes: tuple[ProvenanceNote, ...]


def spending_view(page: PlanPage) -> SpendingView:
    """What was spent in a plan loaded with budget and spending, line by line, the latest month first."""
    _, plan = page.words.gettext, page.plan
    entries: dict[object, list[Spending]] = defaultdict(list)
    for each in plan.spending:
        entries[each.line_id].append(each)
    return SpendingView(
        lede=_lede(page),
        lines=tuple(_line(page, each, entries[each.id]) for each in _in_order(page)),
        total=exact_amount(page, sum((each.amount for each in plan.spending), Decimal(0))),
        sums_prov=derived(
            page,
            _("Budgeted: what the line was to cost in that month; in the sums, to the end of the latest month."),
        ),
        add_href=add_href(page, "spending") if plan.budget else "",
        import_href=f"{page.address}/spending/import",
        notes=page.notes.notes(),
    )


def _in_order(page: PlanPage) -> list[BudgetLine]:
    """The lines by cost category, as the budget shows them."""
    order = page.titles.in_order({each.category for each in page.plan.budget})
    return sorted(page.plan.budget, key=lambda each: order.index(each.category))


def _lede(page: PlanPage) -> str:
    _, plan = page.words.gettext, page.plan
    if not plan.budget:
        return _("No budget line has been entered yet, so nothing can have been spent on one.")
    if not plan.spending:
        return _("Nothing has been entered yet. Enter month by month what each line has cost.")
    last = max(each.month for each in plan.spending)
    told = {each.line_id for each in plan.spending if each.month == last}
    silent = [each for each in plan.budget if each.id not in told and each.in_month(last, plan.currency)]
    said = _("%(amount)s is entered as spent, to %(month)s.") % {
        "amount": amount_said(page, sum((each.amount for each in plan.spending), Decimal(0))),
        "month": page.words.month(last),
    }
    if not silent:
        return said
    return (
        said
        + " "
        + page.words.ngettext(
            "%(count)s line with a budget in that month has no amount for it yet.",
            "%(count)s lines with a budget in that month have no amount for it yet.",
            len(silent),
        )
        % {"count": page.words.number(len(silent))}
    )


def _line(page: PlanPage, line: BudgetLine, entries: list[Spending]) -> SpentLineView:
    last = max((each.month for each in entries), default=None)
    currency = page.plan.currency
    planned = sum((cost for month, cost in line.by_month(currency) if last and month <= last), Decimal(0))
    spent = sum((each.amount for each in entries), Decimal(0))
    return SpentLineView(
        title=page.words.text(line.title),
        planned=exact_amount(page, planned) if entries else "–",
        spent=exact_amount(page, spent) if entries else "–",
        left=exact_amount(page, planned - spent) if entries else "–",
        entries=tuple(_entry(page, line, each) for each in sorted(entries, key=lambda each: each.month, reverse=True)),
        add_href=add_href(page, "spending", line_id=line.id),
    )


def _entry(page: PlanPage, line: BudgetLine, entry: Spending) -> SpentView:
    planned = line.in_month(entry.month, page.plan.currency)
    month = page.words.month(entry.month)
    return SpentView(
        id=f"spent-{entry.id}",
        month=month,
        planned=exact_amount(page, planned),
        spent=exact_amount(page, entry.amount),
        left=exact_amount(page, planned - entry.amount),
        entered=page.words.gettext("%(who)s, %(day)s")
        % {"who": page.titles.role(entry.entered_by), "day": page.words.date(entry.entered_at.date())},
        edit_href=edit_href(page, "spending", entry.id),
        edit_label=f"{page.words.text(line.title)}, {month}",
    )


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
                left=amount_or_dash(page, planned - paid),
                planned_so_far=amount_or_dash(page, planned_so_far),
                spent_so_far=amount_or_dash(page, spent_so_far),
            )
        )
    return tuple(rows)


def reported(page: PlanPage, entries: list[Spending]) -> Provenanced | None:
    """The mark of reported spending: who entered the latest of it, and when."""
    if not entries:
        return None
    last = max(entries, key=lambda each: each.entered_at)
    who = page.titles.role(last.entered_by)
    return page.notes.mark(Provenance(kind="reported", by=who, on=last.entered_at.date()))
