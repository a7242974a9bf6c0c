"""The coverage of a plan: what its money pays for, quarter by quarter, and what would close the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import Coverage, likely_from, relaxations
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.pictures.coverage_inputs import StripInput, StripLine
from roadmap.pictures.coverage_strip import CoveragePicture, coverage_strip
from roadmap.pictures.figures import Figure
from roadmap.web.views.amounts import amount_said, derived, exact_amount
from roadmap.web.views.coverage_keys import coverage_keys
from roadmap.web.views.coverage_rows import (
    CategoryRow,
    ExitView,
    SourceRow,
    category_row,
    exits_view,
    source_rows,
    source_titles,
    total_row,
)
from roadmap.web.views.coverage_words import coverage_finding, quarters_said, red_quarters
from roadmap.web.views.editing import edit_href
from roadmap.web.views.fields import ErrorView
from roadmap.web.views.frame import KeyNumber, Link, Provenanced, ProvenanceNote
from roadmap.web.views.pipeline import chance_said
from roadmap.web.views.plan_frame import PlanPage, share
from roadmap.web.views.words import stage_word

COUNTS = {"": False, "probable": True}
"""What an address may ask for as ``money``, and whether that counts probable money."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AskView:
    """A change that would close a gap, and the way to where it is made, for who may."""

    text: str
    href: str
    mend: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageView:
    """The page, ready to print. ``choices`` are the ways to count money, ``left_out`` what does not count and why.

    Without ``picture`` there is no need, or no counting it: ``empty`` says which.
    """

    lede: str
    keys: tuple[KeyNumber, ...]
    currency: str
    errors: tuple[ErrorView, ...]
    choices: tuple[Link, ...]
    left_out: tuple[str, ...]
    picture: CoveragePicture | None
    empty: str
    prov: Provenanced
    rows: tuple[CategoryRow, ...]
    total: CategoryRow
    has_probable: bool
    sources: tuple[SourceRow, ...]
    sources_prov: Provenanced
    asks: tuple[AskView, ...]
    asks_prov: Provenanced
    exits: ExitView
    order: tuple[str, ...]
    order_id: str
    order_href: str
    notes: tuple[ProvenanceNote, ...]


def coverage_view(page: PlanPage, found: Coverage, asked: str = "") -> CoverageView:
    """The coverage of a plan loaded with its money; ``asked`` is what the address asks for as ``money``."""
    _ = page.words.gettext
    return CoverageView(
        lede=coverage_finding(page, found),
        keys=(*coverage_keys(page, found), *_sums(page, found)),
        currency=page.plan.currency,
        errors=_errors(page, asked),
        choices=_choices(page, found),
        left_out=tuple(_left_out(page, found)),
        picture=_picture(page, found) if found.total.need else None,
        empty=_("No budget line has been entered yet."),
        prov=_rule(page, found),
        rows=tuple(category_row(page, found, key) for key in found.categories),
        total=total_row(page, found),
        has_probable=found.with_probable,
        sources=tuple(source_rows(page, found)),
        sources_prov=derived(page, _("Amounts of the commitments that count − what of them is shared out to needs.")),
        asks=tuple(_asks(page, found)),
        asks_prov=derived(
            page,
            _("The plan covered anew with one change at a time; told is by how much the whole gap falls."),
        ),
        exits=exits_view(page),
        order=tuple(page.titles.category(key) for key in found.categories),
        order_id=f"priorities-{page.plan.id}",
        order_href=edit_href(page, "priorities", page.plan.id) if found.categories else "",
        notes=page.notes.notes(),
    )


def _sums(page: PlanPage, found: Coverage) -> tuple[KeyNumber, ...]:
    """How much of the whole need is covered, and how much is not."""
    _, words, total = page.words.gettext, page.words, found.total
    if not total.need:
        return ()
    return (
        KeyNumber(
            label=_("Covered to the plan’s end"),
            value=words.percent(share(total.covered, total.need)),
            sub=_("%(covered)s of %(need)s.")
            % {"covered": amount_said(page, total.covered), "need": amount_said(page, total.need)},
            prov=derived(page, _("Cover of all quarters ÷ need of all quarters.")),
            tone="good" if not total.gap else "warn" if total.covered else "bad",
        ),
        KeyNumber(
            label=_("Gap to the plan’s end"),
            value=amount_said(page, total.gap),
            sub=_("In %(count)s of %(all)s quarters.")
            % {"count": words.number(len(red_quarters(found))), "all": words.number(len(found.quarters))},
            prov=derived(page, _("Need − cover, of all quarters.")),
            tone="bad" if total.gap else "good",
        ),
    )


