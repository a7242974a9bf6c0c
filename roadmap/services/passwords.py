"""Hashing and checking passwords with argon2id: slow on purpose, so off the event loop and few at a time."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from roadmap.domain.passwords import LONGEST, normal
from roadmap.domain.sign_ins import SlowedDownError

Result = TypeVar("Result")
# 19 MiB and two passes is what OWASP recommends where memory is short: a worker has to stay small while two hashes run.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
AT_ONCE: Final = 2
MOST_WAITING: Final = 50
"""More than this are told to come back later, so that a flood of sign-ins cannot queue up the worker's time."""
COME_BACK_IN: Final = timedelta(minutes=1)


class Queue:
    """A few threads, and a count of who waits for them."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self.at_once = at_once
        self.most_waiting = most_waiting
        self.renew()

    def renew(self) -> None:
        """Begin afresh: threads do not survive a fork, and work given to those of the parent would wait for ever."""
        self.threads = ThreadPoolExecutor(max_workers=self.at_once, thread_name_prefix="password")
        self.waiting = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Run work in a thread when its turn comes; raises ``SlowedDownError`` when too many wait already."""
        if self.waiting >= self.most_waiting:
            raise SlowedDownError(COME_BACK_IN)
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, work)
        finally:
            self.waiting -= 1


_queue: Final = Queue(AT_ONCE, MOST_WAITING)
os.register_at_fork(after_in_child=_queue.renew)


async def hash_password(password: str) -> str:
    """Hash a password for keeping."""
    return await _queue.run(lambda: _HASHER.hash(_spelt(password)))


async def is_password(password: str, kept: str | None) -> bool:
    """Check a password against the hash that is kept; without one, take the same time and say no."""
    return await _queue.run(lambda: _verify(password, kept or _hash_of_nobody())) and kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with other costs than today's."""
    return _HASHER.check_needs_rehash(kept)


def _verify(password: str, kept: str) -> bool:
    try:
        return _HASHER.verify(kept, _spelt(password))
    except (VerificationError, InvalidHashError):
        return False


def _spelt(password: str) -> bytes:
    # Cut, so that a huge text costs nothing: no password that was accepted is longer.
    return normal(password[: LONGEST + 1]).encode(errors="replace")


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_bytes(16))
