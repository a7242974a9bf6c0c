"""Cookies: the session, and the language and colours a browser prefers. Plain values in, so it works before routing.

Litestar's own sessions are not used: they keep the same id across a sign-in and accept ids that a stranger made up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from litestar import Request
from litestar.datastructures import Cookie

from roadmap.domain.visits import THEMES, Theme, Visit
from roadmap.i18n import LANGUAGES, negotiate
from roadmap.services.sign_ins import Door
from roadmap.services.visits import Browser, visit
from roadmap.settings import Settings
from roadmap.web import clock

SESSION: Final = "roadmap_session"
LANGUAGE: Final = "language"
THEME: Final = "theme"
PREFERENCES_KEPT: Final = timedelta(days=365)
LONGEST_COOKIE_HEADER: Final = 8_192
BY_NAME: Final[dict[str, Theme]] = {each: each for each in THEMES}


@cache
def idle(hours: int) -> timedelta:
    """How long a session may rest; asked with every request."""
    return timedelta(hours=hours)


def browser_of(cookie: str, accept_language: str, settings: Settings, now: datetime) -> Browser:
    """Read off two headers what a browser brings, for ``roadmap.services.visits``."""
    cookies = read_cookies(cookie)
    wanted = cookies.get(LANGUAGE, "")
    return Browser(
        secret=cookies.get(session_cookie_name(settings), ""),
        language=wanted if wanted in LANGUAGES else negotiate(accept_language),
        theme=BY_NAME.get(cookies.get(THEME, ""), "auto"),
        now=now,
        idle=idle(settings.session_idle_hours),
        samples_may_enter=settings.has_sample,
    )


def browser_of_request(request: Request[Any, Any, Any]) -> Browser:
    """Read what the browser behind a request brings."""
    headers = request.headers
    return browser_of(headers.get("cookie", ""), headers.get("accept-language", ""), settings_of(request), clock.now())


async def visit_of(request: Request[Any, Any, Any]) -> Visit:
    """Tell who is behind a request; asked of the database once a request."""
    state = request.scope["state"]
    if "visit" not in state:
        state["visit"] = await visit(browser_of_request(request))
    found: Visit = state["visit"]
    return found


def read_cookies(header: str) -> dict[str, str]:
    """Read a header's cookies. Of several with one name the first counts, which is the one with the longest path."""
    found: dict[str, str] = {}
    for part in header[:LONGEST_COOKIE_HEADER].split(";"):
        name, _, value = part.partition("=")
        found.setdefault(name.strip(), value.strip())
    return found


def session_cookie_name(settings: Settings) -> str:
    """Name the cookie. Over TLS its prefix makes browsers refuse one that another host or plain HTTP has set."""
    return f"__Host-{SESSION}" if settings.is_https else SESSION


def door(settings: Settings) -> Door:
    """Give the rules of entry that the settings set."""
    return Door(longest=timedelta(days=settings.session_max_days), samples_may_enter=settings.has_sample)


def settings_of(request: Request[Any, Any, Any]) -> Settings:
    """Give the settings that the application was built with."""
    settings: Settings = request.app.state.settings
    return settings


def session_cookie(secret: str, settings: Settings) -> Cookie:
    """Make the cookie of a new session."""
    return Cookie(
        key=session_cookie_name(settings),
        value=secret,
        max_age=int(timedelta(days=settings.session_max_days).total_seconds()),
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def ended_session_cookie(settings: Settings) -> Cookie:
    """Make a cookie that removes the session's."""
    return Cookie(
        key=session_cookie_name(settings),
        value="",
        max_age=0,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def preference_cookie(name: str, value: str, settings: Settings) -> Cookie:
    """Make a cookie that keeps the language or the colours for a year."""
    return Cookie(
        key=name,
        value=value,
        max_age=int(PREFERENCES_KEPT.total_seconds()),
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )
