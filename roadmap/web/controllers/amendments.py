"""Amendments of an approved plan: what is not approved yet, making one, signing it, and how much may change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.services import amendments as service
from roadmap.services.comparisons import WHOLE
from roadmap.web import clock
from roadmap.web.forms.amendments import Refused, parse_amendment, parse_tolerances
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.reading import revision_of, typed
from roadmap.web.plan_visit import open_plan, open_plan_page, uuid_of
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved
from roadmap.web.saves import FINAL
from roadmap.web.views.amendments import AmendmentsView, amendments_view
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.plan_frame import frames


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The page, ready to render."""

    frame: PageFrame
    head: PlanFrame
    view: AmendmentsView


class AmendmentsController(Controller):
    """``/plans/{slug}/amendments``."""

    path = "/plans/{slug:str}/amendments"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what is not approved, the form, and every amendment so far."""
        await open_plan(request, slug)
        shown = await _shown(request, slug, notice=notice_of(request))
        return await page(request, "amendments/index.html", shown.frame, plan_frame=shown.head, amendments=shown.view)

    @post("/")
    async def make(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Make an amendment; refused with what was typed when the plan was changed since the page was made."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        try:
            made = await service.make_amendment(
                visit.viewer, visit.plan.id, revision=revision_of(form), draft=parse_amendment(form), now=clock.now()
            )
        except RuleBrokenError as error:
            return await _refuse(request, slug, Refused.of(form, error.faults))
        except ConflictError:
            changed = Refused.saying(form, message("amendment.changed_meanwhile"))
            return await _refuse(request, slug, changed, status=409)
        said = FINAL if made.is_settled else "yes"
        return await saved(request, f"/plans/{slug}/amendments?saved={said}")

    @post("/tolerances")
    async def tolerate(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Say what the plan may change without a new sign-off."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        try:
            await service.set_tolerances(
                visit.viewer,
                visit.plan.id,
                tolerances=parse_tolerances(form),
                version=version_of(form),
                now=clock.now(),
            )
        except RuleBrokenError as error:
            return await _refuse(request, slug, Refused.of(form, error.faults))
        except ConflictError:
            changed = Refused.saying(form, message("amendment.changed_meanwhile"))
            return await _refuse(request, slug, changed, status=409)
        return await saved(request, f"/plans/{slug}/amendments?saved=yes")

    @post("/{amendment_id:str}/signature")
    async def sign(self, request: AnyRequest, slug: FromPath[str], amendment_id: FromPath[str]) -> Response[bytes]:
        """Sign the amendment that waits."""
        visit = await open_plan(request, slug, "sign")
        form = await typed(request)
        try:
            await service.sign_amendment(visit.viewer, visit.plan.id, uuid_of(amendment_id), now=clock.now())
        except RuleBrokenError as error:
            return await _refuse(request, slug, Refused.of(form, error.faults))
        except ConflictError:
            changed = Refused.saying(form, message("amendment.changed_meanwhile"))
            return await _refuse(request, slug, changed, status=409)
        return await saved(request, f"/plans/{slug}/amendments?saved={FINAL}")


async def _shown(request: AnyRequest, slug: str, refusal: Refused | None = None, notice: str = "") -> Shown:
    visit = await open_plan(request, slug)
    here = await open_plan_page(request, slug, WHOLE)
    unapproved = await service.unapproved(visit.viewer, here.plan)
    view = amendments_view(here, unapproved, await service.signers(here.plan), refusal)
    frame, head = frames(here, "amendments", title=here.words.gettext("Amendments"), notice=notice)
    return Shown(frame=replace(frame, path=f"{here.address}/amendments"), head=head, view=view)


async def _refuse(request: AnyRequest, slug: str, refusal: Refused, status: int = 422) -> Response[bytes]:
    shown = await _shown(request, slug, refusal)
    return await refused(
        request, "amendments/index.html", shown.frame, status=status, plan_frame=shown.head, amendments=shown.view
    )
