"""A table of what was spent: read as spreadsheets save it, told cell by cell what is wrong, saved as one edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.domain.money import minor_units
from roadmap.i18n import LANGUAGES, language
from roadmap.store.connection import fetch
from tests.web.filled import form_of, said_in, text_of
from tests.world import PLAN, footprint, plan_id_of, revision_of, speak

if TYPE_CHECKING:
    import httpx

    from tests.world import World

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_BIG, WRONG_KIND, REFUSED = 200, 303, 403, 404, 409, 413, 415, 422
ADDRESS: Final = f"/plans/{PLAN}/spending/import"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the sample plan that runs for years, with a month of it in which nothing was entered."""

    id: str
    key: str
    title: str


async def long_line() -> Line:
    rows = await fetch(
        "SELECT id, key, title FROM budget_line WHERE plan_id = $1 AND recurrence <> 'once'"
        " AND starts <= '2026-09-01' AND ends >= '2026-12-31' AND id NOT IN"
        " (SELECT line_id FROM spending WHERE month >= '2026-09-01') ORDER BY id LIMIT 1",
        await plan_id_of(),
    )
    return Line(id=str(rows[0]["id"]), key=rows[0]["key"], title=rows[0]["title"])


async def spent() -> dict[tuple[str, str], Decimal]:
    rows = await fetch("SELECT line_id, month, amount FROM spending WHERE plan_id = $1", await plan_id_of())
    return {(str(each["line_id"]), each["month"].isoformat()[:7]): each["amount"] for each in rows}


async def free_months(line: Line) -> list[str]:
    """Give months that have begun, in which nothing was entered for the line."""
    held = await spent()
    return [each for each in ("2026-11", "2026-10", "2026-09") if (line.id, each) not in held]


async def send(world: World, content: str | bytes, who: str = "grant_manager") -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    return await world.browser(who).post(ADDRESS, files={"file": ("spending.csv", body, "text/csv")})


async def save(world: World, answer: httpx.Response, **typed: Any) -> httpx.Response:  # noqa: ANN401
    rows = [unescape(each) for each in re.findall(r'name="row" value="([^"]*)"', answer.text)]
    return await world.grant_manager.post(f"{ADDRESS}/rows", data={"row": rows, **typed})


def problems_of(answer: httpx.Response) -> dict[str, str]:
    """Give what is wrong by its place."""
    found = re.findall(r'<th role="rowheader" scope="row">(Row.*?)</th>.*?<span>(.*?)</span>', answer.text, re.DOTALL)
    return {unescape(place).strip(): unescape(said).strip() for place, said in found}


@pytest.mark.parametrize(
    ("code", "table", "amount"),
    [
        ("en", 'line,month,amount\n"{title}",{month},"1,234.56"\n', "1234.56"),
        ("en", "\ufeffLine;Month;Amount\r\n{key};{month};1,234.56\r\n", "1234.56"),
        ("en", "sep=;\nline;month;amount\n{key};{month};1234.5\n", "1234.5"),
        ("en", "Month\tSpent\tBudget line\n{month}-01\t50\t{title}\n", "50"),
        ("fr", "line;month;amount\n{key};{month};1.234,56\n", "1234.56"),
        ("fr", "Ligne budgétaire;Mois;Montant\n{key};{month};1 234,56\n", "1234.56"),
        ("cs", "line;month;amount\n{key};{month};1 234,56\n", "1234.56"),
    ],
)
async def test_a_table_is_read_as_the_readers_own_spreadsheet_writes_it(
    sample_world: World, code: str, table: str, amount: str
) -> None:
    await speak(sample_world.grant_manager, code)
    line = await long_line()
    month = (await free_months(line))[0]
    before = await footprint()
    answer = await send(sample_world, table.format(title=line.title, key=line.key, month=month))
    assert answer.status_code == OK, text_of(answer)
    assert await footprint() == before
    assert (await save(sample_world, answer)).status_code == SAVED
    assert (await spent())[line.id, month] == Decimal(amount)


