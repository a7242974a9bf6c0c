"""Budgets: what a plan costs and what is spent."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.web.plan_visit import open_plan_page
from roadmap.web.render import AnyRequest, kept_page, notice_of, refused
from roadmap.web.views.budgets import budget
from roadmap.web.views.coverage_keys import MONEY
from roadmap.web.views.plan_frame import frames
from roadmap.web.views.spending import spending_view

PARTS = MONEY | {"phases", "milestones", "baselines", "spending"}
SPENT = frozenset({"budget", "spending"})


class BudgetsController(Controller):
    """``/plans/{slug}/budget``."""

    path = "/plans/{slug:str}/budget"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the budget by the period that the query names, and spending; refused where it names no period."""
        here = await open_plan_page(request, slug, PARTS)
        view = budget(here, request.query_params.get("period", ""))
        frame, head = frames(here, "budget", lede=view.lede, keys=view.keys, notice=notice_of(request))
        answer = refused if view.periods.filters.errors else kept_page
        return await answer(request, "budgets/show.html", frame, plan_frame=head, budget=view)

    @get("/spending")
    async def spending(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show every amount spent, line by line, as it was entered."""
        here = await open_plan_page(request, slug, SPENT)
        view, title = spending_view(here), here.words.gettext("Spending")
        frame, head = frames(
            here, "budget/spending", title=title, crumb=title, lede=view.lede, notice=notice_of(request)
        )
        return await kept_page(request, "budgets/spending.html", frame, plan_frame=head, spending=view)
