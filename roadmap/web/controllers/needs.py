"""The needs assessment: its page, scenarios added, changed and taken out, and one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.services import needs as service
from roadmap.services.edits import edit_plan
from roadmap.web import clock
from roadmap.web.forms.needs import SCENARIO, begun, with_file
from roadmap.web.forms.reading import key_of, typed
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of, refused, saved
from roadmap.web.views.needs import needs_view
from roadmap.web.views.plan_frame import frames

NOBODY: Final = UUID(int=0)
"""What no scenario is called."""
PARTS = frozenset({"services", "budget"})


class NeedsController(PartsController):
    """``/plans/{slug}/needs``."""

    path = "/plans/{slug:str}/needs"
    desk = PartDesk(
        form=SCENARIO,
        save=service.save_scenario,
        remove=lambda scenario_id, version, _: service.remove_scenario(scenario_id, version),
        prepare=with_file,
        begin=begun,
    )

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the assessment."""
        return await _show(request, slug)

    @post("/choice")
    async def choose(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Let the plan go by another scenario."""
        visit = await open_plan(request, slug, "manage")
        chosen = key_of((await typed(request)).text("scenario")) or NOBODY
        try:
            await edit_plan(visit.viewer, visit.plan.id, service.choose_scenario(chosen), now=clock.now())
        except RuleBrokenError as error:
            return await _show(request, slug, error.faults)
        return await saved(request, f"/plans/{slug}/needs?saved=yes#scenarios")


async def _show(request: AnyRequest, slug: str, faults: Sequence[Fault] = ()) -> Response[bytes]:
    """The page. Raises ``NotFoundError`` where the plan's playbook has no calculation."""
    here = await open_plan_page(request, slug, PARTS)
    model = here.playbook.needs
    if model is None:
        raise NotFoundError(message("error.not_found"))
    view = needs_view(here, model, faults)
    frame, head = frames(here, "needs", lede=view.lede, keys=view.keys, notice=notice_of(request))
    if faults:
        return await refused(request, "needs/show.html", frame, plan_frame=head, needs=view)
    return await kept_page(request, "needs/show.html", frame, plan_frame=head, needs=view)
