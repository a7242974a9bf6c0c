"""Headers that tell browsers to run, frame and send nothing but the product's own, on every answer."""

from __future__ import annotations

from functools import cache
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from roadmap.domain.messages import message
from roadmap.settings import Settings
from roadmap.web.plain_answers import refuse

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Not `no-referrer`: that would make browsers send `Origin: null` with the product's own forms.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # Pages are private unless they say how they may be kept.
    (b"cache-control", b"no-store"),
)
OVER_TLS: Final = ((b"strict-transport-security", b"max-age=31536000"),)
METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
NOT_ALLOWED: Final = 405


class SecurityHeaders:
    """An application whose every answer carries the headers, except those that it sets itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap an application; it has to be the outermost wrap."""
        self.app = app
        self.headers = HEADERS + OVER_TLS if settings.is_https else HEADERS
        self.names = frozenset(name for name, _ in self.headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer. Methods that echo or tunnel are refused."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return

        async def send_with_headers(event: Message) -> None:
            if event["type"] == "http.response.start":
                given = event.get("headers", ())
                event["headers"] = [*given, *self._others(self.names.intersection([name for name, _ in given]))]
            await send(event)

        if scope["method"] not in METHODS:
            allowed = (b"allow", b"GET, HEAD, POST")
            await refuse(scope, send_with_headers, NOT_ALLOWED, message("error.method"), allowed)
            return
        await self.app(scope, receive, send_with_headers)

    @cache  # noqa: B019 (one application lives as long as its process; there are as many answers as ways to set headers)
    def _others(self, given: frozenset[bytes]) -> tuple[tuple[bytes, bytes], ...]:
        """All headers but those that the answer sets itself."""
        return tuple(pair for pair in self.headers if pair[0] not in given)
