"""The coverage page: what is paid and what is not, quarter by quarter, and what would close the gaps."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.cli.coverage import command
from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import cover, exit_test
from roadmap.domain.exports import ExportSubject
from roadmap.domain.visits import Visit
from roadmap.domain.workdays import add_months
from roadmap.exports import coverage_csv
from roadmap.i18n import language
from roadmap.services.edits import edit_plan
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.web import clock
from roadmap.web.views.coverage import coverage_view
from roadmap.web.views.coverage_keys import MONEY
from roadmap.web.views.coverage_words import quarters_said
from roadmap.web.views.plan_frame import plan_page
from tests.domain.coverage.plans import any_plan
from tests.people import add_plan
from tests.web.filled import form_of, seen
from tests.web.pages import tree_of
from tests.world import PLAN, plan_id_of, speak, viewer_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.coverage import Coverage
    from tests.world import World

PLANS = ("croatia", "czech-republic", "denmark", "france", "scotland", "spain")
ENGLISH = language("en")
TODAY = date(2027, 2, 1)
SUPPORT = ("training", "quality-assurance")
GROUND = {"ground_kind": "assumed", "ground_reason": "Asked for."}


async def page_of(client: httpx.AsyncClient, slug: str, query: str = "") -> str:
    answer = await client.get(f"/plans/{slug}/coverage{query}")
    assert answer.status_code == 200
    return answer.text


async def coverage_of(slug: str, *, with_probable: bool = False) -> Coverage:
    plan = await load_plan(await plan_id_of(slug), MONEY)
    return cover(plan, playbook(plan.intervention), with_probable=with_probable)


def row_of(page: str, category: str) -> str:
    """The words of a category's row."""
    return seen(page.partition(f'id="category-{category}"')[2].partition("</tr>")[0])


async def add(client: httpx.AsyncClient, slug: str, noun: str, **typed: str | list[str]) -> None:
    """Add a part of a plan as its form would."""
    form = form_of(await client.get(f"/plans/{slug}/{noun}/new"), noun)
    saved = await client.post(form.action, data=form.typed(**GROUND, **typed))
    assert saved.status_code == 303, seen(saved.text)


async def fund(client: httpx.AsyncClient, slug: str, amount: str, starts: str, ends: str, *may_pay: str) -> None:
    """Add a foundation that may pay these categories, and its commitment."""
    await add(
        client, slug, "funding-sources", title="A giver", kind="foundation", rank="secondary", may_pay=list(may_pay)
    )
    found = await fetch(
        "SELECT id FROM funding_source WHERE title = 'A giver' AND plan_id = $1", await plan_id_of(slug)
    )
    await add(
        client,
        slug,
        "commitments",
        source_id=str(found[0]["id"]),
        stage="committed",
        amount=amount,
        starts=starts,
        ends=ends,
    )


@pytest.mark.parametrize("slug", PLANS)
@pytest.mark.parametrize("query", ["", "?money=probable"])
async def test_every_mark_leads_to_a_note_of_the_page(sample_world: World, slug: str, query: str) -> None:
    page = await page_of(sample_world.reader, slug, query)
    led, there = set(re.findall(r'href="#(n\d+)"', page)), set(re.findall(r'id="(n\d+)"', page))
    assert led == there != set()


async def test_czech_posts_are_covered_and_support_is_not_until_a_giver_is_added(sample_world: World) -> None:
    page, found = await page_of(sample_world.country_lead, "czech-republic"), await coverage_of("czech-republic")
    assert "No committed source may pay for “Training”, “Quality assurance”" in seen(page)
    for key in SUPPORT:
        assert found.by_category[key].gap == found.by_category[key].need > 0
        assert "Nobody" in row_of(page, key)
    assert [each.year for each in found.quarters if found.cells[each, "specialist-posts"].gap] == [2028]
    assert "Q1 2028" in row_of(page, "specialist-posts")
    await fund(sample_world.country_lead, "czech-republic", "2200000", "2026-04-01", "2028-03-31", *SUPPORT)
    page = await page_of(sample_world.country_lead, "czech-republic")
    for key in SUPPORT:
        assert "Nobody" not in row_of(page, key)
        assert "A giver" in row_of(page, key)
        assert not (await coverage_of("czech-republic")).by_category[key].gap
    assert "Q1 2028" in row_of(page, "specialist-posts")


async def test_the_croatian_exit_test_asks_who_pays_the_posts_after_year_two(sample_world: World) -> None:
    words = seen(await page_of(sample_world.reader, "croatia"))
    plan = await load_plan(await plan_id_of("croatia"), MONEY)
    posts = exit_test(plan, playbook(plan.intervention))[0]
    after = words.partition("Who pays after the plan’s end")[2].partition("Which category comes first")[0]
    assert "Employment specialists" in after
    assert f"{posts.year:,.0f}" in after
    assert f"Not agreed May pay for it, and is not counted on: {posts.able[0].title}." in after


