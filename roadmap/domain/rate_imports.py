"""Files of exchange rates: one that waits to be taken over, and what each brought once it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmap.domain.drafts import text_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.parts import GROUND_MAX
from roadmap.domain.rates import ChangedRate, RateSource


@dataclass(frozen=True, kw_only=True, slots=True)
class RateImport:
    """A file as somebody sent it, in which role and when.

    ``reason`` is why rates of one's own are what they are. While it waits it has its ``content``; once it is taken over
    it has ``imported_at`` instead, the number of rates that were new, and those that it ``changed``.
    """

    id: UUID
    account_id: UUID | None
    by: str
    source: RateSource
    file_name: str
    reason: str = ""
    content: bytes | None = None
    created_at: datetime
    imported_at: datetime | None = None
    added: int = 0
    changed: tuple[ChangedRate, ...] = ()


def reason_faults(source: RateSource, reason: str) -> list[Fault]:
    """Rates that nobody published say why they are what they are; those of the bank say it themselves."""
    if source == "own" and not reason:
        return [Fault(field="reason", message=message("rates.reason_missing"))]
    return text_faults("reason", reason, GROUND_MAX)


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesRevision:
    """Which rates there are: what is worked out with them stands while no other file is taken over."""

    imports: int
    latest: datetime | None

    def __str__(self) -> str:
        """As part of a key, and as a form carries it."""
        return f"{self.imports}-{self.latest.isoformat() if self.latest else ''}"
