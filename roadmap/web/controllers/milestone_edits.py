"""Opening the forms of a milestone, giving it another place, dropping it and taking it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.milestone_edits import Way
from roadmap.domain.milestones import Milestone
from roadmap.services import milestone_edits as service
from roadmap.services.milestones import milestone_of
from roadmap.web.forms.milestone_edits import COMPOSITES, MILESTONE, controls_of
from roadmap.web.forms.milestones import version_of
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import typed, whole
from roadmap.web.forms.reasons import read_reason
from roadmap.web.milestone_pages import (
    LONGEST_PREFILL,
    Opened,
    form_page,
    found,
    open_to_edit,
    require_removed,
)
from roadmap.web.plan_visit import uuid_of
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.milestone_edits import Shown
from roadmap.web.views.milestone_removals import Removal, milestone_removal_view
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import frames

OK, CONFLICT, REFUSED = 200, 409, 422
WAYS: tuple[Way, ...] = ("up", "down", "to")


class MilestoneEditsController(Controller):
    """``/plans/{slug}/milestones``: what changes them."""

    path = "/plans/{slug:str}/milestones"

    @get("/new")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the form of a new one; what the address names is filled in."""
        at = await open_to_edit(request, slug)
        names = {each.name for each in MILESTONE.fields} - {each.name for each in COMPOSITES}
        named = {name: text[:LONGEST_PREFILL] for name in names if (text := request.query_params.get(name, ""))}
        texts = controls_of(at.here, MILESTONE.blank(at.here)) | named
        return await form_page(at, Entry(texts=texts, hidden={"id": str(uuid4())}), Shown())

    @get("/{milestone_id:str}/edit")
    async def edit(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Show the form of one as it stands."""
        at = await open_to_edit(request, slug)
        own = milestone_of(at.here.plan, uuid_of(milestone_id))
        held = {each.name: getattr(own, each.name) for each in MILESTONE.fields}
        entry = Entry(texts=controls_of(at.here, held), hidden={"version": str(own.version)})
        return await form_page(at, entry, Shown(milestone=own))

    @post("/{milestone_id:str}/place")
    async def move(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Give it another place in its phase."""
        at, key = await open_to_edit(request, slug), uuid_of(milestone_id)
        milestone_of(at.here.plan, key)
        form = await typed(request)
        way = next((each for each in WAYS if each == form.text("do")), None)
        position = whole(form.text("position")) or 0
        if way is None:
            raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
        await at.carry_out(service.move_milestone(key, version_of(form), way, position))
        return await saved(request, f"{at.address(key)}?saved=yes#place")

    @get("/{milestone_id:str}/removal")
    async def ask(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Say what dropping and deleting mean."""
        at = await open_to_edit(request, slug)
        return await _removal_page(at, milestone_of(at.here.plan, uuid_of(milestone_id)), {})

    @post("/{milestone_id:str}/drop")
    async def drop(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Drop it with a reason, or show what that would move."""
        at, key = await open_to_edit(request, slug), uuid_of(milestone_id)
        own = milestone_of(at.here.plan, key)
        form = await typed(request)
        texts = {name: form.text(name) for name in ("reason", "behind", "version")}
        try:
            form.check()
            order = service.drop_milestone(
                at.writer, key, version_of(form), form.text("reason"), is_bridged=form.text("behind") != "nobody"
            )
            edited = await at.carry_out(order, is_preview=wants_preview(form))
        except RuleBrokenError as error:
            return await _removal_page(at, own, texts, error.faults)
        except ConflictError:
            return await _removal_page(at, own, texts | {"version": str(own.version)}, is_changed=True)
        if wants_preview(form):
            return await _removal_page(at, own, texts, shown=consequences_view(at.here, edited))
        return await saved(request, f"{at.address(key)}?saved=yes#milestone")

    @post("/{milestone_id:str}/removal")
    async def remove(self, request: AnyRequest, slug: FromPath[str], milestone_id: FromPath[str]) -> Response[bytes]:
        """Take it out where nothing came of it yet."""
        at, key = await open_to_edit(request, slug), uuid_of(milestone_id)
        form = await typed(request)
        own = found(at, key)
        if own is None:
            # Twice the same button: it is out already.
            await require_removed(at, key)
            return await saved(request, f"{at.here.address}/milestones?saved=yes")
        try:
            order = service.delete_milestone(at.writer, key, version_of(form))
            await at.carry_out(order, reason=read_reason(form))
        except RuleBrokenError as error:
            return await _removal_page(at, own, {}, error.faults)
        except ConflictError:
            return await _removal_page(at, own, {}, is_changed=True)
        return await saved(request, f"{at.here.address}/milestones?saved=yes")


async def _removal_page(
    at: Opened,
    own: Milestone,
    texts: dict[str, str],
    faults: Sequence[Fault] = (),
    *,
    shown: ConsequencesView | None = None,
    is_changed: bool = False,
) -> Response[bytes]:
    """Both ways to be rid of a milestone, with what deleting would move where it is possible."""
    here = at.here
    title = here.words.gettext("Drop or delete “%(what)s”") % {"what": here.words.text(own.title)}
    frame, head = frames(here, "milestones", title=title, crumb=title)
    asked = Removal(texts=texts, faults=faults, drop=shown, delete=await _deleting(at, own), is_changed=is_changed)
    view = milestone_removal_view(here, own, asked)
    frame = replace(frame, path=at.address(own.id, "removal"))
    status = CONFLICT if is_changed else REFUSED if faults else OK
    answer = page if status == OK else refused
    return await answer(at.request, "milestones/removal.html", frame, status=status, plan_frame=head, removal=view)


async def _deleting(at: Opened, own: Milestone) -> ConsequencesView | None:
    try:
        order = service.delete_milestone(at.writer, own.id, own.version)
        return consequences_view(at.here, await at.carry_out(order, is_preview=True))
    except (RuleBrokenError, ConflictError, NotFoundError):
        return None
