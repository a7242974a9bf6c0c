"""Exports: what a plan can be taken away as, and the files themselves."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.exports import EXPORTS, ExportSubject
from roadmap.services.feeds import plan_calendar
from roadmap.services.plans import plan_with
from roadmap.services.playbooks import playbook
from roadmap.web import clock
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, download, kept_page, words_of
from roadmap.web.session import settings_of
from roadmap.web.views.exports import exports
from roadmap.web.views.plan_frame import frames


class ExportsController(Controller):
    """``/plans/{slug}/exports``."""

    path = "/plans/{slug:str}/exports"

    @get("/")
    async def index(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """List the files that a plan can be had as."""
        here = await open_plan_page(request, slug, frozenset())
        frame, head = frames(here, "exports")
        return await kept_page(request, "exports/index.html", frame, plan_frame=head, exports=exports(here))

    @get("/{name:str}")
    async def show(self, request: AnyRequest, slug: FromPath[str], name: FromPath[str]) -> Response[bytes]:
        """Send one of the files. It is kept by the plan's revision, so the next reader's costs one query."""
        here = await open_plan(request, slug)
        wanted = EXPORTS.get(name)
        if wanted is None:
            raise NotFoundError(message("error.not_found"))
        plan = await plan_with(here.viewer, here.plan.id, wanted.parts)
        subject = ExportSubject(
            plan=plan,
            playbook=playbook(plan.intervention),
            base_url=settings_of(request).base_url,
            today=clock.today(),
            calendar=await plan_calendar(here.viewer, plan.id) if wanted.has_calendar else None,
        )
        return download(request, wanted.make(subject, words_of(here.visit)))
