"""Changing a plan in a browser: money and people, by keyboard, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
BUDGET: Final = "/plans/spain/budget"
with_and_without = pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])


def row_of(page: Page, title: str) -> str:
    """Read the row of a budget line."""
    found = page.locator("tr[id]", has=page.get_by_role("rowheader", name=re.compile(re.escape(title)))).first
    return " ".join((found.text_content() or "").split())


@with_and_without
@pytest.mark.usefixtures("visitors")
def test_a_budget_line_is_added_mistyped_mended_and_taken_out(everybody: Visitors, has_script: bool) -> None:  # noqa: FBT001
    title = f"Hire of a hall {'with' if has_script else 'without'} script"
    with everybody.visit("country-lead", java_script_enabled=has_script) as page:
        page.goto(BUDGET)
        page.get_by_role("link", name="Add a budget line").click()
        page.get_by_label("Cost", exact=True).fill(title)
        page.get_by_label("Cost category", exact=True).select_option("stakeholder-work")
        page.get_by_label("Unit cost").fill("1.250,50")
        page.get_by_label("How often").select_option("once")
        page.get_by_label("Reason or source").fill("An offer of May.")
        page.get_by_label("Reason or source").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Write a number in digits")
        expect(page.get_by_label("Cost", exact=True)).to_have_value(title)
        page.get_by_label("Unit cost").fill("1,250.50")
        page.get_by_role("button", name="Preview what moves").click()
        expect(page.get_by_role("heading", name="What this would change")).to_be_visible()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        assert "1 × €1,250.50" in row_of(page, title)
        page.get_by_role("link", name=f"Edit {title}").click()
        page.get_by_role("link", name="Take it out of the plan").click()
        expect(page.get_by_role("main")).to_contain_text("keeps that it was there")
        page.get_by_role("button", name="Take it out").click()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        expect(page.get_by_role("link", name=f"Edit {title}")).to_have_count(0)


@with_and_without
@pytest.mark.usefixtures("visitors")
def test_a_stakeholder_is_changed_by_keyboard_alone(everybody: Visitors, has_script: bool) -> None:  # noqa: FBT001
    wants = f"Fewer forms {'with' if has_script else 'without'} script."
    with everybody.visit("country-lead", java_script_enabled=has_script) as page:
        page.goto("/plans/spain/stakeholders")
        link = page.get_by_role("link", name=re.compile("^Edit ")).first
        address = link.get_attribute("href") or ""
        link.focus()
        page.keyboard.press("Enter")
        if not has_script:
            page.wait_for_url(f"**{address}")
        page.get_by_label("What they want").fill(wants)
        page.get_by_label("Reason or source").fill("They said so.")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        expect(page.get_by_role("main")).to_contain_text(wants)


@pytest.mark.usefixtures("visitors")
def test_a_form_begins_in_its_first_field_and_escape_leaves_it_untouched(everybody: Visitors) -> None:
    with everybody.visit("country-lead") as page:
        page.goto(f"{BUDGET.removesuffix('/budget')}/budget-lines/new")
        expect(page.get_by_label("Cost", exact=True)).to_be_focused()
        page.keyboard.type("Half a thought")
        page.keyboard.press("Escape")
        expect(page.get_by_label("Cost", exact=True)).to_have_value("Half a thought")
        page.get_by_label("Cost", exact=True).fill("")
        page.keyboard.press("Escape")
        page.wait_for_url(f"**{BUDGET}")
