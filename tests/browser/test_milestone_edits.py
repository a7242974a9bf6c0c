"""Editing milestones in a real browser by keyboard alone, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import is_sound

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
LIST: Final = "/plans/denmark/milestones"


def press(control: Locator, key: str = "Enter") -> None:
    """Reach a control by keyboard: it takes the focus, and a key does the rest."""
    control.focus()
    expect(control).to_be_focused()
    control.press(key)


def write(control: Locator, text: str) -> None:
    """Write over what a control holds, by keyboard."""
    control.focus()
    control.press("Control+a")
    control.press_sequentially(text)


def choose(control: Locator, label: str) -> None:
    control.focus()
    control.select_option(label=label)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def add(page: Page, title: str) -> str:
    """Add a milestone and give its address."""
    page.goto(f"{LIST}/new")
    write(page.get_by_label("Title"), title)
    write(page.get_by_role("combobox", name="Owner"), "Policy lead")
    choose(page.get_by_label("Theme", exact=True), "Funding")
    write(page.get_by_label("Effort weight"), "4")
    press(button(page, "Save"))
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.partition("?")[0]


def test_a_milestone_is_added_linked_previewed_saved_and_split_by_keyboard(page: Page) -> None:
    first, second = add(page, "Law drafted"), add(page, "Law passed")
    press(page.get_by_role("link", name="Edit", exact=True))
    is_sound(page)
    press(button(page, "Add something that it waits for"))
    row = page.get_by_label("Waits for, row 1")
    expect(row).to_be_focused()
    row.select_option(row.locator("option", has_text="Law drafted").last.get_attribute("value"))
    write(page.get_by_label("Days between, row 1"), "5")
    press(button(page, "Preview what moves"))
    expect(page.get_by_text("This is a preview. Nothing is saved yet.")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("milestone moves.")
    is_sound(page)
    press(button(page, "Save"))
    expect(page.get_by_text("begins 5 working days after it is done").first).to_be_visible()

    page.goto(first)
    press(page.get_by_role("link", name="Split it"))
    write(page.get_by_label("Title of part 2"), "Law sent to parliament")
    is_sound(page)
    press(button(page, "Split the milestone"))
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.goto(second)
    expect(page.get_by_role("link", name="Law sent to parliament")).to_be_visible()


def test_several_are_shifted_and_two_merged_by_keyboard(page: Page) -> None:
    add(page, "Roof mended")
    add(page, "Walls painted")
    page.goto(LIST)
    for title in ("Roof mended", "Walls painted"):
        press(page.get_by_role("checkbox", name=re.compile(title)).last, "Space")
    write(page.get_by_label("Working days later"), "10")
    press(button(page, "Preview what moves"))
    expect(page.locator("#preview")).to_contain_text("14 days later")
    is_sound(page)
    press(button(page, "Save"))
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    for title in ("Roof mended", "Walls painted"):
        press(page.get_by_role("checkbox", name=re.compile(title)).last, "Space")
    press(button(page, "Merge them"))
    write(page.get_by_label("Title"), "House in order")
    is_sound(page)
    press(button(page, "Merge them"))
    expect(page.get_by_role("heading", level=1)).to_have_text("House in order")


def test_enter_in_a_field_saves_and_does_not_remove_a_row(page: Page) -> None:
    page.goto(f"{LIST}?status=not-started")
    press(page.locator("#found tbody th > a:first-child").nth(5))
    press(page.get_by_role("link", name="Edit", exact=True))
    write(page.get_by_label("Title"), "Renamed by Enter")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Renamed by Enter")
