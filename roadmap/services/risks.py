"""What people do with barriers and risks, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.risk_edits import RiskDraft, with_risk, without_risk
from roadmap.services.edits import Edit, putting, taking_out


def save_risk(draft: RiskDraft, ground: Ground, risk_id: UUID, version: int | None = None) -> Edit:
    """Add a risk, or change the one with this id as it was at ``version``."""
    return putting(
        "risks", risk_id, version, lambda plan, before: with_risk(plan, draft, ground, before=before, risk_id=risk_id)
    )


def remove_risk(risk_id: UUID, version: int) -> Edit:
    """Take a risk out."""
    return taking_out("risks", risk_id, version, without_risk)
