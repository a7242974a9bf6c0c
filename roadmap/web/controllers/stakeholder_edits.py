"""Stakeholders: add, change and take out."""

from __future__ import annotations

from roadmap.services.stakeholders import remove_stakeholder, save_stakeholder
from roadmap.web.forms.stakeholders import STAKEHOLDER
from roadmap.web.part_pages import PartDesk, PartsController


class StakeholderEditsController(PartsController):
    """``/plans/{slug}/stakeholders``."""

    path = "/plans/{slug:str}/stakeholders"
    desk = PartDesk(
        form=STAKEHOLDER,
        save=save_stakeholder,
        remove=lambda stakeholder_id, version, _: remove_stakeholder(stakeholder_id, version),
    )
