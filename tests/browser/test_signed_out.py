"""A session that ends inside a form: what was typed stays, or the browser sends it again, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings, runs_scripts, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser]
PLAN = "/plans/spain"


def test_a_form_on_a_page_of_its_own_is_sent_again_by_loading_the_answer_anew(page: Page) -> None:
    page.goto(f"{PLAN}/stakeholders/new")
    name = f"Ministry of {'scripts' if runs_scripts(page) else 'paper'}"
    page.locator("[name=title]").fill(name)
    page.locator("[name=sector]").select_option("health")
    page.locator("[name=ground_reason]").fill("Met in May.")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in, so nothing was saved")
    if runs_scripts(page):
        assert axe_findings(page) == []
    page.set_viewport_size({"width": 360, "height": 700})
    assert sideways(page) == []
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.reload()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(name)


def test_progress_that_htmx_sends_stays_in_its_form_and_is_saved_after_signing_in(visitors: Visitors) -> None:
    with visitors.visit("country-lead") as page:
        page.goto(f"{PLAN}/milestones?status=not-started")
        page.goto(page.locator("#found tbody th > a:first-child").last.get_attribute("href") or "")
        page.locator("[name=note]").fill("The ministry called.")
        cookies = page.context.cookies()
        page.context.clear_cookies()
        for _ in range(2):
            page.get_by_role("button", name="Save progress").click()
            expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
        expect(page.locator("main")).to_have_count(1)
        expect(page.locator("[name=note]")).to_have_value("The ministry called.")
        assert axe_findings(page) == []
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.get_by_role("button", name="Save progress").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_what_is_attached_stays_chosen_when_it_cannot_be_sent(visitors: Visitors) -> None:
    with visitors.visit("country-lead") as page:
        page.goto(f"{PLAN}/milestones?status=not-started")
        page.goto(page.locator("#found tbody th > a:first-child").last.get_attribute("href") or "")
        page.get_by_label("What it is").fill("Agreement")
        page.get_by_label("Link").fill("https://example.org/agreement")
        page.context.clear_cookies()
        page.get_by_role("button", name="Attach evidence").click()
        expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
        expect(page.get_by_label("Link")).to_have_value("https://example.org/agreement")
