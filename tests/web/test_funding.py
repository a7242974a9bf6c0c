"""Funding: who may pay for what, how far the money has come, and every source with its amounts."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.asks import asks
from roadmap.domain.budgets import total
from roadmap.domain.coverage import cover
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.web import clock
from tests.people import add_plan
from tests.web.filled import text_of
from tests.web.money_pages import ENGLISH, PLANS, page_of, said
from tests.web.pages import tree_of
from tests.world import plan_id_of, speak

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from tests.world import World

MONEY = ("budget", "services", "sources", "commitments")


async def money_of(slug: str) -> Plan:
    return await load_plan(await plan_id_of(slug), MONEY)


@pytest.mark.parametrize("slug", PLANS)
async def test_the_page_shows_every_source_and_every_amount(sample_world: World, slug: str) -> None:
    text, plan = await page_of(sample_world.reader, slug, "funding"), await money_of(slug)
    for source in plan.sources:
        assert re.sub(r"\s+", " ", source.title) in text
    for commitment in plan.commitments:
        assert said(commitment.amount, plan) in text


async def test_the_finding_says_what_no_committed_source_may_pay_for(sample_world: World) -> None:
    text, plan = await page_of(sample_world.reader, "czech-republic", "funding"), await money_of("czech-republic")
    book = playbook(plan.intervention)
    firm = {each.source_id for each in plan.commitments if each.is_firm}
    payable = {key for each in plan.sources if each.id in firm for key in each.may_pay}
    titles = {each.key: each.title for each in book.cost_categories}
    gaps = {key: amounts.gap for key, amounts in cover(plan, book).by_category.items() if key not in payable}
    assert {"training", "quality-assurance"} <= set(gaps)
    assert "specialist-posts" not in gaps
    finding = text[text.index("No committed source may pay for “") :].partition("of it.")[0]
    assert all(titles[key] in finding for key in gaps)
    assert titles["specialist-posts"] not in finding
    assert said(sum(gaps.values(), Decimal(0)), plan) in finding


async def test_what_the_next_quarters_lack_and_what_lapses_stand_on_the_head(sample_world: World) -> None:
    plan = await money_of("czech-republic")
    found = cover(plan, playbook(plan.intervention))
    for page in ("", "/budget", "/funding", "/coverage"):
        answer = await sample_world.reader.get(f"/plans/czech-republic{page}")
        keys = next(each for each in tree_of(answer.text).nodes("dl") if "keys" in each.classes)
        words = re.sub(r"\s+", " ", keys.text())
        ahead = said(sum(found.gaps_ahead(clock.today()), Decimal(0)), plan)
        assert f"Gap in this quarter and the next, off track {ahead}" in words
        assert said(found.lapsing, plan) in words
        links = [each.attrs["href"] for each in keys.walk() if each.tag == "a"]
        assert {f"/plans/czech-republic/coverage#{place}" for place in ("strip", "unused")} <= set(links)


async def test_a_restriction_lifted_changes_the_finding(sample_world: World) -> None:
    await fetch(
        """UPDATE funding_source SET may_pay = '["training","quality-assurance","evaluation","translation-and-travel"]',
           may_not_pay = '[]' WHERE key = 'own-funds' AND plan_id = $1""",
        await plan_id_of("czech-republic"),
    )
    await fetch("UPDATE plan SET revision = revision + 1")
    text = await page_of(sample_world.reader, "czech-republic", "funding")
    assert "No committed source may pay for “Training”" not in text


async def test_every_source_in_the_stages_leads_to_its_record(sample_world: World) -> None:
    page = (await sample_world.reader.get("/plans/denmark/funding")).text
    led = set(re.findall(r'href="#(source-[\w-]+)"', page))
    assert led == set(re.findall(r'id="(source-[\w-]+)"', page)) != set()


async def test_a_budget_without_any_source_is_open_as_a_whole(sample_world: World) -> None:
    spain = await plan_id_of("spain")
    for table in ("commitment", "funding_source"):
        await fetch(f"DELETE FROM {table} WHERE plan_id = $1", spain)  # noqa: S608 (our own names)
    await fetch("UPDATE plan SET revision = revision + 1")
    text, plan = await page_of(sample_world.reader, "spain", "funding"), await money_of("spain")
    need = said(total(plan.budget, plan.currency), plan)
    assert f"Gap: {need}, " in text
    assert "Nothing is committed yet." in text
    assert "Committed , off track 0%" in text
    assert "No committed source may pay for" not in text
    assert "No source of money has been entered yet." in text


async def test_every_mark_leads_to_a_note_of_the_page(sample_world: World) -> None:
    page = (await sample_world.reader.get("/plans/spain/funding")).text
    led, there = set(re.findall(r'href="#(n\d+)"', page)), set(re.findall(r'id="(n\d+)"', page))
    assert led == there != set()


async def test_a_plan_without_money_says_so_and_fails_nowhere(sample_world: World) -> None:
    portfolio = await fetch("SELECT portfolio_id FROM plan LIMIT 1")
    await add_plan("bare", portfolio[0]["portfolio_id"])
    text = await page_of(sample_world.administrator, "bare", "funding")
    assert "No source of money has been entered yet." in text
    assert "Add a funding source" in text


@pytest.mark.parametrize("code", ["fr", "hr", "cs", "da", "es"])
async def test_every_language_can_read_it(sample_world: World, code: str) -> None:
    await speak(sample_world.reader, code)
    await page_of(sample_world.reader, "scotland", "funding")


async def test_the_ask_list_names_payer_purpose_day_and_amount_and_says_what_is_overdue(sample_world: World) -> None:
    plan = await money_of("czech-republic")
    held = next(each for each in plan.commitments if not each.is_firm)
    await fetch("UPDATE commitment SET decides_on = '2026-02-01' WHERE id = $1", str(held.id))
    await fetch("UPDATE plan SET revision = revision + 1")
    page = tree_of((await sample_world.reader.get("/plans/czech-republic/funding")).text)
    (listed,) = (each for each in page.nodes("section") if each.attrs.get("aria-labelledby") == "asks")
    first = next(each for each in listed.walk() if each.attrs.get("role") == "row" and "2026" in each.text())
    source = next(each for each in plan.sources if each.id == held.source_id)
    for text in ("1 Feb 2026", "Overdue", source.title, said(held.amount, plan)):
        assert text in first.text(("tip",)), text
    assert "Add what you ask for" not in listed.text()


async def test_whom_one_talks_to_and_who_owns_that_relation_is_told_beside_the_source(sample_world: World) -> None:
    slug = await plan_id_of("czech-republic")
    await fetch(
        """UPDATE funding_source SET stakeholder_id =
           (SELECT id FROM stakeholder WHERE plan_id = $1 ORDER BY id LIMIT 1) WHERE plan_id = $1""",
        slug,
    )
    await fetch("UPDATE plan SET revision = revision + 1")
    row = (await fetch("SELECT * FROM stakeholder WHERE plan_id = $1 ORDER BY id LIMIT 1", slug))[0]
    roles = {each.key: each.title for each in playbook("ips").intervention.roles}
    assert f"{roles[row['owner']]} asks {row['title']}" in await page_of(
        sample_world.reader, "czech-republic", "funding"
    )


async def test_the_ask_list_as_csv_holds_the_same_amounts(sample_world: World) -> None:
    plan = await money_of("czech-republic")
    body = (await sample_world.reader.get("/plans/czech-republic/exports/asks.csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    found = asks(plan, playbook("ips"), clock.today())
    assert [Decimal(each["Amount"]) for each in rows] == [each.amount for each in found]
    text = await page_of(sample_world.reader, "czech-republic", "funding")
    for ask in found:
        assert said(ask.amount, plan) in text


async def test_what_is_to_be_decided_or_reported_next_stands_in_the_overview_and_in_the_portfolio(
    sample_world: World,
) -> None:
    plan = await money_of("czech-republic")
    held = next(each for each in plan.commitments if not each.is_firm)
    source = next(each for each in plan.sources if each.id == held.source_id)
    soon = clock.today()
    for column in ("decides_on", "stage"):
        value = soon if column == "decides_on" else "in-talks"
        await fetch(f"UPDATE commitment SET {column} = $2 WHERE id = $1", held.id, value)  # noqa: S608 (our own names)
    due = json.dumps([{"title": "Report on the first year", "due": str(soon + timedelta(days=1))}])
    await fetch("UPDATE funding_source SET deadlines = $2 WHERE id = $1", source.id, due)
    await fetch("DELETE FROM meeting WHERE plan_id = $1", await plan_id_of("czech-republic"))
    await fetch("UPDATE plan SET revision = revision + 1")
    overview = text_of(await sample_world.reader.get("/plans/czech-republic"))
    assert f"{source.title} {said(held.amount, plan)}" in overview
    assert "Funding decision" in overview
    assert "Report on the first year" in overview
    assert "Report due" in overview
    portfolio = tree_of((await sample_world.reader.get("/")).text)
    rows = [
        each.text(("tip",))
        for each in portfolio.nodes("tr")
        if any(link.attrs.get("href") == "/plans/czech-republic" for link in each.walk())
    ]
    assert [each for each in rows if ENGLISH.date(soon) in each and "Funding decision" in each], rows


@pytest.mark.parametrize("slug", PLANS)
async def test_what_a_check_finds_about_money_leads_a_reader_to_its_place_on_the_page(
    sample_world: World, slug: str
) -> None:
    checks = tree_of((await sample_world.reader.get(f"/plans/{slug}/checks")).text)
    places = {each.attrs["id"] for each in tree_of(await html_of(sample_world, slug)).root.walk() if "id" in each.attrs}
    address = f"/plans/{slug}/funding"
    led = {each.attrs["href"] for each in checks.nodes("a") if each.attrs.get("href", "").startswith(f"{address}#")}
    assert {each.partition("#")[2] for each in led} <= places


async def html_of(world: World, slug: str) -> str:
    return (await world.reader.get(f"/plans/{slug}/funding")).text


async def test_made_up_terms_are_marked_as_assumed_beside_a_payer_of_the_source(sample_world: World) -> None:
    tree = tree_of((await sample_world.reader.get("/plans/denmark/funding")).text)

    (head,) = [each for each in tree.nodes("th") if "Reports due: 29 Jan 2027 Report on 2026 before" in each.text()]
    (said,) = [each for each in head.walk() if each.tag == "i"][:1]
    assert said.classes == {"is-assumed"}
    assert next(each for each in head.walk() if each.tag == "use").attrs["href"] == "#mk-d"
    notes = await page_of(sample_world.reader, "denmark", "funding")
    assert "Instalments against yearly reports are usual with foundations; the source names no terms." in notes
