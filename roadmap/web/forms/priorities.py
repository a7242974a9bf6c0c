"""The form of the order in which money goes to cost categories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from roadmap.domain.coverage import priority_order
from roadmap.domain.priority_edits import PrioritiesDraft, priorities_of
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Ordered
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage


def _categories(page: PlanPage) -> Iterable[tuple[str, str]]:
    """The categories with a cost, the first to be paid first."""
    costs = {each.category for each in page.plan.budget}
    return [(key, page.titles.category(key)) for key in priority_order(page.plan, page.playbook, costs)]


PRIORITIES: Final = PartForm(
    noun="priorities",
    part="",
    find=lambda plan: (priorities_of(plan),),
    segment="priorities",
    tab="coverage",
    anchor="priorities-",
    add="",
    draft=PrioritiesDraft,
    needs=frozenset({"budget"}),
    title=lambda _, page: page.words.gettext("Which category comes first"),
    has_ground=False,
    has_reason=True,
    has_preview=True,
    fields=(
        Ordered(
            name="priorities",
            label=N_("What money goes to first"),
            hint=N_("Where money may pay for several, the first gets it. Nothing is saved before you save it."),
            among=_categories,
            is_required=True,
        ),
    ),
)
