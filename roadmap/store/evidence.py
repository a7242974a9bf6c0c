"""Evidence files: their bytes lie apart from what a plan reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

from db.tables import EvidenceFileRow
from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence
from roadmap.store.connection import fetch
from roadmap.store.mapping import from_rows


def file_saver(evidence_id: UUID, content: bytes) -> Callable[[], Awaitable[None]]:
    """What saves a file's bytes once its evidence is saved."""

    async def save() -> None:
        await EvidenceFileRow.insert(EvidenceFileRow(id=uuid4(), evidence_id=evidence_id, content=content)).run()

    return save


async def evidence_file(plan_id: UUID, evidence_id: UUID) -> tuple[Evidence, bytes]:
    """An evidence file of a plan and its bytes. Raises ``NotFoundError``."""
    rows = await fetch(
        "SELECT e.*, f.content FROM evidence e JOIN evidence_file f ON f.evidence_id = e.id"
        " WHERE e.id = $1 AND e.plan_id = $2",
        evidence_id,
        plan_id,
    )
    if not rows:
        raise NotFoundError(message("error.not_found"))
    return from_rows(Evidence, rows)[0], rows[0]["content"]