@pytest.mark.parametrize("currency", ["EUR", "KWD", "JPY"])
async def test_the_products_own_table_comes_back_unchanged_in_every_language(
    sample_world: World, currency: str
) -> None:
    plan_id = await plan_id_of()
    places = minor_units(currency)
    await fetch("UPDATE plan SET currency = $2 WHERE id = $1", plan_id, currency)
    await fetch("UPDATE spending SET amount = round(amount / 7, $2) WHERE plan_id = $1", plan_id, places)
    await fetch("UPDATE spending SET amount = 123.456 WHERE plan_id = $1 AND $2 = 3", plan_id, places)
    assert await spent()
    for written_in in LANGUAGES:
        await speak(sample_world.grant_manager, written_in)
        exported = (await sample_world.grant_manager.get(f"/plans/{PLAN}/exports/spending.csv")).content
        for read_in in LANGUAGES:
            await speak(sample_world.grant_manager, read_in)
            answer = await send(sample_world, exported)
            assert answer.status_code == OK, (written_in, read_in, text_of(answer))
            assert language(read_in).gettext("Nothing changes: the plan says the same already.") in unescape(
                answer.text
            )


async def test_lines_of_one_title_are_told_apart_by_the_key_beside_it(sample_world: World) -> None:
    await fetch("UPDATE budget_line SET title = 'Same' WHERE plan_id = $1", await plan_id_of())
    exported = (await sample_world.grant_manager.get(f"/plans/{PLAN}/exports/spending.csv")).content
    answer = await send(sample_world, exported)
    assert answer.status_code == OK, problems_of(answer)
    assert "Nothing changes" in text_of(answer)


@pytest.mark.parametrize("code", ["fr", "hr", "cs", "da", "es"])
async def test_plain_numbers_are_read_where_they_can_be_nothing_else_and_asked_about_elsewhere(
    sample_world: World, code: str
) -> None:
    await speak(sample_world.grant_manager, code)
    line = await long_line()
    month, other = (await free_months(line))[:2]
    table = f"line;month;amount\n{line.key};{month};1234.50\n{line.key};{other};"
    assert (await send(sample_world, f"{table}7\n")).status_code == OK
    assert (await send(sample_world, f"{table}1.234\n")).status_code == REFUSED
    assert (await send(sample_world, f"{table}1.234,50\n")).status_code == REFUSED


async def test_many_amounts_are_one_edit_with_a_reason_that_one_click_undoes(sample_world: World) -> None:
    line, held = await long_line(), await spent()
    month = (await free_months(line))[0]
    ((old, when), amount) = next(iter(held.items()))
    keys = {str(each["id"]): each["key"] for each in await fetch("SELECT id, key FROM budget_line")}
    table = f"line,month,amount\n{line.key},{month},10\n{keys[old]},{when},{amount + 1}\n"
    before = await revision_of()
    shown = await send(sample_world, table)
    assert "1 amount is new. 1 changes." in text_of(shown)
    answer = await save(sample_world, shown, reason="From the bookkeeping.")
    assert said_in(answer) == f"/plans/{PLAN}/budget/spending?saved=yes"
    assert await revision_of() == before + 1
    now = await spent()
    assert (now[line.id, month], now[old, when]) == (Decimal(10), amount + 1)
    log = await fetch("SELECT * FROM change WHERE revision = $1 AND plan_id = $2", before + 1, await plan_id_of())
    assert {each["noun"] for each in log} == {"spending"}
    assert {each["reason"] for each in log} == {"From the bookkeeping."}
    rows = await fetch(
        "SELECT entered_by FROM spending WHERE line_id = $1 AND month = $2", line.id, date.fromisoformat(f"{month}-01")
    )
    assert rows[0]["entered_by"] == "Grant manager"
    page = await sample_world.grant_manager.get(answer.headers["location"])
    undo = form_of(page, "/undo")
    assert (await sample_world.grant_manager.post(undo.action, data=undo.values)).status_code == SAVED
    assert await spent() == held


