"""Accounts, their roles and failed sign-ins in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from roadmap.domain.accounts import Account, Grant, Member
from roadmap.domain.sign_ins import Attempts
from roadmap.store.connection import fetch, fetch_one

_COLUMNS = "id, email, name, is_administrator, is_active, is_sample, language, created_at"


async def find_account(email: str) -> tuple[Account, str] | None:
    """Find the account with an e-mail address in its one spelling, and its password's hash."""
    row = await fetch_one(f"SELECT {_COLUMNS}, password_hash FROM account WHERE email = $1", email)  # noqa: S608 (constants)
    return None if row is None else (_account(row), row["password_hash"])


async def load_account(account_id: UUID) -> tuple[Account, str] | None:
    """Load an account and its password's hash."""
    row = await fetch_one(f"SELECT {_COLUMNS}, password_hash FROM account WHERE id = $1", account_id)  # noqa: S608 (constants)
    return None if row is None else (_account(row), row["password_hash"])


async def account_names(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of accounts by id, of those that there are."""
    rows = await fetch("SELECT id, name FROM account WHERE id = ANY($1)", list(account_ids)) if account_ids else []
    return {row["id"]: row["name"] for row in rows}


async def add_account(account: Account, password_hash: str) -> bool:
    """Keep a new account; say no when there is one with this e-mail address."""
    row = await fetch_one(
        f"""
        INSERT INTO account ({_COLUMNS}, password_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (email) DO NOTHING RETURNING id
        """,  # noqa: S608 (constants)
        account.id,
        account.email,
        account.name,
        account.is_administrator,
        account.is_active,
        account.is_sample,
        account.language,
        account.created_at,
        password_hash,
    )
    return row is not None


async def hold_account(account_id: UUID, password_hash: str) -> bool:
    """Let nobody change an account until the current transaction ends; say no when it is no longer as it was found."""
    return await _changed(
        "SELECT id FROM account WHERE id = $1 AND password_hash = $2 AND is_active FOR SHARE", account_id, password_hash
    )


async def change_password_hash(account_id: UUID, before: str, after: str) -> bool:
    """Replace a password's hash, unless somebody else was quicker or has disabled the account."""
    return await _changed(
        "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2 AND is_active RETURNING id",
        account_id,
        before,
        after,
    )


async def set_password_hash(account_id: UUID, password_hash: str) -> None:
    """Give an account another password's hash, whatever it had."""
    await fetch("UPDATE account SET password_hash = $2 WHERE id = $1", account_id, password_hash)


async def change_language(account_id: UUID, language: str) -> bool:
    """Set an account's language; a sample account has none of its own, because many share it."""
    return await _changed(
        "UPDATE account SET language = $2 WHERE id = $1 AND NOT is_sample RETURNING id", account_id, language
    )


async def set_active(account_id: UUID, *, is_active: bool) -> bool:
    """Let an account sign in, or no longer."""
    return await _changed("UPDATE account SET is_active = $2 WHERE id = $1 RETURNING id", account_id, is_active)


async def find_scope(slug: str, *, is_portfolio: bool) -> UUID | None:
    """Find a portfolio's or a plan's id by its slug."""
    sql = "SELECT id FROM portfolio WHERE slug = $1" if is_portfolio else "SELECT id FROM plan WHERE slug = $1"
    row = await fetch_one(sql, slug)
    return None if row is None else row["id"]


async def add_membership(
    membership_id: UUID, account_id: UUID, role: str, *, plan: UUID | None, portfolio: UUID | None
) -> bool:
    """Give an account a role on a plan or a portfolio, in the current transaction; say no when it has it already."""
    await fetch("SELECT id FROM account WHERE id = $1 FOR UPDATE", account_id)
    return await _changed(
        """
        INSERT INTO membership (id, account_id, role, plan_id, portfolio_id)
        SELECT $1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid WHERE NOT EXISTS (
            SELECT FROM membership WHERE account_id = $2 AND role = $3
            AND plan_id IS NOT DISTINCT FROM $4 AND portfolio_id IS NOT DISTINCT FROM $5
        )
        RETURNING id
        """,
        membership_id,
        account_id,
        role,
        plan,
        portfolio,
    )


async def remove_membership(account_id: UUID, role: str, *, plan: UUID | None, portfolio: UUID | None) -> bool:
    """Take a role on a plan or a portfolio from an account; say no when it has none."""
    return await _changed(
        """
        DELETE FROM membership WHERE account_id = $1 AND role = $2
        AND plan_id IS NOT DISTINCT FROM $3 AND portfolio_id IS NOT DISTINCT FROM $4
        RETURNING id
        """,
        account_id,
        role,
        plan,
        portfolio,
    )


async def load_members() -> list[Member]:
    """Load all accounts by e-mail address, each with what was granted to it."""
    accounts = await fetch(f"SELECT {_COLUMNS} FROM account ORDER BY email")  # noqa: S608 (constants)
    grants = await fetch(
        """
        SELECT m.account_id, m.role, coalesce(p.slug, f.slug) AS scope, m.portfolio_id IS NOT NULL AS is_portfolio
        FROM membership m LEFT JOIN plan p ON p.id = m.plan_id LEFT JOIN portfolio f ON f.id = m.portfolio_id
        ORDER BY is_portfolio DESC, scope, role
        """
    )
    held: dict[UUID, list[Grant]] = {}
    for row in grants:
        grant = Grant(role=row["role"], scope=row["scope"], is_portfolio=row["is_portfolio"])
        held.setdefault(row["account_id"], []).append(grant)
    return [Member(account=_account(row), grants=tuple(held.get(row["id"], ()))) for row in accounts]


async def lock_attempts(subject: bytes) -> Attempts:
    """Load the failures of a subject and let no other try at it, until the end of the current transaction."""
    row = await fetch_one(
        """
        INSERT INTO attempt (subject, failures, last_at) VALUES ($1, 0, '-infinity')
        ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject
        RETURNING failures, CASE WHEN isfinite(last_at) THEN last_at END AS last_at
        """,
        subject,
    )
    return Attempts(failures=row["failures"], last_at=row["last_at"]) if row else Attempts()


async def save_attempts(subject: bytes, attempts: Attempts) -> None:
    """Keep the failures of a subject."""
    await fetch(
        "UPDATE attempt SET failures = $2, last_at = $3 WHERE subject = $1",
        subject,
        attempts.failures,
        attempts.last_at,
    )


async def forgive_attempt(subject: bytes, *, all_of_them: bool) -> None:
    """Forget one counted failure of a subject, or all."""
    await fetch(
        "UPDATE attempt SET failures = CASE WHEN $2 THEN 0 ELSE greatest(failures - 1, 0) END WHERE subject = $1",
        subject,
        all_of_them,
    )


async def sweep_attempts(before: datetime) -> None:
    """Clear away what has been forgotten. Rows in use are left for the next time: waiting for them could deadlock."""
    await fetch(
        """
        DELETE FROM attempt WHERE subject IN (
            SELECT subject FROM attempt WHERE last_at < $1 FOR UPDATE SKIP LOCKED
        )
        """,
        before,
    )


async def _changed(sql: str, *values: object) -> bool:
    return await fetch_one(sql, *values) is not None


def _account(row: Record) -> Account:
    return Account(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        is_administrator=row["is_administrator"],
        is_active=row["is_active"],
        is_sample=row["is_sample"],
        language=row["language"],
        created_at=row["created_at"],
    )
