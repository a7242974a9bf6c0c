"""The terms of earned value management, their formulas and their meaning in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roadmap.i18n.marking import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A figure of earned value management: the field that has it, its standard term, formula and plain words.

    ``below`` is what a figure under its ``limit`` means instead, ``unknown`` what none at all means.
    """

    short: str
    field: str
    title: str
    formula: str
    meaning: str
    below: str = ""
    unknown: str = ""
    is_index: bool = False

    @property
    def limit(self) -> int:
        """The figure of a plan that goes as planned."""
        return 1 if self.is_index else 0


NOT_YET: Final = N_("Not known before work is done and paid for.")
TERMS: Final = (
    Term(
        short="BAC",
        field="budget",
        title=N_("Budget at completion"),
        formula=N_("Sum of all budget lines."),
        meaning=N_("What the whole plan is to cost."),
    ),
    Term(
        short="PV",
        field="planned_value",
        title=N_("Planned value"),
        formula=N_("Each phase’s budget × the share of its weight that the baseline had due by today."),
        meaning=N_("What the work due by today was to cost."),
    ),
    Term(
        short="EV",
        field="earned_value",
        title=N_("Earned value"),
        formula=N_("Each phase’s budget × the share of its weight done by today."),
        meaning=N_("What the work done by today was to cost."),
    ),
    Term(
        short="AC",
        field="actual_cost",
        title=N_("Actual cost"),
        formula=N_("Sum of the reported spending."),
        meaning=N_("What has been spent."),
    ),
    Term(
        short="SV",
        field="schedule_variance",
        title=N_("Schedule variance"),
        formula=N_("Earned value − planned value."),
        meaning=N_("So much more is done than was due."),
        below=N_("So much less is done than was due."),
    ),
    Term(
        short="CV",
        field="cost_variance",
        title=N_("Cost variance"),
        formula=N_("Earned value − actual cost."),
        meaning=N_("So much less was spent than the work was to cost."),
        below=N_("So much more was spent than the work was to cost."),
    ),
    Term(
        short="SPI",
        field="schedule_index",
        title=N_("Schedule performance index, by money"),
        formula=N_(
            "Earned value ÷ planned value, in money; the index that judges the plan’s status is by weight alone."
        ),
        meaning=N_("As much is done as was due, or more."),
        below=N_("Less is done than was due."),
        unknown=N_("Nothing was due yet."),
        is_index=True,
    ),
    Term(
        short="CPI",
        field="cost_index",
        title=N_("Cost performance index"),
        formula=N_("Earned value ÷ actual cost."),
        meaning=N_("The work costs what was planned, or less."),
        below=N_("The work costs more than planned."),
        unknown=N_("Nothing is spent yet."),
        is_index=True,
    ),
    Term(
        short="EAC",
        field="estimate_at_completion",
        title=N_("Estimate at completion"),
        formula=N_(
            "Actual cost + (budget at completion − earned value) ÷ cost performance index: PMBOK, ANSI/EIA-748."
        ),
        meaning=N_("What the plan will have cost if the rest goes as it went so far."),
        unknown=NOT_YET,
    ),
    Term(
        short="ETC",
        field="estimate_to_complete",
        title=N_("Estimate to complete"),
        formula=N_("Estimate at completion − actual cost."),
        meaning=N_("What is then still to be paid."),
        unknown=NOT_YET,
    ),
    Term(
        short="VAC",
        field="variance_at_completion",
        title=N_("Variance at completion"),
        formula=N_("Budget at completion − estimate at completion."),
        meaning=N_("So much will be left in the end."),
        below=N_("So much will be missing in the end."),
        unknown=NOT_YET,
    ),
    Term(
        short="TCPI",
        field="to_complete_index",
        title=N_("To-complete performance index"),
        formula=N_("(Budget at completion − earned value) ÷ (budget at completion − actual cost)."),
        meaning=N_("From now on each amount must buy so many times what was planned for the budget to do."),
        below=N_("The budget does even if each amount buys less from now on."),
        unknown=N_("The budget is spent, or there is none."),
        is_index=True,
    ),
)
"""In the order in which they stand."""
COLUMNS: Final = ("BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "ETC")
"""Those of them that the table of phases has."""
