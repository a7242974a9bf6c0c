"""Barriers and risks: add, change and take out."""

from __future__ import annotations

from roadmap.services.risks import remove_risk, save_risk
from roadmap.web.forms.risks import RISK
from roadmap.web.part_pages import PartDesk, PartsController
from roadmap.web.views.barriers import lowered_by


class RisksController(PartsController):
    """``/plans/{slug}/barriers``."""

    path = "/plans/{slug:str}/barriers"
    desk = PartDesk(
        form=RISK, save=save_risk, remove=lambda risk_id, version, _: remove_risk(risk_id, version), along=lowered_by
    )
