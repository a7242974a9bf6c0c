"""The bank's CSV: a head of currencies, then a line for each day; ``N/A`` where a day has no rate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.messages import message
from roadmap.domain.rate_files.findings import Findings, refuse

HEAD: Final = "Date"
NONE: Final = "N/A"
MOST_COLUMNS: Final = 200
MOST_LINES: Final = 50_000


def read_csv(text: str, findings: Findings) -> Iterator[tuple[str, date, Decimal]]:
    """Currency, day and rate of every cell that has one; what is wrong is noted."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: Sequence[str] = ()
    seen: set[date] = set()
    try:
        for row in rows:
            cells = _cells(row)
            if not columns:
                columns = _columns(cells, findings)
            elif cells:
                yield from _line(rows.line_num, cells, columns, (seen, findings))
            if rows.line_num > MOST_LINES:
                refuse(message("rates.too_long", most=MOST_LINES), rows.line_num)
    except csv.Error:
        refuse(message("rates.not_csv"), rows.line_num)


def _cells(row: list[str]) -> list[str]:
    """The cells of a line without spaces around them; the bank ends every line with a comma, behind which is none."""
    cells = [each.strip() for each in row]
    return cells[:-1] if cells and not cells[-1] else cells


def _columns(cells: list[str], findings: Findings) -> list[str]:
    """The currency of each column after the first; empty for one that is wrong."""
    if cells[:1] != [HEAD] or not 1 < len(cells) <= MOST_COLUMNS:
        refuse(message("rates.head"))
    columns: list[str] = []
    for code in cells[1:]:
        if code in columns:
            findings.add(1, code, message("rates.twice_currency", currency=code))
        columns.append(findings.currency(1, code))
    return columns


def _line(
    line: int, cells: list[str], columns: Sequence[str], noted: tuple[set[date], Findings]
) -> Iterator[tuple[str, date, Decimal]]:
    seen, findings = noted
    day = findings.day(line, HEAD, cells[0])
    if day in seen:
        findings.add(line, HEAD, message("rates.twice_day", day=day))
    if len(cells) != len(columns) + 1:
        findings.add(line, "", message("rates.cells", wanted=len(columns) + 1, found=len(cells)))
        return
    if day:
        seen.add(day)
    for code, cell in zip(columns, cells[1:], strict=True):
        rate = findings.rate(line, code, cell) if code and cell != NONE else None
        if day and rate:
            yield code, day, rate
