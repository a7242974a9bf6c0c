"""Areas as people write them, in a table or a file: every cell that is wrong is told, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from roadmap.domain.csv_reading import FILE, SHOWN, Cell, CellFault, first_faults, placed, read_table, refusal
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.needs.calculation import Area

AREA: Final = "area"
PEOPLE: Final = "people_in_contact"
COLUMNS: Final = (AREA, PEOPLE)
ReadNumbers = Callable[[Sequence[str]], Sequence[Decimal | Message]]
MOST_AREAS: Final = 500
MOST_PEOPLE: Final = 1_000_000_000
NAME_MAX: Final = 120
FORMULA: Final = ("=", "+", "-", "@")
"""What a spreadsheet would take for the beginning of a formula."""


def areas_of(
    rows: Sequence[Mapping[str, Cell]], numbers: ReadNumbers
) -> tuple[tuple[Area, ...], tuple[CellFault, ...]]:
    """The areas that can be read, and what is wrong with every cell that cannot; ``numbers`` reads a whole column."""
    areas, faults, seen = [], [], dict[str, int]()
    for cells, people in zip(rows, numbers([each[PEOPLE].text for each in rows]), strict=True):
        row, name = cells[AREA].row, " ".join(cells[AREA].text.split())
        found = [
            *(CellFault(row=row, column=AREA, message=each) for each in _name_faults(name, seen)),
            *(CellFault(row=row, column=PEOPLE, message=each) for each in _people_faults(people)),
        ]
        seen.setdefault(name.casefold(), row)
        faults += found
        if not found and isinstance(people, Decimal):
            areas.append(Area(name=name, people=int(people)))
    return tuple(areas), tuple(faults)


def areas_in_csv(content: bytes, numbers: ReadNumbers) -> tuple[Area, ...]:
    """The areas of a CSV file with the columns ``area`` and ``people_in_contact``, and no others.

    Raises ``RuleBrokenError`` with everything that is wrong, each fault at the field ``file`` and with its line.
    """
    table = read_table(content, {each: (each,) for each in COLUMNS}, MOST_AREAS)
    if table.left_out:
        found = ",".join([*COLUMNS, *table.left_out])[: 2 * SHOWN]
        raise refusal(message("csv.columns", wanted=",".join(COLUMNS), found=found))
    areas, wrong = areas_of(table.rows, numbers)
    told = [
        *map(placed, first_faults([*table.faults, *wrong])),
        *count_faults(len(table.rows) or len(table.faults)),
    ]
    if told:
        raise RuleBrokenError(*(Fault(field=FILE, message=each) for each in told))
    return areas


def count_faults(count: int) -> Iterator[Message]:
    """An assessment has some areas, and not more than anybody would look at."""
    if not count:
        yield message("needs.no_area")
    if count > MOST_AREAS:
        yield message("needs.too_many_areas", most=MOST_AREAS)


def _name_faults(name: str, seen: Mapping[str, int]) -> Sequence[Message]:
    if not name:
        return [message("needs.area_missing")]
    if name.startswith(FORMULA):
        return [message("needs.area_formula", typed=name[:SHOWN])]
    if len(name) > NAME_MAX:
        return [message("text.too_long", most=NAME_MAX, length=len(name))]
    if name.casefold() in seen:
        return [message("needs.area_twice", typed=name[:SHOWN], line=str(seen[name.casefold()]))]
    return [] if name.isprintable() else [message("text.bad_character")]


def _people_faults(people: Decimal | Message) -> Sequence[Message]:
    if isinstance(people, Message):
        return [people]
    if people < 0:
        return [message("amount.negative")]
    if people != people.to_integral_value():
        return [message("needs.people_whole")]
    if people > MOST_PEOPLE:
        return [message("needs.people_most", most=MOST_PEOPLE)]
    return []
