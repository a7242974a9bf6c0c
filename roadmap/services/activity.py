"""Reading what was done in a plan, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.access import Viewer, require
from roadmap.domain.changes import Change
from roadmap.store import activity

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityPage:
    """A stretch of the log. ``older_before`` is the number that the next stretch starts before; nothing at the end.

    ``counts`` holds how many changes the whole log has of each kind of thing.
    """

    changes: tuple[Change, ...]
    older_before: int | None
    counts: Mapping[str, int]


async def read_activity(viewer: Viewer, plan_id: UUID, *, noun: str = "", before: int | None = None) -> ActivityPage:
    """Up to ``PAGE`` changes before a number, of one kind of thing or of all. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    # One more than is shown tells whether there are older ones.
    found = await activity.page_of_changes(plan_id, noun=noun, before_id=before, most=PAGE + 1)
    shown = found[:PAGE]
    return ActivityPage(
        changes=tuple(change for _, change in shown),
        older_before=shown[-1][0] if len(found) > PAGE else None,
        counts=await activity.count_changes(plan_id),
    )
