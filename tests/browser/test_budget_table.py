"""The budget in cells: like a spreadsheet where scripts run, and a form like any other where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
TABLE: Final = "/plans/denmark/budget/table"
PASTE: Final = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  return cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
TITLE, CATEGORY, QUANTITY, UNIT_COST = range(4)
ROWS: Final = (
    "Hall hire\tTraining\t2\t1,250.50\tOnce",
    '"Boat\thire"\ttraining\t1\t99\tOnce',
    "Bus hire\tNonsense\t3\t5\tOnce",
)
"""As a spreadsheet copies them: a cell with a tab inside stands in quotation marks."""


def cell(page: Page, row: int, column: int) -> Locator:
    """Find a cell by its place; -1 is the last row."""
    return page.locator("[data-row]").nth(row).locator("[data-cell]").nth(column)


@pytest.mark.usefixtures("visitors")
def test_arrows_and_enter_move_between_cells_and_below_the_last_row_a_new_one_begins(everybody: Visitors) -> None:
    with everybody.visit("country-lead") as page:
        page.goto(TABLE)
        rows = page.locator("[data-row]").count()
        cell(page, 0, TITLE).focus()
        page.keyboard.press("ArrowDown")
        expect(cell(page, 1, TITLE)).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(cell(page, 1, CATEGORY)).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(cell(page, 1, UNIT_COST)).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(cell(page, 0, UNIT_COST)).to_be_focused()
        page.keyboard.press("Enter")
        expect(cell(page, 1, UNIT_COST)).to_be_focused()
        page.keyboard.press("Shift+Enter")
        expect(cell(page, 0, UNIT_COST)).to_be_focused()
        page.keyboard.press("Tab")
        expect(cell(page, 0, UNIT_COST + 1)).to_be_focused()
        cell(page, rows - 1, TITLE).focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-row]")).to_have_count(rows + 1)
        expect(cell(page, rows, TITLE)).to_be_focused()
        expect(page).to_have_url(f"{everybody.address}{TABLE}")


@pytest.mark.usefixtures("visitors")
def test_typing_is_taken_back_cell_by_cell(everybody: Visitors) -> None:
    with everybody.visit("country-lead") as page:
        page.goto(TABLE)
        first, second = cell(page, 0, QUANTITY), cell(page, 1, QUANTITY)
        before = (first.input_value(), second.input_value())
        first.select_text()
        page.keyboard.type("41")
        page.keyboard.press("Enter")
        page.keyboard.type("42")
        assert (first.input_value(), second.input_value()) == ("41", "42")
        page.keyboard.press("Control+z")
        assert (first.input_value(), second.input_value()) == ("41", before[1])
        page.keyboard.press("Control+z")
        assert (first.input_value(), second.input_value()) == before
        expect(first).to_be_focused()
        page.keyboard.type("43")
        page.keyboard.press("Escape")
        assert first.input_value() == before[0]


@pytest.mark.usefixtures("visitors")
def test_a_block_out_of_a_spreadsheet_fills_cells_adds_rows_is_taken_back_and_saved(everybody: Visitors) -> None:
    with everybody.visit("country-lead") as page:
        page.goto(TABLE)
        rows = page.locator("[data-row]").count()
        start = cell(page, rows - 2, TITLE)
        start.focus()
        block = "\r\n".join([*ROWS, ""])
        assert start.evaluate(PASTE, block) is False
        expect(page.locator("[data-row]")).to_have_count(rows + 1)
        expect(page.locator("[data-sheet-status]")).to_have_text("Cells filled: 14. Found no such choice: 1.")
        expect(cell(page, rows - 1, TITLE)).to_have_value("Boat hire")
        expect(cell(page, rows - 2, CATEGORY)).to_have_value("training")
        expect(cell(page, rows, CATEGORY)).to_have_value("")
        page.keyboard.press("Control+z")
        expect(start).to_have_value("")
        expect(cell(page, rows, TITLE)).to_have_value("")
        start.evaluate(PASTE, block.rpartition("\r\nBus")[0])
        page.get_by_label("Reason or source").fill("Offers of May.")
        page.get_by_role("button", name="Preview what changes").click()
        expect(page.get_by_role("heading", name="What this would change")).to_be_visible()
        expect(cell(page, rows - 1, TITLE)).to_have_value("Boat hire")
        page.get_by_role("button", name="Save all changes").click()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        main = page.get_by_role("main")
        expect(main).to_contain_text("2 × DKK 1,250.50")
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_role("main")).not_to_contain_text("Hall hire")


@pytest.mark.usefixtures("visitors")
def test_without_scripts_the_table_is_a_form_that_keeps_what_was_typed(everybody: Visitors) -> None:
    with everybody.visit("country-lead", java_script_enabled=False) as page:
        page.goto(TABLE)
        rows = page.locator("[data-row]").count()
        quantity = cell(page, 0, QUANTITY)
        quantity.fill("a lot")
        page.get_by_role("button", name="More rows").click()
        expect(page.locator("[data-row]")).to_have_count(rows + 5)
        expect(quantity).to_have_value("a lot")
        page.get_by_label("Reason or source").fill("Counted anew.")
        page.get_by_role("button", name="Save all changes").click()
        expect(page.get_by_role("alert")).to_contain_text("Write a number in digits")
        expect(quantity).to_have_value("a lot")
        quantity.fill("7.25")
        page.get_by_role("button", name="Save all changes").click()
        expect(page.get_by_role("main")).to_contain_text("7.25 × DKK")
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_role("main")).not_to_contain_text("7.25 × DKK")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.usefixtures("visitors")
def test_a_refused_table_can_be_read_by_everybody(everybody: Visitors, width: int) -> None:
    with everybody.visit("country-lead", viewport={"width": width, "height": 900}) as page:
        page.goto(TABLE)
        cell(page, 0, QUANTITY).fill("a lot")
        cell(page, 1, UNIT_COST).fill("-5")
        page.get_by_role("button", name="Save all changes").click()
        expect(page.get_by_role("alert")).to_contain_text("Write a number that is not below zero.")
        assert axe_findings(page) == []
        assert sideways(page) == []
        page.get_by_role("alert").get_by_role("link").first.click()
        expect(cell(page, 0, QUANTITY)).to_be_focused()
