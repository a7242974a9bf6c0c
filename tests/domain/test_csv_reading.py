"""Files that people send as tables: whatever a spreadsheet makes of them is read, and nothing is guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.csv_reading import CellFault, CsvTable, first_faults, placed, read_table
from roadmap.domain.csv_writing import csv_file
from roadmap.domain.drafts import BAD, TEXT_MAX
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.messages import Message, message

COLUMNS = {"line": ("line", "Budget line"), "amount": ("amount", "Spent")}
WANTED = [["A", "1"], ["B b", "2;3"]]
MANY = 100


def read(content: str | bytes, most: int = MANY) -> CsvTable:
    return read_table(content if isinstance(content, bytes) else content.encode(), COLUMNS, most)


def texts(table: CsvTable) -> list[list[str]]:
    return [[cells[key].text for key in COLUMNS] for cells in table.rows]


def refusal_of(content: str | bytes) -> Message:
    with pytest.raises(RuleBrokenError) as refused:
        read(content)
    assert [each.field for each in refused.value.faults] == ["file"]
    return refused.value.faults[0].message


@pytest.mark.parametrize(
    "text",
    [
        "line,amount\nA,1\nB b,2;3\n",
        'Amount;Line\r\n1;A\r\n"2;3";B b',
        "\ufeff Budget  LINE \tspent\r A \t1\rB b\t2;3\r",
        'sep=;\r\nline;amount\r\nA;1\r\nB b;"2;3"\r\n',
        "\n\nline,amount,\nA,1,\n,,\n\nB b,2;3,,,\n",
    ],
    ids=["commas", "semicolons", "tabs", "told", "empty"],
)
def test_a_table_is_read_whatever_separates_its_cells(text: str) -> None:
    assert texts(read(text)) == WANTED
    assert texts(read(text.removeprefix("\ufeff").encode("utf-16"))) == WANTED


def test_a_separator_within_a_head_does_not_mislead() -> None:
    table = read_table(b'"line, or key";amount\n"A, b";1\n', {"line": ("line, or key",), "amount": ("amount",)}, MANY)
    assert texts(table) == [["A, b", "1"]]


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    table = read('line,amount\n"A\nwith two lines",1\n\nB,2\n')
    assert [(each["line"].row, each["line"].column) for each in table.rows] == [(2, "line"), (4, "line")]


def test_columns_that_nobody_asked_for_are_named() -> None:
    assert read("note,line,,amount,By\nx,A,,1,y\n").left_out == ("note", "By")


def test_cells_that_are_missing_are_empty_and_those_too_many_are_told() -> None:
    table = read("line,amount\nA\nB,1,234\n")
    assert texts(table) == [["A", ""]]
    told = message("csv.too_many_cells", cells=3, heads=2, separator=",")
    assert table.faults == (CellFault(row=3, column="", message=told),)
    assert placed(table.faults[0]) == message("csv.row", line="3", what=told)


def test_nothing_is_dropped_that_stands_in_a_column_without_a_name() -> None:
    table = read("line,amount,\nA,1,\nB,2,999\n")
    assert texts(table) == [["A", "1"]]
    assert table.faults == (CellFault(row=3, column="", message=message("csv.no_head", text="999")),)


def test_what_no_cell_may_hold_is_told_with_its_place() -> None:
    table = read(f"line,amount\nA\x07,1\nB,{'9' * (TEXT_MAX + 1)}\n")
    found = [(each.row, each.column, each.message.key) for each in table.faults]
    assert found == [(2, "line", "text.bad_character"), (3, "amount", "text.too_long")]
    assert placed(table.faults[0]) == message("csv.cell", line="2", column="line", what=table.faults[0].message)


def test_of_each_cell_the_first_fault_is_told_in_the_order_of_the_rows() -> None:
    one, other = message("text.bad_character"), message("number.missing")
    faults = [CellFault(row=row, column="line", message=each) for row, each in ((3, one), (2, other), (3, other))]
    assert [(each.row, each.message) for each in first_faults(faults)] == [(2, other), (3, one)]


def test_of_a_table_too_long_only_one_row_more_is_read() -> None:
    most = 3
    assert len(read("line,amount\n" + "A,1\n" * 9, most).rows) == most + 1
    assert len(read("line,amount\n" + "A,1,2\n" * 9, most).faults) == most + 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", message("csv.empty", wanted="line,amount")),
        ("sep=;\n \n", message("csv.empty", wanted="line,amount")),
        ("line;sum\nA;1\n", message("csv.column_missing", column="amount", there="line, sum")),
        ("A;B\n", message("csv.column_missing", column="line", there="A, B")),
        ("line,Budget line,amount\n", message("csv.column_twice", column="line")),
        ('line,amount\nA,1\n"B,2\n', message("csv.unreadable", line="3")),
        ('"line,amount\nA,1\n', message("csv.unreadable", line="2")),
        ("line,amount\nÄ,1\n".encode("latin-1"), message("csv.encoding", line="2")),
        ("line,amount\nA,1\n".encode("utf-16-le"), message("csv.encoding", line="1")),
        (b"PK\x03\x04 a workbook", message("csv.unknown_kind")),
        (b"%PDF-1.7", message("csv.unknown_kind")),
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(content: str | bytes, told: Message) -> None:
    assert refusal_of(content) == told


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=8))
def test_what_an_export_wrote_is_read_as_it_was(rows: list[tuple[str, str]]) -> None:
    wanted = [[" ".join(cell.split()) for cell in row] for row in rows if not any(map(BAD.search, row))]
    wanted = [row for row in wanted if any(row) and not any(cell.startswith("'") for cell in row)]
    assert texts(read(csv_file(list(COLUMNS), wanted))) == wanted


@given(content=st.binary(max_size=200))
def test_no_file_makes_a_traceback(content: bytes) -> None:
    for tried in (content, b"line,amount\n" + content):
        with suppress(RuleBrokenError):
            assert read(tried).rows is not None
