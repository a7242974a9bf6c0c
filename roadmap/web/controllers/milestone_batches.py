"""Changing several milestones at once, out of the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlencode

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.edits import Edited
from roadmap.web.forms.milestone_batches import FIELDS, MOST_SELECTED, parse_batch, read_selection, selection_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_pages import CONFLICT, LONGEST_PREFILL, OK, REFUSED, Opened, check_text, open_to_edit
from roadmap.web.render import AnyRequest, page_or_part, saved
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.milestone_batches import batch_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames


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
        return await _batch_page(at, selected, entry, consequences_view(at.here, edited))

    @post("/")
    async def change(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Change all that are ticked, show what that would move, or go on to merging them."""
        at = await open_to_edit(request, slug)
        form = await typed(request)
        selected = _selected(at, form.all("m"))
        if form.text("do") == "merge":
            query = urlencode([("m", str(each.id)) for each in selected])
            return await saved(request, f"{at.here.address}/milestones/merge?{query}")
        texts = {name: form.text(name) for name in (*FIELDS, "reason")}
        entry = Entry(texts=texts, hidden=selection_texts(selected, form))
        try:
            check_text(form)
            edited = await _carry_out(at, form, selected, is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _batch_page(at, selected, replace(entry, faults=error.faults), status=REFUSED)
        except (ConflictError, NotFoundError):
            current = replace(entry, hidden=selection_texts(selected))
            return await _batch_page(at, selected, current, status=CONFLICT)
        if wants_preview(form):
            return await _batch_page(at, selected, entry, consequences_view(at.here, edited))
        return await saved(request, f"{at.here.address}/milestones?saved=yes")


def _selected(at: Opened, ids: Collection[str]) -> list[Milestone]:
    wanted = set(ids)
    return [each for each in at.here.plan.milestones if str(each.id) in wanted]


async def _carry_out(at: Opened, form: Typed, selected: list[Milestone], *, is_preview: bool) -> Edited:
    seen = read_selection(form, selected)
    order = service.change_milestones(at.writer, seen, parse_batch(form, at.here))
    return await at.carry_out(order, reason=read_reason(form), is_preview=is_preview)


async def _batch_page(
    at: Opened, selected: list[Milestone], entry: Entry, preview: ConsequencesView | None = None, *, status: int = OK
) -> Response[bytes]:
    """What was selected and typed; with a status of 409 as the selected ones now stand."""
    words = at.here.words
    several = words.gettext("Change several milestones")
    title = (
        words.gettext("Change “%(what)s”") % {"what": words.text(selected[0].title)} if len(selected) == 1 else several
    )
    notice = words.gettext("This is a preview. Nothing is saved yet.") if preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=f"{at.here.address}/milestones")
    view = batch_view(at.here, selected, entry, preview, is_changed=status == CONFLICT)
    return await page_or_part(
        at.request,
        "milestones/batch.html",
        "milestones/_batch_form.html",
        frame,
        status=status,
        plan_frame=head,
        batch=view,
    )
