"""The budget's table as a form: a row for each line, a cell for each field, all saved together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid5

from roadmap.domain.budget_edits import BudgetLineDraft, RowEdit
from roadmap.domain.budgets import BudgetLine
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.web.forms.budgets import BUDGET_LINE
from roadmap.web.forms.fields import Day, Field, WrittenDay
from roadmap.web.forms.parts import PartForm, read_part
from roadmap.web.forms.reading import Typed, key_of, whole
from roadmap.web.views.plan_frame import PlanPage

NAMES: Final = (
    "title",
    "category",
    "quantity",
    "unit_cost",
    "recurrence",
    "starts",
    "ends",
    "growth",
    "service_id",
)
"""The columns of the table, in order."""
FIELDS: Final[tuple[Field, ...]] = tuple(
    WrittenDay(name=each.name, label=each.label, is_required=each.is_required) if isinstance(each, Day) else each
    for name in NAMES
    if (each := BUDGET_LINE.field(name))
)
"""A cell holds text alone, days too, so that columns can be pasted from a spreadsheet."""
ROW: Final[PartForm] = replace(BUDGET_LINE, fields=FIELDS)
KEY: Final = re.compile("[0-9a-f-]{1,40}")
MOST_ROWS: Final = 500
SPAN: Final = ("starts", "ends")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowText:
    """A row as the form holds it: its cells as texts, the version it was opened at, and what it said then.

    ``was`` is a digest of the texts, so that a row nobody touched is left alone whatever others did to it. Where others
    saved other texts in the same cells, ``version`` stays until somebody chose between both: with ``keeps`` what others
    saved, otherwise the row as it stands over the version that they were shown.
    """

    key: str
    texts: Mapping[str, str]
    version: str = ""
    was: str = ""
    keeps: bool = False

    @property
    def is_touched(self) -> bool:
        """Whether it is to be saved."""
        return not self.keeps and digest(self.texts) != self.was


def digest(texts: Mapping[str, str]) -> str:
    """What stands in a row, in short."""
    return hashlib.sha256("\x1f".join(texts.get(name, "") for name in NAMES).encode()).hexdigest()[:16]


def texts_of_line(page: PlanPage, line: BudgetLine) -> dict[str, str]:
    """A line as its cells show it."""
    return {each.name: each.typed(getattr(line, each.name), page) for each in FIELDS}


def row_of(page: PlanPage, line: BudgetLine) -> RowText:
    """A line as the table shows it."""
    texts = texts_of_line(page, line)
    return RowText(key=str(line.id), texts=texts, version=str(line.version), was=digest(texts))


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinedRow:
    """A row with what others saved meanwhile in the cells that its writer left as they were.

    ``told`` are the cells in which others saved something else than stands in it by now or stood in it before; in those
    that are ``asked`` its writer did too.
    """

    row: RowText
    told: tuple[str, ...]
    asked: tuple[str, ...]


def joined(page: PlanPage, row: RowText, theirs: BudgetLine, opened: BudgetLine | None) -> JoinedRow:
    """A row on top of the line as others saved it; ``opened`` is what the row was filled in from, if that is known."""
    held = texts_of_line(page, theirs)
    before = texts_of_line(page, opened) if opened else {}
    left = {name for name in NAMES if row.texts[name] == before.get(name)}
    texts = {name: held[name] if name in left else row.texts[name] for name in NAMES}
    told = tuple(name for name in NAMES if held[name] not in {row.texts[name], before.get(name)})
    asked = tuple(name for name in told if name not in left)
    version = row.version if asked else str(theirs.version)
    return JoinedRow(row=replace(row, texts=texts, version=version, was=digest(held)), told=told, asked=asked)


def blank_row(page: PlanPage, key: str) -> RowText:
    """A row to write a new line into."""
    held = BUDGET_LINE.blank(page)
    texts = {each.name: each.typed(held.get(each.name), page) for each in FIELDS}
    return RowText(key=key, texts=texts, was=digest(texts))


def typed_rows(form: Typed) -> tuple[RowText, ...]:
    """The rows that were sent. Raises ``RuleBrokenError`` for a form that no page sends."""
    keys = tuple(dict.fromkeys(form.all("row")))
    if not keys or len(keys) > MOST_ROWS or not all(map(KEY.fullmatch, keys)):
        raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
    return tuple(
        RowText(
            key=key,
            texts={name: form.text(f"{name}-{key}").strip() for name in NAMES},
            version=form.text(f"seen-{key}" if form.text(f"keep-{key}") == "off" else f"version-{key}"),
            was=form.text(f"was-{key}"),
            keeps=form.text(f"keep-{key}") == "on",
        )
        for key in keys
    )


def line_id_of(page: PlanPage, row: RowText) -> UUID:
    """The line that a row is: an existing one by its id, or a new one, the same however often the form is sent."""
    known = key_of(row.key)
    return known if known and row.version else uuid5(page.plan.id, row.key)


def read_rows(rows: Iterable[RowText], page: PlanPage) -> tuple[list[RowEdit], list[Fault]]:
    """The rows that were touched, and what cannot be read in them; something stands in for that."""
    edits, faults = [], []
    held = {each.id: each for each in page.plan.budget}
    for row in rows:
        if not row.is_touched:
            continue
        line_id = line_id_of(page, row)
        before = held.get(line_id)
        values, wrong = read_part(ROW, Typed(values=row.texts), page, _held(page, before))
        faults += [replace(each, field=f"{each.field}-{row.key}") for each in wrong]
        driver = before.driver if before else BUDGET_LINE.blank(page)["driver"]
        version = whole(row.version) if row.version else None
        draft = BudgetLineDraft(**values, driver=driver)
        edits.append(RowEdit(key=row.key, line_id=line_id, draft=draft, version=version))
    return edits, faults


def _held(page: PlanPage, before: BudgetLine | None) -> Mapping[str, Any]:
    return {name: getattr(before, name) for name in NAMES} if before else BUDGET_LINE.blank(page)


def unread(faults: Iterable[Fault]) -> frozenset[str]:
    """The cells of which nothing more is to be said, for they, or the other end of their span, could not be read."""
    found = {each.field for each in faults}
    for name in tuple(found):
        field, _, key = name.partition("-")
        if field in SPAN:
            found |= {f"{each}-{key}" for each in SPAN}
    return frozenset(found)
