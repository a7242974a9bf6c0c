"""The forms of all nouns that have one, by the noun's name in the change log. A new noun is one line here."""

from __future__ import annotations

from typing import Final

from roadmap.web.forms.budgets import BUDGET_LINE
from roadmap.web.forms.committees import COMMITTEE, MEETING
from roadmap.web.forms.funding import COMMITMENT, FUNDING_SOURCE
from roadmap.web.forms.milestone_edits import MILESTONE
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.phases import PHASE
from roadmap.web.forms.risks import RISK
from roadmap.web.forms.services import SERVICE
from roadmap.web.forms.spending import SPENDING
from roadmap.web.forms.stakeholders import STAKEHOLDER

PART_FORMS: Final[dict[str, PartForm]] = {
    each.noun: each
    for each in (
        BUDGET_LINE,
        COMMITMENT,
        COMMITTEE,
        FUNDING_SOURCE,
        MEETING,
        MILESTONE,
        PHASE,
        RISK,
        SERVICE,
        SPENDING,
        STAKEHOLDER,
    )
}
