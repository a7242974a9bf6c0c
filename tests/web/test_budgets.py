"""Budgets: what is needed, what is spent, each figure with its ground."""

from __future__ import annotations

import csv
import html
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.budgets import total
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from tests.people import add_plan
from tests.web.filled import form_of
from tests.web.money_pages import ENGLISH, PLANS, page_of, said
from tests.world import plan_id_of, speak

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from tests.world import World

MONEY = ("budget", "spending")


async def money_of(slug: str) -> Plan:
    return await load_plan(await plan_id_of(slug), MONEY)


@pytest.mark.parametrize("slug", PLANS)
async def test_the_page_shows_every_line_and_the_sums(sample_world: World, slug: str) -> None:
    text, plan = await page_of(sample_world.reader, slug, "budget"), await money_of(slug)
    for line in plan.budget:
        assert re.sub(r"\s+", " ", line.title) in text
    assert said(total(plan.budget, plan.currency), plan) in text
    assert said(sum((each.amount for each in plan.spending), Decimal(0)), plan) in text


async def test_the_rate_is_shown_with_its_ground_and_date_where_the_plan_has_one(sample_world: World) -> None:
    czech = await page_of(sample_world.reader, "czech-republic", "budget")
    assert "1 EUR = 24.4 CZK" in czech
    basis = (await money_of("czech-republic")).rate_basis
    assert basis is not None
    assert basis.on is not None
    assert f"Rate set on {ENGLISH.date(basis.on)}" in czech
    assert "Exchange rate" not in await page_of(sample_world.reader, "spain", "budget")


async def test_every_mark_leads_to_a_note_of_the_page(sample_world: World) -> None:
    page = (await sample_world.reader.get("/plans/spain/budget")).text
    led, there = set(re.findall(r'href="#(n\d+)"', page)), set(re.findall(r'id="(n\d+)"', page))
    assert led == there != set()
    assert len(re.findall(r'class="mark"', page)) > len((await money_of("spain")).budget)


async def test_standard_terms_stand_with_plain_words(sample_world: World) -> None:
    text = await page_of(sample_world.reader, "spain", "budget")
    for term in ("Planned value PV", "Earned value EV", "Actual cost AC", "index, by money SPI", "index CPI"):
        assert term in text
    assert "What the work due by today was to cost." in text


@pytest.mark.usefixtures("sample_day")
async def test_an_estimate_far_below_the_budget_asks_for_spending_that_is_missing(sample_world: World) -> None:
    text = await page_of(sample_world.reader, "spain", "budget")
    assert re.search(
        r"Estimate at completion , at risk.*? less than the budget\. Only €[\d,]+ is entered for work worth "
        r"€[\d,]+: enter the spending that is missing\.",
        text,
    )


async def test_spending_reported_shows_who_reported_it(sample_world: World) -> None:
    plan = await money_of("spain")
    last = max(plan.spending, key=lambda each: each.entered_at)
    text = await page_of(sample_world.reader, "spain", "budget")
    assert re.search(rf"Reported\. (Country lead|Grant manager), {ENGLISH.date(last.entered_at.date())}\.", text)


async def test_a_unit_cost_with_cents_is_shown_to_the_cent(sample_world: World) -> None:
    await fetch("UPDATE budget_line SET unit_cost = 1234.56 WHERE plan_id = $1", await plan_id_of("spain"))
    await fetch("UPDATE plan SET revision = revision + 1")
    assert "× €1,234.56" in await page_of(sample_world.reader, "spain", "budget")


async def test_a_plan_without_money_says_so_and_fails_nowhere(sample_world: World) -> None:
    portfolio = await fetch("SELECT portfolio_id FROM plan LIMIT 1")
    await add_plan("bare", portfolio[0]["portfolio_id"])
    text = await page_of(sample_world.administrator, "bare", "budget")
    assert "No budget line has been entered yet." in text
    assert "Add a budget line" in text
    assert "All lines" not in text


@pytest.mark.parametrize("code", ["fr", "hr", "cs", "da", "es"])
async def test_every_language_can_read_it(sample_world: World, code: str) -> None:
    await speak(sample_world.reader, code)
    await page_of(sample_world.reader, "scotland", "budget")


