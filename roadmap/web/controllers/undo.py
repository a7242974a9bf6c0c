"""Undoing the last change of a plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.changes import Change
from roadmap.domain.errors import ConflictError, RoadmapError, RuleBrokenError
from roadmap.services import history as service
from roadmap.web import clock
from roadmap.web.forms.reading import revision_of, typed
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, local_path, refused, saved
from roadmap.web.views.plan_frame import frames
from roadmap.web.views.undo import not_undone

PARTS = frozenset({"budget", "services", "milestones", "risks"})
"""What entries of the log name."""


class UndoController(Controller):
    """``/plans/{slug}/undo``."""

    path = "/plans/{slug:str}/undo"

    @post("/")
    async def undo(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Undo the last change, or say what was changed since the page was made."""
        visit = await open_plan(request, slug, "track")
        form = await typed(request)
        back = _back(slug, form.text("back"))
        try:
            revision = revision_of(form)
            undone = await service.undo_last_change(
                visit.viewer, visit.plan.id, revision=revision, is_own=form.text("own") == "yes", now=clock.now()
            )
        except RuleBrokenError as error:
            return await _refuse(request, slug, error, (), back)
        except ConflictError as error:
            since = error.current or await service.later_changes(visit.viewer, visit.plan.id, revision)
            return await _refuse(request, slug, error, since, back, status=409)
        return await saved(request, f"{_still_there(slug, back, undone.gone)}?saved=undone")


async def _refuse(
    request: AnyRequest, slug: str, error: RoadmapError, since: Sequence[Change], back: str, *, status: int = 422
) -> Response[bytes]:
    here = await open_plan_page(request, slug, PARTS)
    view = not_undone(here, error.message, since, back)
    frame, head = frames(here, "undo", title=here.words.gettext("Undo"))
    return await refused(
        request, "undo/show.html", replace(frame, path=back), status=status, plan_frame=head, not_undone=view
    )


def _back(slug: str, wanted: str) -> str:
    """The page of the plan to go back to, without its query."""
    address = local_path(wanted).partition("?")[0].partition("#")[0]
    return address if f"{address}/".startswith(f"/plans/{slug}/") else f"/plans/{slug}"


def _still_there(slug: str, back: str, gone: Collection[UUID]) -> str:
    """The page to go back to, or the log where that page showed what is gone now."""
    return f"/plans/{slug}/activity" if any(str(each) in back for each in gone) else back
