"""A newer playbook in a real browser, with scripts and without: seen, ticked, previewed, taken over, undone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import asyncpg
import msgspec
import pytest
from playwright.sync_api import expect

from roadmap.domain.playbook_copies import copy_of
from roadmap.playbook_files import playbooks
from tests.browser.look import axe_findings, sideways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from roadmap.domain.playbooks import Playbook
    from tests.browser.visitors import Visitors
    from tests.product import Product

    Open = Callable[..., Page]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("visitors")]
PLAN: Final = "czech-republic"
ROUTE: Final = "government-expansion"
KEYS: Final = ("support-in-budget", "policy-text-ready")
THEN, OURS = "A page of numbers", "A page of numbers, and what the regions say of it"
BACK: Final = """
    UPDATE plan SET playbook_digest = $1, playbook_version = $2, revision = revision + 1 WHERE slug = $3 RETURNING id
"""
SAID: Final = "UPDATE milestone SET deliverable = $1 WHERE plan_id = $2 AND key = $3"
COST: Final = "UPDATE budget_line SET unit_cost = $1 WHERE plan_id = $2 AND key = $3"


def older() -> Playbook:
    """The playbook as it might have been before: two other deliverables, one cheaper budget line."""
    book = playbooks()[0]
    route = book.route(ROUTE)
    line = route.budget[0]
    cheaper = replace(line, unit_cost=replace(line.unit_cost, amount=line.unit_cost.amount - 1000))
    then = replace(
        route,
        milestones=tuple(replace(each, deliverable=THEN) if each.key in KEYS else each for each in route.milestones),
        budget=(cheaper, *route.budget[1:]),
    )
    routes = tuple(then if each.key == ROUTE else each for each in book.routes)
    return replace(book, intervention=replace(book.intervention, version="0.9"), routes=routes)


def put_back(product: Product) -> None:
    """Do so in a thread of its own, because Playwright has a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(follow_older(product))).result()


async def follow_older(product: Product) -> None:
    """Let the plan follow the older playbook, with one deliverable of its own."""
    copy = copy_of(older(), uuid4(), datetime(2026, 1, 1, tzinfo=UTC))
    route = copy.content.route(ROUTE)
    connection = await asyncpg.connect(f"postgresql://roadmap@/roadmap?host={product.folder}/var/postgres/socket")
    try:
        content = msgspec.json.encode(copy.content).decode()
        await connection.execute(
            "INSERT INTO playbook_copy (id, intervention, version, digest, content, first_seen_at)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest) DO NOTHING",
            copy.id,
            copy.intervention,
            copy.version,
            copy.digest,
            content,
            copy.first_seen_at,
        )
        plan = await connection.fetchval(BACK, copy.digest, copy.version, PLAN)
        for key, text in zip(KEYS, (THEN, OURS), strict=True):
            await connection.execute(SAID, text, plan, f"{ROUTE}/{key}")
        await connection.execute(COST, Decimal(route.budget[0].unit_cost.amount), plan, route.budget[0].key)
    finally:
        await connection.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, product: Product, visitors: Visitors) -> Iterator[Page]:
    """Open a browser for the country lead of a plan whose playbook was changed."""
    put_back(product)
    with ExitStack() as stack:
        yield stack.enter_context(visitors.visit("country-lead", java_script_enabled=request.param))


def test_a_newer_playbook_is_seen_previewed_taken_over_and_undone(page: Page) -> None:
    page.goto(f"/plans/{PLAN}")
    page.get_by_role("link", name="See what it would change").click()
    expect(page.get_by_role("heading", name="Newer playbook")).to_be_visible()
    expect(page.locator(".lede")).to_contain_text("this plan follows 0.9")
    ours = page.get_by_role("row").filter(has_text=OURS)
    expect(ours).to_contain_text("Changed here too")
    expect(ours.get_by_role("checkbox")).not_to_be_checked()
    clean = page.get_by_role("row").filter(has=page.get_by_role("checkbox", checked=True))
    expect(clean.first).to_be_visible()
    page.get_by_label("Reason").fill("The steering group asked for it.")
    page.get_by_role("button", name="Preview what changes").click()
    expect(page.get_by_role("heading", name="What taking over the ticked ones would bring")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("The steering group asked for it.")
    page.get_by_role("button", name="Take over the chosen ones").last.click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_role("link", name="See what it would change")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="See what it would change")).to_be_visible()


def test_nothing_ticked_is_refused_and_can_be_mended(page: Page) -> None:
    page.goto(f"/plans/{PLAN}/upgrade")
    for each in page.get_by_role("checkbox", checked=True).all():
        each.uncheck()
    page.get_by_role("button", name="Take over the chosen ones").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one thing to take over")
    page.get_by_role("row").filter(has_text=OURS).get_by_role("checkbox").check()
    page.get_by_role("button", name="Take over the chosen ones").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def test_the_page_is_accessible_and_never_scrolled_sideways(product: Product, visitors: Visitors) -> None:
    put_back(product)
    with visitors.visit("country-lead") as page:
        page.goto(f"/plans/{PLAN}/upgrade")
        page.get_by_role("button", name="Preview what changes").click()
        expect(page.locator("#preview")).to_be_visible()
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert sideways(page) == [], width
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert axe_findings(page) == [], (width, scheme)
