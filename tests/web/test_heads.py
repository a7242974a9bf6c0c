"""HEAD tells what GET would, without the body, whether somebody was there before or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from roadmap.web.cache import ANSWERS
from tests.world import PLAN

if TYPE_CHECKING:
    from tests.world import World

PAGES: Final = (
    "/",
    f"/plans/{PLAN}/budget",
    f"/plans/{PLAN}/settings",
    f"/plans/{PLAN}/exports/plan.csv",
    "/help",
    "/account",
    "/healthz",
    "/static/css/base.css",
    "/calendar",
    "/nowhere",
    "/sign-out",
)


@pytest.mark.parametrize("path", PAGES)
async def test_a_head_is_that_of_the_page_before_and_after_somebody_was_there(sample_world: World, path: str) -> None:
    asked = await sample_world.reader.head(path)
    ANSWERS.clear()
    page = await sample_world.reader.get(path)
    again = await sample_world.reader.head(path)
    assert page.content
    for head in (asked, again):
        assert (head.status_code, head.content) == (page.status_code, b"")
        assert head.headers["content-type"] == page.headers["content-type"]
        assert head.headers.get("etag") == page.headers.get("etag")
    assert again.headers["content-length"]
    assert asked.headers["content-length"] == page.headers["content-length"]