async def test_the_same_table_again_changes_nothing(sample_world: World) -> None:
    line = await long_line()
    table = f"line,month,amount\n{line.key},{(await free_months(line))[0]},10\n"
    assert (await save(sample_world, await send(sample_world, table))).status_code == SAVED
    before = await footprint()
    again = await send(sample_world, table)
    assert "Nothing changes: the plan says the same already." in text_of(again)
    assert (await save(sample_world, again)).status_code in {SAVED, REFUSED}
    assert await footprint() == before


@pytest.mark.parametrize(
    ("code", "row", "place", "said"),
    [
        ("en", "Nothing known,{month},1", "Row 3, line", "The plan has no budget line “Nothing known”"),
        ("en", ",{month},1", "Row 3, line", "Name a budget line."),
        ("en", "=HYPERLINK(1),{month},1", "Row 3, line", "The plan has no budget line “=HYPERLINK(1)”"),
        ("en", "{key},1999-01,1", "Row 3, month", "enter a month of that time"),
        ("en", "{key},2027-03,1", "Row 3, month", "This month has not begun"),
        ("en", "{key},Mar-27,1", "Row 3, month", "Write year and month, such as 2027-03. You wrote “Mar-27”."),
        ("en", "{key},2026-13,1", "Row 3, month", "You wrote “2026-13”."),
        ("en", "{key},{month},-5", "Row 3, amount", "not below zero"),
        ("en", "{key},{month},NaN", "Row 3, amount", "You wrote “NaN”."),
        ("en", "{key},{month},1e400", "Row 3, amount", "You wrote “1e400”."),
        ("en", "{key},{month},=1+2", "Row 3, amount", "You wrote “=1+2”."),
        ("en", '{key},{month},"1.234,56"', "Row 3, amount", "You wrote “1.234,56”."),
        ("en", "{key},{month},0.001", "Row 3, amount", "2 decimal places"),
        ("en", "{key},{month},", "Row 3, amount", "Write a number"),
        ("en", "{key},{month},1,234.56", "Row 3", "This row has 4 cells, and the first one 3."),
        ("fr", '{key},{month},"1,234.56"', "Row 3, amount", ""),
        ("fr", "{key},{month},1.234", "Row 3, amount", ""),
    ],
)
async def test_every_wrong_cell_is_named_by_row_and_column_and_nothing_is_written(
    sample_world: World, code: str, row: str, place: str, said: str
) -> None:
    await speak(sample_world.grant_manager, code)
    line = await long_line()
    month, other = (await free_months(line))[:2]
    table = "line,month,amount\n{key},{other},5\n" + row + "\n"
    before = await footprint()
    answer = await send(sample_world, table.format(key=line.key, month=month, other=other))
    assert answer.status_code == REFUSED
    if code == "en":
        found = problems_of(answer)
        assert list(found) == [place], found
        assert said in found[place]
    else:
        assert "Ligne 3, line" not in text_of(answer)
        assert "Ligne 3, amount" in text_of(answer)
    assert await footprint() == before


async def test_all_that_is_wrong_is_told_at_once(sample_world: World) -> None:
    line = await long_line()
    table = f"line,month,amount\nNobody,soon,much\n\n{line.key},2026-09,1\n{line.key},2026-09,2\n"
    answer = await send(sample_world, table)
    assert answer.status_code == REFUSED
    found = problems_of(answer)
    assert list(found) == ["Row 2, line", "Row 2, month", "Row 2, amount", "Row 5, month"]
    assert found["Row 5, month"] == "Row 4 has an amount of this line and month already."


