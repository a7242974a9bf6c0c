"""Organisations and roles with a say, and the move that is wanted of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Stance

STANCES: tuple[Stance, ...] = ("opposes", "sceptical", "neutral", "supports", "champions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stakeholder:
    """A stakeholder of one plan; ``influence`` and ``interest`` run from 1 (little) to 5 (much)."""

    id: UUID
    plan_id: UUID
    key: str
    title: str
    archetype: str
    level: str
    sector: str
    influence: int
    interest: int
    stance: Stance
    wanted: Stance
    wants: str
    ask: str
    owner: str
    basis: Provenance
    version: int = 1

    @property
    def steps_wanted(self) -> int:
        """How many stances lie between where it is and where it is wanted; negative means a step back."""
        return STANCES.index(self.wanted) - STANCES.index(self.stance)
