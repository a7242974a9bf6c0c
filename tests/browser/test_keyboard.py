"""Everything by keyboard alone: the way to the content, every control in reading order with a visible focus, hints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "/plans/denmark"
LOOKED_AT: Final = ("/", PLAN, f"{PLAN}/timeline", f"{PLAN}/budget", f"{PLAN}/stakeholders", "/plans/new", "/calendar")
MOST_STOPS: Final = 400

# Numbers what Tab should reach: all that can be operated and is seen. Of the radios with one name, one is reached.
NUMBER_THE_STOPS: Final = """() => {
  const radios = new Set();
  const wanted = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.type !== "hidden")
    .filter(each => {
      if (each.type !== "radio") return true;
      const group = [...each.form.elements[each.name]];
      const first = group.find(radio => radio.checked) ?? group[0];
      return each === first;
    });
  wanted.forEach((each, at) => { each.dataset.stop = at; });
  return wanted.map(each => each.outerHTML.slice(0, 120));
}"""
# Where the focus is once the page has scrolled to it, whether it is seen, and whether something says so around it.
FOCUSED: Final = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getBoundingClientRect();
  const ringed = each => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    stop: here.dataset.stop === undefined ? null : Number(here.dataset.stop),
    html: here.outerHTML.slice(0, 120),
    ringed: ringed(here) || ringed(here.closest(".opt") ?? here),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.fixture
def page(visitors: Visitors) -> Iterator[Page]:
    """Open a browser for a country lead."""
    with visitors.visit("country-lead") as page:
        yield page


@pytest.fixture
def milestone(page: Page) -> Page:
    """Open a milestone that has not begun."""
    page.goto(f"{PLAN}/milestones?status=not-started")
    page.goto(page.locator("#found tbody th > a:first-child").last.get_attribute("href") or "")
    return page


def tab_through(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """Press Tab from the top until the page is left; give what should be reached and what was."""
    wanted = page.evaluate(NUMBER_THE_STOPS)
    reached: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None:
            break
        if not reached or reached[-1]["html"] != here["html"] or reached[-1]["stop"] != here["stop"]:
            reached.append(here)
    return wanted, reached


def in_order_and_seen(wanted: list[str], reached: list[dict[str, Any]]) -> None:
    stops = [each["stop"] for each in reached]
    assert [wanted[at] for at in range(len(wanted)) if at not in stops] == [], "not reached"
    assert stops == sorted(stops), "not in reading order"
    assert [each["html"] for each in reached if not each["ringed"]] == [], "nothing shows the focus"
    assert [each["html"] for each in reached if not each["seen"]] == [], "focused out of sight"


@pytest.mark.parametrize("address", LOOKED_AT)
def test_tab_reaches_everything_in_reading_order_and_shows_where_it_is(visitors: Visitors, address: str) -> None:
    with visitors.visit("grant-manager") as page:
        page.goto(address)
        in_order_and_seen(*tab_through(page))


def test_tab_reaches_every_field_of_a_milestone(milestone: Page) -> None:
    in_order_and_seen(*tab_through(milestone))


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    page.goto(PLAN)
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_one_signs_in_with_the_keyboard(visitors: Visitors) -> None:
    with visitors.visit() as page:
        page.goto(f"/sign-in?next={PLAN}")
        page.get_by_label("E-mail").focus()
        page.keyboard.type("country-lead@example.org")
        page.keyboard.press("Tab")
        page.keyboard.type(SAMPLE_PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"{PLAN}$"))


def test_progress_is_recorded_with_the_keyboard(milestone: Page) -> None:
    milestone.get_by_label("Not started", exact=True).focus()
    milestone.keyboard.press("ArrowRight")
    expect(milestone.get_by_label("In progress", exact=True)).to_be_checked()
    milestone.keyboard.press("Tab")
    expect(milestone.locator("[name=percent]")).to_be_focused()
    milestone.keyboard.press("Control+a")
    milestone.keyboard.type("35")
    milestone.keyboard.press("Enter")
    expect(milestone.locator("[data-news]")).to_be_focused()
    expect(milestone.locator("dl")).to_contain_text("35%")
    milestone.keyboard.press("Tab")
    assert milestone.evaluate("document.activeElement.closest('#milestone') !== null"), "the focus stays in its place"


def test_a_hint_of_provenance_opens_by_focus_closes_by_escape_and_leads_to_its_note(page: Page) -> None:
    page.goto(PLAN)
    hint = page.locator("main .prov").first
    mark, tip = hint.locator(".mark"), hint.locator(".tip")
    expect(tip).to_be_hidden()
    while not mark.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(tip).to_be_visible()
    page.keyboard.press("Enter")
    note = page.locator(mark.get_attribute("href") or "")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text(tip.locator("b").inner_text())


def test_a_hint_stays_while_the_pointer_is_on_it(page: Page) -> None:
    page.goto(PLAN)
    hint = page.locator("main .prov").first
    hint.locator(".mark").hover()
    tip = hint.locator(".tip")
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
