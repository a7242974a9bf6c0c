"""The start page: all plans that the visitor may read, at a glance."""

from __future__ import annotations

from litestar import Controller, get
from litestar.response import Response

from roadmap.services.money import money_of
from roadmap.web import clock
from roadmap.web.plan_visit import open_all_plans
from roadmap.web.render import AnyRequest, kept_page, refused, words_of
from roadmap.web.summaries import SUMMARIES
from roadmap.web.views.frame import Link, page_frame
from roadmap.web.views.portfolio import FILTERS, PortfolioPage, portfolio


class PortfolioController(Controller):
    """``/``."""

    path = "/"

    @get("/")
    async def show(self, request: AnyRequest) -> Response[bytes]:
        """Show the portfolio, filtered by the query; who is not signed in is sent to sign in."""
        here = await open_all_plans(request)
        words, today = words_of(here.visit), clock.today()
        view = portfolio(
            PortfolioPage(
                words=words,
                summaries=await SUMMARIES.of(here.plans, words, today),
                chosen={name: request.query_params.get(name, "") for name in FILTERS},
                today=today,
                may_start=here.plans.may_start(here.viewer),
                drafts=here.plans.drafts,
                money=await money_of(here.plans),
            )
        )
        _ = words.gettext
        frame = page_frame(
            words,
            title=view.title,
            path="/",
            theme=here.visit.theme,
            viewer=here.viewer,
            section="/",
            colophon=_("As of %(day)s.") % {"day": words.date(today)},
            actions=(Link(label=_("Calendar"), href="/calendar"),),
        )
        answer = refused if view.filters.errors else kept_page
        return await answer(request, "portfolio/show.html", frame, portfolio=view)
