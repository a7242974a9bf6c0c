"""Who pays: the finding, what restrictions allow, how far each source has come, every commitment with its ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import total
from roadmap.domain.coverage import Coverage
from roadmap.domain.funding import Commitment, FundingSource, committed, probable
from roadmap.domain.funding_edits import TERMS
from roadmap.web.forms.funding import FUNDING_SOURCE
from roadmap.web.views.amounts import amount_or_dash, amount_said, derived
from roadmap.web.views.asks import AsksView, asks_view
from roadmap.web.views.coverage_keys import coverage_keys, coverage_of
from roadmap.web.views.coverage_words import coverage_finding
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import KeyNumber, Provenanced, ProvenanceNote
from roadmap.web.views.pipeline import HalfView, chance_said, decides_said, late_said, period_said, pipeline
from roadmap.web.views.plan_frame import PlanPage, share
from roadmap.web.views.words import rank_words, stage_word

TIES: Final = ("service_ids", "stakeholder_id", "conditions", "deadlines")
"""What a source ties its money to, by the fields of its form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitmentView:
    """An amount of a source, with its stage, chance and period; ``id`` is its place on the page."""

    id: str
    amount: str
    prov: Provenanced
    told: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TieView:
    """Something that a source ties its money to; terms stand on a ground of their own."""

    text: str
    prov: Provenanced | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """A funding source with its restrictions and commitments; ``id`` is its place on the page.

    ``ties`` are the services that it pays for, whom one talks to, its conditions, and when it wants to hear.
    """

    id: str
    title: str
    prov: Provenanced
    kind: str
    note: str
    ties: tuple[TieView, ...]
    may_pay: str
    may_not_pay: str
    commitments: tuple[CommitmentView, ...]
    edit_href: str
    add_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingView:
    """The page, ready to print."""

    lede: str
    keys: tuple[KeyNumber, ...]
    asks: AsksView
    asks_csv: str
    currency: str
    pipeline: tuple[HalfView, ...]
    sources: tuple[SourceView, ...]
    add_href: str
    notes: tuple[ProvenanceNote, ...]


def funding(page: PlanPage, since: Mapping[UUID, datetime]) -> FundingView:
    """The funding of a plan loaded with budget, services, sources and commitments.

    ``since`` is when each commitment came to its stage, where that is known.
    """
    found = coverage_of(page)
    return FundingView(
        lede=_lede(page, found),
        keys=(*_keys(page), *coverage_keys(page, found)),
        asks=asks_view(page),
        asks_csv=f"{page.address}/exports/asks.csv",
        currency=page.plan.currency,
        pipeline=pipeline(page, since),
        sources=tuple(_source(page, each) for each in page.plan.sources),
        add_href=add_href(page, "funding-sources"),
        notes=page.notes.notes(),
    )


def _lede(page: PlanPage, found: Coverage) -> str:
    _, plan = page.words.gettext, page.plan
    if not plan.budget:
        return _("No budget line has been entered yet.")
    need, firm, possible = _totals(page)
    said = _("%(need)s is needed. %(firm)s of it is committed and %(possible)s more is probable.") % {
        "need": amount_said(page, need),
        "firm": amount_said(page, firm),
        "possible": amount_said(page, possible),
    }
    return f"{said} {coverage_finding(page, found)}"


def _totals(page: PlanPage) -> tuple[Decimal, Decimal, Decimal]:
    plan = page.plan
    return total(plan.budget, plan.currency), committed(plan.commitments), probable(plan.commitments)


def _keys(page: PlanPage) -> tuple[KeyNumber, ...]:
    _, words = page.words.gettext, page.words
    need, firm, possible = _totals(page)
    return (
        KeyNumber(
            label=_("Committed"),
            value=words.percent(share(firm, need)),
            sub=_("%(firm)s is committed, contracted or received.") % {"firm": amount_said(page, firm)},
            prov=derived(page, _("Committed, contracted and received amounts ÷ the sum of all budget lines.")),
            tone="" if not need else "good" if firm >= need else "warn" if firm else "bad",
        ),
        KeyNumber(
            label=_("Probable"),
            value=amount_said(page, possible),
            sub=_("Asked for or applied for, and not committed."),
            prov=derived(page, _("Sum of the amounts not yet committed, whatever their chance.")),
        ),
    )


def _source(page: PlanPage, source: FundingSource) -> SourceView:
    words = page.words
    rank = rank_words(words)[source.rank]
    return SourceView(
        id=f"source-{source.id}",
        title=words.text(source.title),
        prov=page.notes.mark(source.basis),
        kind=f"{rank} · {page.titles.funding_kind(source.kind)}",
        note=words.text(source.note),
        ties=tuple(_ties(page, source)),
        may_pay=_categories(page, source.may_pay) or words.gettext("Not known"),
        may_not_pay=_categories(page, source.may_not_pay) or words.gettext("Nothing is ruled out"),
        commitments=tuple(_commitment(page, each) for each in _held(page, source)),
        edit_href=edit_href(page, "funding-sources", source.id),
        add_href=add_href(page, "commitments", source_id=source.id),
    )


def _ties(page: PlanPage, source: FundingSource) -> Iterator[TieView]:
    for name in TIES:
        field = FUNDING_SOURCE.field(name)
        text = field.said(getattr(source, name), page) if field else ""
        if field and text:
            told = {"term": page.words.gettext(field.label), "text": text}
            yield TieView(text=page.words.gettext("%(term)s: %(text)s") % told, prov=terms_mark(page, source, name))


def terms_mark(page: PlanPage, source: FundingSource, name: str) -> Provenanced | None:
    """The ground of a source's terms, at those of its fields that are terms."""
    basis = source.terms_basis if name in TERMS else None
    return page.notes.mark(basis) if basis else None


def _held(page: PlanPage, source: FundingSource) -> list[Commitment]:
    return [each for each in page.plan.commitments if each.source_id == source.id]


def commitments_said(page: PlanPage, source: FundingSource) -> tuple[str, ...]:
    """The commitments of a source, each in one line."""
    return tuple(page.words.labelled(amount_said(page, each.amount), _told(page, each)) for each in _held(page, source))


def _commitment(page: PlanPage, held: Commitment) -> CommitmentView:
    return CommitmentView(
        id=f"held-{held.id}",
        amount=amount_or_dash(page, held.amount),
        prov=page.notes.mark(held.basis),
        told=_told(page, held),
        edit_href=edit_href(page, "commitments", held.id),
    )


def _told(page: PlanPage, held: Commitment) -> str:
    """Stage, chance, period, by when it is decided, and by how much it is likely late."""
    words = page.words
    said = (
        stage_word(words, held.stage),
        chance_said(page, held),
        period_said(page, held),
        decides_said(page, held),
        late_said(page, held),
    )
    return " · ".join(filter(None, said))


def _categories(page: PlanPage, keys: Iterable[str]) -> str:
    return page.words.sentence_list(page.titles.category(key) for key in keys)
