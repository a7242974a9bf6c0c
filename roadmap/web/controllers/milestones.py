"""Milestones: the list, one of them, its progress and its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from roadmap.domain.milestones import Milestone
from roadmap.services import milestones as service
from roadmap.services.changes import item_history, meanwhile, titles_of_gone
from roadmap.services.edits import part_of
from roadmap.web import clock
from roadmap.web.forms.milestones import parse_evidence, parse_progress, version_of
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import REASON, read_reason
from roadmap.web.milestone_gone import gone_page
from roadmap.web.milestone_pages import open_to_edit, save_milestone
from roadmap.web.plan_visit import PlanVisit, open_plan, open_plan_page, uuid_of
from roadmap.web.render import (
    AnyRequest,
    disposition,
    is_htmx,
    kept_page,
    notice_of,
    page,
    refused,
    refused_part,
    saved,
)
from roadmap.web.views.conflicts import progress_conflict
from roadmap.web.views.evidence import evidence_removal_view
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.milestone_gone import evidence_told, progress_told
from roadmap.web.views.milestone_list import FILTERS, milestones
from roadmap.web.views.milestone_progress import NOTHING_REFUSED, Refusal
from roadmap.web.views.milestones import MilestoneView, milestone_view
from roadmap.web.views.plan_frame import PlanPage, frames, standing

LIST_PARTS = frozenset({"phases", "milestones", "baselines"})
SHOW_PARTS = LIST_PARTS | {"evidence", "risks"}
TOO_BIG, WRONG_KIND = 413, 415


class MilestonesController(Controller):
    """``/plans/{slug}/milestones``."""

    path = "/plans/{slug:str}/milestones"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """List the plan's milestones, filtered by the query; refused where that asks for what there is not."""
        here = await open_plan_page(request, slug, LIST_PARTS)
        chosen = {name: request.query_params.get(name, "") for name in FILTERS}
        frame, head = frames(here, "milestones", notice=notice_of(request))
        view = milestones(here, standing(here.plan, here.today), chosen)
        answer = refused if view.filters.errors else kept_page
        return await answer(request, "milestones/index.html", frame, plan_frame=head, milestones=view)

    @post("/")
    async def create(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Add one, or show what that would move; the same form sent twice adds it once."""
        return await save_milestone(await open_to_edit(request, slug), None)

    @post("/{milestone_id:str}")
    async def change(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Change one, or show what that would move."""
        return await save_milestone(await open_to_edit(request, slug), uuid_of(milestone_id))

    @get("/{milestone_id:str}")
    async def show(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Show one milestone with its forms and its history."""
        shown = await _shown(request, slug, uuid_of(milestone_id), notice=notice_of(request))
        return await kept_page(
            request, "milestones/show.html", shown.frame, plan_frame=shown.head, milestone=shown.view
        )

    @post("/{milestone_id:str}/progress")
    async def record(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Record progress; refused with the form as typed, or with both versions when somebody was faster."""
        visit = await open_plan(request, slug, "track")
        key, form = uuid_of(milestone_id), await typed(request)
        try:
            return await _record(request, visit, key, form)
        except NotFoundError:
            return await gone_page(request, slug, key, form, progress_told)

    @post("/{milestone_id:str}/evidence")
    async def attach(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Attach a link or a file."""
        visit = await open_plan(request, slug, "track")
        key, form = uuid_of(milestone_id), await typed(request)
        try:
            return await _attach(request, visit, key, form)
        except NotFoundError:
            return await gone_page(request, slug, key, form, evidence_told)

    @get("/{milestone_id:str}/evidence/{evidence_id:str}")
    async def download(
        self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str], evidence_id: FromPath[str]
    ) -> Response[bytes]:
        """Send an evidence file as a download, never as a page of ours."""
        visit = await open_plan(request, slug)
        uuid_of(milestone_id)
        evidence, content = await service.evidence_file(visit.viewer, visit.plan.id, uuid_of(evidence_id))
        return Response(
            content,
            media_type=evidence.media_type,
            headers={
                "content-disposition": disposition(evidence.file_name),
                "cache-control": "private, no-cache",
                "content-security-policy": "sandbox; default-src 'none'",
            },
        )

    @get("/{milestone_id:str}/evidence/{evidence_id:str}/removal")
    async def ask(
        self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str], evidence_id: FromPath[str]
    ) -> Response[bytes]:
        """Say what taking evidence away means."""
        await open_plan(request, slug, "track")
        here = await open_plan_page(request, slug, SHOW_PARTS)
        milestone = service.milestone_of(here.plan, uuid_of(milestone_id))
        evidence = part_of(
            (each for each in here.plan.evidence if each.milestone_id == milestone.id), uuid_of(evidence_id)
        )
        title = here.words.gettext("Take out “%(what)s”") % {"what": evidence.title}
        frame, head = frames(here, "milestones", title=title, crumb=title)
        view = evidence_removal_view(here, evidence)
        return await page(request, "parts/removal.html", frame, plan_frame=replace(head, is_short=True), removal=view)

    @post("/{milestone_id:str}/evidence/{evidence_id:str}/removal")
    async def remove(
        self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str], evidence_id: FromPath[str]
    ) -> Response[bytes]:
        """Take evidence away; the log keeps that it was there."""
        visit = await open_plan(request, slug, "track")
        await service.remove_evidence(visit.viewer, visit.plan.id, uuid_of(evidence_id), now=clock.now())
        return await _saved(request, slug, uuid_of(milestone_id))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A milestone's page, ready to render."""

    here: PlanPage
    milestone: Milestone
    view: MilestoneView
    frame: PageFrame
    head: PlanFrame


async def _shown(
    request: AnyRequest, slug: str, key: UUID, refusal: Refusal = NOTHING_REFUSED, notice: str = ""
) -> Shown:
    here = await open_plan_page(request, slug, SHOW_PARTS)
    milestone = service.milestone_of(here.plan, key)
    history = await item_history(here.plan.id, milestone.id)
    here = replace(here, gone=await titles_of_gone(here.plan, history))
    stands = standing(here.plan, here.today)
    title = here.words.text(milestone.title)
    frame, head = frames(here, "milestones", title=title, crumb=title, notice=notice)
    view = milestone_view(here, stands, milestone, history, refusal)
    return Shown(here=here, milestone=milestone, view=view, frame=frame, head=head)


async def _record(request: AnyRequest, visit: PlanVisit, key: UUID, form: Typed) -> Response[bytes]:
    slug = visit.plan.slug
    try:
        version, draft, reason = version_of(form), parse_progress(form), read_reason(form)
        await service.record_progress(
            visit.viewer, visit.plan.id, key, version=version, draft=draft, now=clock.now(), reason=reason
        )
    except RuleBrokenError as error:
        return await _refuse(request, slug, key, _refusal("progress", form, error))
    except ConflictError as error:
        return await _conflict(request, slug, error.current, form)
    return await _saved(request, slug, key)


async def _attach(request: AnyRequest, visit: PlanVisit, key: UUID, form: Typed) -> Response[bytes]:
    slug = visit.plan.slug
    most = request.app.state.settings.upload_max_mb * 1_048_576
    try:
        draft = await parse_evidence(form, most)
        await service.add_evidence(visit.viewer, visit.plan.id, key, draft=draft, most_bytes=most, now=clock.now())
    except RuleBrokenError as error:
        return await _refuse(request, slug, key, _refusal("evidence", form, error), _file_status(error))
    return await _saved(request, slug, key)


def _refusal(name: str, form: Typed, error: RuleBrokenError) -> Refusal:
    return Refusal(form=name, typed={field: form.text(field) for field in form.values}, faults=error.faults)


async def _refuse(request: AnyRequest, slug: str, key: UUID, refusal: Refusal, status: int = 422) -> Response[bytes]:
    shown = await _shown(request, slug, key, refusal)
    if is_htmx(request):
        return await refused_part(request, "milestones/_milestone.html", status=status, milestone=shown.view)
    return await refused(
        request, "milestones/show.html", shown.frame, status=status, plan_frame=shown.head, milestone=shown.view
    )


async def _conflict(request: AnyRequest, slug: str, current: Milestone, form: Typed) -> Response[bytes]:
    """Both versions to choose from; nothing is written until the second person has chosen."""
    shown = await _shown(request, slug, current.id)
    since = await meanwhile(shown.here.plan, current.id, current.version - version_of(form))
    view = progress_conflict(shown.here, current, parse_progress(form), form.text(REASON), since)
    if view is None:
        return await _saved(request, slug, current.id)
    if is_htmx(request):
        return await refused_part(request, "milestones/_conflict.html", status=409, conflict=view)
    return await refused(
        request, "milestones/conflict.html", shown.frame, status=409, plan_frame=shown.head, conflict=view
    )


async def _saved(request: AnyRequest, slug: str, key: UUID) -> Response[bytes]:
    location = f"/plans/{slug}/milestones/{key}?saved=yes#milestone"
    if is_htmx(request):
        shown = await _shown(request, slug, key)
        return await saved(request, location, "milestones/_milestone.html", milestone=shown.view)
    return await saved(request, location)


def _file_status(error: RuleBrokenError) -> int:
    """413 and 415 are the standard's words for a file that is too big or of the wrong kind."""
    keys = {fault.message.key for fault in error.faults}
    if "evidence.too_big" in keys:
        return TOO_BIG
    return WRONG_KIND if keys & {"evidence.unknown_kind", "evidence.not_what_it_says"} else 422