def _errors(page: PlanPage, asked: str) -> tuple[ErrorView, ...]:
    if asked in COUNTS:
        return ()
    fault = Fault(field="", message=message("filter.unknown", typed=asked[:40]))
    return (ErrorView(message=page.words.say(fault.message), href=""),)


def _choices(page: PlanPage, found: Coverage) -> tuple[Link, ...]:
    _ = page.words.gettext
    here = f"{page.address}/coverage"
    return (
        Link(label=_("Committed money only"), href=here, is_current=not found.with_probable),
        Link(label=_("With probable money"), href=f"{here}?money=probable", is_current=found.with_probable),
    )


def _left_out(page: PlanPage, found: Coverage) -> Iterable[str]:
    """What does not count: asked for, what is less likely than the threshold; else all that is not firm."""
    _ = page.words.gettext
    sources = source_titles(page)
    least = page.words.percent_of_hundred(int(likely_from(page.playbook)))
    for each in page.plan.commitments:
        if each.id not in found.left_out:
            continue
        said = (
            _("%(source)s, %(amount)s: %(chance)s. Money counts as probable from %(least)s on.")
            if found.with_probable
            else _("%(source)s, %(amount)s: %(chance)s.")
        )
        yield said % {
            "source": sources[each.source_id],
            "amount": exact_amount(page, each.amount),
            "chance": f"{stage_word(page.words, each.stage)}, {chance_said(page, each)}".removesuffix(", "),
            "least": least,
        }


def _rule(page: PlanPage, found: Coverage) -> Provenanced:
    _ = page.words.gettext
    if found.with_probable:
        return derived(
            page,
            _(
                "Need: the budget lines month by month. Cover: committed and probable amounts shared out so that the "
                "least is left uncovered, first in the order of the categories and then of time; of the money that "
                "may pay, the committed before the probable and the most restricted first. Gap = need − cover."
            ),
        )
    return derived(
        page,
        _(
            "Need: the budget lines month by month. Cover: committed amounts shared out so that the least is left "
            "uncovered, first in the order of the categories and then of time; of the money that may pay, the most "
            "restricted first. Gap = need − cover."
        ),
    )


def _picture(page: PlanPage, found: Coverage) -> CoveragePicture:
    _, words, red = page.words.gettext, page.words, red_quarters(found)
    now = quarter_of(page.today)
    if not red:
        finding = _("No quarter has a gap")
    elif len(red) == len(found.quarters):
        finding = _("Every quarter has a gap")
    else:
        finding = words.ngettext(
            "%(count)s of %(all)s quarters has a gap: %(when)s",
            "%(count)s of %(all)s quarters have a gap: %(when)s",
            len(red),
        ) % {
            "count": words.number(len(red)),
            "all": words.number(len(found.quarters)),
            "when": quarters_said(words, red),
        }
    return coverage_strip(
        StripInput(
            figure=Figure(dom_id="strip", finding=finding, name=_("Coverage by quarter and cost category"), number=1),
            currency=found.currency,
            quarters=found.quarters,
            now=now if now in found.quarters else None,
            lines=tuple(
                StripLine(
                    title=page.titles.category(key),
                    cells=tuple(found.cells[quarter, key] for quarter in found.quarters),
                )
                for key in found.categories
            ),
        ),
        words,
    )


def _asks(page: PlanPage, found: Coverage) -> Iterable[AskView]:
    """What would close gaps; it takes many coverages, and so only where there is a gap."""
    _ = page.words.gettext
    if not found.total.gap:
        return
    for each in relaxations(page.plan, page.playbook, with_probable=found.with_probable):
        if each.source_id:
            href, mend = f"{page.address}/funding#source-{each.source_id}", _("See the source")
        else:
            href, mend = f"{page.address}/funding-sources/new?may_pay={each.category}", _("Add a funding source")
            href, mend = (href, mend) if page.may_manage else ("", "")
        yield AskView(text=page.words.say(each.said), href=href, mend=mend)
