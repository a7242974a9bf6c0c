"""Letting one milestone wait for another, from the one that comes first: the way without dragging."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestones import LINK_KINDS, Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.edits import Edited
from roadmap.services.milestones import milestone_of
from roadmap.web.forms.milestone_links import parse_link
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_pages import LONGEST_PREFILL, OK, REFUSED, Opened, open_to_edit
from roadmap.web.plan_visit import uuid_of
from roadmap.web.render import AnyRequest, page_or_part, saved
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.milestone_links import link_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames


class MilestoneLinksController(Controller):
    """``/plans/{slug}/milestones/{id}/links``."""

    path = "/plans/{slug:str}/milestones/{milestone_id:str}/links"

    @get("/new")
    async def new(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Ask what shall wait for it, and how; where the address names it, show what that would move."""
        at = await open_to_edit(request, slug)
        own = milestone_of(at.here.plan, uuid_of(milestone_id))
        waiting = request.query_params.get("milestone", "")[:LONGEST_PREFILL]
        if not waiting:
            return await _link_page(at, own, Entry(texts={}, hidden={}))
        form = Typed(values={"milestone": waiting, "kind": LINK_KINDS[0]})
        try:
            edited = await _carry_out(at, own, form, is_preview=True)
        except RuleBrokenError as error:
            return await _link_page(at, own, Entry(texts=form.values, hidden={}, faults=error.faults))
        return await _link_page(at, own, Entry(texts=form.values, hidden={}), consequences_view(at.here, edited))

    @post("/")
    async def link(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Let the chosen one wait, or show what that would move."""
        at = await open_to_edit(request, slug)
        own = milestone_of(at.here.plan, uuid_of(milestone_id))
        form = await typed(request)
        try:
            edited = await _carry_out(at, own, form, is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _link_page(at, own, Entry(texts=form.values, hidden={}, faults=error.faults))
        if wants_preview(form):
            shown = consequences_view(at.here, edited)
            return await _link_page(at, own, Entry(texts=form.values, hidden={}), shown)
        return await saved(request, f"{at.address(own.id)}?saved=yes#links", form=at.address(own.id, "links/new"))


async def _carry_out(at: Opened, own: Milestone, form: Typed, *, is_preview: bool) -> Edited:
    wanted = parse_link(form, own)
    order = service.link_milestone(wanted.waiting, wanted.link)
    return await at.carry_out(order, reason=read_reason(form), is_preview=is_preview)


async def _link_page(
    at: Opened, own: Milestone, entry: Entry, preview: ConsequencesView | None = None
) -> Response[bytes]:
    words = at.here.words
    title = words.gettext("What waits for “%(what)s”") % {"what": words.text(own.title)}
    notice = words.gettext("This is a preview. Nothing is saved yet.") if preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=at.address(own.id, "links/new"))
    view = link_view(at.here, own, entry, preview)
    status = REFUSED if entry.faults else OK
    return await page_or_part(
        at.request, "milestones/link.html", "milestones/_link.html", frame, status=status, plan_frame=head, link=view
    )
