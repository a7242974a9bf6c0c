"""Paper: what can only be clicked is left out, what a click would open is there, and a dark screen prints light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "/plans/spain"
PRINTED: Final = (
    "/",
    PLAN,
    *(
        f"{PLAN}/{tab}"
        for tab in ("timeline", "milestones", "budget", "funding", "stakeholders", "barriers", "committees", "activity")
    ),
    "/playbooks/ips",
    "/help/first-steps",
)
FOR_CLICKS_ONLY: Final = "header nav, nav.tabs, main form, footer form, .skip, .tip, summary, .me"
SEEN: Final = """wanted =>
  [...document.querySelectorAll(wanted)].filter(each => each.checkVisibility()).map(each => each.outerHTML)"""
PAPER: Final = {"width": 673, "height": 990}
"""A4 less its margins, in pixels of CSS."""


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """Open a browser for a country lead, with the colours of the night."""
    with visitors.visit("country-lead", color_scheme="dark", viewport=PAPER) as page:
        yield page


def put_on_paper(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")


@pytest.mark.parametrize("address", PRINTED)
def test_paper_has_no_navigation_and_no_form_and_fits_its_width(page: Page, address: str) -> None:
    put_on_paper(page, address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(SEEN, FOR_CLICKS_ONLY) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


def test_the_notes_are_printed_with_the_numbers_that_the_marks_name(page: Page) -> None:
    put_on_paper(page, PLAN)
    notes = page.locator("ol.notes li")
    assert notes.count() > 3
    for note in notes.all():
        expect(note).to_be_visible()
        assert note.inner_text().strip()


def test_the_table_behind_a_picture_is_printed_though_it_is_closed_on_the_screen(page: Page) -> None:
    page.goto(f"{PLAN}/timeline")
    twin = page.locator("details.twin table").first
    expect(twin).to_be_hidden()
    page.emulate_media(media="print")
    expect(twin).to_be_visible()


@pytest.mark.parametrize("theme", ["as on the device", "chosen"])
def test_a_dark_screen_prints_dark_ink_on_light_paper(page: Page, theme: str) -> None:
    if theme == "chosen":
        page.goto(PLAN)
        page.get_by_label("Colours").select_option("Dark")
        page.get_by_role("button", name="Use these settings").click()
    put_on_paper(page, PLAN)
    ink, paper = (
        page.evaluate("name => getComputedStyle(document.body)[name]", name) for name in ("color", "backgroundColor")
    )
    assert brightness(ink) < 0.3
    assert brightness(paper) > 0.9
    assert axe_findings(page) == []


def test_a_page_becomes_a_pdf_of_some_sheets(page: Page) -> None:
    page.goto(PLAN)
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 < printed.count(b"/Type /Page\n") < 12


def brightness(colour: str) -> float:
    """Give how bright a colour of CSS is, from 0 to 1; a transparent one lets the white paper through."""
    parts = [float(each) for each in colour.partition("(")[2].rstrip(")").replace(",", " ").split()[:4] if each != "/"]
    return 1.0 if len(parts) == 4 and not parts[3] else sum(parts[:3]) / 3 / 255
