"""A milestone's page in a real browser, with scripts and without: progress, two people at once, evidence, the list."""

from __future__ import annotations

import re
from contextlib import ExitStack
from itertools import count
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD
from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import FilePayload, Page

    from tests.browser.visitors import Visitors

    Open = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "/plans/spain"
LEAD, MANAGER = "country-lead", "grant-manager"
PDF: Final = b"%PDF-1.7\nsigned"
_turn = count()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def has_scripts(request: pytest.FixtureRequest) -> bool:
    """Try everything twice: scripts make it quick, and nothing needs them."""
    return bool(request.param)


@pytest.fixture
def visit(visitors: Visitors, has_scripts: bool) -> Iterator[Open]:  # noqa: FBT001 (a fixture's value)
    """Open a browser for somebody."""
    with ExitStack() as stack:
        yield lambda person: stack.enter_context(visitors.visit(person, java_script_enabled=has_scripts))


@pytest.fixture
def address(visit: Open) -> str:
    """Give the address of a milestone that has not begun, another one for each test."""
    page = visit(LEAD)
    page.goto(f"{PLAN}/milestones?status=not-started")
    return page.locator("#found tbody th > a:first-child").nth(next(_turn)).get_attribute("href") or ""


def fill(page: Page, status: str = "In progress", **typed: str) -> None:
    """Fill in the progress form."""
    page.get_by_label(status, exact=True).check()
    for name, value in typed.items():
        page.locator(f"#progress ~ form [name={name}]").fill(value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save progress").click()


def shown(page: Page, term: str) -> str:
    """Give a fact of the milestone's record."""
    return page.locator(f"dl div:has(dt:text-is('{term}')) dd, dt:text-is('{term}') + dd").first.inner_text()


def test_somebody_signs_in_and_finds_the_milestone(visit: Open) -> None:
    page = visit("")
    page.goto(PLAN)
    page.get_by_label("E-mail").fill("country-lead@example.org")
    page.get_by_label("Password").fill(SAMPLE_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(f"{PLAN}$"))
    page.get_by_role("link", name="Milestones", exact=True).click()
    page.locator("#found tbody th > a:first-child").first.click()
    expect(page.get_by_role("heading", name="Record progress")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/sign-in$"))
    page.goto(PLAN)
    expect(page).to_have_url(re.compile("/sign-in"))


def test_progress_is_saved_said_logged_and_rolled_up(visit: Open, address: str) -> None:
    page = visit(LEAD)
    page.goto(PLAN)
    before = page.locator("section[aria-labelledby=phases] tbody").inner_text()
    page.goto(address)
    title = page.locator("h1").inner_text()
    fill(page, percent="90", note="The talks are nearly over.")
    save(page)
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert shown(page, "Done") == "90%"
    history = page.locator("section[aria-labelledby=history]")
    expect(history).to_contain_text("The talks are nearly over.")
    expect(history).to_contain_text("Country lead")
    page.goto(f"{PLAN}/milestones")
    expect(page.get_by_role("row").filter(has_text=title)).to_contain_text("90%")
    page.goto(PLAN)
    assert page.locator("section[aria-labelledby=phases] tbody").inner_text() != before


def test_one_may_save_again_and_scripts_replace_the_milestone_alone(
    visit: Open,
    address: str,
    has_scripts: bool,  # noqa: FBT001 (a fixture's value)
) -> None:
    page = visit(LEAD)
    page.goto(address)
    if has_scripts:
        page.evaluate("document.documentElement.dataset.same = 'page'")
    for percent in ("20", "40"):
        fill(page, percent=percent)
        save(page)
        expect(page.get_by_text("Saved.")).to_have_count(1)
        expect(page.locator("dl")).to_contain_text(f"{percent}%")
    expect(page.locator("html[data-same]")).to_have_count(1 if has_scripts else 0)
    if has_scripts:
        expect(page.locator("[data-news]", has_text="Saved.")).to_be_focused()


def test_what_cannot_be_saved_is_explained_beside_its_field_and_kept_as_typed(
    visit: Open,
    address: str,
    has_scripts: bool,  # noqa: FBT001 (a fixture's value)
) -> None:
    page = visit(LEAD)
    page.goto(address)
    fill(page, percent="a lot", note="A note that stays.")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("One answer needs another look")
    percent = page.locator("[name=percent]")
    expect(percent).to_have_value("a lot")
    expect(percent).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#progress-percent-error")).to_contain_text("a lot")
    expect(page.locator("[name=note]")).to_have_value("A note that stays.")
    expect(page.get_by_label("In progress", exact=True)).to_be_checked()
    if has_scripts:
        expect(page.get_by_role("alert")).to_be_focused()
        assert axe_findings(page) == []
        found = structure(page)
        assert (found["twice"], found["missing"]) == ([], [])
    page.get_by_role("alert").get_by_role("link").click()
    expect(percent).to_be_focused()
    fill(page, percent="30")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_the_second_of_two_people_sees_both_versions_and_chooses(
    visit: Open,
    address: str,
    has_scripts: bool,  # noqa: FBT001 (a fixture's value)
) -> None:
    first, second = visit(LEAD), visit(MANAGER)
    for page in (first, second):
        page.goto(address)
    fill(first, percent="25", note="The lead's words.")
    save(first)
    expect(first.get_by_text("Saved.")).to_be_visible()
    fill(second, percent="75", note="The manager's words.")
    save(second)
    expect(second.get_by_role("alert")).to_contain_text("Country lead saved this milestone while you were writing")
    if has_scripts:
        expect(second.get_by_role("alert")).to_be_focused()
        assert axe_findings(second) == []
        second.set_viewport_size({"width": 320, "height": 700})
        assert sideways(second) == []
    choice = second.locator("form.conflict")
    expect(choice).to_contain_text("The lead's words.")
    expect(choice).to_contain_text("The manager's words.")
    second.get_by_role("group", name="Note").get_by_role("radio").first.check()
    # Both changed the percentage: it is saved once somebody has chosen, not before.
    second.get_by_role("button", name="Save what is chosen").click()
    expect(choice).to_be_visible()
    second.get_by_role("group", name="Percent done").get_by_role("radio").last.check()
    second.get_by_role("button", name="Save what is chosen").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    assert shown(second, "Done") == "75%"
    expect(second.locator("[name=note]")).to_have_value("The lead's words.")


def test_who_only_reads_has_no_form_and_a_stranger_finds_no_page(visit: Open, address: str) -> None:
    reader = visit("reader")
    reader.goto(address)
    expect(reader.get_by_role("heading", name="History")).to_be_visible()
    expect(reader.locator("main form")).to_have_count(0)
    stranger = visit("outsider")
    answer = stranger.goto(address)
    assert answer
    assert answer.status == 404
    expect(stranger.get_by_role("heading", level=1)).to_be_visible()


def test_evidence_is_attached_fetched_and_taken_away(
    visit: Open,
    address: str,
    has_scripts: bool,  # noqa: FBT001 (a fixture's value)
) -> None:
    page = visit(LEAD)
    page.goto(address)
    page.get_by_label("What it is").fill("Signed agreement")
    page.locator("input[type=file]").set_input_files(
        {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Signed agreement", exact=True).click()
    assert coming.value.suggested_filename == "agreement.pdf"
    assert coming.value.path().read_bytes() == PDF
    page.get_by_role("link", name="Remove Signed agreement").click()
    expect(page.get_by_text("The file is removed for good")).to_be_visible()
    if has_scripts:
        assert axe_findings(page) == []
    assert sideways(page) == []
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("link", name="Remove Signed agreement").click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.get_by_role("link", name="Signed agreement", exact=True)).to_have_count(0)


def test_a_file_of_another_kind_than_it_says_is_refused_in_place(visit: Open, address: str) -> None:
    page = visit(LEAD)
    page.goto(address)
    page.get_by_label("What it is").fill("Not what it says")
    page.locator("input[type=file]").set_input_files(
        {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": b"<script>alert(1)</script>"}
    )
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("What it is")).to_have_value("Not what it says")
    expect(page.locator("ul.evidence")).to_have_count(0)


def test_a_file_that_is_too_big_is_told_beside_it_and_nothing_typed_is_lost(
    visit: Open,
    address: str,
    has_scripts: bool,  # noqa: FBT001 (a fixture's value)
) -> None:
    page = visit(LEAD)
    page.goto(address)
    page.get_by_label("What it is").fill("A scan")
    file, sent = page.locator("input[type=file]"), []
    page.on("request", lambda request: sent.append(request.method))
    big: FilePayload = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF + b"x" * 10 * 1_048_576}
    file.set_input_files(big)
    if has_scripts:
        expect(page.get_by_text("This file is bigger than 10 MB.")).to_be_visible()
        assert not axe_findings(page)
    page.get_by_role("button", name="Attach evidence").click()
    expect(file).to_have_accessible_description(re.compile("This file is bigger than 10 MB."))
    expect(page.get_by_label("What it is")).to_have_value("A scan")
    assert sent.count("POST") == (0 if has_scripts else 1)
    file.set_input_files({"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Attach evidence").click()
    expect(page.get_by_role("link", name="A scan", exact=True)).to_be_visible()


def test_the_list_is_filtered_and_back_leads_back(visit: Open, has_scripts: bool) -> None:  # noqa: FBT001 (a fixture's value)
    page = visit(LEAD)
    page.goto(f"{PLAN}/milestones")
    rows = page.locator("#found tbody tr")
    everything = rows.count()
    page.get_by_label("Status").select_option("Done")
    if not has_scripts:
        page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile("status=done"))
    expect(rows).not_to_have_count(everything)
    assert all("Done" in each for each in rows.all_inner_texts())
    page.go_back()
    expect(page).to_have_url(re.compile("/milestones$"))
    expect(rows).to_have_count(everything)
    page.go_forward()
    expect(rows).not_to_have_count(everything)
    page.reload()
    expect(page.get_by_label("Status")).to_have_value("done")
    page.get_by_role("link", name="Show all").click()
    expect(rows).to_have_count(everything)


def test_a_filter_swaps_the_list_alone_and_leaves_the_focus_where_it_is(visitors: Visitors) -> None:
    with visitors.visit(LEAD) as page:
        page.goto(f"{PLAN}/milestones")
        page.evaluate("document.documentElement.dataset.same = 'page'")
        page.locator(".filter").get_by_label("Owner").focus()
        page.keyboard.press("ArrowDown")
        expect(page).to_have_url(re.compile("owner=[a-z]"))
        expect(page.locator(".filter").get_by_label("Owner")).to_be_focused()
        page.get_by_role("button", name="Filter").click()
        expect(page.locator("html")).to_have_attribute("data-same", "page")


def test_the_menu_counts_the_failing_checks_where_scripts_run(visit: Open, has_scripts: bool) -> None:  # noqa: FBT001
    page = visit(LEAD)
    page.goto(f"{PLAN}/milestones")
    tab = page.get_by_role("navigation", name="This plan").locator("a[href$='/checks']")
    expect(tab).to_have_text(re.compile(r"^Checks \(\d+\)$") if has_scripts else "Checks")
