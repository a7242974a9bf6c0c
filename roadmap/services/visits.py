"""Letting a browser in: from the secret in its cookie to a visit, in one query."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from roadmap.domain.visits import Theme, Visit
from roadmap.store import sessions
from roadmap.store.sessions import Found, SessionKey

SEEN_EVERY = timedelta(minutes=5)
"""How exactly the idle limit is kept: a session is noted as seen at most this often, so that reading rarely writes."""

# 32 random bytes in base64, as `secrets.token_urlsafe` writes them.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Browser:
    """What a browser brings: the secret of its session, and what it would like where the account says nothing."""

    secret: str
    language: str
    theme: Theme
    now: datetime
    idle: timedelta
    samples_may_enter: bool


async def visit(browser: Browser) -> Visit:
    """Tell who asks, for a page that shows no plan."""
    key = _key(browser)
    return await _visit(browser, await sessions.find_session(key) if key else None)


async def visit_plan(browser: Browser, slug: str) -> Visit:
    """Tell who asks, with their roles on a plan, and the plan's head when they may read it."""
    key = _key(browser)
    return await _visit(browser, await sessions.find_session_and_plan(key, slug) if key else None)


async def visit_plans(browser: Browser) -> Visit:
    """Tell who asks, with all their roles, and every plan they may read."""
    key = _key(browser)
    return await _visit(browser, await sessions.find_session_and_plans(key) if key else None)


async def visit_money(browser: Browser) -> Visit:
    """Tell the same as ``visit_plans``, with what the money of those plans stands on besides them."""
    key = _key(browser)
    return await _visit(browser, await sessions.find_session_and_money(key) if key else None)


def hash_of(secret: str) -> bytes:
    """Hash the secret of a session or of a calendar address, as it is kept.

    It is long and random, so a plain hash cannot be guessed back.
    """
    return hashlib.sha256(secret.encode()).digest()


def _key(browser: Browser) -> SessionKey | None:
    if not _SECRET.fullmatch(browser.secret):
        return None
    return SessionKey(
        secret_hash=hash_of(browser.secret),
        now=browser.now,
        seen_after=browser.now - browser.idle,
        samples_may_enter=browser.samples_may_enter,
    )


async def _visit(browser: Browser, found: Found | None) -> Visit:
    if found is None:
        return Visit(language=browser.language, theme=browser.theme)
    if browser.now - found.seen_at >= SEEN_EVERY:
        await sessions.touch_session(found.session_id, browser.now, SEEN_EVERY)
    return Visit(
        language=found.language or browser.language,
        theme=browser.theme,
        viewer=found.viewer,
        session_id=found.session_id,
        plan=found.plan if "read" in found.viewer.rights else None,
        plans=found.plans,
        money=found.money,
    )
