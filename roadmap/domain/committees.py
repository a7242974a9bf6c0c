"""Who governs a plan, and when they meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadmap.domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Committee:
    """A committee of a plan; ``members`` are organisations and roles."""

    id: UUID
    plan_id: UUID
    key: str
    title: str
    purpose: str
    members: tuple[str, ...]
    has_service_users: bool
    basis: Provenance
    version: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """A committee's meeting on a day."""

    id: UUID
    plan_id: UUID
    committee_id: UUID
    held_on: date
    version: int = 1
    changed_at: datetime
