"""Committees of a plan, and their meetings."""

from __future__ import annotations

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.services.committees import remove_committee, remove_meeting, save_committee, save_meeting
from roadmap.web import clock
from roadmap.web.forms.committees import COMMITTEE, MEETING
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.committees import committees_view, meetings_said
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"committees", "meetings"})


class CommitteesController(PartsController):
    """``/plans/{slug}/committees``."""

    path = "/plans/{slug:str}/committees"
    desk = PartDesk(
        form=COMMITTEE,
        save=save_committee,
        remove=lambda committee_id, version, form: remove_committee(
            committee_id, version, takes_along=form.text("along") == "yes"
        ),
        along=meetings_said,
    )

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show who governs the plan and when they meet."""
        here = await open_plan_page(request, slug, PARTS)
        view = committees_view(here)
        frame, head = frames(here, "committees", lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "committees/index.html", frame, plan_frame=head, committees=view)


class MeetingsController(PartsController):
    """``/plans/{slug}/meetings``."""

    path = "/plans/{slug:str}/meetings"
    desk = PartDesk(
        form=MEETING,
        save=lambda draft, _ground, meeting_id, version: save_meeting(draft, meeting_id, version, now=clock.now()),
        remove=lambda meeting_id, version, _: remove_meeting(meeting_id, version),
    )
