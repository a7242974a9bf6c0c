"""What people do with committees and meetings, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from roadmap.domain.committee_edits import (
    CommitteeDraft,
    MeetingDraft,
    with_committee,
    with_meeting,
    without_committee,
    without_meeting,
)
from roadmap.domain.parts import Ground
from roadmap.services.edits import Edit, putting, taking_out


def save_committee(draft: CommitteeDraft, ground: Ground, committee_id: UUID, version: int | None = None) -> Edit:
    """Add a committee, or change the one with this id as it was at ``version``."""
    return putting(
        "committees",
        committee_id,
        version,
        lambda plan, before: with_committee(plan, draft, ground, before=before, committee_id=committee_id),
    )


def remove_committee(committee_id: UUID, version: int, *, takes_along: bool = False) -> Edit:
    """Take a committee out, and its meetings along where that was said."""
    return taking_out("committees", committee_id, version, partial(without_committee, takes_along=takes_along))


def save_meeting(draft: MeetingDraft, meeting_id: UUID, version: int | None = None, *, now: datetime) -> Edit:
    """Add a meeting, or change the one with this id as it was at ``version``."""
    return putting(
        "meetings",
        meeting_id,
        version,
        lambda plan, before: with_meeting(plan, draft, before=before, meeting_id=meeting_id, now=now),
    )


def remove_meeting(meeting_id: UUID, version: int) -> Edit:
    """Take a meeting out."""
    return taking_out("meetings", meeting_id, version, without_meeting)
