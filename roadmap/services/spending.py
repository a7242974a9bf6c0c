"""What people do with money spent, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from roadmap.domain.spending_edits import (
    Report,
    Seen,
    SpendingDraft,
    with_all_spent,
    with_spending,
    without_spending,
)
from roadmap.services.edits import Edit, putting, taking_out


def save_spending(draft: SpendingDraft, report: Report, spending_id: UUID, version: int | None = None) -> Edit:
    """Enter what was spent, or change the amount with this id as it was at ``version``."""
    return putting(
        "spending",
        spending_id,
        version,
        lambda plan, before: with_spending(plan, draft, report, before=before, spending_id=spending_id),
    )


def remove_spending(spending_id: UUID, version: int) -> Edit:
    """Take out an amount that was entered in error."""
    return taking_out("spending", spending_id, version, without_spending)


def take_over_spending(entries: Sequence[Seen], report: Report) -> Edit:
    """Enter many amounts at once, out of a table that was looked at before."""
    return lambda plan: with_all_spent(plan, entries, report)
