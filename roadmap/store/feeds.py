"""Calendar addresses in the database, the one query that opens one, and what calendars read of the change log."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from asyncpg import Record

from roadmap.domain.access import ROLES, Role, rights_of
from roadmap.domain.feeds import MOST_PLANS, Feed, OpenFeed
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.gathering import Gathering
from roadmap.store.mapping import from_rows

# Each asker gives the hash of a secret, whether sample accounts may read, and how many plans at most.
# One plan's address reaches its plan by the key, the others reach theirs through the account's memberships, so that the
# plans of others cost nothing. Roles are part of the digest where they decide what is shown.
_OPEN = """
    SELECT q.asker, f.id, f.account_id, f.scope, f.plan_id, f.language, f.created_at, a.is_administrator,
           open.ids, open.roles, open.digest
    FROM unnest($1::bytea[], $2::boolean[], $3::integer[]) WITH ORDINALITY AS q (secret_hash, samples, most, asker)
    JOIN feed f ON f.secret_hash = q.secret_hash JOIN account a ON a.id = f.account_id,
    LATERAL (
        SELECT coalesce(array_agg(p.id ORDER BY p.id), '{}'::uuid[]) AS ids,
               coalesce(array_agg(p.roles ORDER BY p.id), '{}'::text[]) AS roles,
               md5(coalesce(string_agg(
                   concat_ws(':', p.id, p.revision, CASE WHEN f.scope = 'mine' THEN p.roles END), ' ' ORDER BY p.id
               ), '')) AS digest
        FROM (
            SELECT v.id, v.revision, coalesce(string_agg(DISTINCT v.role, ' ' ORDER BY v.role), '') AS roles
            FROM (
                SELECT id, revision, created_at, NULL::text AS role FROM plan
                WHERE a.is_administrator AND id = f.plan_id
                UNION ALL
                SELECT id, revision, created_at, NULL FROM plan WHERE a.is_administrator AND f.plan_id IS NULL
                UNION ALL
                SELECT plan.id, plan.revision, plan.created_at, m.role FROM plan JOIN membership m
                ON m.account_id = a.id AND (m.plan_id = plan.id OR m.portfolio_id = plan.portfolio_id)
                WHERE plan.id = f.plan_id
                UNION ALL
                SELECT plan.id, plan.revision, plan.created_at, m.role
                FROM membership m JOIN plan ON plan.id = m.plan_id
                WHERE m.account_id = a.id AND f.plan_id IS NULL
                UNION ALL
                SELECT plan.id, plan.revision, plan.created_at, m.role
                FROM membership m, LATERAL (
                    SELECT id, revision, created_at FROM plan WHERE portfolio_id = m.portfolio_id OFFSET 0
                ) plan
                WHERE m.account_id = a.id AND f.plan_id IS NULL
            ) v
            GROUP BY v.id, v.revision, v.created_at ORDER BY v.created_at DESC, v.id LIMIT q.most
        ) p
    ) open
    WHERE a.is_active AND (q.samples OR NOT a.is_sample)
"""
_OPENING = Gathering(_OPEN)


async def find_feed(secret_hash: bytes, *, samples_may_read: bool) -> OpenFeed | None:
    """Find the address with this hash, when its account is active and may still read what it was made for."""
    row = await _OPENING.fetch_one(secret_hash, samples_may_read, MOST_PLANS)
    if row is None:
        return None
    roles = {key: _roles(held) for key, held in zip(row["ids"], row["roles"], strict=True)}
    if not row["is_administrator"]:
        roles = {key: held for key, held in roles.items() if "read" in rights_of(held)}
    return OpenFeed(feed=_feed(row), roles=roles, digest=row["digest"]) if roles else None


async def add_feed(feed: Feed, secret_hash: bytes, most: int) -> bool:
    """Keep a new address, in the current transaction; say no when the account has as many as it may."""
    await fetch("SELECT id FROM account WHERE id = $1 FOR UPDATE", feed.account_id)
    row = await fetch_one("SELECT count(*) AS number FROM feed WHERE account_id = $1", feed.account_id)
    if row is None or row["number"] >= most:
        return False
    await fetch(
        """
        INSERT INTO feed (id, secret_hash, account_id, scope, plan_id, language, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        feed.id,
        secret_hash,
        feed.account_id,
        feed.scope,
        feed.plan_id,
        feed.language,
        feed.created_at,
    )
    return True


async def remove_feed(feed_id: UUID, account_id: UUID) -> bool:
    """Delete an account's address; say no when it has no such one."""
    row = await fetch_one("DELETE FROM feed WHERE id = $1 AND account_id = $2 RETURNING id", feed_id, account_id)
    return row is not None


async def feeds_of(account_id: UUID) -> list[tuple[Feed, str]]:
    """An account's addresses, newest first, each with its plan's title where it is for one."""
    rows = await fetch(
        """
        SELECT f.id, f.account_id, f.scope, f.plan_id, f.language, f.created_at, coalesce(p.title, '') AS title
        FROM feed f LEFT JOIN plan p ON p.id = f.plan_id WHERE f.account_id = $1 ORDER BY f.created_at DESC, f.id
        """,
        account_id,
    )
    return [(_feed(row), row["title"]) for row in rows]


async def plan_titles(plan_ids: Collection[UUID], wanted: str) -> list[tuple[str, str]]:
    """The slugs and titles of plans, by title; of very many the one with the wanted slug and the newest."""
    rows = await fetch(
        """
        SELECT slug, title FROM (
            SELECT slug, title FROM plan WHERE id = ANY($1) AND (status <> 'archived' OR slug = $3)
            ORDER BY slug = $3 DESC, created_at DESC, id LIMIT $2
        ) newest ORDER BY title, slug
        """,
        list(plan_ids),
        MOST_PLANS,
        wanted,
    )
    return [(row["slug"], row["title"]) for row in rows]


def _feed(row: Record) -> Feed:
    return from_rows(Feed, [row])[0]


def _roles(held: str) -> frozenset[Role]:
    return frozenset(role for role in ROLES if role in held.split())
