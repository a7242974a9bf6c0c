"""The pages that add, change and take out one part of a plan, the same for every noun.

A noun brings its fields (``PartForm``) and its two edits; its controller is a ``PartsController`` with an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4, uuid5

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.services.edits import Edited, edit_plan, preview_edit
from roadmap.web import clock
from roadmap.web.forms.files import status_of
from roadmap.web.forms.grounds import read_ground
from roadmap.web.forms.milestones import version_at_first, version_of
from roadmap.web.forms.parts import in_order, read_part, typed_texts
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.part_desks import Opened, PartDesk, open_desk
from roadmap.web.plan_visit import uuid_of
from roadmap.web.render import AnyRequest, page, page_or_part, refused, saved
from roadmap.web.views.conflicts import part_conflict
from roadmap.web.views.consequences import consequences_view
from roadmap.web.views.frame import PageFrame, PlanFrame
from roadmap.web.views.parts import (
    Entry,
    Removal,
    Surroundings,
    address_of,
    back_of,
    blank_texts,
    part_form_view,
    removal_view,
    texts_of,
)
from roadmap.web.views.plan_frame import frames

OK, CONFLICT, REFUSED = 200, 409, 422
SPAN: Final = frozenset({"starts", "ends"})
LONGEST_PREFILL: Final = 200


class PartController(Controller):
    """The two pages of something that every plan has, below the address that a subclass gives it."""

    desk: ClassVar[PartDesk]

    @get("/{part_id:str}/edit")
    async def edit(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Show the form of one as it stands."""
        at = await open_desk(self.desk, request, slug)
        part = at.part(uuid_of(part_id))
        entry = Entry(texts=texts_of(at.here, at.form, part), hidden={"version": str(part.version)})
        return await _form_page(at, entry, part)

    @post("/{part_id:str}")
    async def change(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Change one; refused as typed, or with both versions when somebody was faster."""
        return await _save(await open_desk(self.desk, request, slug), uuid_of(part_id))


class PartsController(PartController):
    """The six pages of one noun, below the address that a subclass gives it."""

    @get("/new")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the form of a new one; what the address names is filled in."""
        at = await open_desk(self.desk, request, slug)
        asked = {each.name: request.query_params.get(each.name, "") for each in at.form.fields}
        named = {name: text[:LONGEST_PREFILL] for name, text in asked.items() if text}
        begun = self.desk.begin(at.here, request.query_params)
        entry = Entry(texts=blank_texts(at.here, at.form) | named | dict(begun), hidden={"id": str(uuid4())})
        return await _form_page(at, entry)

    @post("/")
    async def create(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Add one; the same form sent twice adds it once."""
        return await _save(await open_desk(self.desk, request, slug), None)

    @get("/{part_id:str}/removal")
    async def ask(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Say what taking one out means."""
        return await _removal_page(await open_desk(self.desk, request, slug), uuid_of(part_id))

    @post("/{part_id:str}/removal")
    async def remove(self, request: AnyRequest, slug: FromPath[str], part_id: FromPath[str]) -> Response[bytes]:
        """Take one out; refused with what to do instead, or looked at again when somebody changed it."""
        at = await open_desk(self.desk, request, slug)
        form, key = await typed(request), uuid_of(part_id)
        try:
            edit = self.desk.remove(key, version_of(form), form)
            await edit_plan(at.viewer, at.here.plan.id, edit, now=clock.now())
        except RuleBrokenError as error:
            return await _removal_page(at, key, form, error.faults)
        except ConflictError:
            return await _removal_page(at, key, form, is_changed=True)
        except NotFoundError:
            await _require_removed(at, key)
        return await saved(request, back_of(at.here, at.form, query="saved=yes"))


async def _save(at: Opened, part_id: UUID | None) -> Response[bytes]:
    """Add a part without an id, or change the one with it."""
    form = at.desk.prepare(at.request, await typed(at.request), at.here)
    # One form is one part, however often it is sent; in another plan the same form would be another.
    key = part_id or uuid5(at.here.plan.id, form.text("id") or str(uuid4()))
    kept = {name: form.text(name) for name in ("id", "version") if form.text(name)}
    entry = Entry(texts=typed_texts(at.form, form), hidden=kept)
    try:
        edited = await _write(at, form, key, is_new=part_id is None)
    except RuleBrokenError as error:
        return await _form_page(
            at, replace(entry, faults=error.faults), at.find(part_id), status=status_of(error.faults)
        )
    except ConflictError as error:
        return await _conflict_page(at, error.current, form)
    except NotFoundError:
        await _require_removed(at, key)
        return await _form_page(at, replace(entry, hidden={"id": str(uuid4())}), status=CONFLICT)
    if wants_preview(form):
        return await _form_page(at, entry, at.find(part_id), edited)
    return await _saved(at, key)


async def _saved(at: Opened, key: UUID) -> Response[bytes]:
    """Back to what was saved, where it stands."""
    location = back_of(at.here, at.form, key, query="saved=yes")
    return await saved(at.request, location, form=address_of(at.here, at.form, key, "edit"))


async def _write(at: Opened, form: Typed, key: UUID, *, is_new: bool) -> Edited:
    """Save what was typed, or look what it would give.

    Raises ``RuleBrokenError`` with what cannot be read and what must not be, all at once.
    """
    before, fields = at.find(key), at.form.fields
    held = {each.name: getattr(before, each.name) for each in fields} if before else at.form.blank(at.here)
    values, faults = read_part(at.form, form, at.here, held)
    ground = read_ground(form, at.here)
    edit = at.desk.save(at.form.draft(**values), ground, key, None if is_new else version_of(form))
    if not faults and not wants_preview(form):
        return await edit_plan(at.viewer, at.here.plan.id, edit, now=clock.now(), reason=ground.reason)
    try:
        edited = await preview_edit(at.viewer, at.here.plan.id, edit)
        if not faults:
            return edited
    except RuleBrokenError as error:
        unread = {each.field for each in faults}
        unread |= SPAN if unread & SPAN else set()
        faults += [each for each in error.faults if each.field not in unread]
    except ConflictError:
        # What is wrong is told before a conflict is.
        if not faults:
            raise
    raise RuleBrokenError(*in_order(at.form, faults))


async def _require_removed(at: Opened, part_id: UUID) -> None:
    """Raise ``NotFoundError`` for what never was in this plan: only what was there can have been taken out."""
    history = await at.history(part_id)
    if at.form.find:
        was_there = any(each.field == at.form.noun for change in history for each in change.fields)
    else:
        was_there = bool(history) and history[0].action == "removed"
    if not was_there:
        raise NotFoundError(message("error.not_found"))


async def _form_page(
    at: Opened,
    entry: Entry,
    part: Any = None,  # noqa: ANN401 (any part of a plan)
    edited: Edited | None = None,
    *,
    status: int = OK,
) -> Response[bytes]:
    """The form of a part, or of a new one without it, with what it would bring.

    With a status of 409 it is one that somebody took out meanwhile.
    """
    _, here, key = at.here.words.gettext, at.here, part.id if part else None
    title = _("Change “%(what)s”") % {"what": at.form.title(part, here)} if part else _(at.form.add)
    notice = _("This is a preview. Nothing is saved yet.") if edited else ""
    frame, head = _frames(at, title, address_of(here, at.form, key, "edit" if part else "new"), notice)
    shown = Surroundings(
        part_id=key,
        can_be_removed=bool(at.form.add),
        is_gone=status == CONFLICT,
        preview=consequences_view(here, edited) if edited else None,
    )
    view = part_form_view(here, at.form, entry, shown)
    return await page_or_part(
        at.request, "parts/edit.html", "parts/_form.html", frame, status=status, plan_frame=head, part=view
    )


async def _conflict_page(at: Opened, current: Any, form: Typed) -> Response[bytes]:  # noqa: ANN401
    """Both versions to choose from; where they agree there is nothing left to save."""
    here = at.here
    view = part_conflict(here, at.form, current, form, await at.meanwhile(current, version_at_first(form)))
    if view is None:
        return await _saved(at, current.id)
    title = here.words.gettext("Change “%(what)s”") % {"what": at.form.title(current, here)}
    frame, head = _frames(at, title, address_of(here, at.form, current.id, "edit"))
    return await page_or_part(
        at.request,
        "plans/conflict.html",
        "plans/_conflict.html",
        frame,
        status=CONFLICT,
        plan_frame=head,
        conflict=view,
    )


async def _removal_page(
    at: Opened, part_id: UUID, sent: Typed | None = None, faults: Sequence[Fault] = (), *, is_changed: bool = False
) -> Response[bytes]:
    """What goes with a part, or why it stays; both as they stand now. ``sent`` is a form that was not taken."""
    here, part = at.here, at.part(part_id)
    asks = at.desk.asks(here, part)
    answers = {each.name: sent.text(each.name) for each in asks} if sent else {}
    known = {
        each.name: answers.get(each.name) or next((key for key, _ in each.options(here) if key), "") for each in asks
    }
    edited = None
    try:
        edit = at.desk.remove(part_id, part.version, Typed(values=known | {"along": "yes"}))
        edited = await preview_edit(at.viewer, here.plan.id, edit)
    except RuleBrokenError as error:
        faults = error.faults
    title = here.words.gettext("Take out “%(what)s”") % {"what": at.form.title(part, here)}
    frame, head = _frames(at, title, address_of(here, at.form, part_id, "removal"))
    removal = Removal(
        along=at.desk.along(here, part),
        asks=asks,
        answers=answers,
        faults=faults,
        is_changed=is_changed,
        preview=consequences_view(here, edited) if edited and at.form.has_preview else None,
    )
    refusal = REFUSED if faults and sent else OK
    status = CONFLICT if is_changed else refusal
    answer = page if status == OK else refused
    view = removal_view(here, at.form, part, removal)
    return await answer(at.request, "parts/removal.html", frame, status=status, plan_frame=head, removal=view)


def _frames(at: Opened, title: str, address: str, notice: str = "") -> tuple[PageFrame, PlanFrame]:
    """The frames of the page, whose address is one that can be opened, wherever the form was sent."""
    frame, head = frames(at.here, at.form.tab, title=title, crumb=title if at.form.tab else "", notice=notice)
    return replace(frame, path=address), replace(head, is_short=True)
