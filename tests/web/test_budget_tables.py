"""The budget in cells: rows saved as one edit, wrong cells told one by one, nothing lost when others were faster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any, Final

import pytest

from roadmap.store.connection import fetch, fetch_one
from tests.web.filled import Form, errors_of, form_of, said_in, text_of
from tests.world import PLAN, footprint, plan_id_of, revision_of, speak

if TYPE_CHECKING:
    import httpx

    from tests.world import World

OK, SAVED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED = 200, 303, 403, 404, 409, 422
ADDRESS: Final = f"/plans/{PLAN}/budget/table"
WHY: Final = {"ground_reason": "From the tender."}


async def lines() -> list[dict[str, Any]]:
    rows = await fetch("SELECT * FROM budget_line WHERE plan_id = $1 ORDER BY key, id", await plan_id_of())
    return [dict(each) for each in rows]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The table as a browser holds it, with every row that was sent."""

    form: Form
    keys: tuple[str, ...]

    @property
    def blank(self) -> str:
        """The key of a row for a new line."""
        return next(key for key in self.keys if not self.form.values[f"version-{key}"])

    def typed(self, **typed: Any) -> dict[str, Any]:  # noqa: ANN401
        """Give what is sent when this is typed, under names such as ``unit_cost-6f1c…``."""
        return {**self.form.values, "row": list(self.keys), **typed}


def table_of(answer: httpx.Response) -> Table:
    """Read the table off a page."""
    keys = tuple(re.findall(r'name="row" value="([^"]*)"', answer.text))
    return Table(form=form_of(answer, "/budget/table"), keys=keys)


async def opened(world: World, who: str = "country_lead") -> Table:
    answer = await world.browser(who).get(ADDRESS)
    assert answer.status_code == OK
    return table_of(answer)


async def send(world: World, table: Table, who: str = "country_lead", **typed: Any) -> httpx.Response:  # noqa: ANN401
    return await world.browser(who).post(ADDRESS, data=table.typed(**typed))


def in_cells(changes: dict[str, str], key: Any) -> dict[str, str]:  # noqa: ANN401 (an id)
    return {f"{name}-{key}": text for name, text in changes.items()}


async def test_rows_changed_and_added_are_one_edit_which_one_click_undoes(sample_world: World) -> None:
    held, before, table = await lines(), await revision_of(), await opened(sample_world)
    first, second = held[0], held[1]
    new = {"title": "Hire of a hall", "category": "stakeholder-work", "unit_cost": "1,250.50", "recurrence": "once"}
    answer = await send(
        sample_world,
        table,
        **in_cells({"unit_cost": "12,345.67", "growth": "2.5"}, first["id"]),
        **in_cells({"quantity": "9"}, second["id"]),
        **in_cells(new, table.blank),
        **WHY,
    )
    assert answer.status_code == SAVED, errors_of(answer)
    assert said_in(answer) == f"/plans/{PLAN}/budget?saved=yes"
    assert await revision_of() == before + 1
    now = {each["id"]: each for each in await lines()}
    assert (now[first["id"]]["unit_cost"], now[first["id"]]["growth"]) == (Decimal("12345.67"), Decimal("2.5"))
    assert (now[second["id"]]["quantity"], now[second["id"]]["basis"]["reason"]) == (Decimal(9), "From the tender.")
    (added,) = [each for key, each in now.items() if key not in {one["id"] for one in held}]
    assert (added["title"], added["unit_cost"], added["driver"]) == ("Hire of a hall", Decimal("1250.50"), "fixed")
    untouched = [each for each in held if each["id"] not in {first["id"], second["id"]}]
    assert all(now[each["id"]] == each for each in untouched)
    log = await fetch("SELECT * FROM change WHERE plan_id = $1 AND revision = $2", await plan_id_of(), before + 1)
    assert sorted(each["action"] for each in log) == ["changed", "changed", "created"]
    page = await sample_world.country_lead.get(answer.headers["location"])
    undo = form_of(page, "/undo")
    assert (await sample_world.country_lead.post(undo.action, data=undo.values)).status_code == SAVED
    figures = [{name: each[name] for name in ("id", "quantity", "unit_cost", "growth", "basis")} for each in held]
    assert [{name: each[name] for name in figures[0]} for each in await lines()] == figures


