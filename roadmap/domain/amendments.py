"""Amendments: how an approved plan changes, within what was agreed at once, beyond it with a new sign-off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

AmendmentKind = Literal["correction", "within", "beyond", "results"]
AMENDMENT_KINDS: tuple[AmendmentKind, ...] = ("correction", "within", "beyond", "results")
"""From what weighs least to what weighs most: a correction, within tolerance, beyond it, a change of results."""
TO_SIGN: frozenset[AmendmentKind] = frozenset({"beyond", "results"})
"""Kinds that wait for a new sign-off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tolerances:
    """What an approved plan may change by itself: percent of a cost category, calendar days of a pinned date."""

    category_percent: Decimal
    pinned_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """A change of an approved plan, from the baseline ``baseline_id`` to the plan at ``revision``.

    ``made_by`` and ``signed_by`` are the roles in which people acted; who signed is kept as an account, so that a name
    is shown only as long as there is one. ``new_baseline_id`` is the baseline that it led to, nothing while it waits.
    """

    id: UUID
    plan_id: UUID
    number: int
    kind: AmendmentKind
    reason: str
    decision: str = ""
    baseline_id: UUID
    revision: int
    made_by: str
    made_at: datetime
    signed_by: str = ""
    signer_id: UUID | None = None
    signed_at: datetime | None = None
    new_baseline_id: UUID | None = None
    version: int = 1

    @property
    def is_settled(self) -> bool:
        """Whether it led to a baseline."""
        return self.new_baseline_id is not None


def waiting(amendments: Iterable[Amendment]) -> Amendment | None:
    """The amendment that waits for a sign-off: the latest, unless it is settled. It takes the place of earlier ones."""
    last = max(amendments, key=lambda each: each.number, default=None)
    return None if last is None or last.is_settled else last
