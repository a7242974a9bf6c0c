"""Phases: add, change and take out."""

from __future__ import annotations

from uuid import UUID

from roadmap.domain.plans import Phase
from roadmap.services.edits import Edit
from roadmap.services.phases import remove_phase, save_phase
from roadmap.web.forms.phases import PHASE, where_to
from roadmap.web.forms.reading import Typed, key_of
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.views.plan_frame import PlanPage


def _remove(phase_id: UUID, version: int, form: Typed) -> Edit:
    return remove_phase(phase_id, version, key_of(form.text("to")))


def _along(page: PlanPage, phase: Phase) -> tuple[str, ...]:
    """How many milestones go elsewhere."""
    count = sum(1 for each in page.plan.milestones if each.phase_id == phase.id)
    said = page.words.ngettext(
        "%(count)s milestone, to the phase that you choose.",
        "%(count)s milestones, to the phase that you choose.",
        count,
    )
    return (said % {"count": page.words.number(count)},) if count else ()


class PhasesController(PartsController):
    """``/plans/{slug}/phases``."""

    path = "/plans/{slug:str}/phases"
    desk = PartDesk(
        form=PHASE,
        save=lambda draft, _ground, phase_id, version: save_phase(draft, phase_id, version),
        remove=_remove,
        asks=where_to,
        along=_along,
    )
