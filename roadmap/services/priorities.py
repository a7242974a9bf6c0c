"""What people do with the order in which money goes to costs, as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.priority_edits import PrioritiesDraft, priorities_of, with_priorities
from roadmap.services.edits import Edit, putting


def save_priorities(draft: PrioritiesDraft, _ground: Ground, plan_id: UUID, version: int | None) -> Edit:
    """Change the order of a plan's cost categories as it was at ``version``."""
    return putting(
        lambda plan: (priorities_of(plan),), plan_id, version, lambda plan, _before: with_priorities(plan, draft)
    )
