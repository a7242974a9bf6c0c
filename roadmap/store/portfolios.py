"""Portfolios: plans looked after together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.tables import PortfolioChangeRow, PortfolioRow
from roadmap.domain.access import Role
from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.portfolios import Portfolio, PortfolioChange
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.mapping import from_rows, insert


async def add_portfolio(portfolio_id: UUID, slug: str, title: str, now: datetime) -> None:
    """Save a new portfolio."""
    await PortfolioRow.insert(PortfolioRow(id=portfolio_id, slug=slug, title=title, created_at=now)).run()


async def find_portfolio(slug: str) -> UUID | None:
    """The portfolio with this slug, when there is one."""
    row = await fetch_one("SELECT id FROM portfolio WHERE slug = $1", slug)
    return row["id"] if row else None


async def load_portfolios(ids: Collection[UUID]) -> tuple[Portfolio, ...]:
    """Portfolios by id, by title."""
    rows = await fetch(
        "SELECT id, slug, title, currency FROM portfolio WHERE id = ANY($1) ORDER BY title, slug", list(ids)
    )
    return from_rows(Portfolio, rows)


async def portfolio_with_slug(slug: str, *, lock: bool = False) -> Portfolio:
    """One portfolio; ``lock`` keeps other writers out until the transaction ends. Raises ``NotFoundError``."""
    locking = " FOR UPDATE" if lock else ""
    rows = await fetch(f"SELECT id, slug, title, currency FROM portfolio WHERE slug = $1{locking}", slug)  # noqa: S608
    if not rows:
        raise NotFoundError(message("error.not_found"))
    return from_rows(Portfolio, rows)[0]


async def change_portfolio(change: PortfolioChange) -> None:
    """Write another currency, and its entry in the log; in the current transaction."""
    await fetch("UPDATE portfolio SET currency = $2 WHERE id = $1", change.portfolio_id, change.after)
    await insert(PortfolioChangeRow, [change])


async def portfolio_changes(ids: Collection[UUID]) -> tuple[PortfolioChange, ...]:
    """What was changed in portfolios, the latest first."""
    rows = await fetch(
        "SELECT * FROM portfolio_change WHERE portfolio_id = ANY($1) ORDER BY id DESC LIMIT 50", list(ids)
    )
    return from_rows(PortfolioChange, rows)


async def portfolio_ids() -> dict[str, UUID]:
    """Every portfolio's id by its slug."""
    rows = await fetch("SELECT slug, id FROM portfolio ORDER BY slug")
    return {row["slug"]: row["id"] for row in rows}


async def portfolio_titles(ids: list[UUID]) -> dict[UUID, str]:
    """The titles of portfolios by id."""
    rows = await fetch("SELECT id, title FROM portfolio WHERE id = ANY($1) ORDER BY title", ids)
    return {row["id"]: row["title"] for row in rows}


async def all_portfolios() -> dict[UUID, str]:
    """Every portfolio's title, by title; for administrators."""
    rows = await fetch("SELECT id, title FROM portfolio ORDER BY title")
    return {row["id"]: row["title"] for row in rows}


async def plan_ids(portfolio_id: UUID) -> dict[str, UUID]:
    """The ids of a portfolio's plans by slug."""
    rows = await fetch("SELECT slug, id FROM plan WHERE portfolio_id = $1 ORDER BY slug", portfolio_id)
    return {row["slug"]: row["id"] for row in rows}


async def portfolio_countries(portfolio_id: UUID) -> list[str]:
    """The countries of a portfolio's plans, archived ones aside."""
    rows = await fetch(
        "SELECT DISTINCT country FROM plan WHERE portfolio_id = $1 AND status <> 'archived' ORDER BY country",
        portfolio_id,
    )
    return [row["country"] for row in rows]


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioRoles:
    """The roles of an account on a portfolio as a whole, and together with those on any plan in it."""

    on_the_whole: frozenset[Role]
    anywhere: frozenset[Role]


async def portfolio_roles(account_id: UUID) -> dict[UUID, PortfolioRoles]:
    """The roles that an account has on portfolios and in them."""
    rows = await fetch(
        """
        SELECT coalesce(m.portfolio_id, p.portfolio_id) AS portfolio_id, array_agg(DISTINCT m.role) AS anywhere,
               coalesce(array_agg(m.role) FILTER (WHERE m.portfolio_id IS NOT NULL), '{}') AS on_the_whole
        FROM membership m LEFT JOIN plan p ON p.id = m.plan_id WHERE m.account_id = $1 GROUP BY 1
        """,
        account_id,
    )
    return {
        row["portfolio_id"]: PortfolioRoles(
            on_the_whole=frozenset(row["on_the_whole"]), anywhere=frozenset(row["anywhere"])
        )
        for row in rows
    }
