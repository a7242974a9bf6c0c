"""Splitting a milestone into parts, and merging several into one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from roadmap.domain.milestone_merges import MergeDraft, suggestion
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.milestones import milestone_of
from roadmap.web.forms.milestone_batches import read_selection, selection_texts
from roadmap.web.forms.milestone_splits import parse_parts, suggested_parts, with_part_row
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_gone import gone_page
from roadmap.web.milestone_pages import CONFLICT, OK, REFUSED, Opened, found, open_to_edit
from roadmap.web.plan_visit import uuid_of
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.milestone_gone import parts_told
from roadmap.web.views.milestone_splits import merge_view, split_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames


class MilestoneSplitsController(Controller):
    """``/plans/{slug}/milestones``: one into several, several into one."""

    path = "/plans/{slug:str}/milestones"

    @get("/{milestone_id:str}/split")
    async def ask(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Show the form, with two parts to begin with."""
        at = await open_to_edit(request, slug)
        own = milestone_of(at.here.plan, uuid_of(milestone_id))
        texts = suggested_parts(own, (at.here.words.text(own.title), ""))
        return await _split_page(at, own, Entry(texts=texts, hidden={"version": str(own.version)}))

    @post("/{milestone_id:str}/parts")
    async def split(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Split it, or show what that would change."""
        at = await open_to_edit(request, slug)
        key, form = uuid_of(milestone_id), await typed(request)
        own = found(at, key)
        if own is not None:
            with suppress(NotFoundError):
                return await _split(at, own, form)
        return await gone_page(request, slug, key, form, parts_told)

    @get("/merge")
    async def compare(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what would become one."""
        at = await open_to_edit(request, slug)
        selected = _selected(at, request.query_params.getall("m", []))
        draft = suggestion(selected) if selected else MergeDraft(title="", deliverable="")
        words = at.here.words
        texts = {
            "title": words.text(draft.title),
            "deliverable": "; ".join(words.text(each) for each in draft.deliverable.split("; ")),
        }
        return await _merge_page(at, selected, Entry(texts=texts, hidden=selection_texts(selected)))

    @post("/merges")
    async def merge(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Merge them, or show what that would change."""
        at = await open_to_edit(request, slug)
        form = await typed(request)
        selected = _selected(at, form.all("m"))
        entry = Entry(texts=form.values, hidden=selection_texts(selected, form))
        try:
            form.check()
            seen = read_selection(form, selected)
            draft = MergeDraft(title=form.text("title"), deliverable=form.text("deliverable"))
            order = service.merge_milestones(at.writer, seen, draft)
            edited = await at.carry_out(order, reason=read_reason(form), is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _merge_page(at, selected, replace(entry, faults=error.faults), status=REFUSED)
        except (ConflictError, NotFoundError):
            current = replace(entry, hidden=selection_texts(selected))
            return await _merge_page(at, selected, current, status=CONFLICT)
        if wants_preview(form):
            return await _merge_page(at, selected, entry, consequences_view(at.here, edited))
        first = min(selected, key=lambda each: each.number)
        return await saved(request, f"{at.address(first.id)}?saved=yes#milestone")


async def _split(at: Opened, own: Milestone, form: Typed) -> Response[bytes]:
    entry = Entry(texts=form.values, hidden={"version": form.text("version")})
    rows = with_part_row(form, form.text("do"))
    if rows is not None:
        return await _split_page(at, own, replace(entry, texts={**entry.texts, **rows}))
    try:
        order = service.split_milestone(at.writer, own.id, version_of(form), parse_parts(form))
        edited = await at.carry_out(order, reason=read_reason(form), is_preview=wants_preview(form))
    except RuleBrokenError as error:
        return await _split_page(at, own, replace(entry, faults=error.faults), status=REFUSED)
    except ConflictError:
        current = replace(entry, hidden={"version": str(own.version)})
        return await _split_page(at, own, current, status=CONFLICT)
    if wants_preview(form):
        return await _split_page(at, own, entry, consequences_view(at.here, edited))
    return await saved(at.request, f"{at.address(own.id)}?saved=yes#milestone")


def _selected(at: Opened, ids: list[str] | tuple[str, ...]) -> list[Milestone]:
    wanted = set(ids)
    return [each for each in at.here.plan.milestones if str(each.id) in wanted]


async def _split_page(
    at: Opened, own: Milestone, entry: Entry, preview: ConsequencesView | None = None, *, status: int = OK
) -> Response[bytes]:
    words = at.here.words
    title = words.gettext("Split “%(what)s”") % {"what": words.text(own.title)}
    notice = words.gettext("This is a preview. Nothing is saved yet.") if preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=at.address(own.id, "split"))
    view = split_view(at.here, own, entry, preview, is_changed=status == CONFLICT)
    answer = page if status == OK else refused
    return await answer(at.request, "milestones/split.html", frame, status=status, plan_frame=head, split=view)


async def _merge_page(
    at: Opened, selected: list[Milestone], entry: Entry, preview: ConsequencesView | None = None, *, status: int = OK
) -> Response[bytes]:
    words = at.here.words
    title = words.gettext("Merge milestones")
    notice = words.gettext("This is a preview. Nothing is saved yet.") if preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=at.address(None, "merge"))
    view = merge_view(at.here, selected, entry, preview, is_changed=status == CONFLICT)
    answer = page if status == OK else refused
    return await answer(at.request, "milestones/merge.html", frame, status=status, plan_frame=head, merge=view)
