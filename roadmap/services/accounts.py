"""What people do with their own account, and an operator with everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from roadmap.domain.access import ROLES, Role, Viewer
from roadmap.domain.accounts import (
    Account,
    Member,
    PasswordChange,
    account_faults,
    normal_email,
    normal_name,
    password_change_faults,
)
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.passwords import password_fault
from roadmap.domain.sign_ins import BY_ACCOUNT
from roadmap.services.passwords import hash_password, is_password
from roadmap.services.sign_ins import Door, count_try, forgive, start_session, subject
from roadmap.store import accounts, sessions
from roadmap.store.connection import transaction

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """A plan or a portfolio, by its slug."""

    slug: str
    is_portfolio: bool


async def my_account(viewer: Viewer) -> Account:
    """Give the viewer's own account."""
    account, _ = await _load(viewer.account_id)
    return account


async def change_password(viewer: Viewer, change: PasswordChange, door: Door, now: datetime) -> str:
    """Change the viewer's password, end all their sessions, and give the secret of a new one.

    Raises ``RuleBrokenError``, or ``SlowedDownError`` when the current password was guessed at too often.
    """
    account, kept = await _load(viewer.account_id)
    if account.is_sample:
        raise RuleBrokenError(Fault(field="", message=message("account.password.sample")))
    if faults := password_change_faults(change, account):
        raise RuleBrokenError(*faults)
    counts = {subject("account", account.email): BY_ACCOUNT}
    await count_try(counts, now)
    if not await is_password(change.current, kept):
        raise RuleBrokenError(Fault(field="current", message=message("account.password.current_wrong")))
    await forgive(counts, now)
    hashed = await hash_password(change.new)
    async with transaction():
        if not await accounts.change_password_hash(account.id, kept, hashed):
            raise RuleBrokenError(Fault(field="current", message=message("account.password.current_wrong")))
        await sessions.end_sessions(account.id)
        secret = await start_session(account.id, door.longest, now)
    log.info("password changed", account=str(account.id))
    return secret


async def change_language(viewer: Viewer, language: str) -> None:
    """Set the language in which the viewer reads, on every device; empty leaves it to each browser."""
    await accounts.change_language(viewer.account_id, language)


async def add_account(account: Account, password: str) -> Account:
    """Add somebody who can sign in. Raises ``RuleBrokenError``, for an address that is taken too."""
    if faults := account_faults(account.email, account.name, password):
        raise RuleBrokenError(*faults)
    if not await accounts.add_account(account, await hash_password(password)):
        raise RuleBrokenError(Fault(field="email", message=message("account.email.taken")))
    log.info("account added", account=str(account.id), is_administrator=account.is_administrator)
    return account


def new_account(email: str, name: str, now: datetime, *, is_administrator: bool = False) -> Account:
    """Make an account of what was typed, in its one spelling, with a new id."""
    return Account(
        id=uuid4(),
        email=normal_email(email),
        name=normal_name(name),
        is_administrator=is_administrator,
        created_at=now,
    )


async def reset_password(email: str, password: str) -> None:
    """Give an account a new password and end all its sessions. Raises ``NotFoundError``, ``RuleBrokenError``."""
    account, _ = await _find(email)
    if weak := password_fault(password, (account.email, account.name)):
        raise RuleBrokenError(Fault(field="password", message=weak))
    hashed = await hash_password(password)
    async with transaction():
        await accounts.set_password_hash(account.id, hashed)
        await sessions.end_sessions(account.id)
    log.info("password reset", account=str(account.id))


async def grant(email: str, role: str, scope: Scope) -> bool:
    """Give an account a role on a plan or portfolio; say no when it had it already. Raises ``NotFoundError``."""
    account, _ = await _find(email)
    known, scope_id = _role(role), await _scope_id(scope)
    async with transaction():
        is_new = await add_membership(account.id, known, scope_id, is_portfolio=scope.is_portfolio)
    log.info("role granted", account=str(account.id), role=known, scope=str(scope_id), is_new=is_new)
    return is_new


async def revoke(email: str, role: str, scope: Scope) -> bool:
    """Take a role from an account; say no when it had none. Raises ``NotFoundError``."""
    account, _ = await _find(email)
    known, scope_id = _role(role), await _scope_id(scope)
    plan, portfolio = (None, scope_id) if scope.is_portfolio else (scope_id, None)
    is_gone = await accounts.remove_membership(account.id, known, plan=plan, portfolio=portfolio)
    log.info("role revoked", account=str(account.id), role=known, scope=str(scope_id), is_gone=is_gone)
    return is_gone


async def disable(email: str) -> None:
    """Let an account sign in no longer and end all its sessions. Raises ``NotFoundError``."""
    account, _ = await _find(email)
    async with transaction():
        await accounts.set_active(account.id, is_active=False)
        await sessions.end_sessions(account.id)
    log.info("account disabled", account=str(account.id))


async def enable(email: str) -> None:
    """Let a disabled account sign in again. Raises ``NotFoundError``."""
    account, _ = await _find(email)
    await accounts.set_active(account.id, is_active=True)
    log.info("account enabled", account=str(account.id))


async def list_members() -> list[Member]:
    """List all accounts with what was granted to them."""
    return await accounts.load_members()


async def add_membership(account_id: UUID, role: Role, scope_id: UUID, *, is_portfolio: bool) -> bool:
    """Give an account a role, in the current transaction."""
    plan, portfolio = (None, scope_id) if is_portfolio else (scope_id, None)
    return await accounts.add_membership(uuid4(), account_id, role, plan=plan, portfolio=portfolio)


async def _load(account_id: UUID) -> tuple[Account, str]:
    found = await accounts.load_account(account_id)
    if found is None:
        raise NotFoundError(message("account.unknown"))
    return found


async def _find(email: str) -> tuple[Account, str]:
    found = await accounts.find_account(normal_email(email))
    if found is None:
        raise NotFoundError(message("account.unknown"))
    return found


def _role(text: str) -> Role:
    known = next((role for role in ROLES if role == text), None)
    if known is None:
        raise RuleBrokenError(Fault(field="role", message=message("account.role.unknown")))
    return known


async def _scope_id(scope: Scope) -> UUID:
    found = await accounts.find_scope(scope.slug, is_portfolio=scope.is_portfolio)
    if found is None:
        raise NotFoundError(message("account.scope.unknown"))
    return found
