"""Budget lines: add, change and take out."""

from __future__ import annotations

from roadmap.services.budgets import remove_budget_line, save_budget_line
from roadmap.web.forms.budgets import BUDGET_LINE
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController


class BudgetLinesController(PartsController):
    """``/plans/{slug}/budget-lines``."""

    path = "/plans/{slug:str}/budget-lines"
    desk = PartDesk(
        form=BUDGET_LINE, save=save_budget_line, remove=lambda line_id, version, _: remove_budget_line(line_id, version)
    )
