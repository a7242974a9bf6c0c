"""Sessions in the database, and the one query that opens every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from roadmap.domain.access import ROLES, Viewer, rights_of
from roadmap.domain.visits import DraftHead, MoneyGround, PlanHead, VisiblePlans
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.gathering import Gathering

# Written out and not built by Piccolo: compiling a query would cost more than running it, and every request runs one.
# The statements are put together from these constants only (hence each S608).
_VISITOR = """
    q.asker, s.id AS session_id, s.seen_at, a.id AS account_id, a.name, a.email, a.is_administrator, a.language
"""
# Hash of the secret, now, since when it must have been seen, whether sample accounts may enter, slug of the plan
_ASKERS = """
    FROM unnest($1::bytea[], $2::timestamptz[], $3::timestamptz[], $4::boolean[], $5::text[]) WITH ORDINALITY
    AS q (secret_hash, now, seen_after, samples, slug, asker)
"""
_SESSION = f"""
    {_ASKERS} JOIN session s ON s.secret_hash = q.secret_hash JOIN account a ON a.id = s.account_id
"""
_VALID = """
    WHERE s.ends_at > q.now AND s.seen_at > q.seen_after AND a.is_active AND (q.samples OR NOT a.is_sample)
"""

_VISIT = f"SELECT {_VISITOR}, NULL::uuid AS plan_id, '' AS roles {_SESSION} {_VALID}"

# The first and the last country of a portfolio, each one look into an index, however many plans it has.
_SEVERAL_COUNTRIES = " <> ".join(
    f"""(
        SELECT o.country FROM plan o WHERE o.portfolio_id = p.portfolio_id AND o.status <> 'archived'
        ORDER BY o.country {direction} LIMIT 1
    )"""  # noqa: S608
    for direction in ("", "DESC")
)

_VISIT_PLAN = f"""
    SELECT {_VISITOR}, p.id AS plan_id, p.slug, p.revision, p.portfolio_id,
           coalesce({_SEVERAL_COUNTRIES}, FALSE) AS is_multi_country,
           (
               SELECT string_agg(m.role, ' ') FROM membership m
               WHERE m.account_id = a.id AND (m.plan_id = p.id OR m.portfolio_id = p.portfolio_id)
           ) AS roles
    {_SESSION} LEFT JOIN plan p ON p.slug = q.slug {_VALID}
"""  # noqa: S608

# Plans are reached through the account's memberships, so that the plans of others cost nothing. OFFSET 0 has each
# portfolio looked up by itself, where PostgreSQL would else go through all plans in the order of their portfolios.
_ALL_PLANS = f"""
    {_VISITOR}, NULL::uuid AS plan_id, visible.ids, visible.revisions, visible.digest,
           (SELECT string_agg(DISTINCT m.role, ' ') FROM membership m WHERE m.account_id = a.id) AS roles,
           (
               SELECT jsonb_agg(jsonb_build_object(
                   'id', d.id, 'title', left(d.typed -> 'title' ->> 0, 120), 'country', d.typed -> 'country' ->> 0,
                   'step', d.step, 'changed_at', d.changed_at
               ) ORDER BY d.changed_at DESC, d.id) FROM plan_draft d WHERE d.account_id = a.id
           ) AS drafts
    {_SESSION},
    LATERAL (
        SELECT coalesce(array_agg(p.id ORDER BY p.id), '{{}}'::uuid[]) AS ids,
               coalesce(array_agg(p.revision ORDER BY p.id), '{{}}'::integer[]) AS revisions,
               md5(coalesce(string_agg(p.id::text || ':' || p.revision, ' ' ORDER BY p.id), '')) AS digest
        FROM (
            SELECT id, revision FROM plan WHERE a.is_administrator
            UNION ALL (
                SELECT plan.id, plan.revision FROM membership m JOIN plan ON plan.id = m.plan_id
                WHERE m.account_id = a.id AND NOT a.is_administrator
                UNION
                SELECT plan.id, plan.revision FROM membership m, LATERAL (
                    SELECT id, revision FROM plan WHERE portfolio_id = m.portfolio_id OFFSET 0
                ) plan
                WHERE m.account_id = a.id AND NOT a.is_administrator
            )
        ) p
    ) visible
    {_VALID}
"""  # noqa: S608

_VISIT_PLANS = f"SELECT {_ALL_PLANS}"
_MANAGING = ", ".join(f"'{role}'" for role in ROLES if "manage" in rights_of(frozenset({role})))
_VISIT_MONEY = f"""
    SELECT (SELECT count(*) FROM rate_import WHERE imported_at IS NOT NULL) AS imports,
           (SELECT max(imported_at) FROM rate_import WHERE imported_at IS NOT NULL) AS imported_at,
           (SELECT coalesce(max(id), 0) FROM portfolio_change) AS portfolios,
           ARRAY(
               SELECT m.portfolio_id FROM membership m
               WHERE m.account_id = a.id AND m.portfolio_id IS NOT NULL AND m.role IN ({_MANAGING}) ORDER BY 1
           ) AS managed,
           {_ALL_PLANS}
