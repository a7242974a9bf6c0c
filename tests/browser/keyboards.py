"""Somebody who has no pointer: goes from control to control with Tab, and is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Keyboard:
    """Somebody's keyboard: counts what they do, and how often they press Tab on the way."""

    def __init__(self, page: Page, most_tabs: int = 40) -> None:
        self.page, self.most_tabs, self.interactions, self.tabs = page, most_tabs, 0, 0

    def go_to(self, wanted: Locator) -> None:
        """Press Tab until something has the focus."""
        for _number in range(self.most_tabs):
            if wanted.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"Tab does not reach {wanted}")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        """Go to something and press it."""
        self.go_to(wanted)
        self.page.keyboard.press(key)
        self.interactions += 1

    def write(self, wanted: Locator, text: str) -> None:
        """Go to a field and type; in a list of choices that chooses by its first letters."""
        self.go_to(wanted)
        self.page.keyboard.type(text)
        self.interactions += 1


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)
