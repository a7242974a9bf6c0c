"""The board of the pipeline in a real browser: moved by keyboard, with scripts and without, and by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import is_sound

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors


pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
BOARD: Final = "/plans/czech-republic/funding"


def column(page: Page, stage: str) -> Locator:
    return page.locator(f'[data-stage="{stage}"]')


def first_card(page: Page, stage: str) -> tuple[Locator, str]:
    card = column(page, stage).locator(".card").first
    return card, card.get_attribute("id") or ""


def test_a_card_is_moved_there_and_back_by_keyboard_alone(page: Page) -> None:
    page.goto(BOARD)
    is_sound(page)
    card, key = first_card(page, "identified")
    chance = card.get_by_text("likely").inner_text().split("%")[0].strip()
    card.get_by_label("Move to").focus()
    card.get_by_label("Move to").select_option("Contracted")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Stage")).to_have_value("contracted")
    expect(page.get_by_role("heading", name="What this would change")).to_be_visible()
    is_sound(page)
    page.get_by_label("Reason").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(column(page, "contracted").locator(f"#{key}")).to_be_visible()
    moved = page.locator(f"#{key}")
    moved.get_by_label("Move to").select_option("Identified")
    moved.get_by_role("button", name="Move").press("Enter")
    expect(page.get_by_label("Chance")).to_have_value("")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    is_sound(page)
    page.get_by_label("Chance").fill(chance)
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(column(page, "identified").locator(f"#{key}")).to_contain_text(f"{chance}% likely")


def test_a_card_dropped_on_another_column_asks_before_it_is_saved(visitors: Visitors) -> None:
    with visitors.visit("country-lead") as page:
        page.goto(BOARD)
        card, key = first_card(page, "applied")
        card.drag_to(column(page, "committed").locator("h4"))
        page.wait_for_url("**/commitment-stages/**stage=committed")
        expect(page.get_by_label("Stage")).to_have_value("committed")
        page.get_by_role("link", name="Cancel").click()
        expect(column(page, "applied").locator(f"#{key}")).to_be_visible()
        card = page.locator(f"#{key}")
        card.drag_to(column(page, "applied").locator("h4"))
        assert page.url.partition("#")[0].endswith(BOARD), "dropped where it was, it stays"


def test_who_may_only_read_drags_nothing(visitors: Visitors) -> None:
    with visitors.visit("reader") as page:
        page.goto(BOARD)
        expect(page.locator(".card").first).to_be_visible()
        assert page.locator('[draggable="true"]').count() == 0
        expect(page.locator(".card form")).to_have_count(0)
