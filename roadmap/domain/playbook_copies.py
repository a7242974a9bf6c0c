"""What a playbook said when a plan was made from it, kept so that a later one can be held against it.

Only what plans take is kept: a new figure of a country's history is no new playbook for a plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

import msgspec

from roadmap.domain.playbooks import Playbook
from roadmap.domain.questionnaires import NOTHING_ASKED


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
    """The playbook without what no plan takes from it: histories, benchmarks, checks, questions, needs."""
    return replace(playbook, histories=(), benchmarks=(), thresholds=(), checks=(), diagnosis=NOTHING_ASKED, needs=None)


def digest_of(playbook: Playbook) -> str:
    """The digest (SHA-256) of what plans take from a playbook; it differs when and only when that does."""
    return _worked_out(_VerySame(playbook))


class _VerySame:
    """A playbook that is told from others by being the same object: nothing in it changes, and all of it is much."""

    __slots__ = ("playbook",)

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _VerySame) and other.playbook is self.playbook

    def __hash__(self) -> int:
        return id(self.playbook)


# Making a plan took half its time to find a digest that is the same for every plan of a playbook.
@lru_cache(maxsize=8)
def _worked_out(same: _VerySame) -> str:
    content = msgspec.to_builtins(taken_by_plans(same.playbook), order="deterministic")
    # A kind of file that no plan takes anything from leaves no trace: plans made before it was known stay up to date.
    said = {name: value for name, value in content.items() if value is not None}
    return sha256(msgspec.json.encode(said)).hexdigest()


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
