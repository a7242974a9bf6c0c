"""Starting a plan from a playbook, with a preview before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from litestar import Controller, get, post
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.errors import Fault, ForbiddenError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.visits import Visit
from roadmap.i18n import Language
from roadmap.services import plans as service
from roadmap.services.playbooks import all_playbooks
from roadmap.services.portfolios import ManagedPortfolio, manageable_portfolios
from roadmap.web import clock
from roadmap.web.forms.plans import WantedPlan, asked, parse_plan, routes_by_name, wants_preview
from roadmap.web.forms.reading import BAD, Typed, typed
from roadmap.web.plan_visit import signed_in
from roadmap.web.render import AnyRequest, page, refused, saved, words_of
from roadmap.web.views.frame import PageFrame, page_frame
from roadmap.web.views.new_plans import NewPlanView, new_plan_view
from roadmap.web.views.plan_previews import PreviewView, preview_view


class NewPlansController(Controller):
    """``/plans``, without a plan yet."""

    path = "/plans"

    @get("/new")
    async def new(self, request: AnyRequest) -> Response[bytes]:
        """Show the short form; the address may fill it in already."""
        start = await _begin(request)
        return await page(request, "plans/new.html", start.frame(), new_plan=start.view(_from_address(request)))

    @post("/")
    async def create(self, request: AnyRequest) -> Response[bytes]:
        """Preview the plan, or start it: nothing is saved before the second."""
        start = await _begin(request)
        form = await typed(request)
        try:
            portfolio, wanted = start.parse(form)
            if wants_preview(form):
                plan = service.preview_plan(wanted.playbook, wanted.draft, clock.now())
                shown = preview_view(start.words, plan, wanted.playbook)
                notice = start.words.gettext("This is a preview. Nothing is saved yet.")
                return await page(
                    request, "plans/new.html", start.frame(notice), new_plan=start.view(form, preview=shown)
                )
            plan = await service.start_plan(
                portfolio.viewer, wanted.playbook, wanted.draft, portfolio_id=portfolio.id, now=clock.now()
            )
        except RuleBrokenError as error:
            return await refused(
                request, "plans/new.html", start.frame(), new_plan=start.view(form, faults=error.faults)
            )
        return await saved(request, f"/plans/{plan.slug}?saved=yes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """Somebody who may start a plan, and where."""

    visit: Visit
    words: Language
    portfolios: dict[UUID, ManagedPortfolio]

    @property
    def viewer(self) -> Viewer:
        """The viewer as in the first of the portfolios, for the frame of the page."""
        return next(iter(self.portfolios.values())).viewer

    def parse(self, form: Typed) -> tuple[ManagedPortfolio, WantedPlan]:
        """The portfolio and the plan that are asked for. Raises ``RuleBrokenError``, for both at once."""
        chosen = {str(key): each for key, each in self.portfolios.items()}.get(form.text("portfolio"))
        role = (chosen.viewer if chosen else self.viewer).role
        faults: list[Fault] = []
        try:
            wanted = parse_plan(form, all_playbooks(), by=role, today=clock.today())
        except RuleBrokenError as error:
            faults += error.faults
        if chosen is None:
            faults.append(Fault(field="portfolio", message=message("plan.no_portfolio")))
        if faults or chosen is None:
            raise RuleBrokenError(*faults)
        return chosen, wanted

    def frame(self, notice: str = "") -> PageFrame:
        """The frame of the page, whose address is that of the empty form."""
        return page_frame(
            self.words,
            title=self.words.gettext("New plan"),
            path="/plans/new",
            theme=self.visit.theme,
            viewer=self.viewer,
            section="/",
            notice=notice,
        )

    def view(self, form: Typed, *, faults: Sequence[Fault] = (), preview: PreviewView | None = None) -> NewPlanView:
        """The form as typed."""
        titles = {str(key): each.title for key, each in self.portfolios.items()}
        return new_plan_view(
            self.words, all_playbooks(), titles, form, today=clock.today(), faults=faults, preview=preview
        )


async def _begin(request: AnyRequest) -> Beginning:
    """Raise ``SignInNeededError``, or ``ForbiddenError`` for who manages no portfolio, before the form is read."""
    visit = await signed_in(request)
    if visit.viewer is None:
        raise ForbiddenError(message("error.forbidden"))
    portfolios = await manageable_portfolios(visit.viewer)
    if not portfolios:
        raise ForbiddenError(message("plan.nowhere_to_start"))
    return Beginning(visit=visit, words=words_of(visit), portfolios=portfolios)


def _from_address(request: AnyRequest) -> Typed:
    """The form as an address fills it in; a route may stand there without its playbook, as links of one name it."""
    pairs = [(name, BAD.sub("", value)) for name, value in request.query_params.multi_items()]
    short = {name.partition("/")[2]: name for name in reversed(routes_by_name(all_playbooks()))}
    lists = [(name, short.get(value, value) if name == "routes" else value) for name, value in pairs]
    return asked(dict(reversed(lists)), lists)
