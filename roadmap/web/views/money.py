"""The money of all plans in one currency: what is not covered and what lapses, with the rate wherever one is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from roadmap.domain.budgets import quarter_of
from roadmap.domain.errors import Fault
from roadmap.domain.money_reports import MoneyLine, MoneyReport
from roadmap.domain.plan_money import PlanMoney
from roadmap.domain.playbooks import Playbook
from roadmap.domain.portfolios import Portfolio
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import add_months
from roadmap.i18n import Language
from roadmap.pictures.budget_bars import BudgetPicture
from roadmap.services.money import ManagedMoney
from roadmap.services.playbooks import playbook
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import KeyNumber, Link, Provenanced, ProvenanceNote
from roadmap.web.views.money_pictures import money_picture
from roadmap.web.views.money_rows import SHOWN, MoneyRow, money_heads, money_row, total_without
from roadmap.web.views.portfolio import FILTERS, MOST, plan_filters
from roadmap.web.views.portfolio_currencies import CurrencyForm, currency_form
from roadmap.web.views.provenance import Notes
from roadmap.web.views.rate_words import currency_name, lacking_rate
from roadmap.web.views.words import Titles

ASKED: Final = (*FILTERS, "portfolio", "currency")
"""What the address of the page may ask for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyView:
    """The page, ready to print. ``picture`` is missing while no plan is counted."""

    title: str
    lede: str
    missing: tuple[str, ...]
    keys: tuple[KeyNumber, ...]
    filters: FiltersView
    count: str
    is_filtered: bool
    heads: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    total_head: str
    totals: tuple[str, ...]
    unit: str
    marks: MoneyMarks
    picture: BudgetPicture | None
    downloads: tuple[Link, ...]
    forms: tuple[CurrencyForm, ...]
    rates_href: str
    is_empty: bool
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyMarks:
    """The marks that stand once for the table: of how figures are made, and of sample plans where there are any."""

    figures: Provenanced
    sample: Provenanced | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyPage:
    """What the view is made of: the report, all plans before filtering, what was asked for, and what may be done.

    ``whole`` is the report of all plans in the currency that they are reported in, of which the head of the page tells:
    it stays as it is while the plans below are filtered. ``typed`` is a currency that was chosen and refused, by the
    portfolio's slug.
    """

    words: Language
    report: MoneyReport
    whole: MoneyReport
    plans: Sequence[PlanMoney]
    portfolios: Sequence[Portfolio]
    chosen: Mapping[str, str]
    managed: Sequence[ManagedMoney] = ()
    may_set_rates: bool = False
    typed: Mapping[str, str] | None = None
    faults: Sequence[Fault] = ()


def money_view(page: MoneyPage) -> MoneyView:
    """The page, the most urgent plan first."""
    words, _, report = page.words, page.words.gettext, page.report
    notes = Notes(words, [source for each in _books(page) for source in each.sources])
    marks = _marks(page, notes)
    return MoneyView(
        title=_finding(words, page.whole) if page.plans else _("No plans yet"),
        lede=" ".join(each for each in (_lede(words, page.whole), *_missing(words, page.whole)) if each),
        missing=() if report is page.whole else _missing(words, report),
        keys=_keys(words, report, marks.figures),
        filters=_filters(page),
        count=_count(words, report, len(page.plans)),
        is_filtered=any(page.chosen.get(name) for name in ASKED),
        heads=(_("Plan"), *money_heads(words), _("Rate")),
        rows=tuple(money_row(words, each, report, notes) for each in report.lines[:MOST]),
        total_head=total_without(words, report) if report.without else _("Total"),
        totals=tuple(words.money(report.totals[name], exact=True) for name in SHOWN),
        unit=_("All amounts in %(currency)s (%(name)s), each converted by itself and rounded to its smallest unit.")
        % {"currency": report.currency, "name": currency_name(words, report.currency)},
        marks=marks,
        picture=money_picture(words, report),
        downloads=_downloads(words, page.chosen),
        forms=tuple(currency_form(words, each, page.typed or {}, page.faults) for each in page.managed),
        rates_href="/rates" if page.may_set_rates else "",
        is_empty=not page.plans,
        notes=notes.notes() if report.lines else (),
    )


def default_currency(plans: Sequence[PlanMoney], portfolios: Sequence[Portfolio]) -> str:
    """The currency that the portfolio reports in of which most plans are seen; of two the first by title."""
    held = [sum(plan.portfolio_id == each.id for plan in plans) for each in portfolios]
    return portfolios[held.index(max(held))].currency if portfolios else "EUR"


def currencies_offered(plans: Sequence[PlanMoney], portfolios: Sequence[Portfolio]) -> tuple[str, ...]:
    """The currencies in which the page may be read: those that portfolios report in, those of the plans, the euro."""
    return tuple(sorted({"EUR", *(each.currency for each in plans), *(each.currency for each in portfolios)}))


def _books(page: MoneyPage) -> list[Playbook]:
    return [playbook(key) for key in sorted({each.intervention for each in page.plans})]


