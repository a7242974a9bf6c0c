"""Writes from other sites are refused before they reach the application, so no page needs to carry a token.

Browsers say with ``Sec-Fetch-Site`` where a request comes from, and no page can forge it. Browsers that do not (old
ones, and all on plain HTTP to another machine) send ``Origin`` with a write. What sends neither is no browser, holds
nobody's cookies but its own, and is let through.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from roadmap.domain.messages import message
from roadmap.settings import Settings
from roadmap.web.client_address import forwarded, is_behind_proxy
from roadmap.web.plain_answers import header, refuse

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN: Final = frozenset({"same-origin", "none"})
FORBIDDEN: Final = 403


class CrossSiteGuard:
    """An application behind the refusal of cross-site writes."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an application."""
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it is a write that may come from another site."""
        if scope["type"] == ScopeType.HTTP and scope["method"] not in SAFE and not is_own(scope, self.settings):
            await refuse(scope, send, FORBIDDEN, message("error.cross_site"))
            return
        await self.app(scope, receive, send)


def is_own(scope: HTTPScope, settings: Settings) -> bool:
    """Tell whether a request comes from a page of the product itself, or from no page."""
    fetched_from = header(scope, b"sec-fetch-site")
    if fetched_from:
        return fetched_from in OWN
    origin = header(scope, b"origin")
    return not origin or origin == settings.base_url or is_own_origin(origin, scope, settings)


def is_own_origin(origin: str, scope: HTTPScope, settings: Settings) -> bool:
    """Tell whether an origin is the host the request was sent to. Where TLS is used, plain HTTP is another site."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    schemes = {"https"} if settings.is_https else {"http", "https"}
    return parts.scheme in schemes and bool(parts.netloc) and parts.netloc in hosts(scope, settings)


def hosts(scope: HTTPScope, settings: Settings) -> set[str]:
    """Give the names under which the request was sent: the host it names, and what a trusted proxy says of it."""
    named = {header(scope, b"host")}
    if is_behind_proxy(scope, settings.trusted_proxies):
        named.update(forwarded(scope, b"x-forwarded-host")[-1:])
    return named