async def test_the_same_table_sent_twice_adds_a_line_once(sample_world: World) -> None:
    table = await opened(sample_world)
    new = in_cells({"title": "Hire", "category": "training", "unit_cost": "5"}, table.blank)
    assert (await send(sample_world, table, **new, **WHY)).status_code == SAVED
    before = await footprint()
    assert (await send(sample_world, table, **new, **WHY)).status_code == SAVED
    assert await footprint() == before


@pytest.mark.parametrize("code", ["en", "fr", "cs"])
async def test_saving_what_is_there_already_writes_nothing(sample_world: World, code: str) -> None:
    await speak(sample_world.country_lead, code)
    before = await footprint()
    assert (await send(sample_world, await opened(sample_world))).status_code == SAVED
    assert await footprint() == before


async def test_every_wrong_cell_is_told_beside_it_and_in_the_summary_and_all_is_kept_as_typed(
    sample_world: World,
) -> None:
    held, before, table = await lines(), await footprint(), await opened(sample_world)
    first, second = held[0]["id"], held[1]["id"]
    wrong = {
        **in_cells({"unit_cost": "1e400", "starts": "soon", "title": ""}, first),
        **in_cells({"quantity": "-1", "growth": "101", "ends": "1999-01-01"}, second),
        **in_cells({"title": "=1+2", "category": "", "unit_cost": "1.234,56"}, table.blank),
    }
    answer = await send(sample_world, table, **wrong, **WHY)
    assert answer.status_code == REFUSED
    expected = {name for name in wrong if not name.startswith("title-") or name == f"title-{first}"}
    assert set(errors_of(answer)) == {name.replace("-", "_") for name in expected}
    again = table_of(answer)
    assert all(again.form.values[name] == typed for name, typed in wrong.items() if not name.startswith("category"))
    assert again.keys == table.keys
    assert "Unit cost, =1+2: Write a number in digits, for example 1,234.5. You wrote “1.234,56”." in text_of(answer)
    assert await footprint() == before


@pytest.mark.parametrize(
    ("code", "shown", "first", "second", "amount"),
    [
        ("en", "30/04/2028", "1/2/2027", "28 Feb 2027", "12,345.67"),
        ("fr", "30/04/2028", "01/02/2027", "28 févr. 2027", "12\u202f345,67"),
        ("cs", "30. 4. 2028", "1.2.2027", "28. 02. 2027", "12 345,67"),
        ("da", "30.4.2028", "2027-02-01", "28-02-2027", "12.345,67"),
    ],
)
async def test_days_and_amounts_are_pasted_as_spreadsheets_of_the_language_write_them(
    sample_world: World, code: str, shown: str, first: str, second: str, amount: str
) -> None:
    await sample_world.country_lead.post("/preferences", data={"language": code, "theme": "auto", "next": "/"})
    line, table = (await lines())[0], await opened(sample_world)
    assert shown in {text for name, text in table.form.values.items() if name.startswith("ends-")}
    cells = in_cells({"starts": first, "ends": second, "unit_cost": amount}, line["id"])
    answer = await send(sample_world, table, **cells, **WHY)
    assert answer.status_code == SAVED, errors_of(answer)
    (now,) = [each for each in await lines() if each["id"] == line["id"]]
    assert (now["starts"], now["ends"]) == (date(2027, 2, 1), date(2027, 2, 28))
    assert now["unit_cost"] == Decimal("12345.67")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("03/31/2027", "Le jour « 03/31/2027 » n’existe pas."),
        ("31/03/27", "Écrivez l’année en quatre chiffres"),
        ("bientôt", "Écrivez une date"),
    ],
)
async def test_a_day_that_is_none_or_unclear_is_told_on_its_cell_in_the_readers_language(
    sample_world: World, typed: str, told: str
) -> None:
    await sample_world.country_lead.post("/preferences", data={"language": "fr", "theme": "auto", "next": "/"})
    line, before, table = (await lines())[0]["id"], await footprint(), await opened(sample_world)
    answer = await send(sample_world, table, **in_cells({"starts": typed}, line))
    assert answer.status_code == REFUSED
    assert set(errors_of(answer)) == {f"starts_{line}".replace("-", "_")}
    said = re.sub("[\u00a0\u202f]", " ", text_of(answer))
    assert f"De : {told}" in said, "a colon as the language sets it"
    assert table_of(answer).form.values[f"starts-{line}"] == typed
    assert await footprint() == before


