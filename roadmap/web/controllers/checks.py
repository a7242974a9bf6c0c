"""Plan checks, and the waivers of what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.checks.waivers import WaiverDraft
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.plans import Waiver
from roadmap.services import checks as service
from roadmap.web import clock
from roadmap.web.forms.reading import typed
from roadmap.web.forms.waivers import is_theirs, waiver_draft
from roadmap.web.plan_visit import open_checked_page, open_plan
from roadmap.web.render import AnyRequest, keep, kept_page, notice_of, page, refused, saved
from roadmap.web.views.checks import checks_view
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.plan_frame import CHECKS, CheckedPage, checks_label, frames
from roadmap.web.views.waivers import waiver_conflict, waiver_form


class ChecksController(Controller):
    """``/plans/{slug}/checks``."""

    path = "/plans/{slug:str}/checks"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what fails, what is waived and what passes."""
        here = await open_checked_page(request, slug)
        view = checks_view(here)
        frame, head = frames(here, CHECKS, lede=view.lede, notice=notice_of(request))
        return await kept_page(request, "checks/index.html", frame, plan_frame=head, checks=view)

    @get("/label")
    async def label(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Say how many checks fail, for the menu of a page that does not know: it need not wait for all of them."""
        here = await open_checked_page(request, slug)
        return keep(request, checks_label(here).encode(), "text/plain")


class WaiversController(Controller):
    """``/plans/{slug}/waivers``."""

    path = "/plans/{slug:str}/waivers"

    @get("/new")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the form for one finding."""
        await open_plan(request, slug, "manage")
        asked = {name: request.query_params.get(name, "") for name in ("check", "item")}
        here = await open_checked_page(request, slug)
        frame, head = _frames(here)
        view = waiver_form(here, WaiverDraft(check=asked["check"], item=asked["item"], reason=""))
        return await page(request, "checks/waive.html", frame, plan_frame=head, waiver=view)

    @post("/")
    async def waive(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Waive a finding with a reason; refused with the reason as typed, or with both when somebody was faster."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        draft = waiver_draft(form)
        if not is_theirs(form, taking_back=False):
            try:
                form.check()
                await service.waive_finding(visit.viewer, visit.plan, draft, now=clock.now())
            except RuleBrokenError as error:
                return await _refuse(request, slug, draft, error.faults)
            except ConflictError as error:
                return await _conflict(request, slug, draft, error.current, "waivers")
        return await saved(request, f"/plans/{slug}/checks?saved=yes")

    @post("/removal")
    async def take_back(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Take a waiver back."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        draft = waiver_draft(form)
        if not is_theirs(form, taking_back=True):
            try:
                await service.take_back_waiver(visit.viewer, visit.plan, draft, now=clock.now())
            except ConflictError as error:
                return await _conflict(request, slug, replace(draft, reason=""), error.current, "waivers/removal")
        return await saved(request, f"/plans/{slug}/checks?saved=yes")


async def _refuse(request: AnyRequest, slug: str, draft: WaiverDraft, faults: Sequence[Fault]) -> Response[bytes]:
    here = await open_checked_page(request, slug)
    frame, head = _frames(here)
    view = waiver_form(here, draft, faults)
    return await refused(request, "checks/waive.html", frame, plan_frame=head, waiver=view)


async def _conflict(
    request: AnyRequest, slug: str, draft: WaiverDraft, held: Waiver | None, action: str
) -> Response[bytes]:
    here = await open_checked_page(request, slug)
    frame, head = _frames(here)
    view = waiver_conflict(here, draft, held, action)
    return await refused(request, "plans/conflict.html", frame, status=409, plan_frame=head, conflict=view)


def _frames(here: CheckedPage) -> tuple[PageFrame, PlanFrame]:
    title = here.words.gettext("Waive what a check finds")
    frame, head = frames(here, CHECKS, title=title, crumb=title)
    return replace(frame, path=f"{here.address}/checks"), head
