"""Computed beside published: every area of a publication, and why figures differ where they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.needs.assessments import Scenario
from roadmap.domain.needs.calculation import Assessed
from roadmap.domain.needs.models import PARAMETERS, Figure, NeedsModel, ReferenceSet
from roadmap.domain.needs.published import Beside, Difference, beside_published, computed, published
from roadmap.domain.needs.scenario_edits import published_as
from roadmap.domain.provenance import Provenance
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.needs_words import money_in
from roadmap.web.views.provenance import Noted


@dataclass(frozen=True, kw_only=True, slots=True)
class PairView:
    """A figure as computed and as published; one text where both are the same."""

    computed: str
    published: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BesideRow:
    """An area with its figures in both ways; ``why`` explains each difference."""

    title: str
    eligible: PairView
    posts: PairView
    cost: PairView
    outcomes: PairView
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedView:
    """The comparison, ready to print."""

    title: str
    prov: Provenanced
    computed: Provenanced
    finding: str
    rows: tuple[BesideRow, ...]
    total: BesideRow | None
    notes: tuple[tuple[str, Provenanced], ...]


def published_view(page: Noted, model: NeedsModel, scenario: Scenario, found: Assessed) -> PublishedView | None:
    """The comparison with a publication, where the scenario's areas are from one."""
    reference = published_as(model, scenario.areas)
    if reference is None:
        return None
    is_usual = scenario.costing == "staff" and all(
        scenario.values.of(key).value == model.parameter(key).value for key in PARAMETERS
    )
    return beside_view(page, reference, found, scenario.currency, is_usual=is_usual)


def beside_view(
    page: Noted, reference: ReferenceSet, found: Assessed, currency: str, *, is_usual: bool = True
) -> PublishedView:
    """Published areas beside their calculation, with the parameters of the publication or with others."""
    areas, total = beside_published(found, reference, is_usual=is_usual)
    return PublishedView(
        title=page.words.text(reference.title),
        prov=page.notes.mark(reference.total.basis),
        computed=page.notes.mark(
            Provenance(
                kind="derived",
                formula=page.words.gettext(
                    "People in contact × the parameters of the calculation, rounded by its rules."
                ),
            )
        ),
        finding=_finding(page, areas, is_usual=is_usual),
        rows=tuple(_row(page, each, currency) for each in areas),
        total=_row(page, total, currency, title=page.words.gettext("Total")) if total else None,
        notes=_notes(page, reference),
    )


def _finding(page: Noted, areas: tuple[Beside, ...], *, is_usual: bool) -> str:
    words = page.words
    if not is_usual:
        return words.gettext("The parameters are not those of the publication, so that the figures differ.")
    same = {
        figure: sum(figure not in {one.figure for one in each.differences} for each in areas)
        for figure in ("eligible", "posts")
    }
    near = sum(all(one.figure != "outcomes" or abs(one.by) <= 1 for one in each.differences) for each in areas)
    costs = sum(all(one.figure != "cost" or one.why == "printed-coarser" for one in each.differences) for each in areas)
    return words.gettext(
        "Of %(areas)s areas, eligible people agree in %(eligible)s and posts in %(posts)s; outcomes are within one in "
        "%(outcomes)s, and the cost agrees as finely as it was published in %(cost)s."
    ) % {
        "areas": words.number(len(areas)),
        "eligible": words.number(same["eligible"]),
        "posts": words.number(same["posts"]),
        "outcomes": words.number(near),
        "cost": words.number(costs),
    }


def _row(page: Noted, beside: Beside, currency: str, *, title: str = "") -> BesideRow:
    def pair(figure: Figure) -> PairView:
        ours, theirs = computed(beside.need, figure), published(beside.area, figure)
        said = _said(page, figure, theirs, currency)
        return PairView(computed=_said(page, figure, ours, currency), published="" if ours == theirs else said)

    return BesideRow(
        title=title or page.words.text(beside.area.title),
        eligible=pair("eligible"),
        posts=pair("posts"),
        cost=pair("cost"),
        outcomes=pair("outcomes"),
        why=tuple(_reasons(page, beside.differences)),
    )


def _said(page: Noted, figure: Figure, value: Decimal, currency: str) -> str:
    return money_in(page, value, currency) if figure == "cost" else page.words.number(value)


def _reasons(page: Noted, differences: tuple[Difference, ...]) -> Iterator[str]:
    _ = page.words.gettext
    for each in differences:
        if each.known:
            yield page.words.text(each.known.text)
        elif each.why == "printed-coarser":
            yield _("The cost was published in coarser steps.")
        elif each.why == "unknown":
            yield _("No reason is known.")


def _notes(page: Noted, reference: ReferenceSet) -> tuple[tuple[str, Provenanced], ...]:
    return tuple((page.words.text(each.text), page.notes.mark(each.basis)) for each in reference.notes)
