"""The pages on which a milestone is added and changed: the form, its preview, and both versions of a conflict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4, uuid5

from litestar.response import Response

from roadmap.domain.errors import ConflictError, NotFoundError, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.changes import item_history, meanwhile
from roadmap.services.edits import Edited
from roadmap.web import clock
from roadmap.web.forms.grounds import acting
from roadmap.web.forms.milestone_edits import COMPOSITES, MILESTONE, faults_in_order, read_milestone, with_row
from roadmap.web.forms.milestones import version_at_first, version_of
from roadmap.web.forms.parts import typed_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason, reason_faults
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, page_or_part, saved
from roadmap.web.views.conflicts import part_conflict
from roadmap.web.views.consequences import consequences_view
from roadmap.web.views.milestone_edits import Shown, milestone_form_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import PlanPage, frames

OK, CONFLICT, REFUSED = 200, 409, 422
LONGEST_PREFILL = 200
"""Characters of a field that an address fills in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A plan, opened by somebody who may change it."""

    request: AnyRequest
    here: PlanPage
    writer: service.Writer

    async def carry_out(self, order: service.Order, *, reason: str = "", is_preview: bool = False) -> Edited:
        """Do what was ordered and keep why, or only say what it would give."""
        told = replace(order, reason=reason or order.reason)
        return await service.carry_out(self.writer, self.here.plan, told, is_preview=is_preview)

    def address(self, key: object, end: str = "") -> str:
        """The address of a milestone, or of what ``end`` names there."""
        return "/".join(str(each) for each in (self.here.address, "milestones", key, end) if each)


async def open_to_edit(request: AnyRequest, slug: str) -> Opened:
    """Refuse whoever may not change the plan before anything that was sent is read."""
    visit = await open_plan(request, slug, "manage")
    here = await open_plan_page(request, slug, service.WHOLE)
    writer = service.Writer(viewer=visit.viewer, by=acting(here), now=clock.now())
    return Opened(request=request, here=here, writer=writer)


def found(at: Opened, key: UUID | None) -> Milestone | None:
    """The plan's milestone with an id, or nothing."""
    return next((each for each in at.here.plan.milestones if each.id == key), None)


async def save_milestone(at: Opened, key: UUID | None) -> Response[bytes]:
    """Add a milestone without a key, or change the one with it."""
    form = await typed(at.request)
    own = found(at, key)
    if key is not None and own is None:
        await require_removed(at, key)
    rows = with_row(form, form.text("do"))
    if rows is not None:
        entry = Entry(texts=_texts(at, form) | rows, hidden=_hidden(form))
        return await form_page(at, entry, Shown(milestone=own, has_new_row=form.text("do") == "add-link"))
    # One form is one milestone, however often it is sent; in another plan the same form would be another.
    milestone_id = key or uuid5(at.here.plan.id, form.text("id") or str(uuid4()))
    try:
        edited = await _write(at, form, milestone_id, is_new=key is None)
    except RuleBrokenError as error:
        entry = Entry(texts=_texts(at, form), hidden=_hidden(form), faults=error.faults)
        return await form_page(at, entry, Shown(milestone=own), status=REFUSED)
    except ConflictError as error:
        return await _conflict_page(at, error.current, form)
    except NotFoundError:
        entry = Entry(texts=_texts(at, form), hidden={"id": str(uuid4())})
        return await form_page(at, entry, Shown(is_gone=True), status=CONFLICT)
    if wants_preview(form):
        entry = Entry(texts=_texts(at, form), hidden=_hidden(form))
        return await form_page(at, entry, Shown(milestone=own, preview=consequences_view(at.here, edited)))
    return await _saved(at, milestone_id)


async def _saved(at: Opened, key: UUID) -> Response[bytes]:
    """Back to the page of what was saved."""
    return await saved(at.request, f"{at.address(key)}?saved=yes#milestone", form=at.address(key, "edit"))


async def _write(at: Opened, form: Typed, key: UUID, *, is_new: bool) -> Edited:
    """Save what was typed, or preview it. Raises with what cannot be read and what must not be, all at once."""
    own = found(at, key)
    held = {each.name: getattr(own, each.name) for each in MILESTONE.fields} if own else MILESTONE.blank(at.here)
    draft, faults = read_milestone(form, at.here, held)
    faults += reason_faults(form)
    order = service.save_milestone(at.writer, draft, key, None if is_new else version_of(form))
    if not faults:
        return await at.carry_out(order, reason=read_reason(form), is_preview=wants_preview(form))
    try:
        await at.carry_out(order, is_preview=True)
    except RuleBrokenError as error:
        unread = {each.field for each in faults}
        faults += [each for each in error.faults if each.field not in unread]
    except (ConflictError, NotFoundError):
        # What is wrong is told before a conflict is.
        pass
    raise RuleBrokenError(*faults_in_order(faults))


def _texts(at: Opened, form: Typed) -> dict[str, str]:
    """What was typed; a value that was chosen out of two versions stands in its controls again."""
    texts = typed_texts(MILESTONE, form)
    for each in COMPOSITES:
        if each.name in form.values:
            value = each.read(form, at.here)
            texts |= each.controls(each.empty if isinstance(value, Message) else value, at.here)
    return texts


def _hidden(form: Typed) -> dict[str, str]:
    return {name: form.text(name) for name in ("id", "version") if form.text(name)}


async def require_removed(at: Opened, key: UUID) -> None:
    """Raise ``NotFoundError`` for what never was in this plan: only what was there can have been taken out."""
    history = await item_history(at.here.plan.id, key)
    if not history or history[0].action != "removed":
        raise NotFoundError(message("error.not_found"))


async def form_page(at: Opened, entry: Entry, shown: Shown, *, status: int = OK) -> Response[bytes]:
    """The form of a milestone, or of a new one, with what is held or was typed."""
    own = shown.milestone
    _, words = at.here.words.gettext, at.here.words
    title = _("Change “%(what)s”") % {"what": words.text(own.title)} if own else _("Add a milestone")
    notice = _("This is a preview. Nothing is saved yet.") if shown.preview else ""
    frame, head = frames(at.here, "milestones", title=title, crumb=title, notice=notice)
    frame = replace(frame, path=at.address(own.id if own else None, "edit" if own else "new"))
    view = milestone_form_view(at.here, entry, shown)
    return await page_or_part(
        at.request, "milestones/edit.html", "milestones/_form.html", frame, status=status, plan_frame=head, form=view
    )


async def _conflict_page(at: Opened, current: Milestone, form: Typed) -> Response[bytes]:
    """Both versions to choose from; where they agree there is nothing left to save."""
    here, address = at.here, at.address(current.id)
    since = await meanwhile(here.plan, current.id, current.version - version_at_first(form))
    view = part_conflict(here, MILESTONE, current, form, since)
    if view is None:
        return await _saved(at, current.id)
    title = here.words.gettext("Change “%(what)s”") % {"what": here.words.text(current.title)}
    frame, head = frames(here, "milestones", title=title, crumb=title)
    view = replace(view, cancel_href=address)
    frame = replace(frame, path=f"{address}/edit")
    return await page_or_part(
        at.request,
        "plans/conflict.html",
        "plans/_conflict.html",
        frame,
        status=CONFLICT,
        plan_frame=head,
        conflict=view,
    )
