"""The diagnosis from which a plan was started."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page
from roadmap.web.views.diagnosis import diagnosis_view
from roadmap.web.views.plan_frame import frames


class DiagnosisController(Controller):
    """``/plans/{slug}/diagnosis``."""

    path = "/plans/{slug:str}/diagnosis"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the answers, how well each route fits them and why, and what they said of the barriers."""
        here = await open_plan_page(request, slug, frozenset())
        view = diagnosis_view(here)
        frame, head = frames(here, "diagnosis", title=here.words.gettext("Diagnosis"), lede=view.lede)
        return await kept_page(request, "diagnosis/show.html", frame, plan_frame=head, diagnosis=view)
