"""A table as CSV (RFC 4180), for spreadsheets and for programs: UTF-8 with the mark by which Excel knows it.

Dates are ISO 8601, numbers exact with a decimal point. A text that a spreadsheet would run as a formula is led by an
apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.money import plain

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
EXCEL_MARK: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, also in the wide letters of East Asia."""
GUARD: Final = "'"
"""What stands before such a text, and is no part of it."""

Cell = str | int | Decimal | date | None


class Number(str):
    """Digits of our own making: no text that a person wrote, so nothing to guard."""

    __slots__ = ()


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a table."""
    text = io.StringIO(EXCEL_MARK)
    text.seek(0, io.SEEK_END)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([_cell(head) for head in heads])
    table.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case Number():
            return value
        case str():
            return f"{GUARD}{value}" if value.startswith(FORMULA) else value
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
    return str(value)
