"""The money of all plans in a real browser: filtered in place, read and reported in another currency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
TABLE: Final = "The money of every plan"


def look(page: Page) -> None:
    for width in (1280, 1000, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == []
        assert axe_findings(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_filters_change_the_table_in_place_and_the_files_with_it(visitors: Visitors) -> None:
    with visitors.visit("reader") as page:
        page.goto("/")
        page.get_by_role("link", name="Money of all plans").click()
        title = page.get_by_role("heading", level=1).inner_text()
        table = page.get_by_role("table", name=TABLE)
        # The rates of the day change with what was imported, by other tests too.
        expect(table).to_contain_text(re.compile(r"1 EUR = 24\.4\d* CZK"))
        page.get_by_label("Shown in").select_option("GBP")
        expect(table).to_contain_text(re.compile(r"1 CZK = 0\.0352\d+ GBP"))
        said = page.get_by_role("status")
        whole = said.inner_text()
        page.get_by_label("Status").select_option("bad")
        expect(said).not_to_have_text(whole)
        assert page.get_by_role("heading", level=1).inner_text() == title
        file = page.get_by_role("link", name="This table as JSON").get_attribute("href")
        assert file
        # Other tests make plans and move dates too: which are left is what the file beside the table says.
        found = page.request.get(file).json()
        titles = [each["title"] for each in found["plans"]]
        assert found["currency"] == "GBP"
        assert titles
        expect(said).to_contain_text(f"{len(titles)} of ")
        expect(table.get_by_role("row")).to_have_count(len(titles) + 2)
        for each in titles:
            expect(table.get_by_role("rowheader").filter(has_text=each).first).to_be_visible()
        look(page)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_grant_manager_chooses_what_a_portfolio_reports_in(visitors: Visitors, has_scripts: bool) -> None:  # noqa: FBT001
    with visitors.visit("grant-manager", java_script_enabled=has_scripts) as page:
        for code, before in (("GBP", "EUR"), ("EUR", "GBP")):
            page.goto("/money")
            page.get_by_label("Reports in", exact=True).select_option(code)
            page.get_by_role("button", name="Report in this currency").click()
            expect(page.get_by_role("status").first).to_contain_text("Saved.")
            expect(page.locator("main")).to_contain_text(f"All amounts in {code}")
            expect(page.locator("main")).to_contain_text(f"{before} to {code} by the Grant manager")
