"""Delivery sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from roadmap.domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A site that delivers the intervention; ``specialists`` and ``leaders`` are full-time equivalents."""

    id: UUID
    plan_id: UUID
    key: str
    title: str
    area: str
    specialists: Decimal
    leaders: Decimal
    opens: date
    basis: Provenance
    version: int = 1
