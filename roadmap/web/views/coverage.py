"""The coverage of a plan: what its money pays for, quarter by quarter, and what would close the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import Coverage, ExitCost, Payment, exit_test, likely_from, may_pay, relaxations
from roadmap.domain.errors import Fault
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.messages import message
from roadmap.pictures.coverage_strip import CoveragePicture, StripInput, StripLine, coverage_strip
from roadmap.pictures.figures import Figure
from roadmap.web.views.amounts import amount_said, derived, exact_amount
from roadmap.web.views.coverage_keys import coverage_keys
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
class PaymentView:
    """What one commitment pays in a quarter, for a service where it is for one."""

    payer: Link
    stage: str
    quarter: str
    service: str
    amount: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryRow:
    """A cost category: what it needs and how it is covered, who pays, and every payment. Nothing is a dash.

    ``others`` names who may pay for it as well, with no money that counts.
    """

    key: str
    title: str
    need: str
    committed: str
    probable: str
    gap: str
    when: str
    payers: tuple[str, ...]
    others: str
    payments: tuple[PaymentView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftoverView:
    """What of a commitment nothing takes, when it ends, and why."""

    amount: str
    ends: str
    stage: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """A source whose money counts: how much there is, what of it is used, and what is left over and why."""

    source: Link
    amount: str
    used: str
    unused: str
    leftovers: tuple[LeftoverView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AskView:
    """A change that would close a gap, and the way to where it is made, for who may."""

    text: str
    href: str
    mend: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitRow:
    """A cost that runs on after the plan's end: what it costs, and who takes it over."""

    title: str
    month: str
    year: str
    kind: str
    word: str
    payers: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExitView:
    """The exit test, with its mark."""

    rows: tuple[ExitRow, ...]
    end: str
    prov: Provenanced


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


