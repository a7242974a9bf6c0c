"""Who pays: funding sources, their restrictions and commitments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Rank, Stage

STAGES: tuple[Stage, ...] = ("identified", "in-talks", "applied", "committed", "contracted", "received")
FIRM: frozenset[Stage] = frozenset({"committed", "contracted", "received"})
"""From this stage on an amount counts as committed; before it, as probable."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """What a payer wants by ``due``, such as a report."""

    title: str
    due: date


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingSource:
    """A payer in one plan, with the cost categories it may and may not pay.

    With ``service_ids`` it pays for costs of those services alone, and for none that is not of one service.
    ``conditions`` are what it ties its money to, ``deadlines`` when it wants to hear how it was spent, both on the
    ground of ``terms_basis``: that a payer is published does not say so of its terms. ``stakeholder_id`` is whom of the
    plan's stakeholders one talks to about it.
    """

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
    service_ids: tuple[UUID, ...] = ()
    conditions: str = ""
    deadlines: tuple[Deadline, ...] = ()
    terms_basis: Provenance | None = None
    stakeholder_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """An amount of a source in the plan's currency, from ``starts`` to ``ends`` (both included).

    ``probability`` is a percentage; it is 100 from ``committed`` on. ``delay`` is by how many months it will likely
    come late. ``decides_on`` is the day by which the payer has to be asked, or decides.
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
    delay: int = 0
    decides_on: date | None = None
    version: int = 1

    @property
    def is_firm(self) -> bool:
        """Committed, contracted or received."""
        return self.stage in FIRM


def by_stage(commitments: Iterable[Commitment]) -> dict[Stage, tuple[Commitment, ...]]:
    """The amounts at every stage from identified to received, those that are decided on first at the front."""
    ordered = sorted(commitments, key=lambda each: (each.decides_on or date.max, each.starts, each.id))
    return {stage: tuple(each for each in ordered if each.stage == stage) for stage in STAGES}


class Amounted(Protocol):
    """Something of an amount."""

    @property
    def amount(self) -> Decimal:
        """It, in the plan's currency."""


def in_all(amounts: Iterable[Amounted]) -> Decimal:
    """The sum of amounts, in the plan's currency."""
    return sum((each.amount for each in amounts), Decimal(0))


def committed(commitments: tuple[Commitment, ...]) -> Decimal:
    """The sum of firm amounts, in the plan's currency."""
    return in_all(each for each in commitments if each.is_firm)


def probable(commitments: tuple[Commitment, ...]) -> Decimal:
    """The sum of amounts that are not firm yet, unweighted, in the plan's currency."""
    return in_all(each for each in commitments if not each.is_firm)
