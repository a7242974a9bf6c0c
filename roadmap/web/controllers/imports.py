"""Importing a plan's file: as a new plan, or over one that is there already. Nothing is saved before its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.errors import ConflictError, Fault, ForbiddenError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.visits import Visit
from roadmap.i18n import Language
from roadmap.services import imports as service
from roadmap.services.portfolios import ManagedPortfolio, manageable_portfolios
from roadmap.web import clock
from roadmap.web.forms.imports import parse_file, parse_takeover
from roadmap.web.forms.reading import typed
from roadmap.web.plan_visit import open_plan, open_plan_page, signed_in, uuid_of
from roadmap.web.render import AnyRequest, page, refused, saved, words_of
from roadmap.web.session import settings_of
from roadmap.web.views.frame import PageFrame, page_frame
from roadmap.web.views.import_changes import over_view
from roadmap.web.views.imports import new_import_view, status_of, upload_view
from roadmap.web.views.plan_frame import frames

CONFLICT = 409
OK, WRONG = 200, 422


class ImportsController(Controller):
    """``/plans/import``: a file becomes a new plan."""

    path = "/plans/import"

    @get("/")
    async def new(self, request: AnyRequest) -> Response[bytes]:
        """Show the form that brings a file."""
        return await _upload(request, await _begin(request))

    @post("/")
    async def create(self, request: AnyRequest) -> Response[bytes]:
        """Take a file in and lead to its preview; refused with the place of everything that is wrong in it."""
        start = await _begin(request)
        try:
            sent = await parse_file(await typed(request), _most_bytes(request))
            key = await service.receive_file(start.viewer, sent.content, file_name=sent.name, now=clock.now())
        except RuleBrokenError as error:
            return await _upload(request, start, error.faults)
        return await saved(request, f"/plans/import/{key}")

    @get("/{import_id:str}")
    async def show(self, request: AnyRequest, import_id: FromPath[str]) -> Response[bytes]:
        """Show the plan that the file would give."""
        return await _preview(request, await _visitor(request), uuid_of(import_id))

    @post("/{import_id:str}")
    async def take_over(self, request: AnyRequest, import_id: FromPath[str]) -> Response[bytes]:
        """Save the file as a new plan in the chosen portfolio."""
        start, key = await _visitor(request), uuid_of(import_id)
        await service.preview_new_plan(start.viewer, key, now=clock.now())
        chosen = (await typed(request)).text("portfolio")
        portfolio = {str(each.id): each for each in start.portfolios.values()}.get(chosen)
        if portfolio is None:
            fault = Fault(field="portfolio", message=message("plan.no_portfolio"))
            return await _preview(request, start, key, chosen=chosen, faults=(fault,))
        plan = await service.import_new_plan(portfolio, key, now=clock.now())
        return await saved(request, f"/plans/{plan.slug}?saved=yes")

    @post("/{import_id:str}/removal")
    async def remove(self, request: AnyRequest, import_id: FromPath[str]) -> Response[bytes]:
        """Let go of the file."""
        start = await _visitor(request)
        await service.forget_import(start.viewer, uuid_of(import_id), now=clock.now())
        return await saved(request, "/plans/import")


class PlanImportsController(Controller):
    """``/plans/{slug}/import``: a file goes over a plan that is there already."""

    path = "/plans/{slug:str}/import"

    @get("/")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the form that brings a file."""
        await open_plan(request, slug, "manage")
        return await _plan_upload(request, slug)

    @post("/")
    async def create(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Take a file in and lead to what it would change."""
        visit = await open_plan(request, slug, "manage")
        try:
            sent = await parse_file(await typed(request), _most_bytes(request))
            key = await service.receive_file(
                visit.viewer, sent.content, file_name=sent.name, plan_id=visit.plan.id, now=clock.now()
            )
        except RuleBrokenError as error:
            return await _plan_upload(request, slug, error.faults)
        return await saved(request, f"/plans/{slug}/import/{key}")

    @get("/{import_id:str}")
    async def show(self, request: AnyRequest, slug: FromPath[str], import_id: FromPath[str]) -> Response[bytes]:
        """Show what the file would change."""
        await open_plan(request, slug, "manage")
        return await _plan_preview(request, slug, uuid_of(import_id))

    @post("/{import_id:str}")
    async def take_over(self, request: AnyRequest, slug: FromPath[str], import_id: FromPath[str]) -> Response[bytes]:
        """Change the plan to what the file says, as it was previewed; else show the comparison with how it stands."""
        visit, key = await open_plan(request, slug, "manage"), uuid_of(import_id)
        form = await typed(request)
        try:
            revision, reason = parse_takeover(form)
            await service.import_over(
                visit.viewer, visit.plan.id, key, revision=revision, reason=reason, now=clock.now()
            )
        except RuleBrokenError as error:
            if any(each.field.startswith("$") for each in error.faults):
                return await _plan_upload(request, slug, error.faults)
            return await _plan_preview(request, slug, key, reason=form.text("reason"), faults=error.faults)
        except ConflictError:
            return await _plan_preview(request, slug, key, reason=form.text("reason"), is_stale=True)
        return await saved(request, f"/plans/{slug}?saved=yes")

    @post("/{import_id:str}/removal")
    async def remove(self, request: AnyRequest, slug: FromPath[str], import_id: FromPath[str]) -> Response[bytes]:
        """Let go of the file."""
        visit = await open_plan(request, slug, "manage")
        await service.forget_import(visit.viewer, uuid_of(import_id), plan_id=visit.plan.id, now=clock.now())
        return await saved(request, f"/plans/{slug}/import")


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """Somebody who brings a file for a new plan, and the portfolios where it may go."""

    visit: Visit
    viewer: Viewer
    words: Language
    portfolios: dict[UUID, ManagedPortfolio]

    def frame(self, title: str, path: str = "/plans/import") -> PageFrame:
        """The frame of a page."""
        return page_frame(self.words, title=title, path=path, theme=self.visit.theme, viewer=self.viewer, section="/")


async def _visitor(request: AnyRequest) -> Beginning:
    """Raise ``SignInNeededError``."""
    visit = await signed_in(request)
    if visit.viewer is None:
        raise ForbiddenError(message("error.forbidden"))
    portfolios = await manageable_portfolios(visit.viewer)
    viewer = next(iter(portfolios.values())).viewer if portfolios else visit.viewer
    return Beginning(visit=visit, viewer=viewer, words=words_of(visit), portfolios=portfolios)


async def _begin(request: AnyRequest) -> Beginning:
    """Raise ``ForbiddenError`` for who manages no portfolio, before the form is read."""
    start = await _visitor(request)
    if not start.portfolios:
        raise ForbiddenError(message("plan.nowhere_to_start"))
    return start


def _most_bytes(request: AnyRequest) -> int:
    return settings_of(request).upload_max_mb * 1_048_576


async def _upload(request: AnyRequest, start: Beginning, faults: Sequence[Fault] = ()) -> Response[bytes]:
    view = upload_view(start.words, "/plans/import", "/plans/new", faults)
    frame = start.frame(start.words.gettext("Import a plan"))
    if faults:
        return await refused(request, "imports/new.html", frame, status=status_of(faults), upload=view)
    return await page(request, "imports/new.html", frame, upload=view)


async def _preview(
    request: AnyRequest, start: Beginning, key: UUID, *, chosen: str = "", faults: Sequence[Fault] = ()
) -> Response[bytes]:
    preview = await service.preview_new_plan(start.viewer, key, now=clock.now())
    if not start.portfolios:
        raise ForbiddenError(message("plan.nowhere_to_start"))
    titles = {str(each.id): each.title for each in start.portfolios.values()}
    address = f"/plans/import/{key}"
    view = new_import_view(start.words, preview, titles, address, chosen=chosen, faults=faults)
    frame = start.frame(start.words.gettext("Import “%(plan)s”") % {"plan": preview.plan.title}, address)
    status = WRONG if faults else OK
    return await page(request, "imports/show.html", frame, status=status, import_=view)


async def _plan_upload(request: AnyRequest, slug: str, faults: Sequence[Fault] = ()) -> Response[bytes]:
    here = await open_plan_page(request, slug, frozenset())
    address = f"{here.address}/import"
    view = upload_view(here.words, address, f"{here.address}/exports", faults)
    frame, head = frames(here, "import", title=here.words.gettext("Import a file over this plan"))
    if faults:
        return await refused(
            request, "imports/plan_new.html", frame, status=status_of(faults), plan_frame=head, upload=view
        )
    return await page(request, "imports/plan_new.html", frame, plan_frame=head, upload=view)


async def _plan_preview(
    request: AnyRequest,
    slug: str,
    key: UUID,
    *,
    reason: str = "",
    faults: Sequence[Fault] = (),
    is_stale: bool = False,
) -> Response[bytes]:
    visit = await open_plan(request, slug, "manage")
    here = await open_plan_page(request, slug, frozenset())
    preview = await service.preview_over(visit.viewer, visit.plan.id, key, now=clock.now())
    view = over_view(here, preview, str(key), reason=reason, faults=faults, is_stale=is_stale)
    frame, head = frames(here, "import", title=here.words.gettext("What the file changes"))
    status = CONFLICT if is_stale else WRONG if faults else OK
    return await page(request, "imports/plan_show.html", frame, status=status, plan_frame=head, over=view)
