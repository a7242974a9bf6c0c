"""What people do with the statements of a plan, as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.statement_edits import StatementsDraft, statements_of, with_statements
from roadmap.services.edits import Edit, putting


def save_statements(draft: StatementsDraft, ground: Ground, plan_id: UUID, version: int | None) -> Edit:
    """Change what a plan says of itself as it was at ``version``."""
    return putting(
        lambda plan: (statements_of(plan),),
        plan_id,
        version,
        lambda plan, _before: with_statements(plan, draft, ground),
    )
