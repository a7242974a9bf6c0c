"""Accounts, their sessions, roles and calendar addresses."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Bytea, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PlanRow, PortfolioRow


class AccountRow(Table, tablename="account", db=DB):
    """Somebody who can sign in. ``email`` is kept in lower case."""

    id = UUID(primary_key=True, null=False, default=None)
    email = Text(null=False, default=None, unique=True)
    name = Text(null=False, default=None)
    password_hash = Text(null=False, default=None, secret=True)
    is_administrator = Boolean(null=False, default=False)
    is_active = Boolean(null=False, default=True)
    is_sample = Boolean(null=False, default=False)
    language = Text(null=False, default="")
    created_at = Timestamptz(null=False, default=None)


class MembershipRow(Table, tablename="membership", db=DB):
    """A role of an account on a plan or on all plans of a portfolio: exactly one of the two is set."""

    id = UUID(primary_key=True, null=False, default=None)
    account_id = ForeignKey(AccountRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    plan_id = ForeignKey(PlanRow, null=True, default=None, on_delete=OnDelete.cascade, index=True)
    portfolio_id = ForeignKey(PortfolioRow, null=True, default=None, on_delete=OnDelete.cascade, index=True)
    role = Text(null=False, default=None)


class SessionRow(Table, tablename="session", db=DB):
    """A signed-in browser, known by the hash of its secret."""

    id = UUID(primary_key=True, null=False, default=None)
    secret_hash = Bytea(null=False, default=None, unique=True, secret=True)
    account_id = ForeignKey(AccountRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    created_at = Timestamptz(null=False, default=None)
    seen_at = Timestamptz(null=False, default=None)
    ends_at = Timestamptz(null=False, default=None)


class FeedRow(Table, tablename="feed", db=DB):
    """A secret calendar address, known by the hash of its secret; a revoked one is deleted."""

    id = UUID(primary_key=True, null=False, default=None)
    secret_hash = Bytea(null=False, default=None, unique=True, secret=True)
    account_id = ForeignKey(AccountRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    scope = Text(null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=True, default=None, on_delete=OnDelete.cascade, index=True)
    language = Text(null=False, default=None)
    created_at = Timestamptz(null=False, default=None)


class AttemptRow(Table, tablename="attempt", db=DB):
    """Failed sign-ins by account and by address, for slowing down guessing. ``subject`` is a hash."""

    subject = Bytea(primary_key=True, null=False, default=None)
    failures = Integer(null=False, default=0)
    last_at = Timestamptz(null=False, default=None)
