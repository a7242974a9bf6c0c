"""Who pays: funding sources, their restrictions and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from roadmap.domain.playbooks import Rank, Stage
from roadmap.domain.provenance import Provenance

STAGES: tuple[Stage, ...] = ("identified", "in-talks", "applied", "committed", "contracted", "received")
FIRM: frozenset[Stage] = frozenset({"committed", "contracted", "received"})
"""From this stage on an amount counts as committed; before it, as probable."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingSource:
    """A payer in one plan, with the cost categories it may and may not pay."""

    id: UUID
    plan_id: UUID
    key: str
    title: str
    kind: str
    rank: Rank
    may_pay: tuple[str, ...]
    may_not_pay: tuple[str, ...]
    note: str
    basis: Provenance
    version: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """An amount of a source in the plan's currency, from ``starts`` to ``ends`` (both included).

    ``probability`` is a percentage; it is 100 from ``committed`` on.
    """

    id: UUID
    plan_id: UUID
    source_id: UUID
    stage: Stage
    probability: int
    amount: Decimal
    starts: date
    ends: date
    basis: Provenance
    version: int = 1

    @property
    def is_firm(self) -> bool:
        """Committed, contracted or received."""
        return self.stage in FIRM


def committed(commitments: tuple[Commitment, ...]) -> Decimal:
    """The sum of firm amounts, in the plan's currency."""
    return sum((each.amount for each in commitments if each.is_firm), Decimal(0))


def probable(commitments: tuple[Commitment, ...]) -> Decimal:
    """The sum of amounts that are not firm yet, unweighted, in the plan's currency."""
    return sum((each.amount for each in commitments if not each.is_firm), Decimal(0))
