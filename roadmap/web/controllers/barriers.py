"""Barriers and risks of a plan."""

from __future__ import annotations

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.services.risks import remove_risk, save_risk
from roadmap.web.forms.risks import RISK
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.barriers import barriers_view, lowered_by
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"phases", "milestones", "baselines", "risks"})


class BarriersController(PartsController):
    """``/plans/{slug}/barriers``."""

    path = "/plans/{slug:str}/barriers"
    desk = PartDesk(
        form=RISK, save=save_risk, remove=lambda risk_id, version, _: remove_risk(risk_id, version), along=lowered_by
    )

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the risks at each barrier, what is done about them and what lowers them."""
        here = await open_plan_page(request, slug, PARTS)
        view = barriers_view(here)
        frame, head = frames(here, "barriers", lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "barriers/index.html", frame, plan_frame=head, barriers=view)
