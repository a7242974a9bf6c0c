"""The library of playbooks: published knowledge, open to everybody, guests included."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.routes import Route
from roadmap.services.playbooks import all_playbooks, playbook
from roadmap.web.render import AnyRequest, kept_page, refused, words_of
from roadmap.web.session import visit_of
from roadmap.web.views.frame import PageFrame, page_frame
from roadmap.web.views.playbooks import HOME, BookPage, book_page, library
from roadmap.web.views.playbooks_compare import choose, compare_view
from roadmap.web.views.playbooks_intervention import intervention_view
from roadmap.web.views.playbooks_route import route_view


class PlaybooksController(Controller):
    """``/playbooks``."""

    path = HOME

    @get("/")
    async def index(self, request: AnyRequest) -> Response[bytes]:
        """List the interventions and their routes."""
        words = words_of(await visit_of(request))
        frame = await _frame(request, words.gettext("Playbooks"))
        return await kept_page(request, "playbooks/index.html", frame, library=library(words, all_playbooks()))

    @get("/{intervention:str}")
    async def show(self, request: AnyRequest, intervention: FromPath[str]) -> Response[bytes]:
        """Show an intervention."""
        page = await _open(request, intervention)
        view = intervention_view(page)
        frame = await _frame(request, view.title, page)
        return await kept_page(request, "playbooks/show.html", frame, intervention=view)

    @get("/{intervention:str}/compare")
    async def compare(self, request: AnyRequest, intervention: FromPath[str]) -> Response[bytes]:
        """Show two routes side by side; a choice that cannot be compared is refused with the form."""
        page = await _open(request, intervention)
        choice = choose(page.book, request.query_params.get("a", ""), request.query_params.get("b", ""))
        view = compare_view(page, choice)
        frame = await _frame(request, page.words.gettext("Compare two routes"), page)
        if choice.faults:
            return await refused(request, "playbooks/compare.html", frame, comparison=view)
        return await kept_page(request, "playbooks/compare.html", frame, comparison=view)

    @get("/{intervention:str}/{route:str}")
    async def route(self, request: AnyRequest, intervention: FromPath[str], route: FromPath[str]) -> Response[bytes]:
        """Show a route as a document."""
        page = await _open(request, intervention)
        view = route_view(page, _route(page, route))
        frame = await _frame(request, view.title, page)
        return await kept_page(request, "playbooks/route.html", frame, route=view)


async def _open(request: AnyRequest, intervention: str) -> BookPage:
    return book_page(words_of(await visit_of(request)), playbook(intervention))


def _route(page: BookPage, key: str) -> Route:
    try:
        return page.book.route(key)
    except KeyError:
        raise NotFoundError(message("error.not_found")) from None


async def _frame(request: AnyRequest, title: str, page: BookPage | None = None) -> PageFrame:
    visit = await visit_of(request)
    words = words_of(visit)
    about = page.book.intervention if page else None
    colophon = words.gettext("Playbook %(name)s, version %(version)s.")
    return page_frame(
        words,
        title=title,
        path="?".join(filter(None, (request.url.path, request.url.query))),
        theme=visit.theme,
        viewer=visit.viewer,
        section=HOME,
        colophon=colophon % {"name": words.text(about.name), "version": about.version} if about else "",
    )
