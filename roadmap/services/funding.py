"""What people do with funding sources and their commitments, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from roadmap.domain.funding_edits import (
    CommitmentDraft,
    FundingSourceDraft,
    StageDraft,
    with_commitment,
    with_funding_source,
    with_stage,
    without_commitment,
    without_funding_source,
)
from roadmap.domain.parts import Ground
from roadmap.services.edits import Edit, putting, taking_out


def save_funding_source(draft: FundingSourceDraft, ground: Ground, source_id: UUID, version: int | None = None) -> Edit:
    """Add a funding source, or change the one with this id as it was at ``version``."""
    return putting(
        "sources",
        source_id,
        version,
        lambda plan, before: with_funding_source(plan, draft, ground, before=before, source_id=source_id),
    )


def remove_funding_source(source_id: UUID, version: int, *, takes_along: bool = False) -> Edit:
    """Take a funding source out, and its commitments along where that was said."""
    return taking_out("sources", source_id, version, partial(without_funding_source, takes_along=takes_along))


def save_commitment(draft: CommitmentDraft, ground: Ground, commitment_id: UUID, version: int | None = None) -> Edit:
    """Add an amount of a source, or change the one with this id as it was at ``version``."""
    return putting(
        "commitments",
        commitment_id,
        version,
        lambda plan, before: with_commitment(plan, draft, ground, before=before, commitment_id=commitment_id),
    )


def move_commitment(draft: StageDraft, ground: Ground, commitment_id: UUID, version: int | None = None) -> Edit:
    """Bring an amount of a source, as it was at ``version``, to another stage."""
    return putting(
        "commitments",
        commitment_id,
        version,
        lambda plan, before: with_stage(plan, draft, ground.reason, before=before),
    )


def remove_commitment(commitment_id: UUID, version: int) -> Edit:
    """Take an amount of a source out."""
    return taking_out("commitments", commitment_id, version, without_commitment)
