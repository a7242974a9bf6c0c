"""Settling a plan as a whole: rename it, move its start, freeze a baseline, archive it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.services import plans as service
from roadmap.services.changes import meanwhile
from roadmap.web import clock
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.plans import parse_start, wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.plan_visit import PlanVisit, open_plan, open_plan_page
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.plan_conflicts import head_conflict
from roadmap.web.views.plan_frame import PlanPage, frames
from roadmap.web.views.plan_settings import NOTHING_REFUSED, Refused, settings_view
from roadmap.web.views.start_previews import PREVIEWED, start_preview

PARTS = frozenset({"baselines"})
Write = Callable[[PlanVisit, Typed], Awaitable[object]]


class PlanSettingsController(Controller):
    """``/plans/{slug}``: what changes the plan itself."""

    path = "/plans/{slug:str}"

    @get("/settings")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the forms."""
        await open_plan(request, slug, "manage")
        return await _show(request, slug, NOTHING_REFUSED, notice=notice_of(request))

    @post("/title")
    async def rename(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Give the plan another title."""

        async def write(visit: PlanVisit, form: Typed) -> object:
            return await service.rename_plan(
                visit.viewer, visit.plan.id, title=form.text("title"), version=version_of(form), now=clock.now()
            )

        return await _write(request, slug, "title", write)

    @post("/start")
    async def move(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Preview what another start moves, or move it."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        if wants_preview(form):
            return await _preview(request, slug, visit, form)

        async def write(visit: PlanVisit, form: Typed) -> object:
            return await service.move_start(
                visit.viewer, visit.plan.id, start=parse_start(form), version=version_of(form), now=clock.now()
            )

        return await _write(request, slug, "start", write)

    @post("/archive")
    async def archive(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Archive the plan, or bring it back."""

        async def write(visit: PlanVisit, form: Typed) -> object:
            if form.text("archived") not in {"yes", "no"}:
                raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
            return await service.set_archived(
                visit.viewer,
                visit.plan.id,
                is_archived=form.text("archived") == "yes",
                version=version_of(form),
                now=clock.now(),
            )

        return await _write(request, slug, "archived", write, action="archive")

    @post("/baselines")
    async def freeze(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Freeze the plan's dates and money as a baseline by name."""

        async def write(visit: PlanVisit, form: Typed) -> object:
            if form.text("do") == "chosen" and not form.text("name"):
                # Of two versions the one without a new baseline was chosen.
                return None
            return await service.freeze_baseline(
                visit.viewer, visit.plan.id, name=form.text("name"), version=version_of(form), now=clock.now()
            )

        return await _write(request, slug, "name", write, action="baselines")


async def _write(request: AnyRequest, slug: str, field: str, write: Write, action: str = "") -> Response[bytes]:
    """Save one form; refused with the page as typed, or with both values when somebody was faster."""
    visit = await open_plan(request, slug, "manage")
    form = await typed(request)
    try:
        form.check()
        await write(visit, form)
    except RuleBrokenError as error:
        return await _show(request, slug, _refused(field, form, error))
    except ConflictError:
        return await _conflict(request, slug, action or field, form, field)
    return await saved(request, f"/plans/{slug}/settings?saved=yes")


async def _preview(request: AnyRequest, slug: str, visit: PlanVisit, form: Typed) -> Response[bytes]:
    try:
        changes = await service.preview_start(visit.viewer, visit.plan.id, parse_start(form), clock.today())
    except RuleBrokenError as error:
        return await _show(request, slug, _refused("start", form, error))
    here = await open_plan_page(request, slug, PREVIEWED)
    frame, head = _frames(here, here.words.gettext("This is a preview. Nothing is saved yet."))
    view = settings_view(here, Refused(form="start", typed=form.values, faults=()), start_preview(here, changes))
    return await page(request, "plans/settings.html", frame, plan_frame=head, settings=view)


async def _show(request: AnyRequest, slug: str, refusal: Refused, notice: str = "") -> Response[bytes]:
    here = await open_plan_page(request, slug, PARTS)
    frame, head = _frames(here, notice)
    view = settings_view(here, refusal)
    if refusal is NOTHING_REFUSED:
        return await page(request, "plans/settings.html", frame, plan_frame=head, settings=view)
    return await refused(request, "plans/settings.html", frame, plan_frame=head, settings=view)


async def _conflict(request: AnyRequest, slug: str, action: str, form: Typed, field: str) -> Response[bytes]:
    """Both values to choose from; where they agree there is nothing left to save."""
    here = await open_plan_page(request, slug, PARTS)
    since = await meanwhile(here.plan, here.plan.id, here.plan.version - version_of(form))
    view = head_conflict(here, action, "settings", {field: form.text(field)}, since)
    if view is None:
        return await saved(request, f"/plans/{slug}/settings?saved=yes")
    frame, head = _frames(here)
    return await refused(request, "plans/conflict.html", frame, status=409, plan_frame=head, conflict=view)


def _frames(here: PlanPage, notice: str = "") -> tuple[PageFrame, PlanFrame]:
    """The frames of the page, whose address is that of the forms, wherever they were sent."""
    frame, head = frames(here, "settings", title=here.words.gettext("Settings"), notice=notice)
    return replace(frame, path=f"{here.address}/settings"), head


def _refused(field: str, form: Typed, error: RuleBrokenError) -> Refused:
    return Refused(form=field, typed=form.values, faults=error.faults)
