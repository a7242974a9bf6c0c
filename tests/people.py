"""People for the tests: accounts with one known password, a portfolio with plans that hold nothing, and the site."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx

from roadmap.app import create_app
from roadmap.services.accounts import Scope, add_account, grant, new_account
from roadmap.settings import Settings, read_settings
from roadmap.store.connection import fetch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from roadmap.domain.accounts import Account

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "purple-lantern-quilt"  # noqa: S105 (of accounts that live as long as a test)
HTTPS = "https://plans.example.org"
OWN_PAGE = {"sec-fetch-site": "same-origin"}


async def add_person(email: str = "anna@example.org", name: str = "Anna Horvat", **more: Any) -> Account:  # noqa: ANN401
    """Add somebody whose password is ``PASSWORD``."""
    return await add_account(new_account(email, name, NOW, **more), PASSWORD)


async def add_portfolio(slug: str) -> UUID:
    """Add a portfolio without plans."""
    portfolio_id = uuid4()
    await fetch(
        "INSERT INTO portfolio (id, slug, title, currency, created_at) VALUES ($1, $2, $2, 'EUR', $3)",
        portfolio_id,
        slug,
        NOW,
    )
    return portfolio_id


async def add_plan(slug: str, portfolio_id: UUID) -> UUID:
    """Add a plan that holds nothing yet."""
    plan_id = uuid4()
    await fetch(
        """
        INSERT INTO plan (id, portfolio_id, slug, title, intervention, playbook_version, country, start, months,
                          currency, created_at, changed_at)
        VALUES ($1, $2, $3, $3, 'ips', '1', 'HR', $4, 24, 'EUR', $5, $5)
        """,
        plan_id,
        portfolio_id,
        slug,
        date(2027, 1, 1),
        NOW,
    )
    return plan_id


async def give(account: Account, role: str, *, plan: str = "", portfolio: str = "") -> None:
    """Give a role on a plan or a portfolio."""
    await grant(account.email, role, Scope(slug=plan or portfolio, is_portfolio=bool(portfolio)))


@cache
def site_of(settings: Settings) -> Any:  # noqa: ANN401 (an ASGI application, whatever wraps it)
    """The application, made once for all tests with the same settings: that takes longer than most tests."""
    return create_app(settings)


@asynccontextmanager
async def browser(
    address: str = "http://127.0.0.1:8000", peer: str = "127.0.0.1", **environment: str
) -> AsyncIterator[httpx.AsyncClient]:
    """Open a browser at the site, whose settings are as given; it sends what a page of the site would send."""
    settings = read_settings({"ROADMAP_BASE_URL": address, **environment})
    transport = httpx.ASGITransport(app=site_of(settings), client=(peer, 40_000))
    async with httpx.AsyncClient(transport=transport, base_url=address, headers=OWN_PAGE) as client:
        yield client


async def sign_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    """Send the sign-in form."""
    return await client.post("/sign-in", data={"email": email, "password": password, **more})
