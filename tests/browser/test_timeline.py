"""The timeline in a real browser: bars are dragged to other days and onto each other, and a form asks before saving."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
TIMELINE: Final = "/plans/croatia/timeline"
ROWS: Final = "svg.only-wide [data-bar]"
FREE: Final = "Recovery stories have reached the public"
LAST: Final = "Next region has a plan and a host"
PINNED: Final = "Government has budgeted for the posts and their training"
BEGUN: Final = "The national expert team is in post"
"""A milestone of another plan than the others are."""


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """Open the timeline for a country lead."""
    with ExitStack() as stack:
        page = stack.enter_context(visitors.visit("country-lead"))
        page.goto(TIMELINE)
        yield page


def row_of(page: Page, title: str) -> Locator:
    """Give the row of a milestone."""
    return page.locator(ROWS, has_text=title)


def grip(row: Locator, css: str = ".hold") -> tuple[float, float]:
    """Come near a bar, and tell where it, or its end, is."""
    row.scroll_into_view_if_needed()
    row.hover(force=True)
    return place(row, css)


def place(row: Locator, css: str = ".hold") -> tuple[float, float]:
    """Tell where a bar, or its end, is."""
    box = row.locator(css).bounding_box()
    assert box is not None
    return box["x"] + min(box["width"] / 2, 8), box["y"] + box["height"] / 2


def hold(page: Page, row: Locator, by: float) -> None:
    """Press the mouse on a bar and move it sideways."""
    x, y = grip(row)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y)
    page.mouse.move(x + by, y + 3)


def ghost(page: Page) -> Locator:
    return page.locator("text.ghost")


def said_by(drawn: Locator) -> str:
    return drawn.text_content() or ""


def forecast(row: Locator) -> Locator:
    return row.locator("text").nth(2)


def test_a_bar_moved_sideways_asks_with_its_dates_before_they_are_saved(page: Page) -> None:
    row = row_of(page, FREE)
    title, before = said_by(row.locator("a text")), said_by(forecast(row))
    hold(page, row, 60)
    said = re.fullmatch(r"(\d+ \w+ \d+), (\d+) working days later than planned", said_by(ghost(page)))
    assert said, said_by(ghost(page))
    page.mouse.up()
    expect(ghost(page)).to_have_count(0)
    expect(page.locator("#preview")).to_be_focused()
    expect(page.locator("#preview")).to_be_in_viewport()
    expect(page.locator("#preview")).to_contain_text("Nothing is saved yet.")
    expect(page.locator("#preview")).to_contain_text(said[1])
    expect(page.locator("#edit").get_by_label("Working days later")).to_have_value(said[2])
    assert (axe_findings(page), sideways(page), structure(page)["twice"]) == ([], [], [])
    assert said_by(forecast(row)) == before, "dragging alone changes nothing"
    page.locator("#edit").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#edit")).to_have_count(0)
    expect(page.locator("svg a:focus")).to_have_text(title)
    expect(forecast(row_of(page, FREE))).to_have_text(said[1])
    page.get_by_role("button", name="Undo").click()
    expect(forecast(row_of(page, FREE))).to_have_text(before)


def test_escape_lets_go_of_what_is_held_and_then_leaves_the_form(page: Page) -> None:
    row = row_of(page, FREE)
    hold(page, row, -50)
    expect(ghost(page)).to_contain_text("earlier than planned")
    page.keyboard.press("Escape")
    expect(ghost(page)).to_have_count(0)
    page.mouse.up()
    expect(page.locator("#edit")).to_have_count(0)
    hold(page, row, 50)
    page.mouse.up()
    expect(page.locator("#preview")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#edit")).to_have_count(0)
    expect(row.locator("a")).to_be_focused()
    row.locator("a").click()
    expect(page).to_have_url(re.compile(r"/milestones/[0-9a-f-]{36}$"))


def test_what_has_begun_keeps_its_beginning_and_what_others_dated_stays(page: Page) -> None:
    hold(page, row_of(page, PINNED), 40)
    page.mouse.up()
    expect(page.locator("#edit, .ghost")).to_have_count(0)
    page.goto("/plans/spain/timeline")
    row = row_of(page, BEGUN)
    hold(page, row, 40)
    begin = (row.get_attribute("data-bar") or "").split()[0]
    assert float(page.locator("rect.ghost").get_attribute("x") or "0") == float(begin)


def test_the_end_of_a_bar_dropped_on_another_asks_how_that_one_waits(page: Page) -> None:
    first, other = row_of(page, FREE), row_of(page, LAST)
    other_id = (other.locator("a").get_attribute("href") or "").split("/")[-1]
    x, y = grip(first, ".hold-end")
    page.mouse.move(x, y)
    expect(first.locator(".hold-end")).to_have_css("opacity", "1")
    page.mouse.down()
    page.mouse.move(x + 200, y - 8)
    expect(page.locator("path.ghost")).to_be_visible()
    page.mouse.up()
    expect(page.locator("path.ghost")).to_have_count(0)
    expect(page.locator("#edit")).to_have_count(0)
    page.mouse.move(*grip(first, ".hold-end"))
    page.mouse.down()
    x, y = place(other)
    page.mouse.move(x - 5, y)
    page.mouse.move(x, y)
    expect(other.locator(".over")).to_have_count(1)
    page.mouse.up()
    expect(page.locator("#edit").get_by_label("Milestone that waits")).to_have_value(other_id)
    expect(page.locator("#edit")).to_contain_text("What waits for “")
    assert axe_findings(page) == []


def test_without_scripts_and_for_readers_there_is_nothing_to_hold(visitors: Visitors) -> None:
    with visitors.visit("country-lead", java_script_enabled=False) as page:
        page.goto(TIMELINE)
        page.locator(ROWS).first.hover(force=True)
        expect(page.locator(".hold, .hold-end")).to_have_count(0)
        page.locator("summary", has_text="as a table").click()
        page.get_by_role("link", name=re.compile("^Link…")).first.click()
        expect(page.get_by_label("Milestone that waits")).to_be_visible()
    with visitors.visit("reader") as page:
        page.goto(TIMELINE)
        page.locator("svg.only-wide a").first.hover()
        expect(page.locator("svg.only-wide a").first).to_be_visible()
        expect(page.locator("[data-bar], .hold")).to_have_count(0)
        assert page.locator('script[src*="timeline"]').count() == 0
