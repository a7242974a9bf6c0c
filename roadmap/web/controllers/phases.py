"""Phases: add, change and take out."""

from __future__ import annotations

from uuid import UUID

from roadmap.services.edits import Edit
from roadmap.services.phases import remove_phase, save_phase
from roadmap.web.forms.phases import PHASE, where_to
from roadmap.web.forms.reading import Typed, key_of
from roadmap.web.part_pages import PartDesk, PartsController


def _remove(phase_id: UUID, version: int, form: Typed) -> Edit:
    return remove_phase(phase_id, version, key_of(form.text("to")))


class PhasesController(PartsController):
    """``/plans/{slug}/phases``."""

    path = "/plans/{slug:str}/phases"
    desk = PartDesk(
        form=PHASE,
        save=lambda draft, _ground, phase_id, version: save_phase(draft, phase_id, version),
        remove=_remove,
        asks=where_to,
    )
