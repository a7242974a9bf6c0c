"""Exchange rates: what there is, and files that bring more. Nothing is saved before its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import may_set_rates
from roadmap.domain.errors import ConflictError, Fault, ForbiddenError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.rate_files import MOST_BYTES
from roadmap.services import rates as service
from roadmap.web import clock
from roadmap.web.forms.rates import parse_rates
from roadmap.web.forms.reading import typed
from roadmap.web.plan_visit import AllPlansVisit, open_all_plans, uuid_of
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved, words_of
from roadmap.web.views.frame import PageFrame, page_frame
from roadmap.web.views.rates import preview_view, rates_view, status_of

CONFLICT: Final = 409


class RatesController(Controller):
    """``/rates``."""

    path = "/rates"
    # The file and what a form says around it.
    request_max_body_size = MOST_BYTES + 1_048_576

    @get("/")
    async def index(self, request: AnyRequest) -> Response[bytes]:
        """List the latest rates, with the form that brings a file."""
        return await _index(request, await _open(request))

    @post("/imports")
    async def create(self, request: AnyRequest) -> Response[bytes]:
        """Take a file in and lead to its preview; refused with the place of everything that is wrong in it."""
        here, form = await _open(request), await typed(request)
        try:
            sent = await parse_rates(form)
            key = await service.receive_rates(
                here.viewer,
                sent.content,
                source=sent.source,
                file_name=sent.name,
                reason=sent.reason,
                now=clock.now(),
            )
        except RuleBrokenError as error:
            return await _index(request, here, typed=form.values, faults=error.faults)
        return await saved(request, f"/rates/imports/{key}")

    @get("/imports/{rate_import:str}")
    async def show(self, request: AnyRequest, rate_import: FromPath[str]) -> Response[bytes]:
        """Show what the file would change."""
        return await _preview(request, await _open(request), uuid_of(rate_import))

    @post("/imports/{rate_import:str}")
    async def take_over(self, request: AnyRequest, rate_import: FromPath[str]) -> Response[bytes]:
        """Take the file over as it was previewed; else show what it would change now."""
        here, key = await _open(request), uuid_of(rate_import)
        revision = (await typed(request)).text("revision")
        try:
            await service.import_rates(here.viewer, key, revision=revision, now=clock.now())
        except ConflictError:
            return await _preview(request, here, key, is_stale=True)
        return await saved(request, "/rates?saved=yes")

    @post("/imports/{rate_import:str}/removal")
    async def remove(self, request: AnyRequest, rate_import: FromPath[str]) -> Response[bytes]:
        """Let go of the file."""
        here = await _open(request)
        await service.forget_rates(here.viewer, uuid_of(rate_import), now=clock.now())
        return await saved(request, "/rates")


async def _open(request: AnyRequest) -> AllPlansVisit:
    """Raise ``ForbiddenError`` for who may not bring rates, before anything that was sent is read."""
    here = await open_all_plans(request)
    if not may_set_rates(here.viewer):
        raise ForbiddenError(message("error.forbidden"))
    return here


def _frame(request: AnyRequest, here: AllPlansVisit, title: str, path: str = "/rates") -> PageFrame:
    return page_frame(
        words_of(here.visit),
        title=title,
        path=path,
        theme=here.visit.theme,
        viewer=here.viewer,
        section="/",
        notice=notice_of(request),
    )


async def _index(
    request: AnyRequest, here: AllPlansVisit, *, typed: Mapping[str, str] | None = None, faults: Sequence[Fault] = ()
) -> Response[bytes]:
    words, today = words_of(here.visit), clock.today()
    view = rates_view(words, await service.rates_overview(here.viewer, today), today, typed=typed or {}, faults=faults)
    frame = _frame(request, here, view.title)
    if faults:
        return await refused(request, "rates/index.html", frame, status=status_of(faults), rates=view)
    return await page(request, "rates/index.html", frame, rates=view)


async def _preview(request: AnyRequest, here: AllPlansVisit, key: UUID, *, is_stale: bool = False) -> Response[bytes]:
    preview = await service.preview_rates(here.viewer, key, now=clock.now())
    view = preview_view(words_of(here.visit), preview, is_stale=is_stale)
    frame = _frame(request, here, view.title, f"/rates/imports/{key}")
    return await page(request, "rates/preview.html", frame, status=CONFLICT if is_stale else 200, preview=view)
