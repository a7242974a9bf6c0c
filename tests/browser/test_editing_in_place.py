"""Forms that open where one reads: by keyboard alone, nothing typed is lost, and the page follows what was saved."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.visitors import Visitors

    Open = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "/plans/croatia"
PAGES: Final = ("", "/milestones", "/budget", "/funding", "/stakeholders", "/barriers", "/committees")
SIZES: Final[dict[str, dict[str, Any]]] = {
    "wide and dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 800}},
}


@pytest.fixture
def visit(visitors: Visitors) -> Iterator[Open]:
    """Open a browser for somebody."""
    with ExitStack() as stack:
        yield lambda person="country-lead", **wishes: stack.enter_context(visitors.visit(person, **wishes))


def way(page: Page, number: int = 0) -> Locator:
    """Give one of the ways to a form."""
    return page.get_by_role("link", name=re.compile("^Edit ")).nth(number)


def press(page: Page, link: Locator, key: str = "Enter") -> None:
    """Go to a link by keyboard and press it."""
    link.focus()
    page.keyboard.press(key)
    expect(page.locator("#edit")).to_be_visible()


def save(page: Page) -> None:
    """Press Save, by keyboard."""
    page.locator("#edit").get_by_role("button", name="Save", exact=True).last.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_an_open_form_has_no_barrier_and_ids_of_its_own(visit: Open, size: str) -> None:
    page = visit(**SIZES[size])
    for path in PAGES:
        page.goto(PLAN + path)
        for link in (way(page), page.get_by_role("link", name=re.compile("^Add a")).last):
            press(page, link)
            expect(page.locator("#edit :focus")).to_be_in_viewport()
            assert axe_findings(page) == [], path
            assert sideways(page) == [], path
            assert structure(page)["twice"] == [], path
            page.keyboard.press("Escape")
            expect(page.locator("#edit")).to_have_count(0)


def test_a_form_opens_below_its_row_and_escape_leads_back_to_where_one_was(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/budget")
    press(page, way(page))
    expect(page.locator("#edit").get_by_label("Cost", exact=True)).to_be_focused()
    row = page.locator("tr:has(.edit)").first.bounding_box()
    form = page.locator("#edit").bounding_box()
    assert row is not None
    assert form is not None
    assert 0 <= form["y"] - (row["y"] + row["height"]) < 60, "the form is not right below its row"
    assert form["width"] > 0.9 * row["width"]
    page.keyboard.press("Escape")
    expect(page.locator("#edit")).to_have_count(0)
    expect(way(page)).to_be_focused()
    assert page.url.endswith(f"{PLAN}/budget")


def test_escape_throws_nothing_away_that_was_typed(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/budget")
    press(page, way(page))
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(page.locator("#edit").get_by_role("link", name="Cancel")).to_be_focused()
    expect(page.get_by_label("Cost", exact=True)).to_have_value(re.compile("Half a thought"))
    page.keyboard.press("Enter")
    expect(page.locator("#edit")).to_have_count(0)
    expect(way(page)).to_be_focused()


def test_one_form_is_open_and_what_was_typed_in_it_keeps_it_open(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/milestones")
    press(page, way(page))
    first = page.get_by_label("Title", exact=True).input_value()
    press(page, way(page, 1))
    expect(page.get_by_label("Title", exact=True)).not_to_have_value(first)
    page.keyboard.type("Half a thought")
    way(page).press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Save this first, or cancel it.")
    expect(page.get_by_role("alert")).to_be_focused()
    page.locator("#filter-status").select_option("done")
    expect(page.get_by_label("Title", exact=True)).to_have_value(re.compile("Half a thought"))
    expect(page.locator("#edit")).to_have_count(1)


def test_a_saved_form_gives_way_to_what_it_changed_and_to_all_that_follows(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/budget")
    total = page.locator("section[aria-labelledby=lines] tfoot .num").first
    before, name = total.inner_text(), way(page).inner_text()
    press(page, way(page))
    page.get_by_label("Quantity").fill("97")
    page.get_by_label("Reason or source").fill("Agreed in May.")
    page.keyboard.press("Enter")
    expect(page.locator("#edit")).to_have_count(0)
    expect(way(page)).to_be_focused()
    assert way(page).inner_text() == name
    expect(total).not_to_have_text(before)
    expect(page.get_by_role("status")).to_have_text(re.compile("^Saved. +\\S"))
    assert "saved" not in page.url
    page.get_by_role("button", name="Undo").press("Enter")
    expect(total).to_have_text(before)


def test_what_is_refused_stays_in_place_with_the_errors_in_focus(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/budget")
    press(page, page.get_by_role("link", name="Add a budget line"))
    page.get_by_label("Cost", exact=True).fill("Hire of a hall")
    page.get_by_label("Cost category", exact=True).select_option("stakeholder-work")
    page.get_by_label("Unit cost").fill("about 100")
    page.get_by_label("Reason or source").fill("An offer of May.")
    page.keyboard.press("Enter")
    summary = page.locator("#edit [data-errors]")
    expect(summary).to_be_focused()
    expect(page.locator("#f-unit-cost-error")).to_contain_text("Write a number in digits")
    expect(page.get_by_label("Cost", exact=True)).to_have_value("Hire of a hall")
    assert axe_findings(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Unit cost")).to_be_focused()
    page.get_by_label("Unit cost").fill("100")
    page.get_by_role("button", name="Preview what moves").press("Enter")
    expect(page.locator("#preview")).to_be_focused()
    expect(page.locator("#preview")).to_contain_text("Nothing is saved yet.")
    save(page)
    expect(page.get_by_role("link", name="Edit Hire of a hall")).to_be_focused()


def test_who_comes_second_chooses_where_the_form_was(visit: Open) -> None:
    mine, theirs = visit(), visit("grant-manager")
    for page, wants in ((mine, "Fewer forms."), (theirs, "More posts.")):
        page.goto(f"{PLAN}/stakeholders")
        press(page, way(page))
        page.get_by_label("What they want").fill(wants)
        page.get_by_label("Reason or source").fill("They said so.")
    save(theirs)
    expect(theirs.locator("#edit")).to_have_count(0)
    save(mine)
    expect(mine.locator("#edit [data-errors]")).to_be_focused()
    expect(mine.locator("#edit")).to_contain_text("Grant manager saved it on")
    assert axe_findings(mine) == []
    mine.locator("#edit").get_by_role("link", name="Keep what was saved").press("Enter")
    expect(mine.get_by_role("main")).to_contain_text("More posts.")
    expect(way(mine)).to_be_focused()
    press(mine, way(mine))
    expect(mine.get_by_label("What they want")).to_have_value("More posts.")


def test_what_cannot_be_sent_stays_and_says_so(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/barriers")
    press(page, way(page))
    page.get_by_label("How it stands here").fill("The law is being written.")
    page.get_by_label("Reason or source").fill("Asked in May.")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
    expect(page.get_by_label("How it stands here")).to_have_value("The law is being written.")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.get_by_label("Reason or source").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("The law is being written.")
    expect(way(page)).to_be_focused()


def test_a_milestone_of_a_filtered_list_is_changed_without_leaving_it(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/milestones?status=not-started")
    count = page.locator("#found tbody tr").count()
    press(page, way(page, 1))
    page.get_by_label("Owner", exact=True).last.fill("A new owner")
    page.get_by_role("button", name="Add something that it waits for").press("Enter")
    expect(page.locator("[name$=_milestone][autofocus]")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Remove row")).last.press("Enter")
    expect(page.locator("#waits")).to_be_focused()
    save(page)
    expect(way(page, 1)).to_be_focused()
    expect(page.locator("#found tbody tr")).to_have_count(count + 1)
    expect(page.locator("#found")).to_contain_text("A new owner")
    assert page.url.endswith("?status=not-started")


def test_a_milestone_is_changed_on_its_own_page(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/milestones?status=not-started")
    page.locator("#found tbody th > a:first-child").first.click()
    edit = page.get_by_role("link", name="Edit", exact=True)
    press(page, edit)
    assert structure(page)["twice"] == []
    page.get_by_label("Title", exact=True).fill("The minister has signed")
    save(page)
    expect(edit).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("The minister has signed")


def test_a_meeting_is_changed_inside_the_list_that_is_folded_up(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/committees")
    page.locator("summary").first.press("Enter")
    edit = page.locator("details").first.get_by_role("link", name=re.compile("^Edit ")).first
    address = edit.get_attribute("href")
    press(page, edit)
    page.get_by_label("Day").fill("2027-09-15")
    save(page)
    expect(page.locator(f'a[href="{address}"]')).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def test_a_remedy_opens_below_its_check_which_is_asked_again_when_it_is_saved(visit: Open) -> None:
    page = visit()
    page.goto(f"{PLAN}/checks")
    check = page.locator("#check-exit-payer")
    remedy, finding = (
        check.get_by_role("link", name="Add a funding source").first,
        "no permanent payer among the sources",
    )
    count = check.get_by_text(finding).count()
    press(page, remedy)
    assert axe_findings(page) == []
    assert (sideways(page), structure(page)["twice"]) == ([], [])
    form, row = page.locator("#edit").bounding_box(), check.bounding_box()
    assert form is not None
    assert row is not None
    assert form["width"] > 0.9 * row["width"], "the form is not as wide as its check"
    page.keyboard.press("Escape")
    expect(remedy).to_be_focused()
    press(page, remedy)
    page.get_by_label("Title", exact=True).or_(page.get_by_label("Name", exact=True)).first.fill("The region")
    page.get_by_label("Kind of payer").select_option(label="Regional or municipal government")
    page.get_by_label("Reason or source").fill("They asked to.")
    save(page)
    expect(page.locator("#edit")).to_have_count(0)
    expect(check.get_by_text(finding)).to_have_count(count - 1)
    assert page.url.endswith(f"{PLAN}/checks")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(check.get_by_text(finding)).to_have_count(count)
