"""What the work of a plan was to cost, is worth and has cost, in the terms of earned value management."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.earned_value import EarnedValue, EarnedValues, value_curve
from roadmap.pictures.figures import Figure
from roadmap.pictures.value_curve import ValueCurveInput, ValuePicture, value_curve_picture
from roadmap.web.views.amounts import amount_said, derived
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage

NOTHING = "–"
COLUMNS = ("BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "ETC")


@dataclass(frozen=True, kw_only=True, slots=True)
class TermView:
    """A figure of earned value management in its standard term and in plain words."""

    term: str
    short: str
    value: str
    prov: Provenanced
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueRow:
    """The figures of one phase, of what lies outside all, or of the plan, in the order of the table's columns."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnedValueView:
    """The figures of the plan as terms, and of every phase as rows under ``columns``, short and in full.

    ``mapping_prov`` says how money meets work; with ``has_gaps`` some figure would divide by nothing.
    """

    terms: tuple[TermView, ...]
    columns: tuple[tuple[str, str], ...]
    phases: tuple[ValueRow, ...]
    whole: ValueRow
    mapping_prov: Provenanced
    has_gaps: bool
    curve: ValuePicture


def earned_value_view(page: PlanPage, found: EarnedValues) -> EarnedValueView:
    """The figures of today, ready to print."""
    _ = page.words.gettext
    titles = {each.id: page.words.text(each.title) for each in page.plan.phases}
    rows = tuple(
        _row(page, titles[place] if place in titles else _("Outside all phases"), each)
        for place, each in found.parts.items()
    )
    whole = _row(page, _("The whole plan"), found.whole)
    terms = _terms(page, found.whole)
    names = {each.short: each.term for each in terms}
    return EarnedValueView(
        terms=terms,
        columns=tuple((short, names[short]) for short in COLUMNS),
        phases=rows,
        whole=whole,
        mapping_prov=derived(
            page,
            _(
                "A month’s budget and spending go to the phases that run in it, by their days in it. Inside a phase the"
                " milestones share its budget by effort weight: planned for their due date in the baseline, earned by"
                " percent complete. What no milestone measures is earned as it is planned."
            ),
        ),
        has_gaps=any(NOTHING in each.cells for each in (*rows, whole)),
        curve=_curve(page, found.whole),
    )


def _curve(page: PlanPage, value: EarnedValue) -> ValuePicture:
    """The three amounts by month, under what is seen in them."""
    _ = page.words.gettext
    figure = Figure(
        dom_id="curve",
        number=1,
        name=_("Planned, earned and spent over time"),
        finding=_finding(page, value),
        measure=_("Added up by month from the beginning of the plan, in %(currency)s")
        % {"currency": page.plan.currency},
    )
    given = ValueCurveInput(
        figure=figure,
        currency=page.plan.currency,
        points=value_curve(page.plan, page.today),
        today=page.today,
    )
    return value_curve_picture(given, page.words)


def _finding(page: PlanPage, value: EarnedValue) -> str:
    """Whether less is done than was due, and whether it cost more."""
    _ = page.words.gettext
    if not value.planned_value and not value.earned_value:
        return _("Nothing was to be done yet")
    late, dear = value.schedule_variance < 0, value.cost_variance < 0
    if late:
        return _("Less is done than planned, and it cost more") if dear else _("Less is done than planned")
    return _("Done as planned or more, but at a higher cost") if dear else _("Done as planned or more, within its cost")


def _row(page: PlanPage, title: str, value: EarnedValue) -> ValueRow:
    amounts = (
        value.budget,
        value.planned_value,
        value.earned_value,
        value.actual_cost,
        value.schedule_variance,
        value.cost_variance,
    )
    indices = (value.schedule_index, value.cost_index)
    estimates = (value.estimate_at_completion, value.estimate_to_complete)
    return ValueRow(
        title=title,
        cells=(
            *(amount_said(page, each) for each in amounts),
            *(_index(page, each) for each in indices),
            *(_amount(page, each) for each in estimates),
        ),
    )


def _amount(page: PlanPage, amount: Decimal | None) -> str:
    return NOTHING if amount is None else amount_said(page, amount)


def _index(page: PlanPage, index: Decimal | None) -> str:
    return NOTHING if index is None else page.words.number(index)


