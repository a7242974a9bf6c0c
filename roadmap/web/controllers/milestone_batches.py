"""Changing several milestones at once, out of the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlencode

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.milestone_merges import FEWEST_MERGED
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.edits import Edited
from roadmap.web.forms.milestone_batches import FIELDS, MOST_SELECTED, parse_batch, read_selection, selection_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_pages import CONFLICT, LONGEST_PREFILL, OK, REFUSED, Opened, open_to_edit
from roadmap.web.render import AnyRequest, page_or_part, refused, saved
from roadmap.web.views.milestone_batches import batch_view, listed
from roadmap.web.views.milestone_list import FILTERS, Ticked, milestones
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames, standing


class MilestoneBatchesController(Controller):
    """``/plans/{slug}/milestones/batches``."""

    path = "/plans/{slug:str}/milestones/batches"

    @get("/new")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Ask what those named in the address shall be; where it says that too, show what it would move."""
        at = await open_to_edit(request, slug)
        selected = _selected(at, request.query_params.getall("m", [])[:MOST_SELECTED])
        texts = {name: request.query_params.get(name, "")[:LONGEST_PREFILL] for name in FIELDS}
        entry = Entry(texts=texts, hidden=selection_texts(selected))
        if not selected or not any(texts.values()):
            return await _batch_page(at, selected, entry)
        ids = tuple(str(each.id) for each in selected)
        form = Typed(values={**texts, **entry.hidden}, lists={"m": ids})
        try:
            edited = await _carry_out(at, form, selected, is_preview=True)
        except RuleBrokenError as error:
            return await _batch_page(at, selected, replace(entry, faults=error.faults), status=REFUSED)
        return await _batch_page(at, selected, entry, edited)

    @post("/")
    async def change(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Change all that are ticked, show what that would move, or go on to merging them."""
        at = await open_to_edit(request, slug)
        form = await typed(request)
        selected = _selected(at, form.all("m"))
        if wrong := _too_few(form, selected):
            return await _list_page(at, form, wrong)
        if form.text("do") == "merge":
            query = urlencode([("m", str(each.id)) for each in selected])
            return await saved(request, f"{at.here.address}/milestones/merge?{query}")
        texts = {name: form.text(name) for name in (*FIELDS, "reason")}
        entry = Entry(texts=texts, hidden=selection_texts(selected, form))
        try:
            form.check()
            edited = await _carry_out(at, form, selected, is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _batch_page(at, selected, replace(entry, faults=error.faults), status=REFUSED)
        except (ConflictError, NotFoundError):
            current = replace(entry, hidden=selection_texts(selected))
            return await _batch_page(at, selected, current, status=CONFLICT)
        if wants_preview(form):
            return await _batch_page(at, selected, entry, edited)
        return await saved(request, listed(at.here, "", _chosen(request), saved="yes"))


def _chosen(request: AnyRequest) -> dict[str, str]:
    """The filters of the list that a form was sent from; what an address asks for a form is none."""
    is_sent = request.method == "POST"
    return {name: request.query_params.get(name, "") for name in FILTERS} if is_sent else {}


def _selected(at: Opened, ids: Collection[str]) -> list[Milestone]:
    wanted = set(ids)
    return [each for each in at.here.plan.milestones if str(each.id) in wanted]


def _too_few(form: Typed, selected: list[Milestone]) -> Message | None:
    """Why nothing can be done with what was ticked, where that is too little."""
    if not form.all("m"):
        return message("batch.nobody")
    if form.text("do") == "merge" and len(selected) < FEWEST_MERGED:
        return message("milestone.merge_two")
    return None


async def _carry_out(at: Opened, form: Typed, selected: list[Milestone], *, is_preview: bool) -> Edited:
    seen = read_selection(form, selected)
    order = service.change_milestones(at.writer, seen, parse_batch(form, at.here))
    return await at.carry_out(order, reason=read_reason(form), is_preview=is_preview)


async def _list_page(at: Opened, form: Typed, wrong: Message) -> Response[bytes]:
    """The list with the ticks and what was typed below it, where too few are ticked."""
    texts = {name: form.text(name) for name in FIELDS}
    ticked = Ticked(ids=form.all("m"), texts=texts, faults=[Fault(field="selected", message=wrong)])
    frame, head = frames(at.here, "milestones")
    view = milestones(at.here, standing(at.here.plan, at.here.today), _chosen(at.request), ticked)
    return await refused(at.request, "milestones/index.html", frame, plan_frame=head, milestones=view)


async def _batch_page(
    at: Opened, selected: list[Milestone], entry: Entry, edited: Edited | None = None, *, status: int = OK
) -> Response[bytes]:
    """What was selected and typed; with a status of 409 as the selected ones now stand."""
    words = at.here.words
    several = words.gettext("Change several milestones")
    title = (
        words.gettext("Change “%(what)s”") % {"what": words.text(selected[0].title)} if len(selected) == 1 else several
    )
    notice = words.gettext("This is a preview. Nothing is saved yet.") if edited else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=f"{at.here.address}/milestones")
    view = batch_view(at.here, selected, entry, edited, _chosen(at.request), is_changed=status == CONFLICT)
    return await page_or_part(
        at.request,
        "milestones/batch.html",
        "milestones/_batch_form.html",
        frame,
        status=status,
        plan_frame=head,
        batch=view,
    )
