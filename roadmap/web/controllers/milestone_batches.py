"""Changing several milestones at once, out of the list."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from litestar import Controller, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.web.forms.milestone_batches import parse_batch, read_selection, selection_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_pages import CONFLICT, OK, REFUSED, Opened, check_text, open_to_edit
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.milestone_batches import batch_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames


class MilestoneBatchesController(Controller):
    """``/plans/{slug}/milestones/batches``."""

    path = "/plans/{slug:str}/milestones/batches"

    @post("/")
    async def change(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Change all that are ticked, show what that would move, or go on to merging them."""
        at = await open_to_edit(request, slug)
        form = await typed(request)
        ticked = set(form.all("m"))
        selected = [each for each in at.here.plan.milestones if str(each.id) in ticked]
        if form.text("do") == "merge":
            query = urlencode([("m", str(each.id)) for each in selected])
            return await saved(request, f"{at.here.address}/milestones/merge?{query}")
        texts = {name: form.text(name) for name in ("owner", "theme", "phase_id", "days", "reason")}
        entry = Entry(texts=texts, hidden=selection_texts(selected, form))
        try:
            check_text(form)
            seen = read_selection(form, selected)
            order = service.change_milestones(at.writer, seen, parse_batch(form, at.here))
            edited = await at.carry_out(order, reason=read_reason(form), is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _batch_page(at, selected, replace(entry, faults=error.faults), status=REFUSED)
        except (ConflictError, NotFoundError):
            current = replace(entry, hidden=selection_texts(selected))
            return await _batch_page(at, selected, current, status=CONFLICT)
        if wants_preview(form):
            return await _batch_page(at, selected, entry, consequences_view(at.here, edited))
        return await saved(request, f"{at.here.address}/milestones?saved=yes")


async def _batch_page(
    at: Opened, selected: list[Milestone], entry: Entry, preview: ConsequencesView | None = None, *, status: int = OK
) -> Response[bytes]:
    """What was selected and typed; with a status of 409 as the selected ones now stand."""
    words = at.here.words
    title = words.gettext("Change several milestones")
    notice = words.gettext("This is a preview. Nothing is saved yet.") if preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=f"{at.here.address}/milestones")
    view = batch_view(at.here, selected, entry, preview, is_changed=status == CONFLICT)
    answer = page if status == OK else refused
    return await answer(at.request, "milestones/batch.html", frame, status=status, plan_frame=head, batch=view)
