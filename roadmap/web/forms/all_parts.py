"""The forms of all nouns that have one, by the noun's name in the change log. A new noun is one line here."""

from __future__ import annotations

from typing import Final

from roadmap.web.forms.budgets import BUDGET_LINE
from roadmap.web.forms.funding import COMMITMENT, FUNDING_SOURCE
from roadmap.web.forms.milestone_edits import MILESTONE
from roadmap.web.forms.parts import PartForm

PART_FORMS: Final[dict[str, PartForm]] = {
    each.noun: each for each in (BUDGET_LINE, COMMITMENT, FUNDING_SOURCE, MILESTONE)
}
