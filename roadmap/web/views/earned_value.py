"""What the work of a plan was to cost, is worth and has cost, in the terms of earned value management."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roadmap.domain.earned_value import EarnedValue, EarnedValues, value_curve
from roadmap.pictures.figures import Figure
from roadmap.pictures.value_curve import ValueCurveInput, ValuePicture, value_curve_picture
from roadmap.web.views.amounts import amount_said, derived
from roadmap.web.views.earned_value_terms import COLUMNS, TERMS, Term
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage

NOTHING: Final = "–"
INDEX_PLACES: Final = 2
"""Decimals of an index, so that those of a column stand below one another."""


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
    names = {each.short: _(each.title) for each in TERMS}
    return EarnedValueView(
        terms=tuple(_term(page, found.whole, each) for each in TERMS),
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
    return ValueRow(title=title, cells=tuple(_figure(page, value, each) for each in TERMS if each.short in COLUMNS))


def _figure(page: PlanPage, value: EarnedValue, term: Term) -> str:
    figure = getattr(value, term.field)
    if figure is None:
        return NOTHING
    return page.words.fixed(figure, INDEX_PLACES) if term.is_index else amount_said(page, figure)


def _term(page: PlanPage, value: EarnedValue, term: Term) -> TermView:
    _, figure = page.words.gettext, getattr(value, term.field)
    meaning = term.unknown if figure is None else term.below if figure < term.limit else ""
    return TermView(
        term=_(term.title),
        short=term.short,
        value=_figure(page, value, term),
        prov=derived(page, _(term.formula)),
        meaning=_(meaning or term.meaning),
    )