async def test_a_plan_funded_in_all_and_not_in_its_first_half_is_red_for_exactly_those_quarters(
    sample_world: World,
) -> None:
    portfolio = await fetch("SELECT portfolio_id FROM plan LIMIT 1")
    await add_plan("late-money", portfolio[0]["portfolio_id"])
    client = sample_world.administrator
    await add(
        client,
        "late-money",
        "budget-lines",
        title="Training",
        category="training",
        quantity="1",
        unit_cost="1000",
        recurrence="monthly",
        starts="2027-01-01",
        ends="2028-12-31",
    )
    await fund(client, "late-money", "24000", "2027-07-01", "2028-12-31", "training")
    page = await page_of(client, "late-money")
    words = seen(page)
    assert "Gap: €6,000, Q1 2027 to Q2 2027. All of it is “Training”." in words
    assert "2 of 8 quarters have a gap: Q1 2027 to Q2 2027" in words
    table = next(each for each in tree_of(page).nodes("table") if "strip-table" in each.attrs.get("class", ""))
    lines = [each for each in table.walk() if each.tag == "tr"]
    rows = [[cell.text() for cell in line.walk() if cell.tag in {"td", "th"}] for line in lines]
    gaps = [row for row in rows if row[0] == "Gap"]
    assert gaps == [["Gap", "€3,000", "€3,000", *["–"] * 6, "€6,000"]] * 2


async def test_an_unknown_choice_is_refused_and_says_so(sample_world: World) -> None:
    answer = await sample_world.reader.get("/plans/spain/coverage?money=dreams")
    assert answer.status_code == 422
    assert "“dreams”" in seen(answer.text)


async def test_probable_money_is_hatched_and_only_shown_when_asked_for(sample_world: World) -> None:
    firm, wide = [seen(await page_of(sample_world.reader, "spain", query)) for query in ("", "?money=probable")]
    assert "do not count" in firm
    assert " Probable Gap: nobody pays yet" not in firm
    assert " Probable Gap: nobody pays yet" in wide


async def test_a_plan_without_money_says_so_and_fails_nowhere(sample_world: World) -> None:
    portfolio = await fetch("SELECT portfolio_id FROM plan LIMIT 1")
    await add_plan("bare", portfolio[0]["portfolio_id"])
    assert "No budget line has been entered yet." in seen(await page_of(sample_world.administrator, "bare"))


async def test_where_nothing_is_committed_nothing_is_said_to_be_well_spent(sample_world: World) -> None:
    for path in ("", "/coverage", "/funding", "/budget"):
        assert "Nothing is committed yet." not in seen((await sample_world.reader.get(f"/plans/{PLAN}{path}")).text)
    await edit_plan(await viewer_of(), await plan_id_of(), lambda plan: replace(plan, commitments=()), now=clock.now())
    for path in ("", "/coverage", "/funding", "/budget"):
        text = seen((await sample_world.reader.get(f"/plans/{PLAN}{path}")).text)
        assert "Nothing is committed yet." in text, path
        assert "All of it finds something" not in text, path
    assert "Every quarter has a gap" in seen((await sample_world.reader.get(f"/plans/{PLAN}/coverage")).text)


@pytest.mark.parametrize("code", ["fr", "hr", "cs", "da", "es"])
async def test_every_language_can_read_it(sample_world: World, code: str) -> None:
    await speak(sample_world.reader, code)
    await page_of(sample_world.reader, "scotland", "?money=probable")


def exact(text: str) -> Decimal:
    """An amount as a page says it."""
    return Decimal(re.sub(r"[^\d.]", "", text) or "0")


def on_screen(page: str) -> dict[tuple[str, str, str], Decimal]:
    """The amounts of the picture's table by category, quarter and measure; "Total" is the sum of the quarters."""
    table = next(each for each in tree_of(page).nodes("table") if "strip-table" in each.classes)
    lines = [[cell for cell in line.walk() if cell.tag in {"td", "th"}] for line in table.walk() if line.tag == "tr"]
    heads, category, found = [cell.text() for cell in lines[0]][1:], "", {}
    for first, *cells in lines[1:]:
        if not cells:
            category = first.text()
        for head, cell in zip(heads, cells, strict=False):
            found[category, head, first.text()] = exact(cell.text())
    return found


