"""How countries really grew: a picture for each unit that can bear one, and every point with its ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from roadmap.domain.benchmarks import History
from roadmap.domain.provenance import Provenance
from roadmap.pictures.figures import Figure
from roadmap.pictures.history_curves import HistoryCurve, HistoryInput, HistoryPicture, HistoryPoint, history_curves
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.playbooks import BookPage, TextView
from roadmap.web.views.playbooks_amounts import with_unit

ENOUGH_POINTS = 3
"""A picture of fewer points shows less than its table."""

UNLIKE = "percent"
"""Shares of different wholes: on one axis they would invite a comparison that means nothing."""

FIRST_CALENDAR_YEAR = 1000
"""Smaller years count from a beginning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureView:
    """A picture and the mark of where it comes from."""

    drawing: HistoryPicture
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class PointView:
    """A figure of a year."""

    year: str
    value: TextView
    note: str
    is_goal: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryView:
    """A country's history in one measure."""

    country: str
    measure: str
    summary: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoriesView:
    """All histories of an intervention."""

    pictures: tuple[PictureView, ...]
    rows: tuple[HistoryView, ...]


def histories(page: BookPage) -> HistoriesView:
    """Every history; those of one unit and one kind of years share a picture."""
    ordered = sorted(page.book.histories, key=lambda each: (each.unit, not _has_calendar_years(each)))
    groups = [list(group) for _, group in groupby(ordered, key=lambda each: (each.unit, _has_calendar_years(each)))]
    drawn = [
        group
        for group in groups
        if group[0].unit != UNLIKE and sum(len(each.points) for each in group) >= ENOUGH_POINTS
    ]
    return HistoriesView(
        pictures=tuple(_picture(page, number, group) for number, group in enumerate(drawn, start=1)),
        rows=tuple(_row(page, each) for each in page.book.histories),
    )


def _has_calendar_years(history: History) -> bool:
    return min(point.year for point in history.points) >= FIRST_CALENDAR_YEAR


def _picture(page: BookPage, number: int, group: list[History]) -> PictureView:
    words, _ = page.words, page.words.gettext
    is_calendar = _has_calendar_years(group[0])
    figure = Figure(
        dom_id=f"history-{number}",
        number=number,
        finding=_finding(page, group),
        name=_("Histories in %(unit)s") % {"unit": _unit(page, group[0])},
        measure=_measures(page, group),
    )
    curves = tuple(
        HistoryCurve(
            title=_curve_title(page, each, group),
            points=tuple(
                HistoryPoint(year=point.year, value=point.value, is_goal=point.is_goal) for point in each.points
            ),
        )
        for each in group
    )
    years = "" if is_calendar else _("Year since the beginning")
    basis = Provenance(
        kind="derived", formula=_("Drawn from the figures in the table below, each with its own ground.")
    )
    drawing = history_curves(HistoryInput(figure=figure, curves=curves, years=years), words)
    return PictureView(drawing=drawing, prov=page.notes.mark(basis))


def _finding(page: BookPage, group: list[History]) -> str:
    words, _ = page.words, page.words.gettext
    years = [point.year for each in group for point in each.points]
    return _("%(unit)s: %(countries)s, %(first)s to %(last)s") % {
        "unit": _unit(page, group[0]),
        "countries": words.sentence_list(dict.fromkeys(words.text(each.country) for each in group)),
        "first": min(years),
        "last": max(years),
    }


def _measures(page: BookPage, group: Iterable[History]) -> str:
    words, _ = page.words, page.words.gettext
    said = [
        _("%(country)s: %(measure)s.") % {"country": words.text(each.country), "measure": words.text(each.measure)}
        for each in group
    ]
    return " ".join(said)


def _curve_title(page: BookPage, history: History, group: list[History]) -> str:
    """The country; with the measure where the picture has the country twice."""
    words = page.words
    is_alone = sum(each.country == history.country for each in group) == 1
    country = words.text(history.country)
    return country if is_alone else f"{country}, {words.text(history.measure)}"


def _unit(page: BookPage, history: History) -> str:
    _ = page.words.gettext
    return {
        "people": _("People"),
        "percent": _("Percent"),
        "services": _("Services"),
        "programmes": _("Programmes"),
        "organisations": _("Organisations"),
        "centres": _("Centres"),
        "sites": _("Sites"),
        "specialists": _("Specialists"),
    }[history.unit]


def _row(page: BookPage, history: History) -> HistoryView:
    words = page.words
    return HistoryView(
        country=words.text(history.country),
        measure=words.text(history.measure),
        summary=words.text(history.summary),
        points=tuple(
            PointView(
                year=str(point.year),
                value=TextView(
                    text=with_unit(words, point.value, history.unit if history.unit == "percent" else ""),
                    prov=page.notes.mark(point.basis),
                ),
                note=words.text(point.note),
                is_goal=point.is_goal,
            )
            for point in sorted(history.points, key=lambda each: each.year)
        ),
    )
