"""Funding: who may pay for what and how far the money has come; sources and commitments added, changed, taken out."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.services.funding import remove_commitment, remove_funding_source, save_commitment, save_funding_source
from roadmap.web.forms.funding import COMMITMENT, FUNDING_SOURCE
from roadmap.web.part_pages import PartDesk, PartsController
from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.funding import commitments_said, funding
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"budget", "services", "sources", "commitments"})


class FundingController(Controller):
    """``/plans/{slug}/funding``."""

    path = "/plans/{slug:str}/funding"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show who pays."""
        here = await open_plan_page(request, slug, PARTS)
        view = funding(here)
        frame, head = frames(here, "funding", lede=view.lede, keys=view.keys, notice=notice_of(request))
        return await kept_page(request, "funding/show.html", frame, plan_frame=head, funding=view)


class FundingSourcesController(PartsController):
    """``/plans/{slug}/funding-sources``."""

    path = "/plans/{slug:str}/funding-sources"
    desk = PartDesk(
        form=FUNDING_SOURCE,
        save=save_funding_source,
        remove=lambda source_id, version, form: remove_funding_source(
            source_id, version, takes_along=form.text("along") == "yes"
        ),
        along=commitments_said,
    )


class CommitmentsController(PartsController):
    """``/plans/{slug}/commitments``."""

    path = "/plans/{slug:str}/commitments"
    desk = PartDesk(
        form=COMMITMENT, save=save_commitment, remove=lambda held_id, version, _: remove_commitment(held_id, version)
    )
