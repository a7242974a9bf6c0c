"""The form that chooses which two states of a plan are compared."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.web.forms.comparisons import DAY, Chosen
from roadmap.web.views.comparison_words import amendment_title
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonForm:
    """Two points, each a choice and, for a day, the day."""

    action: str
    errors: tuple[ErrorView, ...]
    a: FieldView
    a_day: FieldView
    b: FieldView
    b_day: FieldView


def comparison_form(page: PlanPage, chosen: Chosen, faults: tuple[Fault, ...]) -> ComparisonForm:
    """The form as it was sent, or as it stands when nothing was chosen yet."""
    _, fields = page.words.gettext, Fields(page.words, faults)
    # What led to a baseline is the same state as that, and is on offer only where an address names it.
    open_ones = (each for each in page.plan.amendments if not each.is_settled or str(each.id) in {chosen.a, chosen.b})
    amendments = sorted(open_ones, key=lambda each: each.number, reverse=True)
    frozen = (each for each in page.plan.baselines if not each.is_from_file)
    baselines = sorted(frozen, key=lambda each: each.order, reverse=True)
    options = [
        ("now", _("Now")),
        *(
            (
                str(each.id),
                _("%(name)s, %(day)s") % {"name": each.name, "day": page.words.date(each.frozen_on)},
            )
            for each in baselines
        ),
        *((str(each.id), amendment_title(page, each)) for each in amendments),
        (DAY, _("The end of a day:")),
    ]
    return ComparisonForm(
        action=f"{page.address}/compare",
        errors=fields.errors(),
        a=fields.field("a", _("From"), chosen.a, options=options, is_required=True),
        a_day=fields.field("a_day", _("Day"), chosen.a_day),
        b=fields.field("b", _("To"), chosen.b, options=options, is_required=True),
        b_day=fields.field("b_day", _("Day"), chosen.b_day),
    )
