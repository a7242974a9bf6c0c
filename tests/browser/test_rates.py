"""Exchange rates in a real browser: a file is looked at and taken over, or refused, and every state reads well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
GOOD: Final = b"Date,USD,CZK,\n2026-11-20,1.15,24.405,\n2026-11-19,1.16,N/A,\n"
BAD: Final = b"Date,USD,CZK,\n2026-11-20,1e400,=1+1,\n2999-01-01,1.1,0,\n"


def send(page: Page, content: bytes) -> None:
    """Choose a file and press the button."""
    page.goto("/rates")
    page.get_by_label("File of rates").set_input_files(
        FilePayload(name="rates.csv", mimeType="text/csv", buffer=content)
    )
    page.get_by_role("radio", name="European Central Bank").check()
    page.get_by_role("button", name="Look at it first").click()


def look(page: Page) -> None:
    """See that the page is sound and accessible, wide and narrow."""
    found = structure(page)
    assert (found["twice"], found["missing"], found["outside"]) == ([], [], [])
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == []
        assert axe_findings(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_file_is_refused_with_every_place_then_another_is_taken_over(visitors: Visitors) -> None:
    with visitors.visit("grant-manager") as page:
        send(page, BAD)
        expect(page.get_by_role("alert")).to_contain_text("The 4 things that are wrong stand below.")
        expect(page.get_by_role("table", name="What is wrong in the file")).to_contain_text("Line 2, USD")
        look(page)
        send(page, GOOD)
        expect(page.locator("main")).to_contain_text("3 rates are new. Nothing is saved yet.")
        look(page)
        page.get_by_role("button", name="Take these rates over").click()
        expect(page.get_by_role("status")).to_contain_text("Saved.")
        expect(page.get_by_role("table")).to_contain_text("1 EUR = 24.405 CZK")
        look(page)


def test_without_scripts_a_file_is_looked_at_and_let_go(visitors: Visitors) -> None:
    with visitors.visit("administrator", java_script_enabled=False) as page:
        send(page, GOOD.replace(b"USD", b"NOK"))
        page.get_by_role("button", name="Do not take them over").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Exchange rates of")
        expect(page.locator("main")).not_to_contain_text("NOK")
