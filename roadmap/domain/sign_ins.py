"""How guessing passwords is slowed down: after some failures in a row each further try has to wait, ever longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from roadmap.domain.errors import RoadmapError
from roadmap.domain.messages import message


@dataclass(frozen=True, kw_only=True, slots=True)
class Slowing:
    """``free`` failures cost nothing; the next makes one wait ``first``, each further twice as long up to ``longest``.

    Failures are forgotten when none came for ``forgotten``.
    """

    free: int
    first: timedelta
    longest: timedelta
    forgotten: timedelta

    def wait(self, failures: int) -> timedelta:
        """Give the pause that this many failures in a row demand after the last."""
        if failures < self.free:
            return timedelta()
        doubled: int = 2 ** min(failures - self.free, 30)
        return min(self.longest, self.first * doubled)


BY_ACCOUNT: Final = Slowing(
    free=5, first=timedelta(seconds=15), longest=timedelta(minutes=15), forgotten=timedelta(hours=1)
)
"""Ever longer, but never for good: who guesses at somebody's account must not lock its owner out."""

BY_ADDRESS: Final = Slowing(
    free=30, first=timedelta(seconds=15), longest=timedelta(minutes=15), forgotten=timedelta(hours=1)
)
"""More is allowed here, because a whole organisation may share one address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempts:
    """Failures in a row of one account or from one address, and when the last was."""

    failures: int = 0
    last_at: datetime | None = None

    def wait_from(self, now: datetime, slowing: Slowing) -> timedelta:
        """Give how long a further try has to wait from now on; nothing when it may go ahead."""
        if self.last_at is None:
            return timedelta()
        return max(timedelta(), self.last_at + slowing.wait(self.failures) - now)

    def counted(self, now: datetime, slowing: Slowing) -> Attempts:
        """Count one more try, which failed until it is known to have succeeded."""
        is_forgotten = self.last_at is None or now - self.last_at >= slowing.forgotten
        return Attempts(failures=1 if is_forgotten else self.failures + 1, last_at=now)


class SlowedDownError(RoadmapError):
    """Too many tries failed; the next has to wait."""

    def __init__(self, wait: timedelta) -> None:
        """Say how many minutes to wait, rounded up."""
        self.wait = wait
        self.seconds = max(1, -int(-wait.total_seconds() // 1))
        super().__init__(message("sign_in.slowed", count=-(-self.seconds // 60)))
