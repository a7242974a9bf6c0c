"""Barriers as assessed in one plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Trend

HIGH = 15
"""From this score (likelihood × impact, 1–25) on a risk is high; from ``MEDIUM`` on it is medium."""
MEDIUM = 8
OWN: Final = "own-"
"""How the key of a risk begins that is none of the playbook's barriers: milestones lower a risk by its key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """A barrier in one plan: likelihood and impact 1–5 now, and what is left when the response works."""

    id: UUID
    plan_id: UUID
    barrier: str
    title: str
    situation: str
    likelihood: int
    impact: int
    trend: Trend
    response: str
    residual_likelihood: int
    residual_impact: int
    owner: str
    review_on: date
    basis: Provenance
    version: int = 1

    @property
    def is_own(self) -> bool:
        """Whether it was added by hand and is none of the playbook's barriers."""
        return self.barrier.startswith(OWN)

    @property
    def score(self) -> int:
        """Likelihood × impact."""
        return self.likelihood * self.impact

    @property
    def band(self) -> str:
        """``high``, ``medium`` or ``low`` by its score."""
        return "high" if self.score >= HIGH else "medium" if self.score >= MEDIUM else "low"


def own_risks(risks: Iterable[Risk]) -> dict[str, str]:
    """Titles of the risks that are none of the playbook's barriers, by key."""
    return {each.barrier: each.title for each in risks if each.is_own}
