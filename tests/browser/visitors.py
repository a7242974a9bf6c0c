"""People in front of a real browser: who they are, whether scripts run, and what their browser complained of."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState

WIDE: Final = {"width": 1280, "height": 900}
PATIENCE: Final = 15_000
"""Milliseconds; a page takes a fraction, but the machine may be busy."""
REFUSED: Final = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d) ")
"""What Chromium says of any 4xx answer, also of the page itself; tests look at the status where it matters."""


@dataclass(slots=True)
class Visitors:
    """Opens browsers for people; each person signs in once, and every further browser of theirs gets that session."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    _sessions: dict[str, StorageState] = field(default_factory=dict)

    @contextmanager
    def visit(self, person: str = "", **wishes: Any) -> Iterator[Page]:  # noqa: ANN401 (Playwright's own)
        """Open a page for somebody of the sample accounts, or for a stranger; wishes are Playwright's."""
        if person and person not in self._sessions:
            self._sessions[person] = self._sign_in(person)
        context = self._context(**{"storage_state": self._sessions.get(person), **wishes})
        try:
            page = context.new_page()
            page.on("console", lambda said: self._hear(said))  # noqa: PLW0108 (Playwright marks what it is given)
            page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
            yield page
        finally:
            context.close()

    def _context(self, **wishes: Any) -> BrowserContext:  # noqa: ANN401 (Playwright's own)
        usual = {"base_url": self.address, "viewport": WIDE, "color_scheme": "light", "locale": "en-GB"}
        # A page that scrolls smoothly is nowhere for a while.
        usual["reduced_motion"] = "reduce"
        context = self.browser.new_context(**{**usual, **wishes})
        context.set_default_timeout(PATIENCE)
        return context

    def _sign_in(self, person: str) -> StorageState:
        context = self._context()
        answer = context.request.post(
            "/sign-in",
            form={"email": f"{person}@example.org", "password": SAMPLE_PASSWORD},
            headers={"sec-fetch-site": "same-origin"},
            max_redirects=0,
        )
        assert answer.status == 303, f"{person} cannot sign in: {answer.status}"
        state = context.storage_state()
        context.close()
        return state

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and not REFUSED.match(said.text):
            self.complaints.append(f"{said.location.get('url', '')}: {said.text}")
