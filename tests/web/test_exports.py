"""Exports over the web: listed, downloaded, kept by revision, closed to whoever may not read the plan."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest

from roadmap.domain.budgets import total
from roadmap.domain.plans import Plan
from roadmap.exports import EXPORTS
from roadmap.store.connection import fetch
from roadmap.store.plans import EVERYTHING, load_plan
from tests.queries import counted_queries
from tests.world import PLAN, READERS, STRANGERS, plan_id_of, speak

if TYPE_CHECKING:
    from tests.world import World

ADDRESS = f"/plans/{PLAN}/exports"


async def test_the_page_lists_every_export_once(sample_world: World) -> None:
    page = (await sample_world.reader.get(ADDRESS)).text
    assert re.findall(rf'href="{ADDRESS}/([\w.]+)"', page) == list(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
async def test_a_file_comes_as_a_download_that_is_private_and_never_a_page(sample_world: World, name: str) -> None:
    answer = await sample_world.reader.get(f"{ADDRESS}/{name}")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize("name", EXPORTS)
async def test_an_unchanged_file_costs_one_query_and_comes_the_same(sample_world: World, name: str) -> None:
    first = await sample_world.reader.get(f"{ADDRESS}/{name}")
    with counted_queries() as asked:
        kept = await sample_world.reader.get(f"{ADDRESS}/{name}")
        unchanged = await sample_world.reader.get(f"{ADDRESS}/{name}", headers={"if-none-match": first.headers["etag"]})
    assert len(asked) == 2
    assert (kept.content, kept.headers["content-disposition"]) == (first.content, first.headers["content-disposition"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.parametrize("name", EXPORTS)
async def test_a_write_makes_the_file_new(sample_world: World, name: str) -> None:
    first = await sample_world.reader.get(f"{ADDRESS}/{name}")
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = $1", PLAN)
    anew = await sample_world.reader.get(f"{ADDRESS}/{name}", headers={"if-none-match": first.headers["etag"]})
    assert anew.status_code == 200
    assert anew.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("name", EXPORTS)
async def test_what_is_kept_for_a_reader_is_not_given_to_a_stranger(sample_world: World, name: str) -> None:
    for who in READERS:
        assert (await sample_world.browser(who).get(f"{ADDRESS}/{name}")).status_code == 200
    for who in STRANGERS:
        answer = await sample_world.browser(who).get(f"{ADDRESS}/{name}")
        assert answer.status_code in {303, 404}
        assert "Spain" not in answer.text


@pytest.mark.parametrize("name", ["nothing.csv", "plan.JSON", "..", "milestones", "%2e%2e", "milestones.csv/x"])
async def test_a_file_that_is_not_offered_is_not_found(sample_world: World, name: str) -> None:
    answer = await sample_world.reader.get(f"{ADDRESS}/{name}")
    assert answer.status_code in {404, 200}
    assert "content-disposition" not in answer.headers


async def test_the_budgets_table_adds_up_to_the_plans_need(sample_world: World) -> None:
    for slug in ("croatia", "czech-republic", "denmark", "france", "scotland", "spain"):
        body = (await sample_world.reader.get(f"/plans/{slug}/exports/budget.csv")).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(body, newline="")))
        plan = await load_plan(await plan_id_of(slug), {"budget", "spending"})
        assert sum(Decimal(row["Needed"]) for row in rows) == total(plan.budget, plan.currency)
        assert sum(Decimal(row["Spent"]) for row in rows) == sum(each.amount for each in plan.spending)
        assert {row["Currency"] for row in rows} == {plan.currency}
        assert all(row["Ground"] in {"published", "derived", "assumed"} for row in rows)


@pytest.mark.parametrize("slug", ["croatia", "czech-republic", "denmark", "france", "scotland", "spain"])
async def test_the_json_file_holds_the_whole_plan_without_loss(sample_world: World, slug: str) -> None:
    found = (await sample_world.reader.get(f"/plans/{slug}/exports/plan.json")).json()
    assert msgspec.convert(found["plan"], Plan) == await load_plan(await plan_id_of(slug), EVERYTHING)


async def test_tables_come_in_the_readers_language_and_the_whole_plan_as_stored(sample_world: World) -> None:
    before = {name: (await sample_world.reader.get(f"{ADDRESS}/{name}")).content for name in EXPORTS}
    await speak(sample_world.reader, "fr")
    page = await sample_world.reader.get(ADDRESS)
    assert '<html lang="fr"' in page.text
    assert (await sample_world.reader.get(f"{ADDRESS}/plan.json")).content == before["plan.json"]
