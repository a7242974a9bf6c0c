"""Forms and addresses of a size that nobody writes: refused before anything looks at what is in them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.web.cache import ANSWERS
from roadmap.web.forms.reading import MOST_BYTES, MOST_FIELDS
from roadmap.web.kept import LONGEST_QUERY
from tests.web.filled import form_of, text_of
from tests.world import PLAN, World, footprint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OK, SAVED, TOO_LONG, REFUSED = 200, 303, 414, 422
FORM: Final = {"content-type": "application/x-www-form-urlencoded"}
TITLE: Final = f"/plans/{PLAN}/title"


@pytest.mark.parametrize(
    "body",
    [b"a=1&" * 5_000_000, b"title=" + b"x" * MOST_BYTES, b"a=1&" * (MOST_FIELDS + 1)],
    ids=["tiny fields", "one long field", "many fields"],
)
@pytest.mark.parametrize("is_told", [True, False], ids=["its length told", "sent in pieces"])
async def test_a_form_that_is_too_big_is_refused_at_once(sample_world: World, body: bytes, *, is_told: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    before, began = await footprint(), time.process_time()
    answer = await sample_world.country_lead.post(TITLE, content=body if is_told else pieces(), headers=FORM)
    assert time.process_time() - began < 1
    assert answer.status_code == REFUSED
    assert "more than can be taken at once" in text_of(answer)
    assert await footprint() == before


async def test_a_form_with_the_longest_table_that_may_be_pasted_is_read_whole(sample_world: World) -> None:
    pasted = "Здравље\t1\n" * 18_000
    opened = form_of(await sample_world.country_lead.get(f"/plans/{PLAN}/settings"), "/title")
    answer = await sample_world.country_lead.post(opened.action, data=opened.typed(title=pasted))
    assert answer.status_code == REFUSED
    assert "Здравље" in answer.text
    assert "more than can be taken at once" not in answer.text


async def test_a_form_is_read_as_browsers_write_it(sample_world: World) -> None:
    opened = form_of(await sample_world.country_lead.get(f"/plans/{PLAN}/settings"), "/title")
    body = f"title=+Pl%C3%A1n+%26+100%25%3D+%F0%9F%98%80&empty=&version={opened.values['version']}&title=Second&=&&odd"
    assert (await sample_world.country_lead.post(opened.action, content=body, headers=FORM)).status_code == SAVED
    assert "Plán &amp; 100%= 😀" in (await sample_world.country_lead.get(f"/plans/{PLAN}")).text


async def test_pages_with_longer_queries_than_their_filters_have_are_not_kept(sample_world: World) -> None:
    path = f"/plans/{PLAN}/timeline"
    short = await sample_world.reader.get(f"{path}?x={'y' * (LONGEST_QUERY - 2)}")
    assert "etag" in short.headers
    ANSWERS.clear()
    long = await sample_world.reader.get(f"{path}?x={'y' * LONGEST_QUERY}")
    assert long.status_code == OK
    assert long.headers["cache-control"] == "no-store"
    assert "etag" not in long.headers


@pytest.mark.parametrize("query", ["x=" + "y" * 60_000, "&".join(["x=1"] * 1_001)])
@pytest.mark.parametrize("path", [f"/plans/{PLAN}/milestones", "/help", "/sign-in", "/static/css/base.css"])
async def test_an_address_that_asks_for_more_than_any_page_does_is_refused(
    sample_world: World, path: str, query: str
) -> None:
    answer = await sample_world.anonymous.get(f"{path}?{query}")
    assert answer.status_code == TOO_LONG
    assert "Choose fewer things" in answer.text
