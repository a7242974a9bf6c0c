"""Drafting a plan by keyboard alone, with scripts and without: from nothing to a created plan, in few interactions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.browser.keyboards import Keyboard, button
from tests.browser.look import is_sound, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
LEAD: Final = "country-lead"
MOST_INTERACTIONS: Final = 20
MOST_TABS: Final = 250


def at(page: Page, step: str) -> None:
    expect(page).to_have_url(re.compile(rf"/drafts/[0-9a-f-]{{36}}/{step}(#main)?$"))


def test_a_country_lead_comes_from_nothing_to_a_plan_in_few_interactions(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/")
    keys.press(page.get_by_role("link", name="New plan", exact=True))
    keys.write(page.get_by_label("Country", exact=True), "Croatia")
    keys.press(button(page, "Continue"))
    for step in ("diagnosis", "routes", "scope"):
        at(page, step)
        keys.press(page.locator("#draft :is(input:not([type=hidden]), select)").first, "Tab")
        keys.press(button(page, "Continue"))
    at(page, "preview")
    keys.press(button(page, "Create this plan").first)
    expect(page).to_have_url(re.compile(r"/plans/croatia(-\d+)?\?saved=yes"))
    expect(page.locator("h1")).to_have_text("Croatia")
    assert keys.interactions <= MOST_INTERACTIONS


def test_answers_are_changed_by_keyboard_and_the_recommendation_follows(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/plans/new")
    keys.write(page.get_by_label("Country", exact=True), "Portugal")
    keys.write(page.get_by_label("Title"), "From the keyboard")
    keys.press(page.get_by_label("Title"))
    at(page, "diagnosis")
    first = page.get_by_role("group", name=re.compile("How far has the service come"))
    keys.go_to(first.get_by_label("Not known"))
    page.keyboard.press("ArrowDown")
    expect(first.get_by_label("There is none yet.")).to_be_checked()
    page.keyboard.press("Enter")
    at(page, "routes")
    expect(page.locator(".choices > li").first).to_contain_text("Recommended")
    expect(page.locator(".choices > li").first).to_contain_text("Pilot that builds local evidence")
    keys.press(button(page, "Back"))
    at(page, "diagnosis")
    expect(first.get_by_label("There is none yet.")).to_be_checked()
    page.go_back()
    page.go_back()
    expect(first.get_by_label("There is none yet.")).to_be_checked()


def test_what_is_wrong_is_said_kept_and_mended_and_the_draft_is_resumed(page: Page) -> None:
    page.goto("/plans/new")
    page.get_by_label("Country", exact=True).select_option("PT")
    page.get_by_label("Title").fill("x" * 130)
    button(page, "Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("at most 120 characters")
    is_sound(page)
    button(page, "Save and leave").click()
    expect(page).to_have_url(re.compile("/$"))
    page.get_by_role("link", name="x" * 120).first.click()
    at(page, "country")
    expect(page.get_by_label("Title")).to_have_value("x" * 130)
    page.get_by_label("Title").fill("Mended")
    button(page, "Continue").click()
    at(page, "diagnosis")


def test_two_windows_of_one_draft_lose_nothing(page: Page) -> None:
    page.goto("/plans/new")
    page.get_by_label("Country", exact=True).select_option("PT")
    page.get_by_label("Title").fill("One draft")
    button(page, "Continue").click()
    at(page, "diagnosis")
    address = page.url.partition("#")[0].replace("/diagnosis", "/country")
    other = page.context.new_page()
    page.goto(address)
    other.goto(address)
    page.get_by_label("Title").fill("From the first")
    button(page, "Continue").click()
    at(page, "diagnosis")
    other.get_by_label("Title").fill("From the second")
    button(other, "Continue").click()
    expect(other.locator("h1")).to_have_text("This draft was changed in another window")
    expect(other.locator("main")).to_contain_text("From the first")
    expect(other.locator("main :checked")).to_have_count(0)
    if other.evaluate("document.activeElement !== document.body"):
        expect(other.get_by_label("From the first")).to_be_focused()
    assert sideways(other) == []
    other.get_by_label("From the second").check()
    button(other, "Save what is chosen").click()
    at(other, "diagnosis")
    other.goto(address)
    expect(other.get_by_label("Title")).to_have_value("From the second")


def test_with_a_script_another_country_brings_its_parts_at_once(visitors: Visitors) -> None:
    with visitors.visit(LEAD) as page:
        page.goto("/plans/new")
        page.get_by_label("Country", exact=True).select_option("GB")
        expect(page.get_by_label("Part of the country")).to_be_visible()
        page.get_by_label("Part of the country").select_option("SCT")
        button(page, "Continue").click()
        at(page, "diagnosis")


def test_without_a_script_the_parts_come_at_a_button(visitors: Visitors) -> None:
    with visitors.visit(LEAD, java_script_enabled=False) as page:
        page.goto("/plans/new")
        page.get_by_label("Country", exact=True).select_option("GB")
        button(page, "Show the parts of the country").click()
        at(page, "country")
        page.get_by_label("Part of the country").select_option("SCT")
        button(page, "Continue").click()
        at(page, "diagnosis")
