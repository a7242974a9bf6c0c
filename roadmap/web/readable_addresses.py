"""Addresses that nothing can be done with are refused at once.

No text in the database holds a NUL, so each look-up would fail on its own. What is asked after the question mark is
read again and again, and kept: no page asks for as much as a form sends.
"""

from __future__ import annotations

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from roadmap.domain.messages import message
from roadmap.web.plain_answers import refuse

BAD_REQUEST, TOO_LONG = 400, 414
ORDINARY_QUERY: Final = 1_000
LONGEST_QUERY: Final = 20_000
MOST_PARAMETERS: Final = 1_000
"""Some hundred milestones ticked to be changed together are some thousand bytes."""


class ReadableAddresses:
    """An application behind the refusal of addresses that cannot be read."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless its address holds a NUL or too much."""
        if scope["type"] == ScopeType.HTTP and ("\x00" in scope["path"] or b"%00" in scope["query_string"]):
            await refuse(scope, send, BAD_REQUEST, message("http.400"))
            return
        if scope["type"] == ScopeType.HTTP and len(scope["query_string"]) > ORDINARY_QUERY:
            query = scope["query_string"]
            if len(query) > LONGEST_QUERY or query.count(b"&") >= MOST_PARAMETERS:
                await refuse(scope, send, TOO_LONG, message("error.long_address"))
                return
        await self.app(scope, receive, send)
