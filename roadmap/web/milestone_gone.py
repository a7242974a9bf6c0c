"""The answer to what somebody sends about a milestone that somebody else deleted meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from litestar.response import Response

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.services.changes import item_history
from roadmap.web.forms.reading import Typed
from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, is_htmx, refused, refused_part
from roadmap.web.views.milestone_gone import Told, milestone_gone_view
from roadmap.web.views.plan_frame import PlanPage, frames

PARTS = frozenset({"milestones"})
CONFLICT = 409


async def gone_page(
    request: AnyRequest, slug: str, key: UUID, form: Typed, told: Callable[[PlanPage, Mapping[str, str]], Told]
) -> Response[bytes]:
    """What was typed, and who deleted it. Raises ``NotFoundError`` for what never was in this plan."""
    here = await open_plan_page(request, slug, PARTS)
    history = await item_history(here.plan.id, key)
    if not history or history[0].action != "removed":
        raise NotFoundError(message("error.not_found"))
    view = milestone_gone_view(here, history[0], told(here, form.values))
    if is_htmx(request):
        return await refused_part(request, "milestones/_gone.html", status=CONFLICT, gone=view)
    title = here.words.text(history[0].item)
    frame, head = frames(here, "milestones", title=title, crumb=title)
    frame = replace(frame, path=view.list_href)
    return await refused(request, "milestones/gone.html", frame, status=CONFLICT, plan_frame=head, gone=view)
