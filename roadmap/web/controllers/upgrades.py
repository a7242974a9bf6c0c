"""A newer playbook for a plan: what it would change, and taking it over item by item."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.services import upgrades as service
from roadmap.services.upgrades import Offer
from roadmap.web import clock
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.upgrades import check_choice, choice_of, takes_nothing
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved
from roadmap.web.views.consequences import consequences_view
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.plan_frame import PlanPage, frames
from roadmap.web.views.upgrades import Sent, UpgradeView, logged_reason, open_names, preselected, upgrade_view

CONFLICT, INVALID = 409, 422
TEMPLATE = "upgrades/show.html"


class UpgradesController(Controller):
    """``/plans/{slug}/upgrade``."""

    path = "/plans/{slug:str}/upgrade"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what the newer playbook changes, or that there is none."""
        await open_plan(request, slug, "manage")
        here, offer = await _open(request, slug)
        view = upgrade_view(here, offer)
        frame, head = _frames(here, view, notice_of(request))
        return await page(request, TEMPLATE, frame, plan_frame=head, upgrade=view)

    @post("/")
    async def take_over(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Preview what was chosen, or take it over; refused with the choices kept, also when somebody was faster."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        here, offer = await _open(request, slug, form.text("since"))
        if offer.is_newest or (offer.is_left and not open_names(offer, choice_of(form).names)):
            # Sent twice, or somebody else did it: the plan follows the newest and has all that was chosen.
            return await saved(request, f"/plans/{slug}/upgrade?saved=yes")
        names = open_names(offer, choice_of(form).names)
        choice = replace(choice_of(form), names=names)
        sent = Sent(names=names, reason=form.text("reason"))
        try:
            check_choice(form, names)
            if wants_preview(form):
                edited = await service.preview_upgrade(visit.viewer, offer, choice, clock.now())
                view = upgrade_view(here, offer, sent, consequences_view(here, edited))
                frame, head = _frames(here, view, here.words.gettext("This is a preview. Nothing is saved yet."))
                return await page(request, TEMPLATE, frame, plan_frame=head, upgrade=view)
            reason = logged_reason(here, offer, sent)
            await service.take_over(visit.viewer, offer, choice, reason, now=clock.now())
        except RuleBrokenError as error:
            known = tuple(each if each.field == "reason" else replace(each, field="") for each in error.faults)
            return await _refuse(request, slug, form, replace(sent, faults=known), INVALID)
        except ConflictError:
            return await _refuse(request, slug, form, replace(sent, is_stale=True), CONFLICT)
        return await saved(request, f"/plans/{slug}?saved=yes")


async def _open(request: AnyRequest, slug: str, since: str = "") -> tuple[PlanPage, Offer]:
    here = await open_plan_page(request, slug, service.WHOLE)
    visit = await open_plan(request, slug, "manage")
    return here, await service.see_upgrade(visit.viewer, here.plan, clock.now(), since=since)


async def _refuse(request: AnyRequest, slug: str, form: Typed, sent: Sent, status: int) -> Response[bytes]:
    """The offer as it now is, ticked as it was sent as far as that is still on offer."""
    here, offer = await _open(request, slug, form.text("since"))
    names = preselected(offer) if takes_nothing(form) else open_names(offer, form.all("item"))
    view = upgrade_view(here, offer, replace(sent, names=names))
    frame, head = _frames(here, view)
    return await refused(request, TEMPLATE, frame, status=status, plan_frame=head, upgrade=view)


def _frames(here: PlanPage, view: UpgradeView, notice: str = "") -> tuple[PageFrame, PlanFrame]:
    _ = here.words.gettext
    title = _("Playbook") if view.is_newest else _("Newer playbook")
    frame, head = frames(here, "upgrade", title=title, lede=view.lede, notice=notice)
    return replace(frame, path=f"{here.address}/upgrade"), head
