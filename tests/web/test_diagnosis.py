"""The diagnosis of a plan as a page: fits, answers, what they said of the barriers, and where it is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from roadmap.playbook_files import load_samples, playbooks
from tests.queries import MOST_QUERIES, counted_queries
from tests.web.filled import text_of

if TYPE_CHECKING:
    from roadmap.domain.questionnaires import CountryContext
    from tests.world import World

BOOK = playbooks()[0]


@pytest.mark.parametrize("context", BOOK.diagnosis.contexts, ids=lambda each: each.key)
async def test_a_sample_plan_shows_what_the_sources_say_of_its_country(
    sample_world: World, context: CountryContext
) -> None:
    page = await sample_world.reader.get(f"/plans/{context.key}/diagnosis")
    said = text_of(page)
    assert "The answers speak most for" in said
    assert "which this plan" in said
    assert said.count("In this plan") == len(context.routes)
    for answer in context.answers:
        option = BOOK.diagnosis.option(answer.question, answer.option)
        assert option
        assert option.title in said
    shown = [int(each) for each in re.findall(r"Fit (\d+) of 100", said)]
    assert shown == sorted(shown, reverse=True)
    assert "Derived. Nearest option to the cited text, chosen by the authors. Social Finance" in said
    assert "Published. " not in said


async def test_a_plan_without_a_diagnosis_says_so(sample_world: World) -> None:
    assert [each.key for each in load_samples("ips") if not BOOK.diagnosis.context_of(each.country)] == ["scotland"]
    page = await sample_world.reader.get("/plans/scotland/diagnosis")
    assert page.status_code == 200
    assert "started without a diagnosis" in page.text
    assert "Fit " not in text_of(page)


async def test_where_the_source_is_silent_nothing_is_claimed(sample_world: World) -> None:
    said = text_of(await sample_world.reader.get("/plans/denmark/diagnosis"))
    assert re.search(r"Expectations What do professionals, employers and families expect\? Not known", said)
    assert "97% of what decides it is answered" in said


async def test_the_graver_of_two_answers_about_a_barrier_counts_and_the_page_says_which(sample_world: World) -> None:
    said = text_of(await sample_world.reader.get("/plans/france/diagnosis"))
    assert "Another answer weighs more." in said


async def test_the_overview_and_the_barriers_lead_to_it(sample_world: World) -> None:
    for page in ("", "/barriers"):
        assert 'href="/plans/spain/diagnosis"' in (await sample_world.reader.get(f"/plans/spain{page}")).text
        assert 'href="/plans/scotland/diagnosis"' not in (await sample_world.reader.get(f"/plans/scotland{page}")).text


async def test_it_is_kept_and_costs_few_queries(sample_world: World) -> None:
    with counted_queries() as asked:
        first = await sample_world.reader.get("/plans/spain/diagnosis")
    assert len(asked) <= MOST_QUERIES
    with counted_queries() as again:
        second = await sample_world.reader.get("/plans/spain/diagnosis")
    assert len(again) == 1
    assert (first.text, first.headers["etag"]) == (second.text, second.headers["etag"])
