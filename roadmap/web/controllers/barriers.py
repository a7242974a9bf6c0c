"""Barriers of a plan."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.barriers import barriers_view
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"risks", "milestones"})


class BarriersController(Controller):
    """``/plans/{slug}/barriers``."""

    path = "/plans/{slug:str}/barriers"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the risks at each barrier, what is done about them and what lowers them."""
        here = await open_plan_page(request, slug, PARTS)
        view = barriers_view(here)
        frame, head = frames(here, "barriers", lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "barriers/index.html", frame, plan_frame=head, barriers=view)
