"""What a playbook said when a plan was made from it, kept so that a later one can be held against it.

Only what plans take is kept: a new figure of a country's history is no new playbook for a plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from roadmap.domain.playbooks import NOTHING_ASKED, Playbook


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaybookCopy:
    """A playbook as it was. ``digest`` is of ``content``, so that two that say the same are one."""

    id: UUID
    intervention: str
    version: str
    digest: str
    content: Playbook
    first_seen_at: datetime


def taken_by_plans(playbook: Playbook) -> Playbook:
    """The playbook without what no plan takes from it: histories, benchmarks, checks, the questions before it."""
    return replace(playbook, histories=(), benchmarks=(), thresholds=(), checks=(), diagnosis=NOTHING_ASKED)


def digest_of(playbook: Playbook) -> str:
    """The digest (SHA-256) of what plans take from a playbook; it differs when and only when that does."""
    content = msgspec.json.encode(taken_by_plans(playbook), order="deterministic")
    return sha256(content).hexdigest()


def copy_of(playbook: Playbook, copy_id: UUID, now: datetime) -> PlaybookCopy:
    """A copy of a playbook, to keep."""
    return PlaybookCopy(
        id=copy_id,
        intervention=playbook.intervention.key,
        version=playbook.intervention.version,
        digest=digest_of(playbook),
        content=taken_by_plans(playbook),
        first_seen_at=now,
    )
