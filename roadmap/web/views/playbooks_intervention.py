"""An intervention's page: what it is, what stands in its way, who pays, how it is measured, and how it really grew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.domain.benchmarks import Benchmark, Indicator, QualityScale
from roadmap.domain.playbooks import Entry
from roadmap.domain.provenance import Source
from roadmap.i18n import Language
from roadmap.web.views.frame import Link, Provenanced, ProvenanceNote
from roadmap.web.views.playbooks import BookPage, RouteRow, TextView, compare_href, contents, route_rows
from roadmap.web.views.playbooks_amounts import benchmark
from roadmap.web.views.playbooks_histories import HistoriesView, histories
from roadmap.web.views.playbooks_needs import BookNeedsView, book_needs


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """A named thing: ``more`` is what else is said of it, ``word`` a property in a word or two."""

    title: str
    summary: str
    prov: Provenanced
    more: str = ""
    word: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PayerView:
    """A kind of payer, and the categories of cost that it usually and rarely pays."""

    title: str
    summary: str
    prov: Provenanced
    lasting: str
    usually: str
    rarely: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemView:
    """An item of the quality scale, or a band with its scores."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionView:
    """A section of the quality scale."""

    title: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScaleView:
    """The quality scale."""

    title: str
    sentence: str
    sections: tuple[SectionView, ...]
    bands: tuple[ItemView, ...]
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRow:
    """A benchmark."""

    title: str
    value: str
    unit: str
    caveat: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceView:
    """A document of the index of sources."""

    key: str
    title: str
    published: str
    licence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InterventionView:
    """An intervention, ready to print."""

    title: str
    summary: str
    contents: tuple[Link, ...]
    compare_href: str
    routes: tuple[RouteRow, ...]
    principles: tuple[EntryView, ...]
    evidence: tuple[TextView, ...]
    barriers: tuple[EntryView, ...]
    themes: tuple[EntryView, ...]
    blocks: tuple[EntryView, ...]
    levers: tuple[EntryView, ...]
    roles: tuple[EntryView, ...]
    categories: tuple[EntryView, ...]
    payers: tuple[PayerView, ...]
    indicators: tuple[EntryView, ...]
    scale: ScaleView
    benchmarks: tuple[FigureRow, ...]
    needs: BookNeedsView | None
    histories: HistoriesView
    sources: tuple[SourceView, ...]
    notes: tuple[ProvenanceNote, ...]


def intervention_view(page: BookPage) -> InterventionView:
    """The page of an intervention. Notes are numbered in the order in which the page shows the figures."""
    book, words = page.book, page.words
    about = book.intervention
    return InterventionView(
        title=words.text(about.title),
        summary=words.text(about.summary),
        contents=_contents(page),
        compare_href=compare_href(page),
        routes=route_rows(page),
        principles=_entries(page, about.principles),
        evidence=tuple(page.said(each) for each in about.evidence),
        barriers=tuple(
            EntryView(
                title=words.text(each.title),
                summary=words.text(each.summary),
                more=words.text(each.lesson),
                prov=page.notes.mark(each.basis),
            )
            for each in book.barriers
        ),
        themes=_entries(page, about.themes),
        blocks=_entries(page, about.building_blocks),
        levers=_entries(page, about.levers),
        roles=_entries(page, about.roles),
        categories=_categories(page),
        payers=_payers(page),
        indicators=tuple(_indicator(page, each) for each in book.indicators),
        scale=_scale(page, book.quality_scale),
        benchmarks=tuple(_figure(page, each) for each in book.benchmarks),
        needs=book_needs(page),
        histories=histories(page),
        sources=tuple(_source(words, each) for each in book.sources),
        notes=page.notes.notes(),
    )


def _contents(page: BookPage) -> tuple[Link, ...]:
    _, book = page.words.gettext, page.book
    about = book.intervention
    return contents(
        (
            ("routes", _("Routes to scale"), book.routes),
            ("principles", _("Principles"), about.principles),
            ("evidence", _("Evidence"), about.evidence),
            ("barriers", _("Barriers and lessons"), book.barriers),
            ("themes", _("Themes"), about.themes),
            ("blocks", _("Building blocks"), about.building_blocks),
            ("levers", _("Strategic levers"), about.levers),
            ("roles", _("Roles"), about.roles),
            ("costs", _("Kinds of cost"), book.cost_categories),
            ("payers", _("Who pays"), book.funding_kinds),
            ("indicators", _("Indicators"), book.indicators),
            ("scale", _("Quality scale"), book.quality_scale),
            ("benchmarks", _("Benchmarks"), book.benchmarks),
            ("needs", _("Needs calculation"), book.needs),
            ("histories", _("How countries grew"), book.histories),
            ("sources", _("Sources"), book.sources),
        )
    )


