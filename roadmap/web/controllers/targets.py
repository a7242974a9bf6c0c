"""Targets of indicators: add, change and take out."""

from __future__ import annotations

from roadmap.services.targets import remove_target, save_target
from roadmap.web.forms.targets import TARGET
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController


class TargetsController(PartsController):
    """``/plans/{slug}/targets``."""

    path = "/plans/{slug:str}/targets"
    desk = PartDesk(
        form=TARGET, save=save_target, remove=lambda target_id, version, _: remove_target(target_id, version)
    )
