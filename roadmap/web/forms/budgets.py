"""The form of a budget line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.budget_edits import BudgetLineDraft
from roadmap.domain.messages import Message
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice, OptionalRelated
from roadmap.web.forms.fields import Day, Field
from roadmap.web.forms.number_fields import Amount, Number
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import driver_words, recurrence_word

RECURRENCES: Final = ("once", "monthly", "quarterly", "yearly")


def categories(page: PlanPage) -> list[tuple[str, str]]:
    """The playbook's cost categories."""
    return [(each.key, page.titles.category(each.key)) for each in page.playbook.cost_categories]


def services(page: PlanPage) -> list[tuple[str, str]]:
    """The plan's services, by their ids."""
    return [(str(each.id), page.words.text(each.title)) for each in page.plan.services]


@dataclass(frozen=True, kw_only=True, slots=True)
class PercentAYear(Number):
    """An exact percentage a year; none stands for 0."""

    def read(self, form: Typed, page: PlanPage) -> Decimal | Message:
        """The number without its sign."""
        return Number.read(self, form, page) if form.text(self.name).strip() else Decimal(0)

    def affix(self, page: PlanPage) -> str:
        """The unit."""
        return page.words.gettext("% a year")


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {
        "driver": "fixed",
        "quantity": Decimal(1),
        "recurrence": "yearly",
        "starts": page.plan.start,
        "ends": page.plan.end,
    }


BUDGET_LINE: Final = PartForm(
    noun="budget-line",
    part="budget",
    segment="budget-lines",
    tab="budget",
    anchor="line-",
    add=N_("Add a budget line"),
    draft=BudgetLineDraft,
    blank=_blank,
    needs=frozenset({"services"}),
    has_preview=True,
    fields=(
        Field(name="title", label=N_("Cost"), is_required=True),
        Choice(name="category", label=N_("Cost category"), among=categories, none=N_("Choose"), is_required=True),
        Number(
            name="quantity",
            label=N_("Quantity"),
            hint=N_("Posts, courses, reviews: whatever is paid for each."),
            is_required=True,
        ),
        Amount(name="unit_cost", label=N_("Unit cost"), hint=N_("For one, each time it falls due."), is_required=True),
        Choice(
            name="recurrence",
            label=N_("How often"),
            among=lambda page: [(each, recurrence_word(page.words, each)) for each in RECURRENCES],
            is_required=True,
        ),
        Day(name="starts", label=N_("From"), hint=N_("What is paid once falls on this day."), is_required=True),
        Day(
            name="ends", label=N_("To"), hint=N_("The last day. A period begun counts by its months."), is_required=True
        ),
        Choice(
            name="driver",
            label=N_("Grows with"),
            hint=N_("What the quantity would have to follow if the plan became bigger."),
            among=lambda page: driver_words(page.words).items(),
            is_required=True,
        ),
        PercentAYear(
            name="growth",
            label=N_("Price growth"),
            hint=N_("By how much the unit cost rises after each twelve months."),
        ),
        OptionalRelated(
            name="service_id",
            label=N_("Service"),
            hint=N_("Where the cost is one service’s alone: a source may pay for some services only."),
            among=services,
            none=N_("No single one"),
        ),
    ),
)