def _finding(words: Language, report: MoneyReport) -> str:
    _, ahead = words.gettext, report.totals["ahead"]
    quarters = _quarters(words, report.today)
    if not any(each.is_counted for each in report.lines):
        return _("No plan can be put into %(currency)s") % {"currency": report.currency}
    if not ahead.amount:
        return _("Committed money covers %(first)s and %(second)s") % quarters
    return _("A gap of %(amount)s in %(first)s and %(second)s") % {"amount": words.money(ahead), **quarters}


def _quarters(words: Language, today: date) -> dict[str, str]:
    first = quarter_of(today)
    return {"first": words.quarter(first), "second": words.quarter(add_months(first, 3))}


def _lede(words: Language, report: MoneyReport) -> str:
    _ = words.gettext
    counted = len(report.lines) - len(report.without)
    if not counted:
        return ""
    said = words.ngettext(
        "%(count)s plan needs %(budget)s. Committed money leaves a gap of %(gap)s, and %(lapsing)s of that money finds"
        " nothing that it may pay.",
        "%(count)s plans need %(budget)s. Committed money leaves a gap of %(gap)s, and %(lapsing)s of that money finds"
        " nothing that it may pay.",
        counted,
    )
    amounts = {name: words.money(report.totals[name]) for name in ("budget", "gap", "lapsing")}
    return said % {"count": words.number(counted), **amounts}


def _missing(words: Language, report: MoneyReport) -> tuple[str, ...]:
    """One sentence for each currency without a rate."""
    _ = words.gettext
    found: dict[str, list[MoneyLine]] = {}
    for line in report.without:
        found.setdefault(line.way.currency, []).append(line)
    said = []
    for currency, lines in sorted(found.items()):
        titles = words.sentence_list(each.plan.title for each in lines)
        said.append(
            _("Total without %(plans)s: no rate for %(currency)s on or before %(day)s.")
            % {"plans": titles, "currency": lacking_rate(currency, report.currency), "day": words.date(report.today)}
        )
    return tuple(said)


def _keys(words: Language, report: MoneyReport, prov: Provenanced) -> tuple[KeyNumber, ...]:
    _, totals = words.gettext, report.totals
    quarters = _quarters(words, report.today)
    return (
        KeyNumber(
            label=_("Gap, next two quarters"),
            value=words.money(totals["ahead"]),
            prov=prov,
            sub=_("%(first)s and %(second)s") % quarters,
            tone="bad" if totals["ahead"].amount else "good",
        ),
        KeyNumber(
            label=_("Lapses unused"),
            value=words.money(totals["lapsing"]),
            prov=prov,
            sub=_("Committed, and nothing that it may pay"),
            tone="warn" if totals["lapsing"].amount else "good",
        ),
        KeyNumber(label=_("Gap in all"), value=words.money(totals["gap"]), prov=prov),
        KeyNumber(label=_("Needed in all"), value=words.money(totals["budget"]), prov=prov),
    )


def _count(words: Language, report: MoneyReport, count: int) -> str:
    found = len(report.lines)
    said = words.ngettext(
        "%(found)s of %(count)s plan, the largest gap ahead first",
        "%(found)s of %(count)s plans, the largest gap ahead first",
        count,
    )
    text = said % {"found": words.number(found), "count": words.number(count)}
    if found <= MOST:
        return text
    more = words.gettext("The first %(shown)s are shown; the total and the files have all.")
    return f"{text}. {more % {'shown': words.number(MOST)}}"


def _filters(page: MoneyPage) -> FiltersView:
    words, _ = page.words, page.words.gettext
    routes = {
        (key, Titles(words, playbook(each.intervention)).route(key)) for each in page.plans for key in each.routes
    }
    offered = currencies_offered(page.plans, page.portfolios)
    several = [(each.slug, each.title) for each in page.portfolios]
    filters = [
        *plan_filters(words, routes, {each.intervention for each in page.plans}),
        Filter(name="currency", label=_("Shown in"), options=[(each, each) for each in offered]),
    ]
    if len(several) > 1:
        filters.append(Filter(name="portfolio", label=_("Portfolio"), options=[("", _("All")), *several]))
    chosen = {**page.chosen, "currency": page.chosen.get("currency") or page.report.currency}
    return filters_view(words, "/money", filters, chosen)


def _marks(page: MoneyPage, notes: Notes) -> MoneyMarks:
    _ = page.words.gettext
    figures = _(
        "Budget lines, promises and payments of each plan, added up in its own currency, then converted. The gap is"
        " what committed money cannot pay under its restrictions, quarter by quarter; what lapses is committed money"
        " that nothing takes before its period ends."
    )
    sample = Provenance(
        kind="assumed",
        by=_("Sample plans"),
        reason=_("The sources give the places, sizes and payers of these plans, not their dates, progress or amounts"),
    )
    return MoneyMarks(
        figures=notes.mark(Provenance(kind="derived", formula=figures)),
        sample=notes.mark(sample) if any(each.plan.is_sample for each in page.report.lines) else None,
    )


def _downloads(words: Language, chosen: Mapping[str, str]) -> tuple[Link, ...]:
    _ = words.gettext
    query = urlencode({name: chosen[name] for name in ASKED if chosen.get(name)})
    end = f"?{query}" if query else ""
    return (
        Link(label=_("This table as CSV"), href=f"/money/exports/money.csv{end}"),
        Link(label=_("This table as JSON"), href=f"/money/exports/money.json{end}"),
    )
