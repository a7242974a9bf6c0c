"""Plans: the overview and the timeline."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.services.amendments import unapproved
from roadmap.web.plan_visit import open_checked_page, open_plan, open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.plan_frame import frames, rag_view, standing
from roadmap.web.views.plans import overview
from roadmap.web.views.timelines import timeline_view
from roadmap.web.views.unapproved import unapproved_view

SCHEDULE = frozenset({"phases", "milestones", "baselines"})


class PlansController(Controller):
    """``/plans``."""

    path = "/plans"

    @get("/{slug:str}")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the overview."""
        visit = await open_plan(request, slug)
        here = await open_checked_page(request, slug)
        stands = standing(here.plan, here.today)
        waits = unapproved_view(here, await unapproved(visit.viewer, here.plan))
        view = overview(here, stands, waits)
        lede = here.words.text(here.plan.aim.text) if here.plan.aim else ""
        frame, head = frames(
            here, "", lede=lede, keys=view.keys, rag=rag_view(here.words, stands.rag), notice=notice_of(request)
        )
        return await kept_page(request, "plans/show.html", frame, plan_frame=head, overview=view)

    @get("/{slug:str}/timeline")
    async def timeline(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show phases and milestones on a time axis, with the table."""
        here = await open_plan_page(request, slug, SCHEDULE)
        view = timeline_view(here, standing(here.plan, here.today))
        frame, head = frames(here, "timeline", notice=notice_of(request))
        return await kept_page(request, "plans/timeline.html", frame, plan_frame=head, timeline=view)
