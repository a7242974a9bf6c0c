"""Judging a plan's status: what the rule computes, and what a person puts over it."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.services import plans as service
from roadmap.services.changes import meanwhile
from roadmap.web import clock
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.plans import parse_judgement
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.plan_conflicts import head_conflict
from roadmap.web.views.plan_frame import PlanPage, frames, standing
from roadmap.web.views.plan_status import status_view

PARTS = frozenset({"phases", "milestones", "baselines"})


class PlanStatusController(Controller):
    """``/plans/{slug}/status``."""

    path = "/plans/{slug:str}/status"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the computed status, the judgement over it and the form."""
        await open_plan(request, slug, "track")
        here = await open_plan_page(request, slug, PARTS)
        frame, head = _frames(here, notice_of(request))
        view = status_view(here, standing(here.plan, here.today))
        return await page(request, "plans/status.html", frame, plan_frame=head, status_form=view)

    @post("/")
    async def judge(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Put a judgement over the computed status, or take it away."""
        visit = await open_plan(request, slug, "track")
        form = await typed(request)
        try:
            kind, reason = parse_judgement(form)
            await service.judge_status(
                visit.viewer, visit.plan.id, kind=kind, reason=reason, version=version_of(form), now=clock.now()
            )
        except RuleBrokenError as error:
            return await _refuse(request, slug, form, error)
        except ConflictError:
            return await _conflict(request, slug, form)
        return await saved(request, f"/plans/{slug}/status?saved=yes")


async def _refuse(request: AnyRequest, slug: str, form: Typed, error: RuleBrokenError) -> Response[bytes]:
    here = await open_plan_page(request, slug, PARTS)
    frame, head = _frames(here)
    sent = {name: form.text(name) for name in form.values}
    view = status_view(here, standing(here.plan, here.today), sent, error.faults)
    return await refused(request, "plans/status.html", frame, plan_frame=head, status_form=view)


async def _conflict(request: AnyRequest, slug: str, form: Typed) -> Response[bytes]:
    here = await open_plan_page(request, slug, PARTS)
    is_removed = form.text("do") == "remove"
    sent = {name: "" if is_removed else form.text(name) for name in ("kind", "reason")}
    since = await meanwhile(here.plan, here.plan.id, here.plan.version - version_of(form))
    view = head_conflict(here, "status", "status", sent, since)
    if view is None:
        return await saved(request, f"/plans/{slug}/status?saved=yes")
    frame, head = _frames(here)
    return await refused(request, "plans/conflict.html", frame, status=409, plan_frame=head, conflict=view)


def _frames(here: PlanPage, notice: str = "") -> tuple[PageFrame, PlanFrame]:
    frame, head = frames(here, "status", title=here.words.gettext("Status"), notice=notice)
    return replace(frame, path=f"{here.address}/status"), head