"""  # noqa: S608

_VISITS, _VISITS_OF_A_PLAN, _VISITS_OF_ALL_PLANS = Gathering(_VISIT), Gathering(_VISIT_PLAN), Gathering(_VISIT_PLANS)
_VISITS_OF_MONEY = Gathering(_VISIT_MONEY)


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionKey:
    """What a browser showed, and when it counts: ``seen_after`` is the idle limit as an instant."""

    secret_hash: bytes
    now: datetime
    seen_after: datetime
    samples_may_enter: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A valid session, its account with the roles on what was asked for, and what was asked for."""

    session_id: UUID
    seen_at: datetime
    viewer: Viewer
    language: str
    plan: PlanHead | None = None
    plans: VisiblePlans | None = None
    money: MoneyGround | None = None


async def find_session(key: SessionKey) -> Found | None:
    """Find the session and its account alone."""
    row = await _VISITS.fetch_one(*_arguments(key))
    return None if row is None else _found(row)


async def find_session_and_plan(key: SessionKey, slug: str) -> Found | None:
    """Find the session, its account with the roles on the plan, and the plan's head, in one statement."""
    row = await _VISITS_OF_A_PLAN.fetch_one(*_arguments(key, slug))
    return None if row is None else _found(row)


async def find_session_and_plans(key: SessionKey) -> Found | None:
    """Find the session, its account with all roles it has anywhere, and all plans it may read, in one statement."""
    row = await _VISITS_OF_ALL_PLANS.fetch_one(*_arguments(key))
    return None if row is None else _found(row, _plans(row))


async def find_session_and_money(key: SessionKey) -> Found | None:
    """Find the same, and what the money of those plans stands on besides them, in one statement."""
    row = await _VISITS_OF_MONEY.fetch_one(*_arguments(key))
    return None if row is None else _found(row, _plans(row), _money(row))


async def add_session(session_id: UUID, secret_hash: bytes, account_id: UUID, *, now: datetime, ends: datetime) -> None:
    """Keep a new session, and clear away those of the account that have ended."""
    await fetch("DELETE FROM session WHERE account_id = $1 AND ends_at <= $2", account_id, now)
    await fetch(
        """
        INSERT INTO session (id, secret_hash, account_id, created_at, seen_at, ends_at) VALUES ($1, $2, $3, $4, $4, $5)
        """,
        session_id,
        secret_hash,
        account_id,
        now,
        ends,
    )


async def touch_session(session_id: UUID, now: datetime, at_most_every: timedelta) -> None:
    """Note that a session was seen; of several at once one writes."""
    await fetch("UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at <= $3", session_id, now, now - at_most_every)


async def end_session(secret_hash: bytes) -> UUID | None:
    """End one session; give the account whose it was."""
    row = await fetch_one("DELETE FROM session WHERE secret_hash = $1 RETURNING account_id", secret_hash)
    return None if row is None else row["account_id"]


async def end_sessions(account_id: UUID) -> int:
    """End all sessions of an account; give how many there were."""
    return len(await fetch("DELETE FROM session WHERE account_id = $1 RETURNING id", account_id))


async def count_sessions(account_id: UUID, *, now: datetime, seen_after: datetime) -> int:
    """Count the browsers that are signed in to an account."""
    row = await fetch_one(
        "SELECT count(*) AS number FROM session WHERE account_id = $1 AND ends_at > $2 AND seen_at > $3",
        account_id,
        now,
        seen_after,
    )
    return 0 if row is None else row["number"]


def _arguments(key: SessionKey, slug: str = "") -> tuple[bytes, datetime, datetime, bool, str]:
    return key.secret_hash, key.now, key.seen_after, key.samples_may_enter, slug


def _found(row: Record, plans: VisiblePlans | None = None, money: MoneyGround | None = None) -> Found:
    viewer = row["account_id"], row["name"], row["email"], row["is_administrator"], row["roles"] or ""
    return Found(
        session_id=row["session_id"],
        seen_at=row["seen_at"],
        viewer=_viewer(*viewer),
        language=row["language"],
        plan=_plan(row) if row["plan_id"] else None,
        plans=plans,
        money=money,
    )


@lru_cache(maxsize=1_000)
def _viewer(account_id: UUID, name: str, email: str, is_administrator: bool, roles: str) -> Viewer:  # noqa: FBT001 (a column)
    # Kept, for nearly every request comes from somebody who asked before; what changed makes another one.
    held = [role for role in ROLES if role in roles.split()]
    return Viewer(
        account_id=account_id, name=name, email=email, is_administrator=is_administrator, roles=frozenset(held)
    )


def _plan(row: Record) -> PlanHead:
    return PlanHead(
        id=row["plan_id"],
        slug=row["slug"],
        revision=row["revision"],
        portfolio_id=row["portfolio_id"],
        is_multi_country=row["is_multi_country"],
    )


def _money(row: Record) -> MoneyGround:
    return MoneyGround(
        imports=row["imports"],
        imported_at=row["imported_at"],
        portfolios=row["portfolios"],
        managed=tuple(row["managed"]),
    )


def _plans(row: Record) -> VisiblePlans:
    told = row["drafts"]
    drafts = msgspec.convert([_head(each) for each in told], tuple[DraftHead, ...]) if told else ()
    return VisiblePlans(ids=tuple(row["ids"]), revisions=tuple(row["revisions"]), digest=row["digest"], drafts=drafts)


def _head(draft: dict[str, Any]) -> dict[str, Any]:
    """A draft's head; what nobody typed yet is empty."""
    return {name: "" if value is None else value for name, value in draft.items()}