def _terms(page: PlanPage, value: EarnedValue) -> tuple[TermView, ...]:
    return tuple(
        TermView(term=term, short=short, value=figure, prov=derived(page, formula), meaning=meaning)
        for term, short, figure, formula, meaning in (*_amounts(page, value), *_estimates(page, value))
    )


Told = tuple[str, str, str, str, str]


def _amounts(page: PlanPage, value: EarnedValue) -> tuple[Told, ...]:
    """The four amounts and what follows from them for today: term, short, figure, formula, meaning."""
    _ = page.words.gettext
    return (
        (
            _("Budget at completion"),
            "BAC",
            amount_said(page, value.budget),
            _("Sum of all budget lines."),
            _("What the whole plan is to cost."),
        ),
        (
            _("Planned value"),
            "PV",
            amount_said(page, value.planned_value),
            _("Each phase’s budget × the share of its weight that the baseline had due by today."),
            _("What the work due by today was to cost."),
        ),
        (
            _("Earned value"),
            "EV",
            amount_said(page, value.earned_value),
            _("Each phase’s budget × the share of its weight done by today."),
            _("What the work done by today was to cost."),
        ),
        (
            _("Actual cost"),
            "AC",
            amount_said(page, value.actual_cost),
            _("Sum of the reported spending."),
            _("What has been spent."),
        ),
        (
            _("Schedule variance"),
            "SV",
            amount_said(page, value.schedule_variance),
            _("Earned value − planned value."),
            _("So much less is done than was due.")
            if value.schedule_variance < 0
            else _("So much more is done than was due."),
        ),
        (
            _("Cost variance"),
            "CV",
            amount_said(page, value.cost_variance),
            _("Earned value − actual cost."),
            _("So much more was spent than the work was to cost.")
            if value.cost_variance < 0
            else _("So much less was spent than the work was to cost."),
        ),
        (
            _("Schedule performance index"),
            "SPI",
            _index(page, value.schedule_index),
            _("Earned value ÷ planned value, in money; the index that judges the plan’s status is by weight alone."),
            _compared(
                value.schedule_index,
                _("Nothing was due yet."),
                _("Less is done than was due."),
                _("As much is done as was due, or more."),
            ),
        ),
        (
            _("Cost performance index"),
            "CPI",
            _index(page, value.cost_index),
            _("Earned value ÷ actual cost."),
            _compared(
                value.cost_index,
                _("Nothing is spent yet."),
                _("The work costs more than planned."),
                _("The work costs what was planned, or less."),
            ),
        ),
    )


def _estimates(page: PlanPage, value: EarnedValue) -> tuple[Told, ...]:
    """What all will have cost in the end at the pace so far."""
    _ = page.words.gettext
    unknown = _("Not known before work is done and paid for.")
    estimate, left = value.estimate_at_completion, value.variance_at_completion
    return (
        (
            _("Estimate at completion"),
            "EAC",
            _amount(page, estimate),
            _("Actual cost + (budget at completion − earned value) ÷ cost performance index: PMBOK, ANSI/EIA-748."),
            unknown if estimate is None else _("What the plan will have cost if the rest goes as it went so far."),
        ),
        (
            _("Estimate to complete"),
            "ETC",
            _amount(page, value.estimate_to_complete),
            _("Estimate at completion − actual cost."),
            unknown if estimate is None else _("What is then still to be paid."),
        ),
        (
            _("Variance at completion"),
            "VAC",
            _amount(page, left),
            _("Budget at completion − estimate at completion."),
            unknown
            if left is None
            else _("So much will be missing in the end.")
            if left < 0
            else _("So much will be left in the end."),
        ),
        (
            _("To-complete performance index"),
            "TCPI",
            _index(page, value.to_complete_index),
            _("(Budget at completion − earned value) ÷ (budget at completion − actual cost)."),
            _compared(
                value.to_complete_index,
                _("The budget is spent, or there is none."),
                _("The budget does even if each amount buys less from now on."),
                _("From now on each amount must buy so many times what was planned for the budget to do."),
            ),
        ),
    )


def _compared(index: Decimal | None, unknown: str, below: str, otherwise: str) -> str:
    if index is None:
        return unknown
    return below if index < 1 else otherwise
