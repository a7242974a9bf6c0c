"""What a plan says of itself: change it."""

from __future__ import annotations

from roadmap.services.statements import save_statements
from roadmap.web.forms.statements import STATEMENTS
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartController


class StatementsController(PartController):
    """``/plans/{slug}/statements``."""

    path = "/plans/{slug:str}/statements"
    desk = PartDesk(form=STATEMENTS, save=save_statements)
