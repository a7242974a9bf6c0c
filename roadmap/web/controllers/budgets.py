"""Budgets: what a plan costs and what is spent."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of
from roadmap.web.views.budgets import budget
from roadmap.web.views.plan_frame import frames

PARTS = frozenset({"milestones", "baselines", "budget", "spending"})


class BudgetsController(Controller):
    """``/plans/{slug}/budget``."""

    path = "/plans/{slug:str}/budget"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show budget and spending."""
        here = await open_plan_page(request, slug, PARTS)
        view = budget(here)
        frame, head = frames(here, "budget", lede=view.lede, keys=view.keys, notice=notice_of(request))
        return await kept_page(request, "budgets/show.html", frame, plan_frame=head, budget=view)
