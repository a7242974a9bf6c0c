"""What every part of the plan of these tests stands on: the plan, the moment it was changed, and a ground."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from uuid import UUID

from roadmap.domain.provenance import Citation, Provenance

PLAN_ID: Final = UUID(int=1)
MADE: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CHANGED: Final = datetime(2026, 11, 20, 15, 30, 5, tzinfo=timezone(timedelta(hours=1)))
PUBLISHED: Final = Provenance(kind="published", citations=(Citation(source="000", section="Route B", line=244),))
ASSUMED: Final = Provenance(kind="assumed", by="Authors", on=date(2026, 11, 1), reason="Made up, for a test")
DERIVED: Final = Provenance(kind="derived", formula="3 × 780,000")
