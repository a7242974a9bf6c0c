"""Committees of a plan."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.committees import committees_view
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"committees", "meetings"})


class CommitteesController(Controller):
    """``/plans/{slug}/committees``."""

    path = "/plans/{slug:str}/committees"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show who governs the plan and when they meet."""
        here = await open_plan_page(request, slug, PARTS)
        view = committees_view(here)
        frame, head = frames(here, "committees", lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "committees/index.html", frame, plan_frame=head, committees=view)
