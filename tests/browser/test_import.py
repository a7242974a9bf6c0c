"""Importing a plan in a real browser, with scripts and without: as a new plan, over one that is there, refused."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.look import axe_findings, sideways, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.visitors import Visitors

    Open = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "/plans/croatia"
MANAGER: Final = "grant-manager"
WIDTHS: Final = (1280, 360)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def has_scripts(request: pytest.FixtureRequest) -> bool:
    """Try everything twice: nothing needs scripts."""
    return bool(request.param)


@pytest.fixture
def page(visitors: Visitors, has_scripts: bool) -> Iterator[Page]:  # noqa: FBT001 (a fixture's value)
    """Open a browser for the grant manager, who may start plans."""
    with ExitStack() as stack:
        yield stack.enter_context(visitors.visit(MANAGER, java_script_enabled=has_scripts))


def exported(page: Page) -> dict[str, Any]:
    """Take the plan along as a file."""
    found: dict[str, Any] = page.request.get(f"{PLAN}/exports/plan.json").json()
    return found


def send(page: Page, document: dict[str, Any] | bytes) -> None:
    """Choose a file and press the button."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    page.get_by_label("File with a plan").set_input_files(
        FilePayload(name="plan.json", mimeType="application/json", buffer=body)
    )
    page.get_by_role("button", name="Look at it first").click()


def look(page: Page, *, has_scripts: bool) -> None:
    """See that the page is sound and accessible, wide and narrow."""
    found = structure(page) if has_scripts else None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if has_scripts:
            assert sideways(page) == []
            assert axe_findings(page) == []
    assert found is None or (found["twice"], found["missing"], found["outside"]) == ([], [], [])
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_plan_comes_back_as_a_new_one(page: Page, has_scripts: bool) -> None:  # noqa: FBT001
    page.goto("/plans/new")
    page.get_by_role("link", name="Import a plan from a file instead").click()
    document = exported(page)
    document["plan"]["title"] = f"Croatia again, {has_scripts}"
    send(page, document)
    expect(page.get_by_role("heading", level=1)).to_have_text(document["plan"]["title"])
    look(page, has_scripts=has_scripts)
    page.get_by_role("button", name="Import as a new plan").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("heading", level=1)).to_have_text(document["plan"]["title"])


def test_a_file_over_a_plan_shows_what_would_change_and_then_changes_it(
    page: Page,
    has_scripts: bool,  # noqa: FBT001
) -> None:
    page.goto(f"{PLAN}/exports")
    page.get_by_role("link", name="Import a file over this plan").click()
    document = exported(page)
    title = f"Partners agree, {has_scripts}"
    document["plan"]["milestones"][0]["title"] = title
    document["plan"]["milestones"][0]["weight"] += 1
    document["plan"]["budget"][0]["unit_cost"] = "1234.5" if has_scripts else "4321"
    send(page, document)
    expect(page.get_by_role("heading", name="With this file 2 things change.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(title)
    look(page, has_scripts=has_scripts)
    page.get_by_role("button", name="Import these changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why the plan changes")
    page.get_by_label("Why the plan changes").fill("Agreed in Zagreb")
    page.get_by_role("button", name="Import these changes").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{PLAN}/activity")
    expect(page.locator("main")).to_contain_text("Agreed in Zagreb")


def test_what_is_wrong_in_a_file_is_listed_with_its_place(page: Page, has_scripts: bool) -> None:  # noqa: FBT001
    page.goto("/plans/import")
    document = exported(page)
    document["plan"]["milestones"][3]["planned_due"] = "9999-12-31"
    document["plan"]["country"] = "Croatia"
    send(page, document)
    expect(page.get_by_role("alert")).to_contain_text("The 2 things that are wrong stand below.")
    expect(page.get_by_role("table")).to_contain_text("$.plan.milestones[3].planned_due")
    expect(page.get_by_role("table")).to_contain_text("No country has the code “Croatia”.")
    look(page, has_scripts=has_scripts)