async def test_a_title_of_several_lines_is_asked_for_its_key(sample_world: World) -> None:
    await fetch("UPDATE budget_line SET title = 'Same' WHERE plan_id = $1", await plan_id_of())
    answer = await send(sample_world, "line,month,amount\nSame,2026-09,1\n")
    assert answer.status_code == REFUSED
    assert "“Same” could be several lines. Write the key of the one you mean: " in problems_of(answer)["Row 2, line"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        ("line,when,amount\nA,2026-09,1\n", REFUSED, "“month” is missing; there are: line, when, amount."),
        ("line,month,month,amount\n", REFUSED, "The first row names “month” more than once."),
        ("line,month,amount\n", REFUSED, "There is no row in this table."),
        ("", REFUSED, "The file is empty. Its first line names the columns: line,month,amount."),
        ("line,month,amount\nÉcole,2026-09,1\n".encode("latin-1"), WRONG_KIND, "Line 2 is not Unicode text."),
        (b"PK\x03\x04 a workbook", WRONG_KIND, "This is no CSV file."),
        (b"line,month,amount\nA\x00B,2026-09,1\n", WRONG_KIND, "Line 2 is not Unicode text."),
        (b"x" * (11 * 1_048_576), TOO_BIG, "This file is bigger than 10 MB"),
        (b"x" * (21 * 1_048_576), TOO_BIG, "This file is too large"),
        ("line,month,amount\n" + "A,2026-09,1\n" * 2_001, REFUSED, "more than 2,000 rows"),
    ],
    ids=["column", "twice", "no-row", "empty", "encoding", "workbook", "nul", "big", "beyond", "long"],
)
async def test_what_is_no_such_table_is_refused_as_a_whole(
    sample_world: World, content: str | bytes, status: int, said: str
) -> None:
    before = await footprint()
    answer = await send(sample_world, content)
    assert answer.status_code == status
    assert said in text_of(answer)
    assert await footprint() == before


async def test_rows_pasted_out_of_a_spreadsheet_do_as_well_and_come_back_when_wrong(sample_world: World) -> None:
    line = await long_line()
    rows = f"line\tmonth\tamount\n{line.title}\t{(await free_months(line))[0]}\t77.5"
    answer = await sample_world.grant_manager.post(ADDRESS, data={"rows": rows})
    assert answer.status_code == OK
    assert "1 amount is new." in text_of(answer)
    wrong = await sample_world.grant_manager.post(ADDRESS, data={"rows": rows.replace("77.5", "a lot")})
    assert wrong.status_code == REFUSED
    assert rows.replace("77.5", "a lot") in unescape(wrong.text)


async def test_utf_16_of_old_spreadsheets_is_read(sample_world: World) -> None:
    line = await long_line()
    table = f"line\tmonth\tamount\n{line.key}\t{(await free_months(line))[0]}\t5\n"
    assert (await send(sample_world, table.encode("utf-16"))).status_code == OK


async def test_columns_that_nobody_asked_for_are_named(sample_world: World) -> None:
    line = await long_line()
    table = f"line,month,amount,note\n{line.key},{(await free_months(line))[0]},5,paid\n"
    assert "Columns that were not read: “note”." in text_of(await send(sample_world, table))


async def test_who_saves_after_somebody_else_sees_how_it_stands_and_loses_nothing(sample_world: World) -> None:
    line = await long_line()
    month = (await free_months(line))[0]
    mine = await send(sample_world, f"line,month,amount\n{line.key},{month},10\n")
    theirs = await send(sample_world, f"line,month,amount\n{line.key},{month},20\n")
    assert (await save(sample_world, theirs)).status_code == SAVED
    before = await footprint()
    answer = await save(sample_world, mine, reason="Mine.")
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    assert "Somebody entered spending while you were looking." in text_of(answer)
    assert "€20" in text_of(answer)
    assert 'value="Mine."' in answer.text
    assert (await save(sample_world, answer)).status_code == SAVED
    assert (await spent())[line.id, month] == Decimal(10)


@pytest.mark.parametrize("row", ["", "nonsense", "a|b|c|d", "00000000-0000-4000-8000-000000000000|2026-09-01|1|"])
async def test_rows_that_no_page_sends_are_refused(sample_world: World, row: str) -> None:
    before = await footprint()
    answer = await sample_world.grant_manager.post(f"{ADDRESS}/rows", data={"row": row})
    assert answer.status_code == REFUSED
    assert await footprint() == before


@pytest.mark.parametrize(("who", "status"), [("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)])
async def test_who_may_only_read_or_not_even_that_writes_nothing(sample_world: World, who: str, status: int) -> None:
    before = await footprint()
    assert (await send(sample_world, "line,month,amount\nA,2026-09,1\n", who)).status_code == status
    assert (await sample_world.browser(who).post(f"{ADDRESS}/rows", data={"row": "x"})).status_code == status
    assert await footprint() == before
