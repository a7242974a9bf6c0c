"""Stakeholders of a plan."""

from __future__ import annotations

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.stakeholders import Stakeholder
from roadmap.services.stakeholders import remove_stakeholder, save_stakeholder
from roadmap.web.forms.stakeholders import STAKEHOLDER
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.plan_frame import PlanPage, frames
from roadmap.web.views.stakeholders import stakeholders_view

PARTS = frozenset({"phases", "milestones", "baselines", "stakeholders"})


def _along(page: PlanPage, stakeholder: Stakeholder) -> tuple[str, ...]:
    """The sources of money about which they are talked to."""
    said = page.words.gettext("Funding source “%(title)s” then has nobody whom we talk to.")
    held = (each for each in page.plan.sources if each.stakeholder_id == stakeholder.id)
    return tuple(said % {"title": page.words.text(each.title)} for each in held)


class StakeholdersController(PartsController):
    """``/plans/{slug}/stakeholders``."""

    path = "/plans/{slug:str}/stakeholders"
    desk = PartDesk(
        form=STAKEHOLDER,
        save=save_stakeholder,
        remove=lambda stakeholder_id, version, _: remove_stakeholder(stakeholder_id, version),
        along=_along,
    )

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show who has a say, where they stand and what is asked of them."""
        here = await open_plan_page(request, slug, PARTS)
        view = stakeholders_view(here)
        frame, head = frames(here, "stakeholders", lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "stakeholders/index.html", frame, plan_frame=head, stakeholders=view)