def _entries(page: BookPage, entries: Iterable[Entry]) -> tuple[EntryView, ...]:
    return tuple(
        EntryView(
            title=page.words.text(each.title), summary=page.words.text(each.summary), prov=page.notes.mark(each.basis)
        )
        for each in entries
    )


def _categories(page: BookPage) -> tuple[EntryView, ...]:
    _ = page.words.gettext
    return tuple(
        EntryView(
            title=page.words.text(each.title),
            summary=page.words.text(each.summary),
            word=_("Supporting infrastructure") if each.is_support else "",
            prov=page.notes.mark(each.basis),
        )
        for each in page.book.cost_categories
    )


def _payers(page: BookPage) -> tuple[PayerView, ...]:
    _, words = page.words.gettext, page.words

    def listed(keys: Iterable[str]) -> str:
        return page.listed(page.titles.category(key) for key in keys)

    return tuple(
        PayerView(
            title=words.text(each.title),
            summary=words.text(each.summary),
            lasting=_("Can take over a cost for good") if each.is_permanent else _("Pays for a time"),
            usually=listed(each.usually_pays),
            rarely=listed(each.rarely_pays),
            prov=page.notes.mark(each.basis),
        )
        for each in page.book.funding_kinds
    )


def _indicator(page: BookPage, indicator: Indicator) -> EntryView:
    _ = page.words.gettext
    unit = {
        "people": _("people"),
        "percent": _("percent"),
        "posts": _("posts"),
        "score": _("points"),
        "services": _("services"),
    }[indicator.unit]
    sentence = {
        ("service", True): _("In %(unit)s, of each service; higher is better."),
        ("service", False): _("In %(unit)s, of each service; lower is better."),
        ("plan", True): _("In %(unit)s, of the whole plan; higher is better."),
        ("plan", False): _("In %(unit)s, of the whole plan; lower is better."),
    }[indicator.per, indicator.is_higher_better]
    return EntryView(
        title=page.words.text(indicator.title),
        summary=page.words.text(indicator.definition),
        more=sentence % {"unit": unit},
        prov=page.notes.mark(indicator.basis),
    )


def _scale(page: BookPage, scale: QualityScale) -> ScaleView:
    _, words = page.words.gettext, page.words
    count = sum(len(section.items) for section in scale.sections)
    sentence = words.ngettext(
        "%(count)s item, scored %(lowest)s to %(highest)s.",
        "%(count)s items, each scored %(lowest)s to %(highest)s.",
        count,
    ) % {
        "count": words.number(count),
        "lowest": words.number(scale.lowest_item),
        "highest": words.number(scale.highest_item),
    }
    return ScaleView(
        title=words.text(scale.title),
        sentence=sentence,
        sections=tuple(
            SectionView(
                title=words.text(section.title),
                items=tuple(
                    ItemView(title=words.text(each.title), text=words.text(each.summary)) for each in section.items
                ),
            )
            for section in scale.sections
        ),
        bands=tuple(
            ItemView(
                title=words.text(band.title),
                text=_("%(lowest)s to %(highest)s points")
                % {"lowest": words.number(band.lowest), "highest": words.number(band.highest)},
            )
            for band in scale.bands
        ),
        prov=page.notes.mark(scale.basis),
    )


def _figure(page: BookPage, figure: Benchmark) -> FigureRow:
    return FigureRow(
        title=page.words.text(figure.title),
        value=benchmark(page.words, figure),
        unit=page.words.text(figure.unit),
        caveat=page.words.text(figure.caveat),
        prov=page.notes.mark(figure.basis),
    )


def _source(words: Language, source: Source) -> SourceView:
    return SourceView(
        key=source.key,
        title=source.title,
        published=words.gettext("%(publisher)s, %(year)s") % {"publisher": source.publisher, "year": source.year},
        licence=source.licence,
    )
