"""What people do with services, the delivery sites, each as an edit for ``edit_plan`` and ``preview_edit``."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.parts import Ground
from roadmap.domain.service_edits import ServiceDraft, with_service, without_service
from roadmap.services.edits import Edit, putting, taking_out


def save_service(draft: ServiceDraft, ground: Ground, service_id: UUID, version: int | None = None) -> Edit:
    """Add a service, or change the one with this id as it was at ``version``."""
    return putting(
        "services",
        service_id,
        version,
        lambda plan, before: with_service(plan, draft, ground, before=before, service_id=service_id),
    )


def remove_service(service_id: UUID, version: int) -> Edit:
    """Take a service out."""
    return taking_out("services", service_id, version, without_service)
