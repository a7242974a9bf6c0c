"""What people do with targets of indicators, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.target_edits import TargetDraft, named_targets, with_target, without_target
from roadmap.services.edits import Edit, putting, taking_out


def save_target(draft: TargetDraft, ground: Ground, target_id: UUID, version: int | None = None) -> Edit:
    """Add a target, or change the one with this id as the plan was at ``version``."""
    return putting(
        named_targets, target_id, version, lambda plan, before: with_target(plan, draft, ground, before=before)
    )


def remove_target(target_id: UUID, version: int) -> Edit:
    """Take a target out."""
    return taking_out(named_targets, target_id, version, without_target)
