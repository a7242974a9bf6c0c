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
        for tab in (
            "timeline",
            "milestones",
            "needs",
            "budget",
            "funding",
            "coverage",
            "stakeholders",
            "barriers",
            "committees",
            "activity",
        )
    ),
    "/money",
    "/playbooks/ips",
    "/playbooks/ips/pilot",
    "/help/first-steps",
    "/help/coverage",
)
DOCUMENTS: Final = tuple(each for each in PRINTED if each.startswith(("/playbooks/", "/help/")))
FOR_CLICKS_ONLY: Final = "header nav, nav.tabs, nav.switch, main form, footer form, .skip, .tip, .me"
SEEN: Final = """wanted =>
  [...document.querySelectorAll(wanted)].filter(each => each.checkVisibility()).map(each => each.outerHTML)"""
PAPER: Final = {"width": 673, "height": 990}
"""A4 less its margins, in pixels of CSS."""


STYLES: Final = """([wanted, name]) =>
  [...new Set([...document.querySelectorAll(wanted)].map(each => getComputedStyle(each)[name]))]"""
WIDTHS: Final = """wanted => [...document.querySelectorAll(wanted)]
  .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect().width)"""
# With words that may not be broken, a column that has no room for one makes its table wider than the paper.
TOO_WIDE: Final = """() => {
  document.body.style.overflowWrap = "normal";
  return [...document.querySelectorAll("table")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().right > document.body.clientWidth + 1)
    .map(each => each.innerText.slice(0, 60));
}"""
MARGIN_BOXES: Final = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
  .flatMap(layer => [...(layer.cssRules ?? [])]).filter(rule => rule instanceof CSSPageRule)
  .map(rule => rule.cssText).join()"""


ACROSS: Final = {"width": 1002, "height": 665}
"""The same turned on its side."""
LEAST_TEXT: Final = 6.5 * 96 / 72
"""Pixels of CSS in six and a half points."""
TEXT_SIZES: Final = """() => [...document.querySelectorAll(".sheets svg, .print-across > svg.only-wide")]
  .map(each => 13 * each.getScreenCTM().a)"""


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """Open a browser for a country lead, with the colours of the night."""
    with visitors.visit("country-lead", color_scheme="dark", viewport=PAPER) as page:
        yield page


def put_on_paper(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")


def revision(page: Page) -> str:
    return page.locator("footer.colophon p").inner_text().partition("revision ")[2].partition(".")[0]


@pytest.mark.parametrize("address", PRINTED)
def test_paper_has_no_navigation_and_no_form_and_fits_its_width(page: Page, address: str) -> None:
    put_on_paper(page, address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(SEEN, FOR_CLICKS_ONLY) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]


@pytest.mark.parametrize("address", PRINTED)
def test_no_table_breaks_its_words_to_fit_the_paper(page: Page, address: str) -> None:
    put_on_paper(page, address)
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_has_the_whole_width_of_the_paper(page: Page, address: str) -> None:
    put_on_paper(page, address)
    (room,) = page.evaluate(WIDTHS, "main > .wrap")
    assert page.evaluate(WIDTHS, ".doc > :not(.toc)") == [room]


@pytest.mark.parametrize("address", ["/money", f"{PLAN}/budget", f"{PLAN}/coverage"])
def test_the_total_of_a_table_is_printed_once_and_under_all_its_rows(page: Page, address: str) -> None:
    put_on_paper(page, address)
    assert page.evaluate(STYLES, ["tfoot", "display"]) == ["table-row-group"]


def test_the_head_of_a_table_is_never_printed_without_a_row(page: Page) -> None:
    put_on_paper(page, PLAN)
    assert page.evaluate(STYLES, ["thead", "breakAfter"]) == ["avoid"]
    assert page.evaluate(STYLES, [".tbl tbody tr:first-child", "breakBefore"]) == ["avoid"]


def test_what_a_click_opens_is_printed_under_its_name(page: Page) -> None:
    put_on_paper(page, f"{PLAN}/coverage")
    assert page.locator("details > summary").count() > 6
    for name in page.locator("details > summary").all():
        expect(name).to_be_visible()
    assert page.evaluate(STYLES, ["summary", "breakAfter"]) == ["avoid"]


def test_the_caption_and_the_key_of_a_figure_are_printed_with_it_at_the_width_of_the_paper(page: Page) -> None:
    put_on_paper(page, f"{PLAN}/coverage")
    assert page.evaluate(STYLES, ["figcaption, .fig > .key", "breakAfter"]) == ["avoid"]
    (room,) = page.evaluate(WIDTHS, "main > .wrap")
    assert page.evaluate(WIDTHS, ".fig > svg") == [room]


@pytest.mark.parametrize("address", [f"{PLAN}/timeline", f"{PLAN}/compare"])
def test_a_timeline_is_printed_across_phase_by_phase_with_texts_that_can_be_read(page: Page, address: str) -> None:
    page.set_viewport_size(ACROSS)  # type: ignore[arg-type]
    put_on_paper(page, address)
    assert page.evaluate("getComputedStyle(document.body).page") == "across"
    assert page.evaluate(WIDTHS, ".print-parts > svg") == []
    phases = page.locator(".sheets > :not(.sheets-head)")
    assert phases.count() > 1
    assert page.evaluate(STYLES, [".sheets > .sheets-head", "display"]) == ["table-header-group"]
    assert page.evaluate(STYLES, [".sheets > :not(.sheets-head)", "breakInside"]) == ["avoid"]
    assert min(page.evaluate(TEXT_SIZES)) >= LEAST_TEXT
    assert page.evaluate("document.documentElement.scrollWidth") <= ACROSS["width"]


def test_the_coverage_by_quarter_is_printed_across_with_texts_that_can_be_read(page: Page) -> None:
    page.set_viewport_size(ACROSS)  # type: ignore[arg-type]
    put_on_paper(page, f"{PLAN}/coverage")
    assert page.evaluate("getComputedStyle(document.body).page") == "across"
    assert min(page.evaluate(TEXT_SIZES)) >= LEAST_TEXT
    drawn, figure = (
        page.locator(each).first.bounding_box() for each in (".print-across > svg.only-wide", ".print-across")
    )
    assert drawn
    assert figure
    assert drawn["y"] + drawn["height"] - figure["y"] <= ACROSS["height"], "a figure and its caption fit on a sheet"


def test_the_board_is_printed_as_a_list_that_can_be_broken_between_cards(page: Page) -> None:
    put_on_paper(page, f"{PLAN}/funding")
    assert page.evaluate(STYLES, [".board .stages, .board .stages > section", "display"]) == ["block"]
    assert page.evaluate(STYLES, [".card", "breakInside"]) == ["avoid"]


def test_every_sheet_says_of_which_plan_day_and_revision_it_is(page: Page) -> None:
    put_on_paper(page, f"{PLAN}/budget")
    foot = page.locator("html").get_attribute("data-foot") or ""
    assert foot.startswith("Roadmap · Budget · Spain · As of ")
    assert f"Plan revision {revision(page)}." in foot
    assert "attr(data-foot)" in page.evaluate(MARGIN_BOXES)


def test_the_lede_has_the_width_of_the_paper_and_no_link_without_an_address_is_printed(page: Page) -> None:
    put_on_paper(page, PLAN)
    (room,) = page.evaluate(WIDTHS, "main > .wrap")
    assert page.evaluate(WIDTHS, ".head .c8") == [room]
    expect(page.get_by_text("See every change")).to_be_hidden()


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
