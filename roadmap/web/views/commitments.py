"""One amount of a source: what is agreed, how long it took from stage to stage, and every change of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.funding import Commitment, FundingSource
from roadmap.domain.funding_history import StageSpan, stage_spans
from roadmap.web.forms.funding import COMMITMENT, COMMITMENT_STAGE, FUNDING_SOURCE
from roadmap.web.views.changes import LogEntry, log_entries
from roadmap.web.views.editing import edit_href
from roadmap.web.views.facts import FactView
from roadmap.web.views.frame import ProvenanceNote
from roadmap.web.views.funding import terms_mark
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import stage_word

OF_SOURCE = ("kind", "stakeholder_id", "may_pay", "may_not_pay", "service_ids", "conditions", "deadlines")


@dataclass(frozen=True, kw_only=True, slots=True)
class SpanView:
    """A stage, when it was entered and left, and how many days lie between."""

    stage: str
    since: str
    until: str
    days: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitmentView:
    """The page, ready to print; addresses are empty for who may only read."""

    title: str
    facts: tuple[FactView, ...]
    source: tuple[FactView, ...]
    spans: tuple[SpanView, ...]
    history: tuple[LogEntry, ...]
    edit_href: str
    move_href: str
    notes: tuple[ProvenanceNote, ...]


def commitment_view(page: PlanPage, held: Commitment, changes: Sequence[Change]) -> CommitmentView:
    """An amount of a plan loaded with services, sources and commitments; ``changes`` are its own, newest first."""
    source = next(each for each in page.plan.sources if each.id == held.source_id)
    return CommitmentView(
        title=COMMITMENT.title(held, page),
        facts=tuple(_facts(page, held, source)),
        source=tuple(_of_source(page, source)),
        spans=tuple(_span(page, each) for each in stage_spans(changes)),
        history=log_entries(page, changes),
        edit_href=edit_href(page, COMMITMENT.segment, held.id),
        move_href=edit_href(page, COMMITMENT_STAGE.segment, held.id),
        notes=page.notes.notes(),
    )


def _facts(page: PlanPage, held: Commitment, source: FundingSource) -> Iterator[FactView]:
    """What the form of an amount holds, in its words."""
    for each in COMMITMENT.fields:
        text = each.said(getattr(held, each.name), page)
        if each.name == "delay":
            text = f"{text} {each.affix(page)}" if held.delay else ""
        if not text:
            continue
        yield FactView(
            term=page.words.gettext(each.label),
            text=text,
            href=f"{page.address}/funding#source-{source.id}" if each.name == "source_id" else "",
            prov=page.notes.mark(held.basis) if each.name == "amount" else None,
        )


def _of_source(page: PlanPage, source: FundingSource) -> Iterator[FactView]:
    """What ties its money: the kind of payer, what it may pay, its conditions and when it wants to hear."""
    for name in OF_SOURCE:
        field = FUNDING_SOURCE.field(name)
        text = field.said(getattr(source, name), page) if field else ""
        if field and text:
            mark = terms_mark(page, source, name)
            yield FactView(term=page.words.gettext(field.label), text=text, prov=mark)


def _span(page: PlanPage, span: StageSpan) -> SpanView:
    _, words = page.words.gettext, page.words
    days = span.days(page.today)
    return SpanView(
        stage=stage_word(words, span.stage),
        since=words.date(span.since) if span.since else "–",
        until=words.date(span.until) if span.until else _("today"),
        days=words.number(days) if days is not None else "–",
    )
