"""Activity: the change log of a plan."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.services.activity import read_activity
from roadmap.services.changes import titles_of_gone
from roadmap.web.forms.reading import whole
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of, refused
from roadmap.web.views.activity import activity_view
from roadmap.web.views.plan_frame import frames

PARTS = frozenset(
    {"phases", "budget", "services", "milestones", "sources", "commitments", "committees", "meetings", "risks"}
    | {"stakeholders"}
)
"""What entries name: the line that money was spent on, the service of a reading, the milestone of evidence, a payer,
whom one talks to.

So many parts come in one statement.
"""


class ActivityController(Controller):
    """``/plans/{slug}/activity``."""

    path = "/plans/{slug:str}/activity"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what was done, newest first: only to ``kind`` of thing, only before an entry's number."""
        visit = await open_plan(request, slug)
        noun = request.query_params.get("kind", "")
        before = _before(request.query_params.get("before", ""))
        found = await read_activity(visit.viewer, visit.plan.id, noun=noun, before=before)
        here = await open_plan_page(request, slug, PARTS)
        here = replace(here, gone=await titles_of_gone(here.plan, found.changes))
        view = activity_view(here, found, noun=noun, before=before)
        frame, head = frames(here, "activity", notice=notice_of(request))
        answer = refused if view.filters.errors else kept_page
        return await answer(request, "activity/index.html", frame, plan_frame=head, activity=view)


def _before(text: str) -> int | None:
    """The number of a change. Raises ``NotFoundError``: no change has such a number."""
    if not text:
        return None
    number = whole(text)
    if number is None or number < 1:
        raise NotFoundError(message("error.not_found"))
    return number
