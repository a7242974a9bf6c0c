"""Opening a plan for a request: who asks, whether they may know of it, and the plan with the asked parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from roadmap.domain.access import Right, Viewer, require
from roadmap.domain.errors import NotFoundError, SignInNeededError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.visits import MoneyGround, PlanHead, VisiblePlans, Visit
from roadmap.services.checks import plan_checks
from roadmap.services.plans import plan_with
from roadmap.services.visits import visit_money, visit_plan, visit_plans
from roadmap.web import clock
from roadmap.web.render import AnyRequest, words_of
from roadmap.web.session import browser_of_request, visit_of
from roadmap.web.views.plan_frame import CheckedPage, PlanPage, checked, plan_page


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanVisit:
    """A signed-in viewer, the head of a plan that they may read, and the whole visit."""

    viewer: Viewer
    plan: PlanHead
    visit: Visit


async def open_plan(request: AnyRequest, slug: str, right: Right = "read") -> PlanVisit:
    """Give the visit to a plan, before anything that was sent is read.

    Raises ``SignInNeededError``, ``NotFoundError`` for a plan one may not read, ``ForbiddenError`` without ``right``.
    """
    state = request.scope["state"]
    if "visit" not in state:
        state["visit"] = await visit_plan(browser_of_request(request), slug)
    visit: Visit = state["visit"]
    if visit.viewer is None:
        raise SignInNeededError(message("error.sign_in"))
    if visit.plan is None:
        raise NotFoundError(message("error.not_found"))
    require(visit.viewer.rights, right)
    return PlanVisit(viewer=visit.viewer, plan=visit.plan, visit=visit)


async def open_plan_page(request: AnyRequest, slug: str, parts: frozenset[str]) -> PlanPage:
    """What a view of a plan starts from. Raises as ``open_plan`` does."""
    here = await open_plan(request, slug)
    return _opened(request, here, await plan_with(here.viewer, here.plan.id, parts), clock.today())


async def open_checked_page(request: AnyRequest, slug: str) -> CheckedPage:
    """What a view of a whole plan and the results of its checks starts from. Raises as ``open_plan`` does."""
    here = await open_plan(request, slug)
    today = clock.today()
    plan, checks = await plan_checks(here.viewer, here.plan, today)
    return checked(_opened(request, here, plan, today), checks)


def _opened(request: AnyRequest, here: PlanVisit, plan: Plan, today: date) -> PlanPage:
    page = plan_page(words_of(here.visit), here.visit, plan, today, request.url.path)
    # What is sent to an archived plan is refused: its form comes back all the same, with what was typed.
    page = replace(page, is_closed=plan.status == "archived" and request.method == "GET")
    request.scope["state"]["plan_page"] = page
    return page


@dataclass(frozen=True, kw_only=True, slots=True)
class AllPlansVisit:
    """A signed-in viewer with all the roles that they have anywhere, all plans that they may read, and the visit."""

    viewer: Viewer
    plans: VisiblePlans
    visit: Visit


async def open_all_plans(request: AnyRequest) -> AllPlansVisit:
    """Give the visit of somebody to all plans at once, as it was found before routing where it was.

    Raises ``SignInNeededError``.
    """
    state = request.scope["state"]
    if "visit" not in state:
        state["visit"] = await visit_plans(browser_of_request(request))
    visit: Visit = state["visit"]
    if visit.viewer is None or visit.plans is None:
        raise SignInNeededError(message("error.sign_in"))
    return AllPlansVisit(viewer=visit.viewer, plans=visit.plans, visit=visit)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyVisit(AllPlansVisit):
    """The same, and what the money of those plans stands on besides them."""

    ground: MoneyGround


async def open_money(request: AnyRequest) -> MoneyVisit:
    """Give the visit of somebody to the money of all plans. Raises ``SignInNeededError``."""
    state = request.scope["state"]
    if "visit" not in state:
        state["visit"] = await visit_money(browser_of_request(request))
    here, ground = await open_all_plans(request), state["visit"].money
    if ground is None:
        raise SignInNeededError(message("error.sign_in"))
    return MoneyVisit(viewer=here.viewer, plans=here.plans, visit=here.visit, ground=ground)


async def signed_in(request: AnyRequest) -> Visit:
    """The visit of somebody signed in. Raises ``SignInNeededError``."""
    visit = await visit_of(request)
    if visit.viewer is None:
        raise SignInNeededError(message("error.sign_in"))
    return visit


def uuid_of(text: str) -> UUID:
    """An id from an address. Raises ``NotFoundError``: no such thing can be there."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFoundError(message("error.not_found")) from None
