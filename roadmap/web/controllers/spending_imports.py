"""Taking over a table of what was spent: looked at first, then saved as one edit."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.csv_reading import CellFault
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.domain.spending_edits import Report, Seen
from roadmap.services.edits import edit_plan
from roadmap.services.spending import take_over_spending
from roadmap.web import clock
from roadmap.web.forms.files import status_of
from roadmap.web.forms.grounds import acting
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.forms.reasons import read_reason
from roadmap.web.forms.spending_imports import ROWS, SpendingTable, WrongCellsError, parse_rows, parse_table
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.session import settings_of
from roadmap.web.views.plan_frame import PlanPage, frames
from roadmap.web.views.spending_imports import new_view, preview_view

OK, CONFLICT, REFUSED = 200, 409, 422
PARTS = frozenset({"budget", "spending"})
TAB = "budget/spending"


class SpendingImportsController(Controller):
    """``/plans/{slug}/spending/import``."""

    path = "/plans/{slug:str}/spending/import"

    @get("/")
    async def new(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show the form that brings a table."""
        await open_plan(request, slug, "manage")
        return await _new_page(request, await open_plan_page(request, slug, PARTS))

    @post("/")
    async def look(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show what a table would change; refused with every cell that is wrong."""
        await open_plan(request, slug, "manage")
        here, form = await open_plan_page(request, slug, PARTS), await typed(request)
        try:
            table = parse_table(form, here, settings_of(request).upload_max_mb * 1_048_576)
        except RuleBrokenError as error:
            return await _new_page(request, here, form.text(ROWS), error.faults)
        except WrongCellsError as error:
            return await _new_page(request, here, form.text(ROWS), cells=error.faults)
        return await _preview_page(request, here, table)

    @post("/rows")
    async def take_over(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Save what was looked at as one edit, or show it anew where somebody entered something meanwhile."""
        visit = await open_plan(request, slug, "manage")
        here, form = await open_plan_page(request, slug, PARTS), await typed(request)
        entries: Sequence[Seen] = ()
        try:
            entries, now = parse_rows(form), clock.now()
            edit = take_over_spending(entries, Report(by=acting(here), at=now))
            await edit_plan(visit.viewer, here.plan.id, edit, now=now, reason=read_reason(form))
        except RuleBrokenError as error:
            if entries and all(each.field == "reason" for each in error.faults):
                return await _preview_page(request, here, _seen(entries), form, error.faults, status=REFUSED)
            return await _new_page(request, here, faults=error.faults)
        except ConflictError:
            return await _preview_page(request, here, _seen(entries), form, status=CONFLICT)
        return await saved(request, f"{here.address}/{TAB}?saved=yes")


def _seen(entries: Sequence[Seen]) -> SpendingTable:
    return SpendingTable(entries=tuple(entries), left_out=())


async def _new_page(
    request: AnyRequest,
    here: PlanPage,
    rows: str = "",
    faults: Sequence[Fault] = (),
    cells: Sequence[CellFault] = (),
) -> Response[bytes]:
    title = here.words.gettext("Import spending")
    frame, head = frames(here, TAB, title=title, crumb=title)
    view = new_view(here, rows, faults, cells)
    status = status_of(faults) if faults or cells else OK
    answer = page if status == OK else refused
    return await answer(request, "budgets/spending_import.html", frame, status=status, plan_frame=head, import_=view)


async def _preview_page(
    request: AnyRequest,
    here: PlanPage,
    table: SpendingTable,
    form: Typed | None = None,
    faults: Sequence[Fault] = (),
    *,
    status: int = OK,
) -> Response[bytes]:
    _ = here.words.gettext
    title = _("What the table changes")
    frame, head = frames(here, TAB, title=title, crumb=title, notice=_("This is a preview. Nothing is saved yet."))
    view = preview_view(here, table, form.text("reason") if form else "", faults, is_stale=status == CONFLICT)
    answer = page if status == OK else refused
    return await answer(request, "budgets/spending_preview.html", frame, status=status, plan_frame=head, preview=view)
