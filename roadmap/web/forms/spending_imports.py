"""A table of what was spent: read cell by cell, looked at, and sent back to be saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.csv_reading import FILE, Cell, CellFault, CsvTable, first_faults, read_table, refusal
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.money import plain
from roadmap.domain.spending_edits import Seen, SpendingDraft, check_spending, entry_of
from roadmap.exports.csv_tables import spending_heads
from roadmap.i18n import LANGUAGES, language
from roadmap.i18n.marking import N_
from roadmap.i18n.numbers import read_number, read_numbers, read_plain
from roadmap.services.playbooks import texts_of
from roadmap.web.forms.files import sent_table
from roadmap.web.forms.reading import Typed, day, key_of, whole
from roadmap.web.forms.spending import month_of
from roadmap.web.views.plan_frame import PlanPage

MOST_ROWS: Final = 2_000
ROWS: Final = "rows"
ROW: Final = "row"
COMMA: Final = ","
KEY: Final = "key"
"""The column that tells lines of one title apart; a table without it does as well."""
CALLED: Final = {
    "line": ("line", N_("Budget line"), N_("Line")),
    "month": ("month", N_("Month")),
    "amount": ("amount", N_("Spent"), N_("Amount")),
    KEY: (KEY, N_("Key")),
}
COLUMN_OF: Final = {"line_id": "line", "month": "month", "amount": "amount"}


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendingTable:
    """The amounts of a table that has nothing wrong, and the columns in it that nobody asked for."""

    entries: tuple[Seen, ...]
    left_out: tuple[str, ...]


class WrongCellsError(Exception):
    """A table some of whose cells are wrong; nothing of it is taken over."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        """What is wrong first in each cell, in the order of the rows."""
        super().__init__(f"{len(faults)} cells are wrong")
        self.faults = first_faults(faults)


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """The columns by key, with the names that their heads may have in any language: files travel."""
    spoken = [language(code).gettext for code in LANGUAGES]
    return {
        key: tuple(dict.fromkeys((names[0], *(say(name) for name in names[1:] for say in spoken))))
        for key, names in CALLED.items()
    }


def parse_table(form: Typed, page: PlanPage, most_bytes: int) -> SpendingTable:
    """What a file holds, or the rows that were pasted.

    Raises ``RuleBrokenError`` for what is no such table, and ``WrongCellsError``.
    """
    form.check()
    content = sent_table(form, FILE, most_bytes)
    if content is None and form.text(ROWS).strip():
        content = form.text(ROWS).encode()
    if content is None:
        raise refusal(message("import.no_file"))
    return _table(read_table(content, columns(), MOST_ROWS, optional={KEY}), page)


def _table(table: CsvTable, page: PlanPage) -> SpendingTable:
    if not table.rows and not table.faults:
        raise refusal(message("spending.no_row"))
    if len(table.rows) > MOST_ROWS:
        raise refusal(message("spending.too_many_rows", most=MOST_ROWS))
    lines, faults, entries = _lines(page), list(table.faults), []
    rows: dict[tuple[UUID | None, date], int] = {}
    for row, amount in zip(table.rows, _amounts(table, page), strict=True):
        draft = _draft(row, lines, amount, faults)
        if draft is None:
            continue
        number, before = row["line"].row, entry_of(page.plan, draft)
        told = check_spending(draft, page.plan, page.today, before)
        faults += [CellFault(row=number, column=COLUMN_OF[each.field], message=each.message) for each in told]
        first = rows.setdefault((draft.line_id, draft.month), number)
        if first != number:
            faults.append(CellFault(row=number, column="month", message=message("spending.same_row", row=first)))
        entries.append(Seen(draft=draft, version=before.version if before else None))
    if faults:
        raise WrongCellsError(faults)
    return SpendingTable(entries=tuple(entries), left_out=table.left_out)


def _amounts(table: CsvTable, page: PlanPage) -> Sequence[Decimal | Message]:
    """The amounts of the rows: as this product writes them in a file of its own, else as ``read_numbers`` does."""
    texts = [each["amount"].text for each in table.rows]
    is_ours = table.separator == COMMA and table.heads in {spending_heads(language(code)) for code in LANGUAGES}
    return [*map(read_plain, texts)] if is_ours else read_numbers(texts, page.words.code)


def _draft(
    row: Mapping[str, Cell],
    lines: Mapping[str, list[BudgetLine]],
    amount: Decimal | Message,
    faults: list[CellFault],
) -> SpendingDraft | None:
    """What a row says; with ``faults`` for the cells that cannot be read, and then nothing."""
    line_id = _line(row["line"], row[KEY].text, lines)
    month = month_of(row["month"].text)
    for name, read in (("line", line_id), ("month", month), ("amount", amount)):
        if isinstance(read, Message):
            faults.append(CellFault(row=row[name].row, column=name, message=read))
    if isinstance(line_id, Message) or isinstance(month, Message) or isinstance(amount, Message):
        return None
    return SpendingDraft(line_id=line_id, month=month, amount=amount)


def _lines(page: PlanPage) -> Mapping[str, list[BudgetLine]]:
    """The plan's lines by everything that a cell may call them, in any language."""
    found: dict[str, list[BudgetLine]] = defaultdict(list)
    texts = [texts_of(code) for code in LANGUAGES]
    for line in page.plan.budget:
        titles = (line.title, *(each.get(line.title, line.title) for each in texts))
        for name in {_called(each) for each in (line.key, *titles) if each}:
            found[name].append(line)
    return found


def _called(text: str) -> str:
    return " ".join(text.split()).casefold()


def _line(cell: Cell, key: str, lines: Mapping[str, list[BudgetLine]]) -> UUID | Message:
    if not cell.text:
        return message("spending.no_line")
    found = lines.get(_called(cell.text), [])
    if len(found) > 1:
        found = [each for each in found if key and each.key == key] or found
    if not found:
        return message("spending.unknown_line", typed=cell.text[:80])
    if len(found) > 1:
        keys = ", ".join(each.key for each in found if each.key)
        told = message("spending.ambiguous_line", typed=cell.text[:80], keys=keys)
        return told if keys else message("spending.ambiguous_title", typed=cell.text[:80])
    return found[0].id


def row_text(entry: Seen) -> str:
    """An entry as the form that saves it sends it along."""
    draft = entry.draft
    return f"{draft.line_id}|{draft.month.isoformat()}|{plain(draft.amount)}|{entry.version or ''}"


def parse_rows(form: Typed) -> tuple[Seen, ...]:
    """The entries that were looked at. Raises ``RuleBrokenError`` for a form that no page sends."""
    entries = tuple(map(_entry, form.all(ROW)[: MOST_ROWS + 1]))
    if not entries or len(entries) > MOST_ROWS:
        raise _incomplete()
    return entries


def _entry(text: str) -> Seen:
    parts = text.split("|")
    if len(parts) != len(("line", "month", "amount", "version")):
        raise _incomplete()
    line_id, month, amount = key_of(parts[0]), day(parts[1], "en"), read_number(parts[2], "en")
    if line_id is None or month is None or month.day != 1 or isinstance(amount, Message):
        raise _incomplete()
    return Seen(draft=SpendingDraft(line_id=line_id, month=month, amount=amount), version=whole(parts[3]))


def _incomplete() -> RuleBrokenError:
    return RuleBrokenError(Fault(field="", message=message("form.incomplete")))
