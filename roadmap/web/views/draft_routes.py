"""The third step of the wizard: the routes, those that fit best first, with what speaks for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.diagnosis import Fit, Ground, fits, recommended
from roadmap.domain.drafting import Answers
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import Route
from roadmap.i18n import Language
from roadmap.web.forms.drafts import chosen_answers
from roadmap.web.views.fields import Fields, OptionView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import Titles

SHOWN = 3
"""Reasons on each side that are told at once; the others are one click away."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroundView:
    """A reason for or against a route: the answer it rests on, and its points."""

    reason: str
    answer: str
    points: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class FitView:
    """How well a route fits. Without an answer there is no ``score`` to show."""

    key: str
    title: str
    href: str
    score: str
    prov: Provenanced | None
    sure: str
    is_recommended: bool
    grounds_for: tuple[GroundView, ...]
    more_for: tuple[GroundView, ...]
    grounds_against: tuple[GroundView, ...]
    more_against: tuple[GroundView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteChoice:
    """A route on offer with its modules."""

    fit: FitView
    essence: str
    id: str
    value: str
    is_ticked: bool
    modules: tuple[OptionView, ...]
    modules_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoutesView:
    """The step, ready to print."""

    choices: tuple[RouteChoice, ...]
    error: str
    modules_error: str
    notes: tuple[ProvenanceNote, ...]


def routes_lede(words: Language, typed: Answers, book: Playbook) -> str:
    """The finding in a sentence."""
    _ = words.gettext
    chosen = chosen_answers(typed, book)
    best = recommended(book.diagnosis, fits(book.diagnosis, chosen, [each.key for each in book.routes]))
    if not best:
        return _("No question is answered, so no route is recommended. Choose one, or several that go together.")
    titles = Titles(words, book)
    named = words.sentence_list(words.quoted(titles.route(key)) for key in best)
    if len(best) > 1:
        return _("%(routes)s fit best, and go together. Choose one, or several.") % {"routes": named}
    return _("%(routes)s fits best. Choose one, or several that go together.") % {"routes": named}


def routes_view(words: Language, typed: Answers, book: Playbook, fields: Fields) -> RoutesView:
    """The routes of a playbook as ticked."""
    notes = Notes(words, book.sources)
    routes = sorted(book.routes, key=lambda each: (not each.letter, each.letter, each.title))
    views = fit_views(words, notes, book, chosen_answers(typed, book), [each.key for each in routes])
    modules = fields.field("modules", "")
    return RoutesView(
        choices=tuple(_choice(words, typed, book, each, number) for number, each in enumerate(views)),
        error=fields.field("routes", "").error,
        modules_error=modules.error,
        notes=notes.notes(),
    )


def fit_views(
    words: Language, notes: Notes, book: Playbook, chosen: dict[str, str], routes: Sequence[str]
) -> tuple[FitView, ...]:
    """How well each route fits, the best first."""
    ranked = fits(book.diagnosis, chosen, routes)
    best = recommended(book.diagnosis, ranked)
    return tuple(_fit(words, notes, book, each, is_recommended=each.route in best) for each in ranked)


def _fit(words: Language, notes: Notes, book: Playbook, fit: Fit, *, is_recommended: bool) -> FitView:
    _ = words.gettext
    prov = notes.mark(Provenance(kind="derived", formula=_formula(words, fit))) if fit.certainty else None
    grounds_for, grounds_against = (
        tuple(_ground(words, notes, each) for each in side) for side in (fit.grounds_for, fit.grounds_against)
    )
    return FitView(
        key=fit.route,
        title=Titles(words, book).route(fit.route),
        href=f"/playbooks/{book.intervention.key}/{fit.route}",
        score=_("Fit %(score)s of 100") % {"score": words.number(fit.score)} if fit.certainty else "",
        prov=prov,
        sure=_("%(share)s of what decides it is answered") % {"share": words.percent_of_hundred(fit.certainty)}
        if 0 < fit.certainty < 100  # noqa: PLR2004 (percent)
        else "",
        is_recommended=is_recommended,
        grounds_for=grounds_for[:SHOWN],
        more_for=grounds_for[SHOWN:],
        grounds_against=grounds_against[:SHOWN],
        more_against=grounds_against[SHOWN:],
    )


def _formula(words: Language, fit: Fit) -> str:
    return words.gettext(
        "The answers give %(points)s points; all questions together could give from %(least)s to %(most)s. The fit is"
        " where the points lie between the two, from 0 to 100; a question without an answer counts half-way."
    ) % {"points": _signed(words, fit.points), "least": _signed(words, fit.least), "most": _signed(words, fit.most)}


def _ground(words: Language, notes: Notes, ground: Ground) -> GroundView:
    return GroundView(
        reason=words.text(ground.weight.reason),
        answer=words.labelled(words.text(ground.question.title), words.text(ground.option.title)),
        points=_signed(words, ground.weight.points),
        prov=notes.mark(ground.weight.basis),
    )


def _signed(words: Language, points: int) -> str:
    """Points with their sign; a real minus, not a hyphen."""
    sign = "+" if points > 0 else "\u2212" if points < 0 else ""
    return f"{sign}{words.number(abs(points))}"


def _choice(words: Language, typed: Answers, book: Playbook, fit: FitView, number: int) -> RouteChoice:
    route: Route = book.route(fit.key)
    value = f"{book.intervention.key}/{route.key}"
    ticked = set(typed.get("modules", ()))
    return RouteChoice(
        fit=fit,
        essence=words.text(route.essence),
        # The first has the address to which a line of the error summary leads.
        id=f"f-routes-{route.key}" if number else "f-routes",
        value=value,
        is_ticked=value in typed.get("routes", ()),
        modules=tuple(
            OptionView(
                value=f"{route.key}/{each.key}",
                label=words.text(each.title),
                is_selected=f"{route.key}/{each.key}" in ticked,
            )
            for each in route.modules
        ),
        modules_label=words.gettext("Modules of “%(route)s”") % {"route": words.text(route.title)},
    )