async def test_a_write_makes_the_page_new_and_nothing_else_does(sample_world: World) -> None:
    first = await sample_world.reader.get("/plans/spain/budget")
    again = await sample_world.reader.get("/plans/spain/budget", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = 'spain'")
    anew = await sample_world.reader.get("/plans/spain/budget", headers={"if-none-match": first.headers["etag"]})
    assert anew.status_code == 200


@pytest.mark.parametrize("period", ["", "month", "quarter", "year"])
async def test_the_table_has_a_column_for_each_period_and_agrees_with_the_file_to_the_cent(
    sample_world: World, period: str
) -> None:
    page = (
        await sample_world.reader.get("/plans/czech-republic/budget", params={"period": period} if period else {})
    ).text
    table = page[page.index('class="tbl sheet"') :].partition("</table>")[0]
    columns = {"": 8, "month": 24, "quarter": 8, "year": 3}[period]
    assert len(re.findall(r'<th scope="col" class="num nb">', table)) == columns
    sums = [
        html.unescape(each) for each in re.findall(r'<td class="num nb">([^<]*)</td>', table.partition("<tfoot>")[2])
    ]
    plan = await money_of("czech-republic")
    amounts = [Decimal(each.replace(",", "").replace("–", "0")) for each in sums]
    assert sum(amounts[:-1]) == amounts[-1] == total(plan.budget, plan.currency)
    file = (await sample_world.reader.get("/plans/czech-republic/exports/budget.csv")).content.decode("utf-8-sig")
    needed = [Decimal(row["Needed"]) for row in csv.DictReader(io.StringIO(file, newline=""))]
    assert sum(needed) == amounts[-1]


async def test_a_period_that_there_is_not_is_refused_beside_the_choice(sample_world: World) -> None:
    answer = await sample_world.reader.get("/plans/spain/budget?period=decade")
    assert answer.status_code == 422
    assert "decade" in answer.text


async def test_growth_and_service_stand_with_the_line_and_in_the_files(sample_world: World) -> None:
    rows = await fetch(
        "SELECT id, title FROM service WHERE plan_id = $1 ORDER BY id LIMIT 1", await plan_id_of("croatia")
    )
    await fetch(
        "UPDATE budget_line SET growth = 2.5, service_id = $1 WHERE plan_id = $2",
        rows[0]["id"],
        await plan_id_of("croatia"),
    )
    await fetch("UPDATE plan SET revision = revision + 1")
    text = await page_of(sample_world.reader, "croatia", "budget")
    assert "+ 2.5% a year" in text
    file = (await sample_world.reader.get("/plans/croatia/exports/budget.csv")).content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(file, newline="")))
    assert (row["Price growth in percent a year"], row["Service"]) == ("2.5", rows[0]["title"])
    whole = (await sample_world.reader.get("/plans/croatia/exports/plan.json")).json()
    assert {each["growth"] for each in whole["plan"]["budget"]} == {"2.5"}


async def test_figures_of_phases_add_up_to_those_of_the_plan(sample_world: World) -> None:
    page = (await sample_world.reader.get("/plans/czech-republic/budget")).text
    table = page[page.index('aria-labelledby="phases-caption">', page.index("phases-caption") + 20) :]
    table = table.partition("</table>")[0]
    rows = [re.findall(r'<td class="num nb">([^<]*)</td>', each) for each in table.split("<tr>")[2:]]
    amounts = [[Decimal(re.sub(r"[^0-9-]", "", html.unescape(cell))) for cell in row[:4]] for row in rows]
    for place in range(4):
        assert abs(sum(row[place] for row in amounts[:-1]) - amounts[-1][place]) <= len(amounts)
    assert all(each in page for each in ("<abbr", "Estimate at completion", 'id="curve-wide-title"'))


async def test_the_activity_tells_of_spending_that_is_changed_and_taken_out(sample_world: World) -> None:
    row = await fetch(
        "SELECT id, month FROM spending WHERE plan_id = $1 ORDER BY id LIMIT 1", await plan_id_of("spain")
    )
    address = f"/plans/spain/spending/{row[0]['id']}"
    form = form_of(await sample_world.grant_manager.get(f"{address}/edit"), str(row[0]["id"]))
    typed = form.typed(amount="7.50", ground_reason="The bill came late.")
    assert (await sample_world.grant_manager.post(form.action, data=typed)).status_code == 303
    removal = form_of(await sample_world.grant_manager.get(f"{address}/removal"), "/removal")
    assert (await sample_world.grant_manager.post(removal.action, data=removal.values)).status_code == 303
    told = html.unescape((await sample_world.reader.get("/plans/spain/activity")).text)
    month = ENGLISH.month(row[0]["month"])
    assert f"Changed an amount spent in {month}." in told
    assert "The bill came late." in told
    assert re.search(rf"Took out €8 spent on “[^”]+” in {month}\.", told)
