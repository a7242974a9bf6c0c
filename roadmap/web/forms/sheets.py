"""Tables that people send: CSV files as spreadsheets of any country save them, and rows pasted out of one.

Nothing is guessed: what is no text, has another encoding or lacks a column is refused as a whole, and everything else
is told cell by cell, by the row as the spreadsheet counts it and the column as the table heads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.web.forms.reading import BAD

SEPARATORS: Final = (",", ";", "\t")
"""What stands between cells: the standard's, that of countries whose decimals have a comma, and what is pasted."""
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
"""How workbooks, documents, pictures and archives begin."""
SAYS_SEPARATOR: Final = "sep="
"""A first line by which Excel tells itself what stands between cells."""
GUARD: Final = "'"
"""What our own exports set before a text that a spreadsheet would run."""
LONGEST_CELL: Final = 4_000
FILE: Final = "file"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell of a table: ``row`` as the spreadsheet counts it, ``column`` by its key."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CellFault:
    """What is wrong in a cell; without a column, in the whole row."""

    row: int
    column: str
    message: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table as sent: its rows, each with the wanted columns, and the heads of the columns that nobody asked for."""

    rows: tuple[Mapping[str, Cell], ...]
    left_out: tuple[str, ...]
    faults: tuple[CellFault, ...]


def read_sheet(content: bytes, columns: Mapping[str, Sequence[str]], most_rows: int) -> Sheet:
    """The table in a file. ``columns`` are the wanted ones by key, with all names that their head may have.

    Raises ``RuleBrokenError`` at the field ``file`` for what is no such table at all.
    """
    text = _text(content)
    lines = text.split("\n", 1)
    if lines[0].strip().casefold().startswith(SAYS_SEPARATOR):
        text = lines[1] if lines[1:] else ""
    separator, records = _records(text, columns)
    found = _heads(records, columns)
    rows: list[Mapping[str, Cell]] = []
    faults: list[CellFault] = []
    for number, record in enumerate(records[1:], start=2):
        if not any(each.strip() for each in record):
            continue
        if len(rows) >= most_rows:
            raise _refused("sheet.too_many_rows", most=most_rows)
        if len(record) > len(records[0]) and any(each.strip() for each in record[len(records[0]) :]):
            told = message("sheet.too_many_cells", cells=len(record), heads=len(records[0]), separator=separator)
            faults.append(CellFault(row=number, column="", message=told))
            continue
        cells = {key: _cell(number, key, record, place) for key, place in found.items()}
        faults += [each for each in map(_fault, cells.values()) if each]
        rows.append(cells)
    if not rows and not faults:
        raise _refused("sheet.empty")
    known = set(found.values())
    left_out = tuple(each.strip() for place, each in enumerate(records[0]) if place not in known and each.strip())
    return Sheet(rows=tuple(rows), left_out=left_out, faults=tuple(faults))


def _text(content: bytes) -> str:
    if content.startswith(NO_TEXT):
        raise _refused("sheet.not_text")
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("sheet.not_utf8") from None
    if "\0" in text:
        raise _refused("sheet.not_text")
    if not text.strip():
        raise _refused("sheet.empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _records(text: str, columns: Mapping[str, Sequence[str]]) -> tuple[str, list[list[str]]]:
    """The table by the separator under which its head names the most of the wanted columns."""
    read = [(separator, list(_read(text, separator))) for separator in SEPARATORS]
    wanted = {_plain(name) for names in columns.values() for name in names}
    return max(read, key=lambda each: sum(_plain(name) in wanted for name in each[1][0]))


def _read(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise _refused("sheet.not_text") from None


def _heads(records: list[list[str]], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The place of every wanted column."""
    heads = [_plain(each) for each in records[0]]
    found: dict[str, int] = {}
    for key, names in columns.items():
        places = [place for place, head in enumerate(heads) if head in {_plain(name) for name in names}]
        if not places:
            there = ", ".join(each.strip()[:40] for each in records[0] if each.strip())
            raise _refused("sheet.column_missing", column=names[0], there=there[:200])
        if len(places) > 1:
            raise _refused("sheet.column_twice", column=names[0])
        found[key] = places[0]
    return found


def _cell(number: int, key: str, record: list[str], place: int) -> Cell:
    text = record[place].strip() if place < len(record) else ""
    return Cell(row=number, column=key, text=text.removeprefix(GUARD))


def _fault(cell: Cell) -> CellFault | None:
    told = None
    if BAD.search(cell.text):
        told = message("text.bad_character")
    elif len(cell.text) > LONGEST_CELL:
        told = message("text.too_long", most=LONGEST_CELL, length=len(cell.text))
    return CellFault(row=cell.row, column=cell.column, message=told) if told else None


def _plain(head: str) -> str:
    return " ".join(head.split()).casefold()


def _refused(key: str, **values: object) -> RuleBrokenError:
    return RuleBrokenError(Fault(field=FILE, message=message(key, **values)))  # type: ignore[arg-type]
