"""What people do with milestones: record progress, attach and remove evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, require
from roadmap.domain.errors import ConflictError, NotFoundError
from roadmap.domain.evidence import EvidenceDraft, check_evidence
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence, Milestone, ProgressDraft, check_progress, record
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import working_calendar
from roadmap.store import evidence as evidence_store
from roadmap.store.writing import Actor, writing

PARTS = frozenset({"milestones"})
WITH_EVIDENCE = frozenset({"milestones", "evidence"})


def actor(viewer: Viewer) -> Actor:
    """The viewer as the log names them: the account by id, and the role in which they act."""
    return Actor(account_id=viewer.account_id, name=viewer.role)


async def record_progress(
    viewer: Viewer,
    plan_id: UUID,
    milestone_id: UUID,
    *,
    version: int,
    draft: ProgressDraft,
    now: datetime,
    reason: str = "",
) -> Milestone:
    """Record what somebody says of a milestone; ``reason`` is why, for the log.

    Raises ``NotFoundError``, ``ForbiddenError``, ``RuleBrokenError``, and ``ConflictError`` with the milestone as it
    stands when it was saved by somebody else since ``version``.
    """
    require(viewer.rights, "track")
    async with writing(plan_id, actor(viewer), now, PARTS) as unit:
        before = milestone_of(unit.plan, milestone_id)
        checked = check_progress(draft, unit.plan.start, now.date())
        if before.version != version:
            raise ConflictError(message("error.conflict"), before)
        calendar = working_calendar(unit.plan.country, unit.plan.subdivision)
        saved: Milestone = unit.change(before, record(before, checked, calendar, now.date()), reason)
        return saved


async def add_evidence(
    viewer: Viewer, plan_id: UUID, milestone_id: UUID, *, draft: EvidenceDraft, most_bytes: int, now: datetime
) -> Evidence:
    """Attach a link or a file to a milestone. Raises as ``record_progress`` does, but never ``ConflictError``."""
    require(viewer.rights, "track")
    checked = check_evidence(draft, most_bytes)
    async with writing(plan_id, actor(viewer), now, PARTS) as unit:
        milestone = milestone_of(unit.plan, milestone_id)
        evidence = Evidence(
            id=uuid4(),
            plan_id=plan_id,
            milestone_id=milestone.id,
            title=checked.title,
            link=checked.link,
            file_name=checked.file_name,
            media_type=checked.media_type,
            size=len(checked.content),
            added_by=viewer.role,
            added_at=now,
        )
        unit.add(evidence)
        if checked.content:
            unit.afterwards(evidence_store.file_saver(evidence.id, checked.content))
        return evidence


async def remove_evidence(viewer: Viewer, plan_id: UUID, evidence_id: UUID, *, now: datetime) -> Evidence:
    """Take evidence away from its milestone; the log keeps that it was there."""
    require(viewer.rights, "track")
    async with writing(plan_id, actor(viewer), now, WITH_EVIDENCE) as unit:
        evidence = next((each for each in unit.plan.evidence if each.id == evidence_id), None)
        if evidence is None:
            raise NotFoundError(message("error.not_found"))
        unit.remove(evidence)
        return evidence


async def evidence_file(viewer: Viewer, plan_id: UUID, evidence_id: UUID) -> tuple[Evidence, bytes]:
    """An evidence file and its bytes. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    return await evidence_store.evidence_file(plan_id, evidence_id)


def milestone_of(plan: Plan, milestone_id: UUID) -> Milestone:
    """The plan's milestone with this id. Raises ``NotFoundError``."""
    try:
        return plan.milestone(milestone_id)
    except KeyError:
        raise NotFoundError(message("error.not_found")) from None
