"""Two routes side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.playbooks import Playbook
from roadmap.domain.routes import Route
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Link, ProvenanceNote
from roadmap.web.views.playbooks import BookPage, TextView, ToldView, in_order, route_href, start_href
from roadmap.web.views.playbooks_amounts import sums, usual_size
from roadmap.web.views.playbooks_milestones import points_of, span_of
from roadmap.web.views.playbooks_money import PayerView, by_category, payer, sum_basis, total
from roadmap.web.views.playbooks_route import CommitteeView, committee, crumbs, level


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Two different routes to compare, or what is wrong with what was asked."""

    typed: tuple[str, str]
    routes: tuple[Route, Route] | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SideView:
    """One of the two routes."""

    title: str
    href: str
    start_href: str
    phases: tuple[tuple[str, TextView], ...]
    payers: tuple[PayerView, ...]
    committees: tuple[CommitteeView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PairView:
    """One aspect of both routes."""

    label: str
    cells: tuple[ToldView, ToldView]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedView:
    """Both routes, ready to print."""

    sides: tuple[SideView, SideView]
    overview: tuple[PairView, ...]
    themes: tuple[PairView, ...]
    money: tuple[PairView, ...]
    total: PairView
    barriers: tuple[PairView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CompareView:
    """The page: a form to choose, and the comparison where the choice can be compared."""

    action: str
    crumbs: tuple[Link, ...]
    fields: tuple[FieldView, FieldView]
    errors: tuple[ErrorView, ...]
    compared: ComparedView | None
    notes: tuple[ProvenanceNote, ...]


def choose(book: Playbook, first: str, second: str) -> Choice:
    """Read the choice from an address. Without one it is the first two routes; a wrong one says what is wrong."""
    routes = {route.key: route for route in in_order(book)}
    if len(routes) < 2:  # noqa: PLR2004 (two routes)
        return Choice(typed=("", ""), faults=(Fault(field="", message=message("playbook.one_route")),))
    if not first and not second:
        first, second = list(routes)[:2]
    wrong = [
        Fault(
            field=field,
            message=message("playbook.unknown_route", key=key[:60]) if key else message("playbook.no_route_chosen"),
        )
        for field, key in (("a", first), ("b", second))
        if key not in routes
    ]
    if not wrong and first == second:
        wrong.append(Fault(field="b", message=message("playbook.same_route")))
    return Choice(
        typed=(first, second),
        routes=None if wrong else (routes[first], routes[second]),
        faults=tuple(wrong),
    )


def compare_view(page: BookPage, choice: Choice) -> CompareView:
    """The page for a choice."""
    _ = page.words.gettext
    fields = Fields(page.words, choice.faults)
    options = [(route.key, page.titles.route(route.key)) for route in in_order(page.book)]
    first, second = choice.typed
    return CompareView(
        action=f"{page.address}/compare",
        crumbs=crumbs(page),
        fields=(
            fields.field("a", _("First route"), first, options=options, is_required=True),
            fields.field("b", _("Second route"), second, options=options, is_required=True),
        ),
        errors=fields.errors(),
        compared=_compared(page, choice.routes) if choice.routes else None,
        notes=page.notes.notes(),
    )


def _compared(page: BookPage, routes: tuple[Route, Route]) -> ComparedView:
    return ComparedView(
        overview=_overview(page, routes),
        sides=(_side(page, routes[0]), _side(page, routes[1])),
        themes=_themes(page, routes),
        money=_money(page, routes),
        total=_pair(
            page.words.gettext("Together"),
            routes,
            lambda route: ToldView(text=total(page, route), prov=page.notes.mark(sum_basis(page, route))),
        ),
        barriers=_barriers(page, routes),
    )


def _side(page: BookPage, route: Route) -> SideView:
    points = points_of(page, route)
    return SideView(
        title=page.titles.route(route.key),
        href=route_href(page, route),
        start_href=start_href(route),
        phases=tuple((page.words.text(each.title), span_of(page, points, each)) for each in route.phases),
        payers=tuple(payer(page, each) for each in route.funding),
        committees=tuple(committee(page, each) for each in route.committees),
    )


def _pair(label: str, routes: Sequence[Route], cell: Callable[[Route], ToldView]) -> PairView:
    return PairView(label=label, cells=(cell(routes[0]), cell(routes[1])))


def _overview(page: BookPage, routes: Sequence[Route]) -> tuple[PairView, ...]:
    words, _ = page.words, page.words.gettext
    size = page.judged(_("Usual quantities of the route; a plan states its own."))
    return (
        _pair(_("Essence"), routes, lambda route: page.told(route.essence)),
        _pair(
            _("Usual length"),
            routes,
            lambda route: ToldView(text=page.months(route.months), prov=page.notes.mark(page.length)),
        ),
        _pair(
            _("Usual size"),
            routes,
            lambda route: ToldView(text=usual_size(words, route), prov=page.notes.mark(size)),
        ),
        _pair(
            _("Milestones"),
            routes,
            lambda route: ToldView(text=words.number(len(route.milestones)), prov=page.notes.mark(page.counted)),
        ),
    )


def _themes(page: BookPage, routes: Sequence[Route]) -> tuple[PairView, ...]:
    def count(route: Route, theme: str) -> ToldView:
        found = sum(each.theme == theme for each in route.milestones)
        return ToldView(text=page.words.number(found), prov=page.notes.mark(page.counted))

    keys = dict.fromkeys(
        [each.key for each in page.book.intervention.themes]
        + [each.theme for route in routes for each in route.milestones]
    )
    return tuple(_pair(page.titles.theme(key), routes, partial(count, theme=key)) for key in keys)


def _money(page: BookPage, routes: Sequence[Route]) -> tuple[PairView, ...]:
    def cell(route: Route, category: str) -> ToldView:
        amounts = by_category(page, route).get(category)
        if not amounts:
            return ToldView(text="–")
        return ToldView(text=sums(page.words, amounts), prov=page.notes.mark(sum_basis(page, route)))

    used = {key for route in routes for key in by_category(page, route)}
    return tuple(
        _pair(page.words.text(each.title), routes, partial(cell, category=each.key))
        for each in page.book.cost_categories
        if each.key in used
    )


def _barriers(page: BookPage, routes: Sequence[Route]) -> tuple[PairView, ...]:
    def cell(route: Route, barrier: str) -> ToldView:
        prior = next((each for each in route.barriers if each.barrier == barrier), None)
        if prior is None:
            return ToldView(text="–")
        return ToldView(text=level(page, prior), prov=page.notes.mark(prior.basis))

    return tuple(
        _pair(page.words.text(each.title), routes, partial(cell, barrier=each.key)) for each in page.book.barriers
    )
