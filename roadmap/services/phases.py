"""What people do with phases, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from roadmap.domain.phase_edits import PhaseDraft, with_phase, without_phase
from roadmap.services.edits import Edit, putting, taking_out


def save_phase(draft: PhaseDraft, phase_id: UUID, version: int | None = None) -> Edit:
    """Add a phase, or change the one with this id as it was at ``version``, with the milestones that hang on it."""
    return putting(
        "phases", phase_id, version, lambda plan, before: with_phase(plan, draft, before=before, phase_id=phase_id)
    )


def remove_phase(phase_id: UUID, version: int, to: UUID | None = None) -> Edit:
    """Take a phase out; its milestones go to another one."""
    return taking_out("phases", phase_id, version, partial(without_phase, to=to))
