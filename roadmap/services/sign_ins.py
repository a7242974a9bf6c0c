"""Signing in and out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import structlog

from roadmap.domain.accounts import Account, is_plausible_email, normal_email
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.sign_ins import BY_ACCOUNT, BY_ADDRESS, SlowedDownError, Slowing
from roadmap.services.passwords import hash_password, is_outdated, is_password
from roadmap.services.visits import hash_of
from roadmap.store import accounts, sessions
from roadmap.store.connection import transaction

# The log names accounts by id only: who that is stands in the database, where it can be erased.
log = structlog.get_logger()

SECRET_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """What somebody typed, where from, and the secret of the session that their browser had until now."""

    email: str
    password: str
    address: str
    earlier_secret: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """The rules of entry: how long a session may last at most, and whether sample accounts may enter."""

    longest: timedelta
    samples_may_enter: bool


async def sign_in(credentials: Credentials, door: Door, now: datetime) -> str:
    """Give the secret of a new session.

    Raises ``RuleBrokenError`` in the same words and after the same time whether the account is unknown, disabled or has
    another password, and ``SlowedDownError`` after too many failures of the account or from the address.
    """
    email = normal_email(credentials.email)
    counts = {subject("address", credentials.address): BY_ADDRESS, subject("account", email): BY_ACCOUNT}
    await count_try(counts, now)
    found = await accounts.find_account(email) if is_plausible_email(email) else None
    account, kept = found or (None, None)
    is_right = await is_password(credentials.password, kept)
    if account is None or kept is None or not is_right or not may_enter(account, door):
        log.warning("sign-in refused", account=str(account.id) if account else None)
        raise RuleBrokenError(Fault(field="email", message=message("sign_in.refused")))
    await forgive(counts, now)
    if is_outdated(kept):
        renewed = await hash_password(credentials.password)
        kept = renewed if await accounts.change_password_hash(account.id, kept, renewed) else kept
    async with transaction():
        # Meanwhile the password may have been changed or the account disabled, and its sessions ended.
        if not await accounts.hold_account(account.id, kept):
            log.warning("sign-in refused", account=str(account.id))
            raise RuleBrokenError(Fault(field="email", message=message("sign_in.refused")))
        if credentials.earlier_secret:
            await sessions.end_session(hash_of(credentials.earlier_secret))
        secret = await start_session(account.id, door.longest, now)
    log.info("signed in", account=str(account.id))
    return secret


async def sign_out(secret: str) -> None:
    """End the session of one browser; one that is not known has ended already."""
    account_id = await sessions.end_session(hash_of(secret))
    if account_id:
        log.info("signed out", account=str(account_id))


async def sign_out_everywhere(account_id: UUID) -> int:
    """End all sessions of an account; give how many there were."""
    number = await sessions.end_sessions(account_id)
    log.info("signed out everywhere", account=str(account_id), sessions=number)
    return number


async def count_browsers(account_id: UUID, now: datetime, idle: timedelta) -> int:
    """Count the browsers that are signed in to an account."""
    return await sessions.count_sessions(account_id, now=now, seen_after=now - idle)


async def start_session(account_id: UUID, longest: timedelta, now: datetime) -> str:
    """Start a session, in the current transaction, and give its secret, of which only a hash is kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await sessions.add_session(uuid4(), hash_of(secret), account_id, now=now, ends=now + longest)
    return secret


def may_enter(account: Account, door: Door) -> bool:
    """Tell whether an account may sign in; everybody knows the password of a sample account."""
    return account.is_active and (door.samples_may_enter or not account.is_sample)


def subject(kind: str, name: str) -> bytes:
    """Name an account or an address in the table of failures, without telling who it is."""
    return hashlib.sha256(f"{kind}:{name}".encode(errors="replace")).digest()


async def count_try(counts: dict[bytes, Slowing], now: datetime) -> None:
    """Count a try as failed before it is made, so that tries made at once cannot all slip through.

    Raises ``SlowedDownError``, counting nothing, when any of the subjects has to wait. Always given in the same order
    of kinds, so that two tries never wait for each other.
    """
    async with transaction():
        for name, slowing in counts.items():
            attempts = await accounts.lock_attempts(name)
            wait = attempts.wait_from(now, slowing)
            if wait:
                log.warning("sign-in slowed", failures=attempts.failures, seconds=round(wait.total_seconds()))
                raise SlowedDownError(wait)
            await accounts.save_attempts(name, attempts.counted(now, slowing))


async def forgive(counts: dict[bytes, Slowing], now: datetime) -> None:
    """Take back the count of a try that succeeded.

    The account starts afresh. The address does not, or somebody with one account could go on guessing at others.
    """
    for name, slowing in counts.items():
        await accounts.forgive_attempt(name, all_of_them=slowing is BY_ACCOUNT)
    await accounts.sweep_attempts(now - max(BY_ACCOUNT.forgotten, BY_ADDRESS.forgotten))
