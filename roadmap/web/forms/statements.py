"""The form of what a plan says of itself."""

from __future__ import annotations

from typing import Final

from roadmap.domain.statement_edits import StatementsDraft, statements_of
from roadmap.i18n.marking import N_
from roadmap.web.forms.fields import Lines, Prose
from roadmap.web.forms.parts import PartForm

STATEMENTS: Final = PartForm(
    noun="statements",
    part="",
    find=lambda plan: (statements_of(plan),),
    segment="statements",
    tab="",
    anchor="statements-",
    add="",
    draft=StatementsDraft,
    fields=(
        Prose(name="area", label=N_("Where")),
        Prose(name="activity", label=N_("Main activity")),
        Prose(name="aim", label=N_("Aim"), hint=N_("The first sentence of the plan’s overview.")),
        Prose(name="service_size", label=N_("Service size")),
        Prose(name="funding_summary", label=N_("Funding")),
        Lines(
            name="context",
            label=N_("Where the country starts from"),
            hint=N_("One sentence a line. Sentences that stay keep the source they have."),
        ),
    ),
)