async def test_new_figures_need_their_ground_once_for_all(sample_world: World) -> None:
    held, before, table = await lines(), await footprint(), await opened(sample_world)
    cells = {f"quantity-{each['id']}": "7" for each in held[:3]}
    answer = await send(sample_world, table, **cells)
    assert answer.status_code == REFUSED
    assert errors_of(answer) == {"ground_reason": "Say why: a figure that you add or change needs its reason."}
    assert await footprint() == before
    renamed = await send(sample_world, table, **{f"title-{held[0]['id']}": "Another name"})
    assert renamed.status_code == SAVED


async def test_a_preview_says_what_the_rows_bring_and_saves_nothing(sample_world: World) -> None:
    held, before, table = await lines(), await footprint(), await opened(sample_world)
    costly = next(each for each in held if each["quantity"])
    cells = in_cells({"unit_cost": "9,000,000"}, costly["id"])
    answer = await send(sample_world, table, **cells, do="preview")
    assert answer.status_code == REFUSED, "without a ground it is asked first"
    answer = await send(sample_world, table, **cells, **WHY, do="preview")
    assert answer.status_code == OK
    text = text_of(answer)
    assert "This is a preview. Nothing is saved yet." in text
    assert "Amounts that change" in text
    assert "What this would change" in text
    assert await footprint() == before
    assert (await send(sample_world, table_of(answer))).status_code == SAVED
    row = await fetch_one("SELECT unit_cost FROM budget_line WHERE id = $1", costly["id"])
    assert row is not None
    assert row["unit_cost"] == Decimal(9_000_000)


async def test_more_rows_come_without_script_and_what_was_typed_stays(sample_world: World) -> None:
    table = await opened(sample_world)
    answer = await send(sample_world, table, do="more", **{f"title-{table.blank}": "Half typed"})
    assert answer.status_code == OK
    more = table_of(answer)
    assert len(more.keys) == len(table.keys) + 5
    assert more.form.values[f"title-{table.blank}"] == "Half typed"


async def test_who_comes_second_sees_both_versions_of_the_rows_in_conflict_and_loses_nothing(
    sample_world: World,
) -> None:
    held, mine = await lines(), await opened(sample_world)
    first, second = held[0]["id"], held[1]["id"]
    theirs = await opened(sample_world, "grant_manager")
    cells = in_cells({"unit_cost": "11.00"}, first)
    assert (await send(sample_world, theirs, "grant_manager", **cells, **WHY)).status_code == SAVED
    before = await footprint()
    answer = await send(
        sample_world, mine, **in_cells({"unit_cost": "22.00"}, first), **in_cells({"quantity": "5"}, second), **WHY
    )
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    text = text_of(answer)
    assert re.search(r"Grant manager saved it on [^:]+:\d\d: Unit cost: €11\.", text)
    again = table_of(answer)
    assert again.form.values[f"unit_cost-{first}"] == "22.00"
    assert again.form.values[f"quantity-{second}"] == "5"
    for table in (again, table_of(await send(sample_world, again))):
        answer = await send(sample_world, table)
        assert answer.status_code == CONFLICT, "without a choice neither is lost"
        assert await footprint() == before
    assert (await send(sample_world, table_of(answer), **{f"keep-{first}": "off"})).status_code == SAVED
    assert [each["unit_cost"] for each in await lines() if each["id"] == first] == [Decimal("22.00")]


async def test_what_somebody_left_as_it_was_undoes_nothing_that_others_saved_in_the_row(sample_world: World) -> None:
    line, mine = (await lines())[0], await opened(sample_world)
    theirs = await opened(sample_world, "grant_manager")
    cells = in_cells({"title": "Theirs", "quantity": "777"}, line["id"])
    assert (await send(sample_world, theirs, "grant_manager", **cells, **WHY)).status_code == SAVED
    before = await footprint()
    answer = await send(sample_world, mine, **in_cells({"unit_cost": "888"}, line["id"]), **WHY)
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    assert "Cost: Theirs; Quantity: 777. The row has that now, beside what you typed." in text_of(answer)
    assert (await send(sample_world, table_of(answer))).status_code == SAVED
    (now,) = [each for each in await lines() if each["id"] == line["id"]]
    assert (now["title"], now["quantity"], now["unit_cost"]) == ("Theirs", Decimal(777), Decimal(888))


