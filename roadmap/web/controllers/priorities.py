"""What money goes to first: change the order of a plan's cost categories."""

from __future__ import annotations

from roadmap.services.priorities import save_priorities
from roadmap.web.forms.priorities import PRIORITIES
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartController


class PrioritiesController(PartController):
    """``/plans/{slug}/priorities``."""

    path = "/plans/{slug:str}/priorities"
    desk = PartDesk(form=PRIORITIES, save=save_priorities)
