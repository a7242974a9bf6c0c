"""Every page, in light and dark, wide and narrow: sound, accessible, and never scrolled sideways."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.addresses import DRAFT, MILESTONE, PART, SHOWN_ON, Visit, visits
from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

    Tab = Callable[[str], Page]

pytestmark = pytest.mark.browser
WIDE: Final = 1280
PHONES: Final = (360, 320)


@pytest.fixture(scope="module")
def tab(everybody: Visitors) -> Iterator[Tab]:
    """Give everybody one tab, to be used again and again."""
    with ExitStack() as stack:
        opened: dict[str, Page] = {}

        def of(person: str) -> Page:
            if person not in opened:
                opened[person] = stack.enter_context(everybody.visit(person))
            return opened[person]

        yield of


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Keep what stands in this product for a placeholder after an address."""
    return {}


def filled(page: Page, address: str, found: dict[str, str]) -> str:
    """Fill in what only this product can tell."""
    for placeholder, find in ((DRAFT, begun_draft), (MILESTONE, first_milestone), (PART, first_part)):
        before, named, after = address.partition(placeholder)
        if named:
            found[before] = found.get(before) or find(page, before)
            address = f"{before}{found[before]}{after}"
    return address


def begun_draft(page: Page, _before: str) -> str:
    """Begin a draft for a country that the sources know, or find the one that is begun; give its id."""
    page.goto("/plans/new")
    begun = page.locator(".drafts a").first
    if not begun.count():
        page.get_by_label("Country", exact=True).select_option("HR")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Continue").click()
        page.goto("/plans/new")
    return (begun.get_attribute("href") or "").split("/")[2]


def first_milestone(page: Page, milestones: str) -> str:
    """Give the id of a plan's first milestone."""
    page.goto(milestones.rstrip("/"))
    led = page.locator("#found tbody a").first.get_attribute("href") or ""
    return led.rpartition("/")[2]


def first_part(page: Page, parts: str) -> str:
    """Give the id of a plan's first thing of a noun, as the page that shows it leads to its form."""
    plan, _, noun = parts.rstrip("/").rpartition("/")
    page.goto(f"{plan}/{SHOWN_ON[noun]}".rstrip("/"))
    led = page.locator(f'a[href*="/{noun}/"][href$="/edit"], form[action*="/{noun}/"][action$="/edit"]').first
    address = led.get_attribute("href") or led.get_attribute("action") or ""
    return address.removesuffix("/edit").rpartition("/")[2]


@pytest.mark.usefixtures("visitors")
@pytest.mark.parametrize("visit", visits(), ids=str)
def test_a_page_is_sound_and_accessible_at_every_width_in_light_and_dark(
    tab: Tab, found: dict[str, str], visit: Visit
) -> None:
    page = tab(visit.person)
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light")
    answer = page.goto(filled(page, visit.address, found))
    assert answer
    assert answer.status == visit.status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    seen = structure(page)
    assert seen["lang"] == "en"
    assert len(seen["headings"]) == 1
    assert seen["headings"][0]
    assert seen["title"].endswith(" · Roadmap")
    assert (seen["twice"], seen["missing"], seen["unhidden"], seen["outside"]) == ([], [], [], [])
    assert sideways(page) == []
    assert axe_findings(page) == []
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 700})
        assert sideways(page) == [], f"at {width} px"
    page.emulate_media(color_scheme="dark")
    assert axe_findings(page) == [], "in dark, on a phone"
