"""The budget as a table of cells: all lines changed together, looked at first, saved as one edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.budgets import BudgetLine
from roadmap.domain.errors import ConflictError, Fault, RuleBrokenError
from roadmap.services.budgets import save_budget_rows
from roadmap.services.changes import meanwhile
from roadmap.services.edits import Edited, edit_plan, preview_edit
from roadmap.web import clock
from roadmap.web.forms.budget_tables import RowText, blank_row, line_id_of, read_rows, row_of, typed_rows, unread
from roadmap.web.forms.grounds import read_ground
from roadmap.web.forms.plans import wants_preview
from roadmap.web.forms.reading import Typed, typed, whole
from roadmap.web.plan_visit import open_plan, open_plan_page
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.views.budget_tables import Clash, TableEntry, budget_table_view
from roadmap.web.views.plan_frame import PlanPage, frames

OK, CONFLICT, REFUSED = 200, 409, 422
PARTS = frozenset({"budget", "services"})
BLANK_ROWS = 2
MORE_ROWS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The table, opened by somebody who may change the plan."""

    request: AnyRequest
    here: PlanPage
    viewer: Viewer


class BudgetTablesController(Controller):
    """``/plans/{slug}/budget/table``."""

    path = "/plans/{slug:str}/budget/table"

    @get("/")
    async def show(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Show every line in cells, with rows for new ones below."""
        at = await _open(request, slug)
        lines = at.here.titles.in_order({each.category for each in at.here.plan.budget})
        held = sorted(at.here.plan.budget, key=lambda each: lines.index(each.category))
        rows = [*(row_of(at.here, each) for each in held), *_blank_rows(at.here, BLANK_ROWS)]
        return await _table_page(at, TableEntry(rows=tuple(rows)))

    @post("/")
    async def change(self, request: AnyRequest, slug: FromPath[str]) -> Response[bytes]:
        """Save all rows that were touched; show first what they bring, or what is wrong, or who was faster."""
        at = await _open(request, slug)
        form = await typed(request)
        rows = typed_rows(form) if form.text("do") != "more" else (*typed_rows(form), *_blank_rows(at.here, MORE_ROWS))
        entry = TableEntry(rows=rows, texts=form.values)
        if form.text("do") == "more":
            return await _table_page(at, entry)
        try:
            edited = await _write(at, form, rows)
        except RuleBrokenError as error:
            return await _table_page(at, entry, faults=error.faults, status=REFUSED)
        except ConflictError as error:
            clash = await _clash(at, error, rows)
            return await _table_page(at, entry, clash=clash, status=CONFLICT)
        if wants_preview(form):
            return await _table_page(at, entry, edited=edited)
        return await saved(request, f"{at.here.address}/budget?saved=yes")


async def _open(request: AnyRequest, slug: str) -> Opened:
    """Refuse whoever may not change the plan before anything that was sent is read."""
    visit = await open_plan(request, slug, "manage")
    return Opened(request=request, here=await open_plan_page(request, slug, PARTS), viewer=visit.viewer)


def _blank_rows(here: PlanPage, count: int) -> list[RowText]:
    return [blank_row(here, str(uuid4())) for _ in range(count)]


async def _write(at: Opened, form: Typed, rows: Sequence[RowText]) -> Edited:
    """Save the rows, or look what they would give.

    Raises ``RuleBrokenError`` with what cannot be read and what must not be, all at once, and ``ConflictError``.
    """
    edits, faults = read_rows(rows, at.here)
    faults = [*form.faults, *faults]
    ground = read_ground(form, at.here)
    edit = save_budget_rows(edits, ground)
    if not faults and not wants_preview(form):
        return await edit_plan(at.viewer, at.here.plan.id, edit, now=clock.now(), reason=ground.reason)
    try:
        edited = await preview_edit(at.viewer, at.here.plan.id, edit)
        if not faults:
            return edited
    except RuleBrokenError as error:
        known = unread(faults)
        faults += [each for each in error.faults if each.field not in known]
    except ConflictError:
        # What is wrong is told before a conflict is.
        if not faults:
            raise
    raise RuleBrokenError(*faults)


async def _clash(at: Opened, error: ConflictError, rows: Sequence[RowText]) -> Clash:
    """Who saved the lines that stand otherwise now, when, and what the rows were filled in from."""
    versions = {line_id_of(at.here, row): whole(row.version) or 1 for row in rows}
    lines: dict[UUID, BudgetLine] = {each.id: each for each in error.current.changed}
    since = {key: await meanwhile(at.here.plan, key, line.version - versions[key]) for key, line in lines.items()}
    opened = [(key, each) for key, found in since.items() if found.opened for each in found.opened.budget]
    return Clash(
        changed=lines,
        gone=frozenset(error.current.gone),
        opened={key: line for key, line in opened if line.id == key},
        last={key: found.changes[0] for key, found in since.items() if found.changes},
    )


async def _table_page(
    at: Opened,
    entry: TableEntry,
    *,
    faults: Sequence[Fault] = (),
    clash: Clash | None = None,
    edited: Edited | None = None,
    status: int = OK,
) -> Response[bytes]:
    _ = at.here.words.gettext
    title = _("Edit the budget as a table")
    notice = _("This is a preview. Nothing is saved yet.") if edited else ""
    frame, head = frames(at.here, "budget/table", title=title, crumb=title, notice=notice)
    view = budget_table_view(at.here, entry, faults, clash, edited)
    answer = page if status == OK else refused
    return await answer(at.request, "budgets/table.html", frame, status=status, plan_frame=head, table=view)
