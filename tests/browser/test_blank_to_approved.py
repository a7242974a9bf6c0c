"""From a blank page to an approved plan by keyboard alone; then changed, and the comparison tells all of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.keyboards import Keyboard, button

if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
MOST_INTERACTIONS: Final = 39
MOST_TABS: Final = 250
SLIPPED: Final = 3
WORST: Final = "1300"
"""Working days: nothing slips beyond what is thinkable."""


def approved(page: Page, title: str) -> tuple[str, int]:
    """Draft and approve a plan by keyboard; give its address and how many interactions it took."""
    keys = Keyboard(page, most_tabs=MOST_TABS)
    page.goto("/")
    keys.press(page.get_by_role("link", name="New plan", exact=True))
    keys.write(page.get_by_label("Country", exact=True), "Croatia")
    keys.write(page.get_by_label("Title"), title)
    for _step in range(4):
        keys.press(button(page, "Continue"))
        expect(page.get_by_role("alert")).to_have_count(0)
    keys.press(button(page, "Create this plan").first)
    expect(page.locator("h1")).to_have_text(title)
    address = page.url.split("?")[0]
    keys.press(page.get_by_role("link", name=re.compile("Rename, move")))
    keys.write(page.get_by_label("Name of the baseline"), "Ministry, spring")
    keys.press(button(page, "Freeze a baseline"))
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    return address, keys.interactions


def slip(page: Page, address: str, number: int) -> str:
    """Give a milestone thirty working days more; its title."""
    page.goto(f"{address}/milestones")
    page.locator("#found tbody th > a:first-child").nth(number - 1).click()
    page.get_by_role("link", name="Edit", exact=True).first.click()
    title = page.get_by_label("Title").input_value()
    days = int(page.get_by_label("Working days likely").input_value())
    page.get_by_label("Working days likely").fill(str(days + 30))
    page.get_by_label("Working days at worst").fill(WORST)
    page.locator("#edit").get_by_label("Why (kept in the log)").fill("The partner needs longer")
    button(page, "Save").last.click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    return title


def delete(page: Page, address: str, number: int) -> str:
    page.goto(f"{address}/milestones")
    page.locator("#found tbody th > a:first-child").nth(number - 1).click()
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Drop or delete it").click()
    button(page, "Delete the milestone").click()
    expect(page.get_by_text(title, exact=True)).to_have_count(0)
    return title


def cut(page: Page, address: str, line: str, share: Decimal) -> None:
    """Cut a budget line by a share of it."""
    page.goto(f"{address}/budget")
    page.get_by_role("row", name=re.compile(line)).get_by_role("link", name=re.compile("Edit")).first.click()
    field = page.get_by_label("Unit cost")
    cost = Decimal(field.input_value().replace(",", ""))
    field.fill(f"{cost * (1 - share):.2f}")
    page.get_by_label("Reason or source").fill("The grant was cut")
    button(page, "Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def test_from_blank_to_approved_and_what_changes_afterwards_is_all_told(page: Page) -> None:
    address, interactions = approved(page, f"From blank {id(page)}")
    assert interactions <= MOST_INTERACTIONS
    slipped = [slip(page, address, number) for number in range(4, 4 + SLIPPED)]
    deleted = delete(page, address, 29)
    cut(page, address, "Fidelity reviews", Decimal("0.21"))
    page.goto(f"{address}/compare")
    moved = page.get_by_role("region", name="Moved", exact=True).inner_text()
    assert all(title in moved for title in slipped)
    assert moved.count("The partner needs longer") >= SLIPPED
    assert "Country lead" in moved
    gone = page.get_by_role("region", name="Deleted", exact=True).inner_text()
    assert deleted in gone
    assert "Country lead" in gone
    money = page.get_by_role("region", name="Money", exact=True).inner_text()
    assert "21" in money
    assert "The grant was cut" in money
    page.goto(address)
    expect(page.locator("main")).to_contain_text("new sign-off")
