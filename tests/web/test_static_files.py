"""Static files: sent under their one name, kept for good, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmap.settings import shipped_folder
from roadmap.templating import asset

if TYPE_CHECKING:
    import httpx

OK, NOT_MODIFIED, NOT_FOUND = 200, 304, 404
NAME = "css/tokens.css"


async def test_a_file_is_sent_as_it_is_and_need_not_be_sent_again(guest: httpx.AsyncClient) -> None:
    answer = await guest.get(asset(NAME))
    assert answer.content == (shipped_folder("static") / NAME).read_bytes()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = await guest.get(f"/static/{NAME}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (NOT_MODIFIED, b"")
    assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "spelling",
    [
        "css/%2E/tokens.css",
        "css//tokens.css",
        "/css/tokens.css",
        "css/%2E%2E/css/tokens.css",
        "css/tokens%00.css",
        "%2E%2E/pyproject.toml",
        "css",
        "",
        "x" * 5_000,
    ],
)
async def test_a_file_has_one_name_and_other_spellings_leave_nothing_in_memory(
    guest: httpx.AsyncClient, spelling: str
) -> None:
    by_name = await guest.get(f"/static/{NAME}")
    await guest.get("/static/nowhere")
    kept = asset.cache_info().currsize
    answer = await guest.get(f"/static/{spelling}")
    # Two slashes are one to the router.
    assert answer.content == by_name.content if "//" in f"/{spelling}" else answer.status_code in {400, NOT_FOUND}
    assert asset.cache_info().currsize == kept
