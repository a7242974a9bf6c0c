"""Money spent: entered, changed and taken out."""

from __future__ import annotations

from roadmap.domain.spending_edits import Report
from roadmap.services.spending import remove_spending, save_spending
from roadmap.web import clock
from roadmap.web.forms.spending import SPENDING
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController


class SpendingController(PartsController):
    """``/plans/{slug}/spending``."""

    path = "/plans/{slug:str}/spending"
    desk = PartDesk(
        form=SPENDING,
        save=lambda draft, ground, spending_id, version: save_spending(
            draft, Report(by=ground.by, at=clock.now(), reason=ground.reason), spending_id, version
        ),
        remove=lambda spending_id, version, _: remove_spending(spending_id, version),
    )
