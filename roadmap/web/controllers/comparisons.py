"""Comparing any two states of a plan."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.amendment_rules import tolerances_of
from roadmap.services.comparisons import WHOLE, compare_plan
from roadmap.services.playbooks import thresholds
from roadmap.web.forms.comparisons import chosen_of, offered, points_of, status_of
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, kept_page, refused
from roadmap.web.views.comparison_forms import comparison_form
from roadmap.web.views.comparisons import comparison_view
from roadmap.web.views.plan_frame import frames


class ComparisonsController(Controller):
    """``/plans/{slug}/compare``."""

    path = "/plans/{slug:str}/compare"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what differs between ``a`` and ``b``: ``now``, the id of a baseline or an amendment, or a day.

        A point that cannot be is refused with the form as sent; what is shown below it is then now.
        """
        visit = await open_plan(request, slug)
        here = await open_plan_page(request, slug, WHOLE)
        chosen = chosen_of(request.query_params, here.plan, here.words.code)
        points, faults = points_of(chosen, here.plan, here.today)
        found = await compare_plan(visit.viewer, here.plan, *points)
        tolerances = tolerances_of(found.comparison.before, thresholds(here.plan.intervention))
        view = comparison_view(here, found, tolerances.category_percent)
        frame, head = frames(here, "compare", title=here.words.gettext("Comparison"))
        form = comparison_form(here, offered(chosen, here.plan, faults), faults)
        if faults:
            status = status_of(faults)
            return await refused(
                request, "comparisons/show.html", frame, status=status, plan_frame=head, comparison=view, form=form
            )
        return await kept_page(request, "comparisons/show.html", frame, plan_frame=head, comparison=view, form=form)
