"""Answers given before routing: a conditional request costs one query, an unchanged page no rendering.

For the addresses in ``KEPT_ADDRESSES`` the visit is asked of the database first. Where the browser already has the
answer, or this worker keeps it, that is all; else the request goes on to its handler, which finds the visit and the
key waiting.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from roadmap.domain.access import Right, may_set_rates
from roadmap.domain.errors import UnavailableError
from roadmap.domain.feeds import OpenFeed
from roadmap.domain.visits import Visit
from roadmap.services.feeds import open_feed
from roadmap.services.visits import Browser, visit_money, visit_plan, visit_plans
from roadmap.services.visits import visit as visit_anything
from roadmap.settings import Settings
from roadmap.templating import build_mark
from roadmap.web import clock
from roadmap.web.cache import ANSWERS, PRIVATE, Kept, etag, matches
from roadmap.web.session import browser_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a request turned out to ask for: under ``key`` its answer is kept, when there is one to keep."""

    key: Hashable | None
    visit: Visit | None = None
    cache_control: bytes = PRIVATE
    feed: OpenFeed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRequest:
    """As much of a request as is known before routing."""

    path: str
    query: bytes
    cookie: str
    accept_language: str
    settings: Settings


LONGEST_QUERY: Final = 1_000
"""Filters of lists are shorter; an answer to more is not kept, for the key of what is kept takes room as well."""
COMPARISON: Final = re.compile(rb"a=[a-z0-9-]{1,60}&b=[a-z0-9-]{1,60}")
Asker = Callable[[RawRequest, "re.Match[str]"], Awaitable[Asked]]


async def ask_plan(request: RawRequest, match: re.Match[str]) -> Asked:
    """Ask for a page of one plan: it stands while the plan's revision, the viewer's rights and the day do.

    One check of a plan asks whether its portfolio has other countries.
    """
    visit = await visit_plan(_browser(request), match["slug"])
    if visit.viewer is None or visit.plan is None:
        return Asked(key=None, visit=visit)
    head = visit.plan
    return Asked(key=_page_key(request, visit, head.revision, head.id, head.is_multi_country), visit=visit)


async def ask_portfolio(request: RawRequest, _match: re.Match[str]) -> Asked:
    """Ask for a page of all plans that the viewer may read, and of their own drafts: it stands while none changes."""
    visit = await visit_plans(_browser(request))
    if visit.viewer is None or visit.plans is None:
        return Asked(key=None, visit=visit)
    plans = visit.plans
    return Asked(key=_page_key(request, visit, plans.digest, len(plans.ids), plans.drafts), visit=visit)


async def ask_money(request: RawRequest, _match: re.Match[str]) -> Asked:
    """Ask for the money of all plans that the viewer may read: it stands while neither they nor any rate change.

    What portfolios report in, which of them the viewer manages as a whole, and whether they may bring rates, is shown
    too.
    """
    visit = await visit_money(_browser(request))
    if visit.viewer is None or visit.plans is None or visit.money is None:
        return Asked(key=None, visit=visit)
    plans, may_set = visit.plans, may_set_rates(visit.viewer)
    return Asked(key=_page_key(request, visit, plans.digest, len(plans.ids), visit.money, may_set), visit=visit)


async def ask_published(request: RawRequest, _match: re.Match[str]) -> Asked:
    """Ask for a page of what is published to everybody: it stands until the build, and with it the playbooks, changes.

    Only the query of a comparison belongs to such a page; with any other the answer is not kept, or guests could fill
    the cache with addresses of their own.
    """
    visit = await visit_anything(_browser(request))
    is_comparison = request.path.endswith("/compare") and COMPARISON.fullmatch(request.query)
    if request.query and not is_comparison:
        return Asked(key=None, visit=visit)
    return Asked(key=_page_key(request, visit), visit=visit)


async def ask_feed(request: RawRequest, match: re.Match[str]) -> Asked:
    """Ask for a calendar at a secret address: it stands while no revision of what it shows changes.

    Cookies have no say. The secret is no part of the key, so that it is kept nowhere.
    """
    opened = await open_feed(match["secret"], samples_may_read=request.settings.has_sample)
    if opened is None:
        return Asked(key=None)
    feed = opened.feed
    shown = (feed.scope, feed.plan_id or feed.id, opened.digest, feed.language)
    return Asked(key=("feed", *shown, request.settings.base_url, build_mark()), feed=opened)


