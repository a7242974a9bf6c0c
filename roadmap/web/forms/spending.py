"""The form of an amount spent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from roadmap.domain.budgets import Spending
from roadmap.domain.messages import Message, message
from roadmap.domain.spending_edits import SpendingDraft
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Related
from roadmap.web.forms.fields import Field
from roadmap.web.forms.number_fields import Amount
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage

YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.]0?1)?", re.ASCII)
MONTH_FIRST: Final = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)


def month_of(text: str) -> date | Message:
    """The first day of a month as people type it, 2027-03 or 03/2027, or as a spreadsheet makes of that, 2027-03-01."""
    found = YEAR_FIRST.fullmatch(text.strip()) or MONTH_FIRST.fullmatch(text.strip())
    try:
        return date(int(found["year"]), int(found["month"]), 1) if found else _unreadable(text)
    except ValueError:
        return _unreadable(text)


def _unreadable(text: str) -> Message:
    return message("spending.month_unreadable", typed=text.strip()[:40])


@dataclass(frozen=True, kw_only=True, slots=True)
class Month(Field):
    """A month."""

    def read(self, form: Typed, page: PlanPage) -> date | Message:  # noqa: ARG002
        """Its first day."""
        return month_of(form.text(self.name))

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401, ARG002
        """Year and month, as 2027-03."""
        return str(value or "")[:7]

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401
        """The month of today."""
        return page.today.replace(day=1)

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As months are written."""
        return page.words.month(date.fromisoformat(str(value))) if value else ""


def line_title(page: PlanPage, line_id: object) -> str:
    """The title of a budget line of the plan; nothing for one that is gone."""
    return next((page.words.text(each.title) for each in page.plan.budget if str(each.id) == str(line_id)), "")


def _title(spent: Spending, page: PlanPage) -> str:
    return f"{line_title(page, spent.line_id)}, {page.words.month(spent.month)}"


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {"month": page.today.replace(day=1)}


SPENDING: Final = PartForm(
    noun="spending",
    part="spending",
    segment="spending",
    tab="budget/spending",
    anchor="spent-",
    add=N_("Enter what was spent"),
    draft=SpendingDraft,
    blank=_blank,
    needs=frozenset({"budget"}),
    title=_title,
    has_ground=False,
    has_reason=True,
    fields=(
        Related(
            name="line_id",
            label=N_("Budget line"),
            among=lambda page: [(str(each.id), page.words.text(each.title)) for each in page.plan.budget],
            none=N_("Choose"),
            is_required=True,
        ),
        Month(
            name="month",
            label=N_("Month"),
            hint=N_("Year and month, for example 2027-03. A line has one amount a month."),
            is_required=True,
        ),
        Amount(name="amount", label=N_("Spent"), is_required=True),
    ),
)
