"""Funding: who may pay for what and how far the money has come; sources and commitments added, changed, taken out."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.funding import Commitment
from roadmap.domain.funding_edits import StageDraft, stage_draft
from roadmap.domain.parts import Ground
from roadmap.services.changes import item_history, stages_since
from roadmap.services.edits import Edited, part_of, preview_edit
from roadmap.services.funding import (
    move_commitment,
    remove_commitment,
    remove_funding_source,
    save_commitment,
    save_funding_source,
)
from roadmap.web.forms.funding import COMMITMENT, COMMITMENT_STAGE, FUNDING_SOURCE, stage_of
from roadmap.web.forms.grounds import acting
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartController, PartsController
from roadmap.web.plan_visit import open_plan, open_plan_page, uuid_of
from roadmap.web.render import AnyRequest, kept_page, notice_of, page_or_part
from roadmap.web.views.commitments import commitment_view
from roadmap.web.views.consequences import consequences_view
from roadmap.web.views.funding import commitments_said, funding
from roadmap.web.views.parts import Entry, Surroundings, part_form_view, texts_of
from roadmap.web.views.plan_frame import PlanPage, frames

SHOWN = frozenset({"services", "sources", "commitments", "stakeholders"})
PARTS = SHOWN | {"budget"}


class FundingController(Controller):
    """``/plans/{slug}/funding``."""

    path = "/plans/{slug:str}/funding"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show who pays."""
        here = await open_plan_page(request, slug, PARTS)
        view = funding(here, await stages_since(here.plan.id))
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

    @get("/{part_id:str}")
    async def show(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Show one amount: what is agreed, how long it took from stage to stage, and every change of it."""
        here = await open_plan_page(request, slug, SHOWN)
        held = part_of(here.plan.commitments, uuid_of(part_id))
        view = commitment_view(here, held, await item_history(here.plan.id, held.id))
        frame, head = frames(here, COMMITMENT.tab, title=view.title, crumb=view.title)
        return await kept_page(request, "funding/commitment.html", frame, plan_frame=head, held=view)


class CommitmentStagesController(PartController):
    """``/plans/{slug}/commitment-stages``: one amount brought to another stage, as a card of the board asks for it."""

    path = "/plans/{slug:str}/commitment-stages"
    desk = PartDesk(form=COMMITMENT_STAGE, save=move_commitment)

    @get("/{part_id:str}/edit")
    async def edit(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Show the form with the stage that the address names, and what it would bring where no chance is missing."""
        visit = await open_plan(request, slug, "manage")
        here = await open_plan_page(request, slug, COMMITMENT_STAGE.parts)
        held = part_of(here.plan.commitments, uuid_of(part_id))
        draft = stage_draft(held, stage_of(request.query_params.get("stage", ""), held.stage))
        edited = await _looked_at(visit.viewer, here, held, draft)
        title = here.words.gettext("Change “%(what)s”") % {"what": COMMITMENT_STAGE.title(held, here)}
        frame, head = frames(here, COMMITMENT_STAGE.tab, title=title, crumb=title)
        view = part_form_view(
            here,
            COMMITMENT_STAGE,
            Entry(texts=texts_of(here, COMMITMENT_STAGE, draft), hidden={"version": str(held.version)}),
            Surroundings(
                part_id=held.id,
                can_be_removed=False,
                preview=consequences_view(here, edited) if edited else None,
            ),
        )
        return await page_or_part(request, "parts/edit.html", "parts/_form.html", frame, plan_frame=head, part=view)


async def _looked_at(viewer: Viewer, here: PlanPage, held: Commitment, draft: StageDraft) -> Edited | None:
    """What a move would give; nothing where there is none, or where its chance is still to be said."""
    if draft.stage == held.stage:
        return None
    ground = Ground(by=acting(here), on=here.today, reason="")
    try:
        return await preview_edit(viewer, here.plan.id, move_commitment(draft, ground, held.id, held.version))
    except RuleBrokenError:
        return None
