"""Taking the results of a needs assessment over into its plan: looked at item by item first, then saved as one edit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.needs.assessments import Scenario
from roadmap.domain.needs.linking import Outcome
from roadmap.domain.needs.takeover import TakeoverDraft
from roadmap.services import needs as service
from roadmap.services.edits import edit_plan, preview_edit
from roadmap.web import clock
from roadmap.web.forms.grounds import acting
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.needs import read_takeover, takeover_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.plan_visit import PlanVisit, open_plan, open_plan_page
from roadmap.web.render import AnyRequest, page, saved
from roadmap.web.views.needs_takeover import TakeoverEntry, takeover_view
from roadmap.web.views.plan_frame import PlanPage, frames

PARTS = frozenset({"services", "budget"})
OK, CONFLICT, REFUSED = 200, 409, 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A takeover as it was asked for: the plan's page, the scenario, the form as typed and as read."""

    request: AnyRequest
    visit: PlanVisit
    here: PlanPage
    scenario: Scenario
    form: Typed
    draft: TakeoverDraft
    faults: tuple[Fault, ...]


class NeedsTakeoversController(Controller):
    """``/plans/{slug}/needs/takeover``."""

    path = "/plans/{slug:str}/needs/takeover"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what taking the results over would change."""
        visit = await open_plan(request, slug, "manage")
        return await _page(await _asked(request, visit, None))

    @post("/")
    async def take_over(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Take the results over, or show again what that would change."""
        visit = await open_plan(request, slug, "manage")
        form = await typed(request)
        asked = await _asked(request, visit, form)
        if asked.faults or wants_preview(form):
            return await _page(asked)
        by, today = acting(asked.here), asked.here.today
        try:
            if form.text("scenario") != str(asked.scenario.id):
                return await _page(asked, is_stale=True)
            edit = service.take_over(asked.scenario.id, asked.draft, version_of(form), by=by, today=today)
            await edit_plan(visit.viewer, visit.plan.id, edit, now=clock.now(), reason=read_reason(form))
        except RuleBrokenError as error:
            return await _page(replace(asked, faults=tuple(error.faults)))
        except ConflictError:
            return await _page(asked, is_stale=True)
        return await saved(request, f"/plans/{slug}/needs?saved=yes#takeover")

    @post("/removal")
    async def cut(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Let what was taken over be the plan's own."""
        visit = await open_plan(request, slug, "manage")
        await edit_plan(visit.viewer, visit.plan.id, service.cut_link(), now=clock.now())
        return await saved(request, f"/plans/{slug}/needs?saved=yes#takeover")


async def _asked(request: AnyRequest, visit: PlanVisit, form: Typed | None) -> Asked:
    """The takeover of the scenario that the plan goes by. Raises ``NotFoundError`` where there is none."""
    here = await open_plan_page(request, visit.plan.slug, PARTS)
    scenario = here.plan.needs.by if here.plan.needs else None
    if scenario is None or here.playbook.needs is None:
        raise NotFoundError(message("error.not_found"))
    begun = form or Typed(values=takeover_texts(here))
    draft, faults = read_takeover(begun, here)
    asked = Asked(
        request=request, visit=visit, here=here, scenario=scenario, form=begun, draft=draft, faults=tuple(faults)
    )
    return asked if form else replace(asked, draft=await _with_sizes(asked))


async def _with_sizes(asked: Asked) -> TakeoverDraft:
    """The draft that replaces the size of a plan that nothing was taken over into yet: every plan has one."""
    if asked.here.plan.needs and asked.here.plan.needs.takeover:
        return asked.draft
    try:
        found = _outcomes(asked, asked.here)
    except RuleBrokenError:
        return asked.draft
    sizes = frozenset(each.name for each in found if each.part == "driver" and each.fate == "kept")
    return replace(asked.draft, overwrite=sizes)


def _outcomes(asked: Asked, here: PlanPage) -> tuple[Outcome, ...]:
    by, today = acting(here), here.today
    return service.taken_over(here.plan, asked.scenario.id, asked.draft, by=by, today=today).outcomes


async def _page(asked: Asked, *, is_stale: bool = False) -> Response[bytes]:
    """The form with what it would change, as the plan stands now."""
    here, visit, is_first = asked.here, asked.visit, not asked.form.text("version")
    texts = {name: asked.form.text(name) for name in asked.form.values}
    entry = TakeoverEntry(texts=texts, ticked=asked.draft.overwrite, faults=asked.faults, is_stale=is_stale)
    try:
        edit = service.take_over(asked.scenario.id, asked.draft, None, by=acting(here), today=here.today)
        edited = await preview_edit(visit.viewer, visit.plan.id, edit)
        entry = replace(entry, edited=edited, outcomes=_outcomes(asked, replace(here, plan=edited.before)))
    except RuleBrokenError as error:
        # Whoever only opens the form is told what is missing when they send it.
        entry = replace(entry, faults=asked.faults or (() if is_first else tuple(error.faults)))
    status = CONFLICT if is_stale else REFUSED if entry.faults else OK
    view = takeover_view(here, asked.scenario, entry)
    notice = here.words.gettext("This is a preview. Nothing is saved yet.") if status == OK else ""
    title = here.words.gettext("Take over into the plan")
    frame, head = frames(here, "needs/takeover", title=title, crumb=title, notice=notice)
    frame, head = replace(frame, path=view.action), replace(head, is_short=True)
    return await page(asked.request, "needs/takeover.html", frame, status=status, plan_frame=head, takeover=view)
