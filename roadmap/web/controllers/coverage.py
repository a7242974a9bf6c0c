"""Coverage: what of a plan's need its money pays for, and what would close the gaps."""

from __future__ import annotations

import asyncio

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of, refused
from roadmap.web.views.coverage import COUNTS, coverage_view
from roadmap.web.views.coverage_keys import MONEY, coverage_of
from roadmap.web.views.plan_frame import frames


class CoverageController(Controller):
    """``/plans/{slug}/coverage``."""

    path = "/plans/{slug:str}/coverage"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what is covered, with committed money alone or with what the query asks for."""
        here = await open_plan_page(request, slug, MONEY)
        asked = request.query_params.get("money", "")
        found = coverage_of(here, with_probable=COUNTS.get(asked, False))
        # Trying what would close the gaps of a great plan takes a second, in which others want their answers too.
        view = await asyncio.to_thread(coverage_view, here, found, asked)
        frame, head = frames(here, "coverage", lede=view.lede, keys=view.keys, notice=notice_of(request))
        answer = refused if view.errors else kept_page
        return await answer(request, "coverage/show.html", frame, plan_frame=head, coverage=view)
