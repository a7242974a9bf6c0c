"""A plan's file between its preview and its takeover: kept here, so that nobody has to trust what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

KEPT_FOR: Final = timedelta(days=1)
"""How long a file waits to be taken over."""
MOST_WAITING: Final = 5
"""Files of one account that wait at a time; of more the oldest goes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanImport:
    """A file as somebody sent it. ``plan_id`` is the plan that it goes over, nothing for a new one."""

    id: UUID
    account_id: UUID
    plan_id: UUID | None
    file_name: str
    content: bytes
    created_at: datetime
