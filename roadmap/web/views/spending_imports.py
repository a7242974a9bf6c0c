"""A table of what was spent on its way in: the form, every wrong cell, and what the table would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.csv_reading import FILE, CellFault
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.spending_edits import Seen, entry_of
from roadmap.web.forms.spending import line_title
from roadmap.web.forms.spending_imports import MOST_ROWS, ROWS, SpendingTable, columns, row_text
from roadmap.web.views.amounts import exact_amount
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage

EXAMPLE: Final = Decimal("1234.5")


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemView:
    """A cell that is wrong: where, and what would be right."""

    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendingImportView:
    """The form that brings a table, what is wrong with the one that was brought, and one that is right as example."""

    action: str
    back: str
    errors: tuple[ErrorView, ...]
    file: FieldView
    rows: FieldView
    example: str
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedRow:
    """An amount that the table brings or changes."""

    line: str
    month: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendingPreviewView:
    """What a table would change, and the form that takes it over; ``news`` says that it is no longer as it was."""

    action: str
    back: str
    summary: str
    news: str
    notes: tuple[str, ...]
    errors: tuple[ErrorView, ...]
    changes: tuple[ChangedRow, ...]
    total_before: str
    total_after: str
    total_change: str
    rows: tuple[str, ...]
    reason: FieldView


def new_view(page: PlanPage, rows: str, faults: Sequence[Fault], cells: Sequence[CellFault]) -> SpendingImportView:
    """The form; of wrong cells the summary gives the number, and the list every one."""
    _, words = page.words.gettext, page.words
    told = [*faults]
    if cells:
        told.append(Fault(field=ROWS if rows else FILE, message=message("spending.problems", count=len(cells))))
    if rows:
        told = [Fault(field=ROWS if each.field == FILE else each.field, message=each.message) for each in told]
    fields = Fields(words, told)
    return SpendingImportView(
        action=f"{page.address}/spending/import",
        back=f"{page.address}/budget/spending",
        errors=fields.errors(),
        file=fields.field(
            FILE,
            _("A CSV file"),
            hint=_("In UTF-8, with commas, semicolons or tabs between the cells; at most %(rows)s rows.")
            % {"rows": words.number(MOST_ROWS)},
        ),
        rows=fields.field(
            ROWS, _("Or rows pasted out of a spreadsheet"), rows, hint=_("With the row that names the columns.")
        ),
        example=_example(page),
        problems=tuple(ProblemView(place=_place(page, each), sentence=words.say(each.message)) for each in cells),
    )


def _place(page: PlanPage, fault: CellFault) -> str:
    _, row = page.words.gettext, page.words.number(fault.row)
    if not fault.column:
        return _("Row %(row)s") % {"row": row}
    return _("Row %(row)s, %(column)s") % {"row": row, "column": columns()[fault.column][0]}


def _example(page: PlanPage) -> str:
    """A table that is right, with a line of the plan and a number in the reader's own separators."""
    line = page.plan.budget[0] if page.plan.budget else None
    name = page.words.text(line.title) if line else page.words.gettext("Courses")
    month = (line.starts if line else page.plan.start).isoformat()[:7]
    return f"line;month;amount\n{name};{month};{page.words.number(EXAMPLE)}"


def preview_view(
    page: PlanPage, table: SpendingTable, reason: str, faults: Sequence[Fault], *, is_stale: bool
) -> SpendingPreviewView:
    """Every amount that the table brings or changes, as the plan stands now."""
    _, plan, words = page.words.gettext, page.plan, page.words
    fields = Fields(words, faults)
    pairs = [(each, entry_of(plan, each.draft)) for each in table.entries]
    differing = [(each, held) for each, held in pairs if held is None or held.amount != each.draft.amount]
    before = sum((each.amount for each in plan.spending), Decimal(0))
    more = sum((each.draft.amount - (held.amount if held else 0) for each, held in differing), Decimal(0))
    left_out = words.sentence_list(words.quoted(each) for each in table.left_out)
    return SpendingPreviewView(
        action=f"{page.address}/spending/import/rows",
        back=f"{page.address}/spending/import",
        summary=_summary(page, len(pairs), len(differing), sum(held is None for _each, held in differing)),
        news=_("Somebody entered spending while you were looking. This is how it stands now; nothing is saved yet.")
        if is_stale
        else "",
        notes=(_("Columns that were not read: %(columns)s.") % {"columns": left_out},) if left_out else (),
        errors=fields.errors(),
        changes=tuple(
            ChangedRow(
                line=line_title(page, each.draft.line_id),
                month=words.month(each.draft.month),
                before=exact_amount(page, held.amount) if held else "–",
                after=exact_amount(page, each.draft.amount),
                change=_change(page, each.draft.amount - held.amount) if held else _("New"),
            )
            for each, held in differing
        ),
        total_before=exact_amount(page, before),
        total_after=exact_amount(page, before + more),
        total_change=_change(page, more),
        rows=tuple(row_text(Seen(draft=each.draft, version=held.version if held else None)) for each, held in pairs),
        reason=fields.reason(reason),
    )


def _summary(page: PlanPage, count: int, differing: int, new: int) -> str:
    words = page.words
    if not differing:
        return words.gettext("Nothing changes: the plan says the same already.")
    told = [
        words.ngettext("%(count)s amount is new.", "%(count)s amounts are new.", new),
        words.ngettext("%(count)s changes.", "%(count)s change.", differing - new),
        words.ngettext("%(count)s stays as it is.", "%(count)s stay as they are.", count - differing),
    ]
    counts = (new, differing - new, count - differing)
    return " ".join(text % {"count": words.number(number)} for text, number in zip(told, counts, strict=True) if number)


def _change(page: PlanPage, difference: Decimal) -> str:
    if not difference:
        return "–"
    text = page.words.gettext("%(amount)s more") if difference > 0 else page.words.gettext("%(amount)s less")
    return text % {"amount": exact_amount(page, abs(difference))}
