"""Areas as people write them, in a table or a file: every cell that is wrong is told, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from roadmap.domain.csv_tables import FILE, SHOWN, at_cell, read_csv
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.needs.calculation import Area

Column = Literal["area", "people_in_contact"]
AREA: Final[Column] = "area"
PEOPLE: Final[Column] = "people_in_contact"
COLUMNS: Final = (AREA, PEOPLE)
ReadNumber = Callable[[str], Decimal | Message]
MOST_AREAS: Final = 500
MOST_PEOPLE: Final = 1_000_000_000
NAME_MAX: Final = 120
FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaRow:
    """An area as written, on a line of its table, one-based."""

    line: int
    area: str
    people: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CellFault:
    """What is wrong with one cell."""

    line: int
    column: Column
    message: Message


def areas_of(rows: Sequence[AreaRow], number: ReadNumber) -> tuple[tuple[Area, ...], tuple[CellFault, ...]]:
    """The areas that can be read, and what is wrong with every cell that cannot; ``number`` reads what is typed."""
    areas, faults, seen = [], [], dict[str, int]()
    for row in rows:
        name = " ".join(row.area.split())
        people = number(row.people)
        found = [
            *_name_faults(row, name, seen),
            *(CellFault(line=row.line, column=PEOPLE, message=each) for each in _people_faults(people)),
        ]
        seen.setdefault(name.casefold(), row.line)
        faults += found
        if not found and isinstance(people, Decimal):
            areas.append(Area(name=name, people=int(people)))
    return tuple(areas), tuple(faults)


def areas_in_csv(content: bytes, number: ReadNumber) -> tuple[Area, ...]:
    """The areas of a CSV file with the columns ``area`` and ``people_in_contact``.

    Raises ``RuleBrokenError`` with everything that is wrong, each fault at the field ``file`` and with its line.
    """
    rows = tuple(
        AreaRow(line=row.line, area=row.cells[AREA], people=row.cells[PEOPLE]) for row in read_csv(content, COLUMNS)
    )
    areas, wrong = areas_of(rows, number)
    faults = [
        *(Fault(field=FILE, message=at_cell(each.line, each.column, each.message)) for each in wrong),
        *(Fault(field=FILE, message=each) for each in count_faults(len(rows))),
    ]
    if faults:
        raise RuleBrokenError(*faults)
    return areas


def count_faults(count: int) -> Iterator[Message]:
    """An assessment has some areas, and not more than anybody would look at."""
    if not count:
        yield message("needs.no_area")
    if count > MOST_AREAS:
        yield message("needs.too_many_areas", most=MOST_AREAS)


def _name_faults(row: AreaRow, name: str, seen: dict[str, int]) -> Iterator[CellFault]:
    told = _name_fault(name, seen)
    if told:
        yield CellFault(line=row.line, column=AREA, message=told)


def _name_fault(name: str, seen: dict[str, int]) -> Message | None:
    if not name:
        return message("needs.area_missing")
    if name.startswith(FORMULA):
        return message("needs.area_formula", typed=name[:SHOWN])
    if len(name) > NAME_MAX:
        return message("text.too_long", most=NAME_MAX, length=len(name))
    if name.casefold() in seen:
        return message("needs.area_twice", typed=name[:SHOWN], line=str(seen[name.casefold()]))
    return None if name.isprintable() else message("text.bad_character")


def _people_faults(people: Decimal | Message) -> Iterable[Message]:
    if isinstance(people, Message):
        return [people]
    if people < 0:
        return [message("amount.negative")]
    if people != people.to_integral_value():
        return [message("needs.people_whole")]
    if people > MOST_PEOPLE:
        return [message("needs.people_most", most=MOST_PEOPLE)]
    return []
