"""What people do with budget lines, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from roadmap.domain.budget_edits import (
    BudgetLineDraft,
    RowEdit,
    with_budget_line,
    with_budget_rows,
    without_budget_line,
)
from roadmap.domain.parts import Ground
from roadmap.services.edits import Edit, putting, taking_out


def save_budget_line(draft: BudgetLineDraft, ground: Ground, line_id: UUID, version: int | None = None) -> Edit:
    """Add a budget line, or change the one with this id as it was at ``version``."""
    return putting(
        "budget",
        line_id,
        version,
        lambda plan, before: with_budget_line(plan, draft, ground, before=before, line_id=line_id),
    )


def remove_budget_line(line_id: UUID, version: int) -> Edit:
    """Take a budget line out."""
    return taking_out("budget", line_id, version, without_budget_line)


def save_budget_rows(rows: Sequence[RowEdit], ground: Ground) -> Edit:
    """Add and change several lines at once, out of the budget's table."""
    return lambda plan: with_budget_rows(plan, rows, ground)
