"""The coverage page: what is paid and what is not, quarter by quarter, and what would close the gaps."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from roadmap.domain.coverage import cover, exit_test
from roadmap.services.playbooks import playbook
from roadmap.store.connection import fetch
from roadmap.store.plans import load_plan
from roadmap.web.views.coverage_keys import MONEY
from tests.people import add_plan
from tests.web.filled import form_of
from tests.web.pages import tree_of
from tests.world import plan_id_of

if TYPE_CHECKING:
    import httpx

    from roadmap.domain.coverage import Coverage
    from tests.world import World

PLANS = ("croatia", "czech-republic", "denmark", "france", "scotland", "spain")
SUPPORT = ("training", "quality-assurance")
GROUND = {"ground_kind": "assumed", "ground_reason": "Asked for."}


async def page_of(client: httpx.AsyncClient, slug: str, query: str = "") -> str:
    answer = await client.get(f"/plans/{slug}/coverage{query}")
    assert answer.status_code == 200
    return answer.text


def words_of(page: str) -> str:
    """The words of a page, spaces narrowed to one."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


async def coverage_of(slug: str, *, with_probable: bool = False) -> Coverage:
    plan = await load_plan(await plan_id_of(slug), MONEY)
    return cover(plan, playbook(plan.intervention), with_probable=with_probable)


def row_of(page: str, category: str) -> str:
    """The words of a category's row."""
    return words_of(page.partition(f'id="category-{category}"')[2].partition("</tr>")[0])


async def add(client: httpx.AsyncClient, slug: str, noun: str, **typed: str | list[str]) -> None:
    """Add a part of a plan as its form would."""
    form = form_of(await client.get(f"/plans/{slug}/{noun}/new"), noun)
    saved = await client.post(form.action, data=form.typed(**GROUND, **typed))
    assert saved.status_code == 303, words_of(saved.text)


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
    assert "No committed source may pay for “Training”, “Quality assurance”" in words_of(page)
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
    words = words_of(await page_of(sample_world.reader, "croatia"))
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
    words = words_of(page)
    assert "Uncovered: €6,000 in Q1 2027 to Q2 2027. All of it is “Training”." in words
    assert "Red: 2 of 8 quarters, Q1 2027 to Q2 2027" in words
    table = next(each for each in tree_of(page).nodes("table") if "strip-table" in each.attrs.get("class", ""))
    lines = [each for each in table.walk() if each.tag == "tr"]
    rows = [[cell.text() for cell in line.walk() if cell.tag in {"td", "th"}] for line in lines]
    gaps = [row for row in rows if row[0] == "Gap"]
    assert gaps == [["Gap", "€3,000", "€3,000", *["–"] * 6, "€6,000"]] * 2


async def test_an_unknown_choice_is_refused_and_says_so(sample_world: World) -> None:
    answer = await sample_world.reader.get("/plans/spain/coverage?money=dreams")
    assert answer.status_code == 422
    assert "“dreams”" in words_of(answer.text)


async def test_probable_money_is_hatched_and_only_shown_when_asked_for(sample_world: World) -> None:
    firm, wide = [words_of(await page_of(sample_world.reader, "spain", query)) for query in ("", "?money=probable")]
    assert "do not count" in firm
    assert " Probable Gap: nobody pays yet" not in firm
    assert " Probable Gap: nobody pays yet" in wide


async def test_a_plan_without_money_says_so_and_fails_nowhere(sample_world: World) -> None:
    portfolio = await fetch("SELECT portfolio_id FROM plan LIMIT 1")
    await add_plan("bare", portfolio[0]["portfolio_id"])
    assert "No budget line has been entered yet." in words_of(await page_of(sample_world.administrator, "bare"))


@pytest.mark.parametrize("code", ["fr", "hr", "cs", "da", "es"])
async def test_every_language_can_read_it(sample_world: World, code: str) -> None:
    await sample_world.reader.post("/preferences", data={"language": code, "theme": "auto", "next": "/"})
    await page_of(sample_world.reader, "scotland", "?money=probable")
