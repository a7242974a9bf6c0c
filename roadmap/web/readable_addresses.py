"""Addresses that hold a NUL are refused at once: no text in the database can, so each look-up would fail on its own."""

from __future__ import annotations

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from roadmap.domain.messages import message
from roadmap.web.plain_answers import refuse

BAD_REQUEST: Final = 400


class ReadableAddresses:
    """An application behind the refusal of addresses that cannot be read."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless its address holds a NUL."""
        if scope["type"] == ScopeType.HTTP and ("\x00" in scope["path"] or b"%00" in scope["query_string"]):
            await refuse(scope, send, BAD_REQUEST, message("http.400"))
            return
        await self.app(scope, receive, send)
