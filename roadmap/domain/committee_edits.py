"""Edits of who governs a plan: committees and their meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.drafts import TITLE_MAX, day_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.parts import Ground, filled, ground_faults, grounded, with_part, without_parts
from roadmap.domain.plans import Plan

FIGURES: Final = ("members", "has_service_users")
MOST_MEMBERS: Final = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeDraft:
    """A committee as typed; its fields are those of ``Committee``."""

    title: str
    purpose: str
    members: tuple[str, ...]
    has_service_users: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingDraft:
    """A meeting as typed."""

    committee_id: UUID | None
    held_on: date


def check_committee(draft: CommitteeDraft) -> list[Fault]:
    """Everything that is wrong with a draft."""
    faults = [*title_faults(draft.title), *text_faults("purpose", draft.purpose)]
    if len(draft.members) > MOST_MEMBERS:
        faults.append(Fault(field="members", message=message("committee.too_many", most=MOST_MEMBERS)))
    too_long = [fault for each in draft.members for fault in text_faults("members", each, TITLE_MAX)]
    return [*faults, *too_long[:1]]


def with_committee(
    plan: Plan, draft: CommitteeDraft, ground: Ground, *, before: Committee | None, committee_id: UUID
) -> Plan:
    """The plan with a committee added, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(Committee, draft, before, id=committee_id, plan_id=plan.id, key="", basis=ground.basis)
    refuse([*check_committee(draft), *ground_faults(before, made, FIGURES, ground)])
    return with_part(plan, "committees", grounded(before, made, FIGURES, ground))


def without_committee(plan: Plan, committee: Committee, *, takes_along: bool) -> Plan:
    """The plan without a committee and its meetings. Raises ``RuleBrokenError`` unless somebody saw that they go."""
    held = [each.id for each in plan.meetings if each.committee_id == committee.id]
    if held and not takes_along:
        raise RuleBrokenError(Fault(field="", message=message("committee.takes_along", title=committee.title)))
    return without_parts(without_parts(plan, "meetings", held), "committees", [committee.id])


def check_meeting(draft: MeetingDraft, plan: Plan, before: Meeting | None = None) -> list[Fault]:
    """Everything that is wrong with a draft. A committee meets once a day; a day off is its own business."""
    faults = day_faults("held_on", draft.held_on)
    if draft.committee_id not in {each.id for each in plan.committees}:
        faults.append(Fault(field="committee_id", message=message("committee.unknown")))
    others = (each for each in plan.meetings if before is None or each.id != before.id)
    if any((each.committee_id, each.held_on) == (draft.committee_id, draft.held_on) for each in others):
        faults.append(Fault(field="held_on", message=message("committee.meets_already")))
    return faults


def with_meeting(plan: Plan, draft: MeetingDraft, *, before: Meeting | None, meeting_id: UUID, now: datetime) -> Plan:
    """The plan with a meeting added at a moment, or changed from ``before``. Raises ``RuleBrokenError``."""
    made = filled(Meeting, draft, before, id=meeting_id, plan_id=plan.id, changed_at=now)
    refuse(check_meeting(draft, plan, before))
    return with_part(plan, "meetings", made)


def without_meeting(plan: Plan, meeting: Meeting) -> Plan:
    """The plan without a meeting."""
    return without_parts(plan, "meetings", [meeting.id])
