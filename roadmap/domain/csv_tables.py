"""Tables in CSV as people's programs write them: any usual separator and Unicode encoding, named columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message

SEPARATORS: Final = (",", ";", "\t")
SHOWN: Final = 40
"""Characters of what somebody wrote that are said back."""
FILE: Final = "file"
"""The field that faults of a file stand at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvRow:
    """A row by its column names; ``line`` is that on which it ends in the file, one-based."""

    line: int
    cells: Mapping[str, str]


def read_csv(content: bytes, columns: Sequence[str]) -> tuple[CsvRow, ...]:
    """The rows below a head that names exactly these columns, in any order; empty lines are passed over.

    Raises ``RuleBrokenError`` with everything that is wrong, each fault at the field ``file``.
    """
    text = _decoded(content)
    separator = _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise _refusal(message("csv.unreadable", line=str(reader.line_num))) from None
    if not lines:
        raise _refusal(message("csv.empty", wanted=",".join(columns)))
    head = [each.strip().casefold() for each in lines[0][1]]
    if sorted(head) != sorted(columns):
        raise _refusal(message("csv.columns", wanted=",".join(columns), found=",".join(head)[: 2 * SHOWN]))
    uneven = [
        Fault(field=FILE, message=message("csv.cells", line=str(line), cells=str(len(cells)), wanted=str(len(head))))
        for line, cells in lines[1:]
        if len(cells) != len(head)
    ]
    if uneven:
        raise RuleBrokenError(*uneven)
    return tuple(CsvRow(line=line, cells=dict(zip(head, cells, strict=True))) for line, cells in lines[1:])


def at_cell(line: int, column: str, what: Message) -> Message:
    """What is wrong with one cell, with its place."""
    return message("csv.cell", line=str(line), column=column, what=what)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refusal(message("csv.encoding", line=str(line))) from None
    if "\x00" in text:
        raise _refusal(message("csv.encoding", line=str(text[: text.index("\x00")].count("\n") + 1)))
    return text


def _separator(text: str) -> str:
    """What sets the columns of the head apart."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=head.count)


def _refusal(what: Message) -> RuleBrokenError:
    return RuleBrokenError(Fault(field=FILE, message=what))