@pytest.mark.parametrize("slug", ["czech-republic", "spain", "denmark"])
@pytest.mark.parametrize(("query", "counted"), [("", "committed"), ("?money=probable", "probable")])
async def test_screen_files_and_command_agree_to_the_cent(
    sample_world: World, slug: str, query: str, counted: str
) -> None:
    client = sample_world.reader
    screen = on_screen(await page_of(client, slug, query))
    table = (await client.get(f"/plans/{slug}/exports/coverage.csv")).content.decode("utf-8-sig")
    rows = [each for each in csv.DictReader(io.StringIO(table)) if each["Money that counts"] == counted]
    documents = (await client.get(f"/plans/{slug}/exports/coverage.json")).json()
    document = documents[counted == "probable"]
    plan = (await client.get(f"/plans/{slug}/exports/plan.json")).text
    asked = ["-", "--json", "--today", document["today"], *(["--with-probable"] if counted == "probable" else [])]
    told = json.loads(CliRunner().invoke(command, asked, input=plan).stdout)
    assert {key: told[key] for key in document} == document
    quarter = {each["quarter"]: ENGLISH.quarter(date.fromisoformat(each["quarter"])) for each in document["quarters"]}
    for row, cell in zip(rows, document["cells"], strict=True):
        for measure in ("Need", "Committed", "Probable", "Gap"):
            amount = Decimal(cell[measure.lower()])
            assert Decimal(row[measure]) == amount
            assert screen.get((row["Cost category"], quarter[row["Quarter from"]], measure), Decimal(0)) == amount
    for measure in ("need", "committed", "gap"):
        assert screen["All categories", "Total", measure.capitalize()] == Decimal(document["total"][measure])


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.booleans())
def test_table_picture_and_files_add_up_to_the_same(seed: int, with_probable: bool) -> None:  # noqa: FBT001 (drawn)
    plan, book = any_plan(seed), playbook("ips")
    here = plan_page(ENGLISH, Visit(language="en"), plan, TODAY, "/")
    found = cover(plan, book, with_probable=with_probable)
    view = coverage_view(here, found)
    rows = {
        "Need": [row.need for row in view.rows],
        "Committed": [row.committed for row in view.rows],
        "Probable": [row.probable for row in view.rows],
        "Gap": [row.gap for row in view.rows],
    }
    subject = ExportSubject(plan=plan, playbook=book, base_url="", today=TODAY)
    file = csv.DictReader(io.StringIO(coverage_csv.coverage(subject, ENGLISH).body.decode("utf-8-sig")))
    lines = [each for each in file if each["Money that counts"] == ("probable" if with_probable else "committed")]
    for measure, of_all in (
        ("Need", found.total.need),
        ("Committed", found.total.committed),
        ("Probable", found.total.probable),
        ("Gap", found.total.gap),
    ):
        assert sum(exact(each) for each in rows[measure]) == of_all
        assert exact(getattr(view.total, measure.lower())) == of_all
        assert sum((Decimal(each[measure]) for each in lines), Decimal(0)) == of_all
        if view.picture and (measure != "Probable" or of_all):
            drawn = [row for group in view.picture.table for row in group.rows if row.title == measure]
            assert exact(drawn[-1].total) == sum(exact(each.total) for each in drawn[:-1]) == of_all
            assert sum(exact(amount) for amount in drawn[-1].amounts) == of_all
    if view.picture:
        assert view.picture.red == tuple(bool(each.gap) for each in found.by_quarter.values())


async def test_the_portfolio_says_in_which_quarters_a_plan_is_unfunded(sample_world: World) -> None:
    page = tree_of((await sample_world.reader.get("/")).text)
    for slug in PLANS:
        found = await coverage_of(slug)
        red = [each for each, amounts in found.by_quarter.items() if amounts.gap and each >= quarter_of(clock.today())]
        links = [each for each in page.nodes("a") if each.attrs.get("href") == f"/plans/{slug}/coverage#strip"]
        said = [f"Gap from today on: {quarters_said(ENGLISH, red)}".split()] if red else []
        assert [each.text().split() for each in links] == said
    assert await fetch("SELECT 1 FROM plan_money")


def test_quarters_are_said_as_spans() -> None:
    quarters = [add_months(date(2026, 10, 1), 3 * at) for at in range(9)]
    assert quarters_said(ENGLISH, quarters[:1]) == "Q4\N{NO-BREAK SPACE}2026"
    assert quarters_said(ENGLISH, quarters[1:3]) == "Q1\N{NO-BREAK SPACE}2027 to Q2\N{NO-BREAK SPACE}2027"
    assert (
        quarters_said(ENGLISH, [*quarters[:2], quarters[4]])
        == "Q4\N{NO-BREAK SPACE}2026 to Q1\N{NO-BREAK SPACE}2027 and Q4\N{NO-BREAK SPACE}2027"
    )
    assert (
        quarters_said(ENGLISH, quarters[::2]) == "5 quarters from Q4\N{NO-BREAK SPACE}2026 to Q4\N{NO-BREAK SPACE}2028"
    )


async def test_findings_about_funding_lead_to_the_coverage(sample_world: World) -> None:
    checks = tree_of((await sample_world.reader.get("/plans/czech-republic/checks")).text)
    led = {each.attrs["href"] for each in checks.nodes("a") if "/coverage#" in each.attrs.get("href", "")}
    assert led
    there = tree_of(await page_of(sample_world.reader, "czech-republic"))
    ids = {each.attrs["id"] for each in there.root.walk() if "id" in each.attrs}
    assert {each.partition("#")[2] for each in led} <= ids
