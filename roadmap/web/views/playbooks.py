"""The library of playbooks: what every page of it starts from, and the list of interventions with their routes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.domain.instantiation import LONGEST, SHORTEST
from roadmap.domain.playbooks import Entry, Playbook
from roadmap.domain.provenance import Provenance, Statement
from roadmap.domain.routes import Route
from roadmap.i18n import Language
from roadmap.web.views.frame import Link, Provenanced, ProvenanceNote
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import Titles

HOME = "/playbooks"


@dataclass(frozen=True, kw_only=True, slots=True)
class BookPage:
    """What every view of a playbook starts from."""

    words: Language
    book: Playbook
    titles: Titles
    notes: Notes

    @property
    def address(self) -> str:
        """The address of the intervention's page."""
        return f"{HOME}/{self.book.intervention.key}"

    @property
    def counted(self) -> Provenance:
        """The basis of a number of things in the playbook."""
        intervention, _ = self.book.intervention, self.words.gettext
        formula = _("Counted in the playbook %(name)s, version %(version)s.")
        return Provenance(
            kind="derived", formula=formula % {"name": intervention.name, "version": intervention.version}
        )

    @property
    def length(self) -> Provenance:
        """The basis of a route's usual length."""
        _ = self.words.gettext
        reason = _("The length for which they wrote the route. A plan may take %(least)s to %(most)s months.")
        return self.judged(reason % {"least": SHORTEST, "most": LONGEST})

    @property
    def estimated(self) -> Provenance:
        """The basis of when phases run, of durations, weights and effects on barriers."""
        _ = self.words.gettext
        return self.judged(
            _("When phases run, how long milestones take, their weights and effects on barriers are estimates.")
        )

    def judged(self, reason: str) -> Provenance:
        """The basis of a figure that the playbook's authors chose."""
        return Provenance(kind="assumed", by=self.words.gettext("Playbook authors"), reason=reason)

    def said(self, statement: Statement | Entry) -> TextView:
        """A statement, or what an entry says, with its mark."""
        text = statement.text if isinstance(statement, Statement) else statement.summary
        return TextView(text=self.words.text(text), prov=self.notes.mark(statement.basis))

    def told(self, text: str) -> ToldView:
        """What the playbook tells in prose; figures in it are marked as drawn from the parts that it sums up."""
        said = self.words.text(text)
        if not any(letter.isdigit() for letter in said):
            return ToldView(text=said)
        formula = self.words.gettext("Told from the parts of the route, which have marks of their own on its page.")
        return ToldView(text=said, prov=self.notes.mark(Provenance(kind="derived", formula=formula)))

    def listed(self, titles: Iterable[str]) -> str:
        """Titles side by side, or a dash for none."""
        return " · ".join(titles) or "–"

    def months(self, count: int) -> str:
        """A length in months."""
        return self.words.ngettext("%(count)s month", "%(count)s months", count) % {"count": self.words.number(count)}


@dataclass(frozen=True, kw_only=True, slots=True)
class TextView:
    """A sentence or a figure, and its mark."""

    text: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldView:
    """A text or a figure; it has no mark where there is nothing to found."""

    text: str
    prov: Provenanced | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteRow:
    """A route in a list."""

    title: str
    href: str
    essence: ToldView
    fits: tuple[TextView, ...]
    months: TextView
    milestones: TextView
    start_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BookView:
    """An intervention in the library."""

    key: str
    name: str
    title: str
    summary: str
    version: str
    href: str
    compare_href: str
    routes: tuple[RouteRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LibraryView:
    """The library, ready to print."""

    books: tuple[BookView, ...]
    notes: tuple[ProvenanceNote, ...]


def book_page(words: Language, book: Playbook, first_note: int = 1) -> BookPage:
    """The start of every view of a playbook."""
    notes = Notes(words, book.sources, first_note)
    return BookPage(words=words, book=book, titles=Titles(words, book), notes=notes)


def library(words: Language, books: Iterable[Playbook]) -> LibraryView:
    """Every intervention with its routes; sources are each playbook's own, the numbers of notes run on."""
    shown: list[BookView] = []
    notes: list[ProvenanceNote] = []
    for book in books:
        page = book_page(words, book, len(notes) + 1)
        shown.append(_book(page))
        notes += page.notes.notes()
    return LibraryView(books=tuple(shown), notes=tuple(notes))


def _book(page: BookPage) -> BookView:
    intervention, words = page.book.intervention, page.words
    return BookView(
        key=intervention.key,
        name=words.text(intervention.name),
        title=words.text(intervention.title),
        summary=words.text(intervention.summary),
        version=words.gettext("Version %(version)s") % {"version": intervention.version},
        href=page.address,
        compare_href=compare_href(page),
        routes=route_rows(page),
    )


def compare_href(page: BookPage) -> str:
    """Where two routes are compared; nothing where there are not two."""
    return f"{page.address}/compare" if len(page.book.routes) > 1 else ""


def route_rows(page: BookPage) -> tuple[RouteRow, ...]:
    """The routes, those with a letter first."""
    return tuple(
        RouteRow(
            title=page.titles.route(route.key),
            href=route_href(page, route),
            essence=page.told(route.essence),
            fits=tuple(page.said(each) for each in route.fits),
            months=TextView(text=page.months(route.months), prov=page.notes.mark(page.length)),
            milestones=TextView(text=page.words.number(len(route.milestones)), prov=page.notes.mark(page.counted)),
            start_href=start_href(route),
        )
        for route in in_order(page.book)
    )


def in_order(book: Playbook) -> list[Route]:
    """A playbook's routes as the sources order them: by letter, then those that have none."""
    return sorted(book.routes, key=lambda route: (not route.letter, route.letter, route.key))


def route_href(page: BookPage, route: Route) -> str:
    """The address of a route."""
    return f"{page.address}/{route.key}"


def start_href(route: Route) -> str:
    """Where a plan on this route is started."""
    return f"/plans/new?routes={route.key}"


def contents(entries: Iterable[tuple[str, str, object]]) -> tuple[Link, ...]:
    """A table of contents: the id and title of every section that holds something."""
    return tuple(Link(label=title, href=f"#{key}") for key, title, held in entries if held)
