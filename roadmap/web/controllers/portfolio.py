"""The start page: all plans that the visitor may read, at a glance."""

from __future__ import annotations

from litestar import Controller, get
from litestar.response import Response

from roadmap.domain.errors import SignInNeededError
from roadmap.domain.messages import message
from roadmap.domain.visits import Visit
from roadmap.services.visits import visit_plans
from roadmap.web import clock
from roadmap.web.render import AnyRequest, kept_page, refused, words_of
from roadmap.web.session import browser_of_request
from roadmap.web.summaries import SUMMARIES
from roadmap.web.views.frame import Link, page_frame
from roadmap.web.views.portfolio import FILTERS, PortfolioPage, portfolio


class PortfolioController(Controller):
    """``/``."""

    path = "/"

    @get("/")
    async def show(self, request: AnyRequest) -> Response[bytes]:
        """Show the portfolio, filtered by the query; who is not signed in is sent to sign in."""
        visit = await _visit_of_all_plans(request)
        if visit.viewer is None or visit.plans is None:
            raise SignInNeededError(message("error.sign_in"))
        words, today = words_of(visit), clock.today()
        view = portfolio(
            PortfolioPage(
                words=words,
                summaries=await SUMMARIES.of(visit.plans, words, today),
                chosen={name: request.query_params.get(name, "") for name in FILTERS},
                today=today,
                may_start=visit.plans.may_start(visit.viewer),
                drafts=visit.plans.drafts,
            )
        )
        _ = words.gettext
        frame = page_frame(
            words,
            title=view.title,
            path="/",
            theme=visit.theme,
            viewer=visit.viewer,
            section="/",
            colophon=_("As of %(day)s.") % {"day": words.date(today)},
            actions=(Link(label=_("Calendar"), href="/calendar"),),
        )
        answer = refused if view.filters.errors else kept_page
        return await answer(request, "portfolio/show.html", frame, portfolio=view)


async def _visit_of_all_plans(request: AnyRequest) -> Visit:
    """The visit found before routing, when it was asked for with all plans."""
    state = request.scope["state"]
    if "visit" not in state:
        state["visit"] = await visit_plans(browser_of_request(request))
    visit: Visit = state["visit"]
    return visit
