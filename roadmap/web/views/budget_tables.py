"""The budget in cells: what stands or was typed in each, what is wrong, what others saved, and what all would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.changes import Change
from roadmap.domain.errors import Fault
from roadmap.i18n import Language
from roadmap.i18n.dates import EXAMPLE, written_day
from roadmap.services.edits import Edited
from roadmap.web.forms.budget_tables import FIELDS, JoinedRow, RowText, joined, line_id_of
from roadmap.web.views.changes import who
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.fields import ErrorView, Fields, OptionView
from roadmap.web.views.parts import DrawnField, ground_fields
from roadmap.web.views.plan_frame import PlanPage

SHORT: Final = frozenset({"quantity", "growth"})


@dataclass(frozen=True, kw_only=True, slots=True)
class TableEntry:
    """The rows as held or as typed, and the texts of the other fields."""

    rows: tuple[RowText, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """The lines that others saved meanwhile, by id, with the last change of each; and those that they took out.

    ``opened`` is what their rows were filled in from, as far as the log tells.
    """

    changed: Mapping[UUID, BudgetLine]
    gone: frozenset[UUID]
    opened: Mapping[UUID, BudgetLine]
    last: Mapping[UUID, Change]


@dataclass(frozen=True, kw_only=True, slots=True)
class CellView:
    """A cell: ``label`` says column and line to those who hear it."""

    name: str
    id: str
    label: str
    drawn: str
    css: str
    value: str
    options: tuple[OptionView, ...]
    error: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CellErrorView:
    """What is wrong in a cell, below its row, under the id by which the cell refers to it."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRowView:
    """A row; ``news`` says who saved what else of its line, with the choice to keep that (``keep``).

    Where both wrote into the same cells somebody has to choose, and ``seen`` is the version of the others.
    """

    key: str
    version: str
    was: str
    title: str
    cells: tuple[CellView, ...]
    errors: tuple[CellErrorView, ...]
    news: str
    keep: str
    seen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetTableView:
    """The form, ready to print; ``columns`` are heads with the hints below them."""

    action: str
    back: str
    columns: tuple[tuple[str, str], ...]
    errors: tuple[ErrorView, ...]
    rows: tuple[TableRowView, ...]
    ground: tuple[DrawnField, ...]
    clash: str
    preview: ConsequencesView | None


def budget_table_view(
    page: PlanPage,
    entry: TableEntry,
    faults: Sequence[Fault] = (),
    clash: Clash | None = None,
    edited: Edited | None = None,
) -> BudgetTableView:
    """The table with what is held or was typed."""
    _ = page.words.gettext
    fields = Fields(page.words, faults)
    rows = tuple(_row(page, row, fields, clash) for row in entry.rows)
    return BudgetTableView(
        action=f"{page.address}/budget/table",
        back=f"{page.address}/budget",
        columns=tuple(_columns(page)),
        errors=_errors(page.words, fields, rows, faults),
        rows=rows,
        ground=ground_fields(page, fields, entry.texts, is_new=False),
        clash=_(
            "Somebody changed lines while you were writing. Nothing of yours is lost: look at the rows marked below."
        )
        if clash
        else "",
        preview=consequences_view(page, edited) if edited else None,
    )


def _columns(page: PlanPage) -> Iterator[tuple[str, str]]:
    _, currency = page.words.gettext, page.plan.currency
    day = _("as %(example)s") % {"example": written_day(EXAMPLE, page.words.code)}
    hints = {"starts": day, "ends": day, "growth": _("% a year"), "unit_cost": currency}
    for each in FIELDS:
        yield _(each.label), hints.get(each.name, "")


def _row(page: PlanPage, row: RowText, fields: Fields, clash: Clash | None) -> TableRowView:
    _ = page.words.gettext
    line_id = line_id_of(page, row)
    theirs = clash.changed.get(line_id) if clash else None
    is_gone = clash is not None and line_id in clash.gone
    news, is_asked = "", False
    if clash and theirs:
        both = joined(page, row, theirs, clash.opened.get(line_id))
        row, is_asked, news = both.row, bool(both.asked), _news(page, both, clash, theirs)
    title = row.texts["title"] or _("New line")
    cells = tuple(_cell(page, row, fields, number, title) for number in range(len(FIELDS)))
    if is_gone:
        news = _("Somebody took this line out while you were writing. Saved again it is added anew.")
    return TableRowView(
        key=row.key,
        version="" if is_gone else row.version,
        was=row.was,
        title=title,
        cells=cells,
        errors=tuple(
            CellErrorView(id=f"{cell.id}-error", text=_said(page.words, page.words.gettext(each.label), cell.error))
            for cell, each in zip(cells, FIELDS, strict=True)
            if cell.error
        ),
        news=news,
        keep=f"keep-{row.key}" if is_asked else "",
        seen=str(theirs.version) if theirs and is_asked else "",
    )


def _news(page: PlanPage, both: JoinedRow, clash: Clash, line: BudgetLine) -> str:
    """Who saved the line, when, and what they changed in it."""
    _, words = page.words.gettext, page.words
    last = clash.last.get(line.id)
    differing = (
        _said(words, _(each.label), each.said(getattr(line, each.name), page) or "–")
        for each in FIELDS
        if each.name in both.told
    )
    said = {
        "who": who(page, last.actor) if last else _("Somebody"),
        "when": words.instant(last.at if last else page.plan.changed_at),
        "fields": "; ".join(differing),
    }
    if both.asked:
        return _("%(who)s saved it on %(when)s: %(fields)s. You wrote into the same cells: choose what stands.") % said
    if both.told:
        return _("%(who)s saved it on %(when)s: %(fields)s. The row has that now, beside what you typed.") % said
    return _("%(who)s saved it on %(when)s, but nothing that stands in this row.") % said


def _cell(page: PlanPage, row: RowText, fields: Fields, number: int, title: str) -> CellView:
    each = FIELDS[number]
    text, options = row.texts[each.name], each.options(page)
    if options and text not in dict(options):
        # What a playbook of another version named may stay as it is.
        options += ((text, text),)
    label = page.words.gettext(each.label)
    made = fields.field(f"{each.name}-{row.key}", label, text, options=options)
    return CellView(
        name=made.name,
        id=made.id,
        label=f"{label}, {title}",
        drawn="select" if options else "number" if each.drawn == "number" else "text",
        css=f"c-{each.name.replace('_', '-')}",
        value=text,
        options=made.options,
        error=made.error,
    )


def _said(words: Language, term: str, text: str) -> str:
    return words.gettext("%(term)s: %(text)s") % {"term": term, "text": text}


def _errors(
    words: Language, fields: Fields, rows: Sequence[TableRowView], faults: Sequence[Fault]
) -> tuple[ErrorView, ...]:
    """The summary, in which every cell is named by its column and line."""
    names = {cell.name: cell.label for row in rows for cell in row.cells}
    return tuple(
        ErrorView(message=_said(words, names[fault.field], error.message), href=error.href)
        if fault.field in names
        else error
        for fault, error in zip(faults, fields.errors(), strict=True)
    )