async def test_a_third_one_who_saves_while_somebody_chooses_is_told_too(sample_world: World) -> None:
    line, mine = (await lines())[0], await opened(sample_world)
    for cost in ("11.00", "12.00"):
        theirs = await opened(sample_world, "grant_manager")
        cells = in_cells({"unit_cost": cost}, line["id"])
        assert (await send(sample_world, theirs, "grant_manager", **cells, **WHY)).status_code == SAVED
        if cost == "11.00":
            typed = in_cells({"unit_cost": "22.00"}, line["id"])
            mine = table_of(await send(sample_world, mine, **typed, **WHY))
    before = await footprint()
    answer = await send(sample_world, mine, **{f"keep-{line['id']}": "off"})
    assert answer.status_code == CONFLICT
    assert "Unit cost: €12." in text_of(answer)
    assert await footprint() == before


async def test_what_others_saved_can_be_kept(sample_world: World) -> None:
    held, mine = await lines(), await opened(sample_world)
    first, second = held[0]["id"], held[1]["id"]
    theirs = await opened(sample_world, "grant_manager")
    cells = in_cells({"unit_cost": "11.00"}, first)
    assert (await send(sample_world, theirs, "grant_manager", **cells, **WHY)).status_code == SAVED
    typed = {**in_cells({"unit_cost": "22.00"}, first), **in_cells({"quantity": "5"}, second)}
    again = table_of(await send(sample_world, mine, **typed, **WHY))
    assert (await send(sample_world, again, **{f"keep-{first}": "on"})).status_code == SAVED
    now = {each["id"]: each for each in await lines()}
    assert (now[first]["unit_cost"], now[second]["quantity"]) == (Decimal("11.00"), Decimal(5))


async def test_rows_that_nobody_touched_are_in_no_conflict(sample_world: World) -> None:
    held, mine = await lines(), await opened(sample_world)
    first, second = held[0]["id"], held[1]["id"]
    theirs = await opened(sample_world, "grant_manager")
    cells = in_cells({"unit_cost": "11.00"}, first)
    assert (await send(sample_world, theirs, "grant_manager", **cells, **WHY)).status_code == SAVED
    assert (await send(sample_world, mine, **in_cells({"quantity": "5"}, second), **WHY)).status_code == SAVED
    now = {each["id"]: each for each in await lines()}
    assert (now[first]["unit_cost"], now[second]["quantity"]) == (Decimal("11.00"), Decimal(5))


async def test_a_line_that_somebody_took_out_comes_back_as_a_new_one_when_it_is_saved_again(
    sample_world: World,
) -> None:
    row = await fetch_one(
        "SELECT * FROM budget_line WHERE plan_id = $1 AND id NOT IN (SELECT line_id FROM spending)", await plan_id_of()
    )
    assert row is not None
    mine = await opened(sample_world)
    gone = await sample_world.grant_manager.post(
        f"/plans/{PLAN}/budget-lines/{row['id']}/removal", data={"version": str(row["version"])}
    )
    assert gone.status_code == SAVED
    before = await footprint()
    answer = await send(sample_world, mine, **in_cells({"quantity": "77"}, row["id"]), **WHY)
    assert answer.status_code == CONFLICT
    assert await footprint() == before
    assert "Somebody took this line out while you were writing." in text_of(answer)
    assert (await send(sample_world, table_of(answer))).status_code == SAVED
    assert [each["title"] for each in await lines() if each["quantity"] == 77] == [row["title"]]


@pytest.mark.parametrize("row", ["", "<script>", "x" * 50, "../.."])
async def test_a_form_that_no_page_sends_is_refused(sample_world: World, row: str) -> None:
    before = await footprint()
    answer = await sample_world.country_lead.post(ADDRESS, data={"row": row} if row else {})
    assert answer.status_code == REFUSED
    assert await footprint() == before
    assert row not in unescape(answer.text) or not row


@pytest.mark.parametrize(("who", "status"), [("reader", FORBIDDEN), ("committee", FORBIDDEN), ("outsider", NOT_FOUND)])
async def test_who_may_only_read_or_not_even_that_writes_nothing(sample_world: World, who: str, status: int) -> None:
    table, held, before = await opened(sample_world), await lines(), await footprint()
    assert (await sample_world.browser(who).get(ADDRESS)).status_code == status
    answer = await send(sample_world, table, who, **in_cells({"quantity": "5"}, held[0]["id"]), **WHY)
    assert answer.status_code == status
    assert await footprint() == before
