"""What a noun brings to the pages that change its things, and a plan in which they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from roadmap.domain.access import Viewer
from roadmap.domain.changes import Change
from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.parts import Ground
from roadmap.services.changes import Meanwhile, item_history, meanwhile
from roadmap.services.edits import Edit, part_of
from roadmap.web.forms.fields import Field
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest
from roadmap.web.views.plan_frame import PlanPage


def nothing_to_remove(_part_id: UUID, _version: int, _form: Typed) -> Edit:
    """What every plan has cannot be taken out. Raises ``NotFoundError``."""
    raise NotFoundError(message("error.not_found"))


@dataclass(frozen=True, kw_only=True, slots=True)
class PartDesk:
    """What a noun brings: its form, and the edits that save one and take one out.

    ``save`` takes the draft, its ground, the id and the version; ``remove`` the id, the version and the form that was
    sent. What goes ``along`` with one is shown before; whoever was shown it sends ``along``. ``asks`` is what has to be
    answered besides. ``prepare`` reads what was sent before the fields do, such as a file; ``begin`` fills in what
    an address asks of a new one.
    """

    form: PartForm
    save: Callable[[Any, Ground, UUID, int | None], Edit]
    remove: Callable[[UUID, int, Typed], Edit] = nothing_to_remove
    along: Callable[[PlanPage, Any], tuple[str, ...]] = lambda _page, _part: ()
    asks: Callable[[PlanPage, Any], tuple[Field, ...]] = lambda _page, _part: ()
    prepare: Callable[[AnyRequest, Typed, PlanPage], Typed] = lambda _request, form, _page: form
    begin: Callable[[PlanPage, Mapping[str, str]], Mapping[str, str]] = lambda _page, _asked: {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A noun's pages, opened in a plan by somebody who may change it."""

    desk: PartDesk
    request: AnyRequest
    here: PlanPage
    viewer: Viewer

    @property
    def form(self) -> PartForm:
        """The noun's form."""
        return self.desk.form

    def find(self, part_id: UUID | None) -> Any:  # noqa: ANN401 (any part of a plan)
        """The part with an id, or nothing."""
        return next((each for each in self.form.all_of(self.here.plan) if each.id == part_id), None)

    def part(self, part_id: UUID) -> Any:  # noqa: ANN401
        """The part with an id. Raises ``NotFoundError``."""
        return part_of(self.form.all_of(self.here.plan), part_id)

    async def history(self, part_id: UUID) -> list[Change]:
        """The changes of one, newest first."""
        return await item_history(self.here.plan.id, self.form.logged_as(self.here.plan, part_id))

    async def meanwhile(self, part: Any, version: int) -> Meanwhile:  # noqa: ANN401
        """What became of one since it was opened at a version."""
        plan = self.here.plan
        return await meanwhile(plan, self.form.logged_as(plan, part.id), part.version - version)


async def open_desk(desk: PartDesk, request: AnyRequest, slug: str) -> Opened:
    """Refuse whoever may not change the plan before anything that was sent is read."""
    visit = await open_plan(request, slug, "manage")
    return Opened(
        desk=desk,
        request=request,
        here=await open_plan_page(request, slug, desk.form.parts),
        viewer=visit.viewer,
    )
