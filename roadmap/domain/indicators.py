"""Readings of what is counted, and the targets they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from roadmap.domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorTarget:
    """The value an indicator should reach by ``due``."""

    indicator: str
    due: date
    value: Decimal
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A value reported for one service and the quarter beginning on ``quarter``."""

    id: UUID
    plan_id: UUID
    service_id: UUID
    indicator: str
    quarter: date
    value: Decimal
    entered_by: str
    entered_at: datetime
