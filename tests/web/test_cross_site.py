"""Writes from other sites never reach the application; headers that protect browsers stand on every answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.people import HTTPS, browser

if TYPE_CHECKING:
    import httpx

pytestmark = pytest.mark.usefixtures("database")
HTTP = "http://127.0.0.1:8000"
LAN = "http://plans.lan:8000"


async def write(client: httpx.AsyncClient, method: str = "POST", **headers: str) -> int:
    """Send a write with these headers and no others; the status tells whether it reached the application."""
    client.headers.pop("sec-fetch-site", None)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return (await client.request(method, "/sign-out", headers=sent)).status_code


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        (HTTP, {"sec_fetch_site": "same-origin"}, 303),
        (HTTP, {"sec_fetch_site": "none"}, 303),
        (HTTP, {"sec_fetch_site": "cross-site"}, 403),
        (HTTP, {"sec_fetch_site": "same-site"}, 403),
        (HTTP, {"sec_fetch_site": "anything"}, 403),
        (HTTP, {"sec_fetch_site": "cross-site", "origin": HTTP}, 403),
        (HTTP, {}, 303),
        (LAN, {"origin": LAN}, 303),
        (LAN, {"origin": "http://plans.lan"}, 403),
        (LAN, {"origin": "http://evil.example"}, 403),
        (LAN, {"origin": "null"}, 403),
        (LAN, {"origin": "http://["}, 403),
        (LAN, {"origin": "http://plans.lan:8000.evil.example"}, 403),
        (LAN, {"origin": "http://evil.example", "x_forwarded_host": "evil.example"}, 403),
        (HTTPS, {"origin": HTTPS}, 303),
        (HTTPS, {"origin": "http://plans.example.org"}, 403),
    ],
)
async def test_only_pages_of_the_site_itself_may_write(address: str, headers: dict[str, str], status: int) -> None:
    async with browser(address) as client:
        assert await write(client, **headers) == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_every_writing_method_is_guarded(method: str) -> None:
    async with browser() as client:
        assert await write(client, method, sec_fetch_site="cross-site") == 403


async def test_behind_a_trusted_proxy_its_word_on_the_host_counts() -> None:
    forwarded = {"origin": "http://public.example", "x_forwarded_host": "public.example"}
    async with browser(ROADMAP_TRUSTED_PROXIES="127.0.0.1") as client:
        assert await write(client, **forwarded) == 303
    async with browser() as client:
        assert await write(client, **forwarded) == 403


async def test_other_sites_may_link_here() -> None:
    async with browser() as client:
        assert (await client.get("/sign-in", headers={"sec-fetch-site": "cross-site"})).status_code == 200


async def test_the_refusal_says_why_in_the_readers_language() -> None:
    async with browser() as client:
        answer = await client.post("/sign-out", headers={"sec-fetch-site": "cross-site"})
        assert "came from another site" in answer.text
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/healthz", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/static/css/base.css", 200),
        ("DELETE", "/sign-in", 405),
        ("POST", "/sign-out", 303),
        ("TRACE", "/sign-in", 405),
    ],
)
async def test_every_answer_carries_the_headers(method: str, path: str, status: int) -> None:
    async with browser() as client:
        answer = await client.request(method, path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"unsafe|\*|data:|https?:", policy)
    assert {"form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"]
    assert "strict-transport-security" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    assert len(answer.headers.get_list("content-type")) <= 1


async def test_private_pages_are_kept_by_nobody() -> None:
    async with browser() as client:
        assert (await client.get("/sign-in")).headers["cache-control"] == "no-store"


async def test_over_tls_browsers_are_told_to_stay_there() -> None:
    async with browser(HTTPS) as client:
        answer = await client.get("/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_no_session_is_started_by_looking() -> None:
    async with browser() as client:
        for path in ("/", "/sign-in", "/healthz", "/static/css/base.css", "/nowhere"):
            assert "set-cookie" not in (await client.get(path)).headers
