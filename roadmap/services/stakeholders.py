"""What people do with stakeholders, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.stakeholder_edits import StakeholderDraft, with_stakeholder, without_stakeholder
from roadmap.services.edits import Edit, putting, taking_out


def save_stakeholder(draft: StakeholderDraft, ground: Ground, stakeholder_id: UUID, version: int | None = None) -> Edit:
    """Add a stakeholder, or change the one with this id as it was at ``version``."""
    return putting(
        "stakeholders",
        stakeholder_id,
        version,
        lambda plan, before: with_stakeholder(plan, draft, ground, before=before, stakeholder_id=stakeholder_id),
    )


def remove_stakeholder(stakeholder_id: UUID, version: int) -> Edit:
    """Take a stakeholder out."""
    return taking_out("stakeholders", stakeholder_id, version, without_stakeholder)