def _browser(request: RawRequest) -> Browser:
    return browser_of(request.cookie, request.accept_language, request.settings, clock.now())


def _page_key(request: RawRequest, visit: Visit, *data: Hashable) -> Hashable | None:
    if len(request.query) > LONGEST_QUERY:
        return None
    viewer = visit.viewer
    rights = (viewer.role, _in_order(viewer.rights)) if viewer else ()
    most = request.settings.upload_max_mb
    return (request.path, request.query, data, rights, visit.language, visit.theme, clock.today(), most, build_mark())


@cache
def _in_order(rights: frozenset[Right]) -> tuple[Right, ...]:
    """Rights as part of a key: a set would be written out in another order by every worker."""
    return tuple(sorted(rights))


KEPT_ADDRESSES: Final[list[tuple[re.Pattern[str], Asker]]] = [
    (
        re.compile(
            r"/plans/(?P<slug>[a-z0-9-]{1,60})"
            r"(/(timeline|milestones|needs|budget(/spending)?|funding|coverage|stakeholders|barriers|committees|checks"
            r"|activity|compare"
            r"|diagnosis|exports)"
            r"|/checks/label|/(milestones|commitments)/[0-9a-f-]{36}|/exports/[a-z.]{1,60})?"
        ),
        ask_plan,
    ),
    (re.compile("/"), ask_portfolio),
    (re.compile("/money(/exports/[a-z.]{1,60})?"), ask_money),
    (re.compile(r"/playbooks(/[a-z0-9-]{1,60}){0,2}|/help(/[a-z0-9-]{1,60})?"), ask_published),
    (re.compile(r"/feeds/(?P<secret>[A-Za-z0-9_-]{43})\.ics"), ask_feed),
]
"""Addresses answered before routing. A page belongs here when its bytes depend on nothing but its key."""


class KeptAnswers:
    """The application with kept answers before it. HEAD is answered as GET is, but for the body."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an ASGI application."""
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is known, or pass on."""
        if scope["type"] == ScopeType.HTTP and scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, without_body(send)
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        for pattern, ask in KEPT_ADDRESSES:
            match = pattern.fullmatch(path)
            if match:
                await self._answer(scope, receive, send, (ask, match))
                return
        await self.app(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send, found: tuple[Asker, re.Match[str]]) -> None:
        headers = dict(scope["headers"])
        request = RawRequest(
            path=scope["path"],
            query=scope["query_string"],
            cookie=headers.get(b"cookie", b"").decode("latin-1"),
            accept_language=headers.get(b"accept-language", b"").decode("latin-1"),
            settings=self.settings,
        )
        ask, match = found
        try:
            asked = await ask(request, match)
        except UnavailableError as error:
            scope["state"] = {**(scope.get("state") or {}), "error": error}
            await self.app(scope, receive, send)
            return
        if asked.key is not None:
            tag = etag(asked.key)
            if matches(headers.get(b"if-none-match", b""), tag):
                await _send(send, 304, validators(tag, asked.cache_control), b"")
                return
            kept = ANSWERS.get(asked.key)
            if kept is not None:
                await send_kept(scope, send, kept, validators(tag, asked.cache_control))
                return
        state = dict(scope.get("state") or {})
        state.update(visit=asked.visit, kept_key=asked.key, feed=asked.feed)
        scope["state"] = state
        await self.app(scope, receive, send)


def without_body(send: Send) -> Send:
    """A way to send the head of an answer alone, which tells how long its body would have been."""

    async def send_head(event: Message) -> None:
        await send({**event, "body": b""} if event["type"] == "http.response.body" else event)

    return send_head


def validators(tag: bytes, cache_control: bytes) -> list[tuple[bytes, bytes]]:
    """The headers that a 304 and its 200 share."""
    return [(b"etag", tag), (b"cache-control", cache_control), (b"vary", b"cookie, accept-encoding, accept-language")]


async def send_kept(scope: HTTPScope, send: Send, kept: Kept, headers: list[tuple[bytes, bytes]]) -> None:
    """Send a kept answer, zipped where the client takes it."""
    accepts = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
    is_zipped = b"gzip" in accepts
    body = kept.zipped if is_zipped else kept.body
    more = [(b"content-encoding", b"gzip")] if is_zipped else []
    sized = [(b"content-type", kept.media_type), (b"content-length", str(len(body)).encode())]
    await _send(send, 200, [*headers, *kept.headers, *sized, *more], body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
