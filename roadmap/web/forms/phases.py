"""The form of a phase, and what is asked when one is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from roadmap.domain.phase_edits import PhaseDraft
from roadmap.domain.plans import Phase
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice
from roadmap.web.forms.fields import Day, Field, Prose
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {"starts": page.plan.start, "ends": page.plan.end}


PHASE: Final = PartForm(
    noun="phase",
    part="phases",
    segment="phases",
    tab="",
    anchor="phase-",
    add=N_("Add a phase"),
    draft=PhaseDraft,
    blank=_blank,
    needs=frozenset({"milestones"}),
    has_ground=False,
    has_preview=True,
    fields=(
        Field(name="title", label=N_("Title"), is_required=True),
        Prose(name="summary", label=N_("What it is about")),
        Day(
            name="starts",
            label=N_("From"),
            hint=N_("Open milestones whose day hangs on the phase move with it. Look at the preview first."),
            is_required=True,
        ),
        Day(name="ends", label=N_("To"), hint=N_("The last day. Phases may overlap and leave gaps."), is_required=True),
    ),
)


def where_to(page: PlanPage, phase: Phase) -> tuple[Field, ...]:
    """What is asked when a phase goes: which one its milestones go to; nothing where there are none, or no other."""
    others = [(str(each.id), page.words.text(each.title)) for each in page.plan.phases if each.id != phase.id]
    if not others or not any(each.phase_id == phase.id for each in page.plan.milestones):
        return ()
    return (
        Choice(
            name="to",
            label=N_("Where its milestones go"),
            hint=N_("They keep their dates."),
            among=lambda _: others,
            none=N_("Choose"),
            is_required=True,
        ),
    )