def coverage_view(page: PlanPage, found: Coverage | None, asked: str = "") -> CoverageView:
    """The coverage of a plan loaded with its money; ``asked`` is what the address asks for as ``money``."""
    _, words = page.words.gettext, page.words
    shown = found or Coverage(
        currency=page.plan.currency,
        with_probable=False,
        quarters=(),
        categories=(),
        cells={},
        payments=(),
        unused=(),
        left_out=(),
    )
    empty = _("No budget line has been entered yet.") if found else words.say(message("coverage.too_big"))
    keys = (*coverage_keys(page, found), *_sums(page, shown))
    return CoverageView(
        lede=coverage_finding(page, shown) if found else empty,
        keys=keys,
        currency=page.plan.currency,
        errors=_errors(page, asked),
        choices=_choices(page, shown),
        left_out=tuple(_left_out(page, shown)),
        picture=_picture(page, shown) if shown.total.need else None,
        empty=empty,
        prov=_rule(page, shown),
        rows=tuple(_category(page, shown, key) for key in shown.categories),
        total=_total(page, shown),
        has_probable=shown.with_probable,
        sources=tuple(_sources(page, shown)),
        sources_prov=derived(page, _("Amounts of the commitments that count − what of them is shared out to needs.")),
        asks=tuple(_asks(page, shown)) if found else (),
        asks_prov=derived(
            page,
            _("The plan covered anew with one change at a time; told is by how much the whole gap falls."),
        ),
        exits=_exits(page),
        order=tuple(page.titles.category(key) for key in shown.categories),
        order_id=f"priorities-{page.plan.id}",
        order_href=edit_href(page, "priorities", page.plan.id) if shown.categories else "",
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
            tone="warn" if total.gap else "good",
        ),
        KeyNumber(
            label=_("Uncovered to the plan’s end"),
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
    sources = _titles(page)
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
    finding = (
        _("Red: %(count)s of %(all)s quarters, %(when)s")
        % {
            "count": words.number(len(red)),
            "all": words.number(len(found.quarters)),
            "when": quarters_said(words, red),
        }
        if red
        else _("No quarter has a gap")
    )
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


def _said(page: PlanPage, amount: Decimal) -> str:
    return exact_amount(page, amount) if amount else "–"


def _category(page: PlanPage, found: Coverage, key: str) -> CategoryRow:
    _, words = page.words.gettext, page.words
    amounts = found.by_category[key]
    payments = [each for each in found.payments if each.category == key]
    paid: dict[UUID, Decimal] = defaultdict(Decimal)
    for each in payments:
        paid[each.source_id] += each.amount
    titles = _titles(page)
    red = [quarter for quarter in found.quarters if found.cells[quarter, key].gap]
    return CategoryRow(
        key=key,
        title=page.titles.category(key),
        need=_said(page, amounts.need),
        committed=_said(page, amounts.committed),
        probable=_said(page, amounts.probable),
        gap=_said(page, amounts.gap),
        when=quarters_said(words, red) if red else "",
        payers=tuple(
            _("%(source)s: %(amount)s") % {"source": titles[source], "amount": exact_amount(page, amount)}
            for source, amount in paid.items()
        )
        or (_("Nobody"),),
        others=_others(page, found, key),
        payments=tuple(_payment(page, each) for each in payments),
    )


def _others(page: PlanPage, found: Coverage, category: str) -> str:
    """Who may pay for a category, and has no money that counts."""
    counted = set(found.by_source)
    others = [each for each in page.plan.sources if may_pay(each, category) and each.id not in counted]
    if not others:
        return ""
    who = page.words.sentence_list(page.words.text(each.title) for each in others)
    return page.words.gettext("May pay for it, and is not counted on: %(who)s.") % {"who": who}


def _total(page: PlanPage, found: Coverage) -> CategoryRow:
    total = found.total
    return CategoryRow(
        key="",
        title=page.words.gettext("All categories"),
        need=_said(page, total.need),
        committed=_said(page, total.committed),
        probable=_said(page, total.probable),
        gap=_said(page, total.gap),
        when="",
        payers=(),
        others="",
        payments=(),
    )


def _payment(page: PlanPage, paid: Payment) -> PaymentView:
    words = page.words
    held = _commitment(page, paid.commitment_id)
    service = next((each.title for each in page.plan.services if each.id == paid.service_id), "")
    return PaymentView(
        payer=Link(label=_titles(page)[paid.source_id], href=f"{page.address}/commitments/{held.id}"),
        stage=stage_word(words, held.stage),
        quarter=words.quarter(paid.quarter),
        service=words.text(service) if service else "–",
        amount=exact_amount(page, paid.amount),
    )


def _sources(page: PlanPage, found: Coverage) -> Iterable[SourceRow]:
    """The sources whose money counts, in the plan's order."""
    by_source = found.by_source
    for source in page.plan.sources:
        paid = by_source.get(source.id)
        if paid is None:
            continue
        used = paid.committed + paid.probable
        yield SourceRow(
            source=_source_link(page, source),
            amount=_said(page, used + paid.unused),
            used=_said(page, used),
            unused=_said(page, paid.unused),
            leftovers=tuple(
                LeftoverView(
                    amount=exact_amount(page, each.amount),
                    ends=page.words.date(each.ends),
                    stage=stage_word(page.words, _commitment(page, each.commitment_id).stage),
                    why=page.words.say(each.why),
                )
                for each in found.unused
                if each.source_id == source.id
            ),
        )


def _source_link(page: PlanPage, source: FundingSource) -> Link:
    return Link(label=page.words.text(source.title), href=f"{page.address}/funding#source-{source.id}")


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


def _exits(page: PlanPage) -> ExitView:
    return ExitView(
        rows=tuple(_exit(page, each) for each in exit_test(page.plan, page.playbook)),
        end=page.words.date(page.plan.end),
        prov=derived(
            page,
            page.words.gettext(
                "Recurrent budget lines that run in the plan’s last month: what they cost then, a month and a year. "
                "Held against the permanent payers that may pay for them, and whether their likely money reaches that "
                "month."
            ),
        ),
    )


def _exit(page: PlanPage, cost: ExitCost) -> ExitRow:
    _ = page.words.gettext
    kind, word = {
        "firm": ("good", _("Agreed")),
        "probable": ("warn", _("Probable")),
        "asked": ("bad", _("Not agreed")),
        "nobody": ("bad", _("Nobody")),
    }[cost.state]
    heirs = page.words.sentence_list(page.words.text(each.title) for each in cost.heirs)
    able = page.words.sentence_list(page.words.text(each.title) for each in cost.able)
    told = [heirs] if heirs else []
    if able:
        told.append(_("May pay for it, and is not counted on: %(who)s.") % {"who": able})
    return ExitRow(
        title=page.titles.category(cost.category),
        month=_said(page, cost.month),
        year=_said(page, cost.year),
        kind=kind,
        word=word,
        payers=" ".join(told) or _("No permanent payer of this plan may pay for it."),
    )


def _titles(page: PlanPage) -> dict[UUID, str]:
    return {each.id: page.words.text(each.title) for each in page.plan.sources}


def _commitment(page: PlanPage, commitment_id: UUID) -> Commitment:
    return next(each for each in page.plan.commitments if each.id == commitment_id)
