"""Tables that people send: CSV files as spreadsheets of any country save them, and rows pasted out of one.

Nothing is guessed: what is no text, has another encoding or lacks a column is refused as a whole, and everything else
is told cell by cell, by the row as the spreadsheet counts it and the column as the table heads it.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from typing import Final

from roadmap.domain.csv_writing import FORMULA, GUARD
from roadmap.domain.drafts import BAD, text_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message

SEPARATORS: Final = (",", ";", "\t")
"""What stands between cells: the standard's, that of countries whose decimals have a comma, and what is pasted."""
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_TEXT: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
"""How workbooks, documents, pictures and archives begin."""
SAYS_SEPARATOR: Final = "sep="
"""A first line by which Excel tells itself what stands between cells."""
SHOWN: Final = 40
"""Characters of what somebody wrote that are said back."""
SHOWN_HEAD: Final = 200
FILE: Final = "file"
"""The field that faults of a file stand at."""


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
class CsvTable:
    """A table as sent: its rows, each with the wanted columns, and the heads of the columns that nobody asked for.

    ``heads`` are all of its heads, and ``separator`` is what stands between its cells.
    """

    heads: tuple[str, ...]
    separator: str
    rows: tuple[Mapping[str, Cell], ...]
    left_out: tuple[str, ...]
    faults: tuple[CellFault, ...]


def read_table(
    content: bytes, columns: Mapping[str, Sequence[str]], most_rows: int, optional: Collection[str] = ()
) -> CsvTable:
    """The table in a file, in which empty rows are passed over.

    ``columns`` are the wanted ones by key, with all names that their head may have, in any order; one that is
    ``optional`` is empty in every row where it is not there. No more is read than one row beyond ``most_rows``, which
    shows that there are too many, nor much beyond as many faults.

    Raises ``RuleBrokenError`` at the field ``file`` for what is no such table at all.
    """
    text = _text(content)
    separator = _separator(text, columns)
    records = _records(text, separator)
    heads = next(records, (0, []))[1]
    if not heads:
        wanted = ",".join(names[0] for key, names in columns.items() if key not in optional)
        raise refusal(message("csv.empty", wanted=wanted))
    places = _places(heads, columns, optional)
    rows: list[Mapping[str, Cell]] = []
    faults: list[CellFault] = []
    for row, cells in records:
        if max(len(rows), len(faults)) > most_rows:
            break
        if told := _astray(cells, heads, separator):
            faults.append(CellFault(row=row, column="", message=told))
            continue
        rows.append({key: _cell(row, key, cells, place) for key, place in places.items()})
        faults += [each for each in map(_fault, rows[-1].values()) if each]
    known = set(places.values())
    named = tuple(each.strip() for each in heads)
    left_out = tuple(each for place, each in enumerate(named) if place not in known and each)
    return CsvTable(heads=named, separator=separator, rows=tuple(rows), left_out=left_out, faults=tuple(faults))


def first_faults(faults: Iterable[CellFault]) -> tuple[CellFault, ...]:
    """What is wrong first in each cell, in the order of the rows."""
    first: dict[tuple[int, str], CellFault] = {}
    for each in faults:
        first.setdefault((each.row, each.column), each)
    return tuple(sorted(first.values(), key=lambda each: each.row))


def placed(fault: CellFault) -> Message:
    """What is wrong, with its place, as one sentence."""
    if not fault.column:
        return message("csv.row", line=str(fault.row), what=fault.message)
    return message("csv.cell", line=str(fault.row), column=fault.column, what=fault.message)


def refusal(what: Message) -> RuleBrokenError:
    """A file that cannot be taken, and why."""
    return RuleBrokenError(Fault(field=FILE, message=what))


def _text(content: bytes) -> str:
    if content.startswith(NO_TEXT):
        raise refusal(message("csv.unknown_kind"))
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(message("csv.encoding", line=str(content[: error.start].count(b"\n") + 1))) from None
    if "\x00" in text:
        # UTF-16 without its mark: every other byte of plain letters is zero.
        raise refusal(message("csv.encoding", line=str(text[: text.index("\x00")].count("\n") + 1)))
    first, _, others = text.partition("\n")
    return others if first.casefold().startswith(SAYS_SEPARATOR) else text


def _separator(text: str, columns: Mapping[str, Sequence[str]]) -> str:
    """The separator under which the head names the most of the wanted columns, or of any, where none is named."""
    wanted = {_plain(name) for names in columns.values() for name in names}

    def named(separator: str) -> tuple[int, int]:
        heads = _heads(text, separator)
        return sum(_plain(each) in wanted for each in heads), len(heads)

    return max(SEPARATORS, key=named)


def _heads(text: str, separator: str) -> list[str]:
    """The head if that were the separator; nothing where it cannot be."""
    with suppress(RuleBrokenError):
        return next(_records(text, separator), (0, []))[1]
    return []


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield row, cells
    except csv.Error:
        raise refusal(message("csv.unreadable", line=str(reader.line_num))) from None


def _places(heads: Sequence[str], columns: Mapping[str, Sequence[str]], optional: Collection[str]) -> dict[str, int]:
    """The place of every wanted column; beyond the last for an optional one that is not there."""
    plain = [_plain(each) for each in heads]
    found: dict[str, int] = {}
    for key, names in columns.items():
        called = {_plain(name) for name in names}
        places = [place for place, head in enumerate(plain) if head in called]
        if not places and key in optional:
            places = [len(heads)]
        if not places:
            there = ", ".join(each.strip()[:SHOWN] for each in heads if each.strip())
            raise refusal(message("csv.column_missing", column=names[0], there=there[:SHOWN_HEAD]))
        if len(places) > 1:
            raise refusal(message("csv.column_twice", column=names[0]))
        found[key] = places[0]
    return found


def _astray(cells: Sequence[str], heads: Sequence[str], separator: str) -> Message | None:
    """What is wrong with a row in which something stands below no head."""
    if any(each.strip() for each in cells[len(heads) :]):
        return message("csv.too_many_cells", cells=len(cells), heads=len(heads), separator=separator)
    nameless = [each.strip() for each, head in zip(cells, heads, strict=False) if each.strip() and not head.strip()]
    return message("csv.no_head", text=nameless[0][:SHOWN]) if nameless else None


def _cell(row: int, key: str, cells: Sequence[str], place: int) -> Cell:
    text = cells[place] if place < len(cells) else ""
    if text.startswith(GUARD) and text[len(GUARD) :].startswith(FORMULA):
        text = text.removeprefix(GUARD)
    return Cell(row=row, column=key, text=text.strip())


def _fault(cell: Cell) -> CellFault | None:
    told = [message("text.bad_character")] if BAD.search(cell.text) else []
    told += [each.message for each in text_faults(cell.column, cell.text)]
    return CellFault(row=cell.row, column=cell.column, message=told[0]) if told else None


def _plain(head: str) -> str:
    return " ".join(head.split()).casefold()
