"""What the fields of a plan may hold in a file, beyond their types: ranges, lengths, and what may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine, Spending
from roadmap.domain.funding import Commitment
from roadmap.domain.funding_edits import MOST_DELAY
from roadmap.domain.indicators import Reading
from roadmap.domain.milestones import DateAnchor, Dependency, Evidence, Milestone, Mitigation
from roadmap.domain.needs.areas import MOST_PEOPLE, NAME_MAX
from roadmap.domain.needs.assessments import GroundedValue, LinkedFigure, Scenario, Takeover
from roadmap.domain.needs.calculation import Area
from roadmap.domain.plan_drafts import LONGEST, MOST_OF_A_DRIVER, SHORTEST, TITLE_MAX
from roadmap.domain.plans import Baseline, BaselineMilestone, Plan
from roadmap.domain.provenance import Citation
from roadmap.domain.risks import Risk
from roadmap.domain.services import Service
from roadmap.domain.stakeholders import Stakeholder

MOST_ITEMS: Final = 10_000
"""The most entries of a list: a plan of more milestones is nobody's plan."""
MOST_REPORTS: Final = 100_000
"""The most payments and readings, of which every month and quarter brings new ones."""
LONGEST_TEXT: Final = 20_000
LONGEST_TITLE: Final = 2_000
MOST_WHOLE: Final = 2_147_483_647
"""The largest whole number that is kept."""
NOBODY_KNOWS_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for a moment that a file leaves out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """What a field may hold: a number from ``least`` to ``most``, a text of ``least`` to ``most`` characters.

    An exact number has at most so many ``digits`` before its point: more, and sums would no longer be exact. ``why`` is
    the key of the sentence that a text gets which does not fit ``pattern``.
    """

    least: int | None = None
    most: int | None = None
    pattern: str = ""
    why: str = "exchange.bad_form"
    digits: int = 13


LEVEL: Final = Limit(least=1, most=5)
PERCENT: Final = Limit(least=0, most=100)
POSITIVE: Final = Limit(least=0)
FEW: Final = Limit(least=0, digits=9)
COUNT: Final = Limit(least=1, most=MOST_WHOLE)
WORKING_DAYS: Final = Limit(least=1, most=5_000)
TITLE: Final = Limit(least=1, most=LONGEST_TITLE)

LIMITS: Final[dict[tuple[type, str], Limit]] = {
    (Plan, "title"): Limit(least=1, most=TITLE_MAX),
    (Plan, "slug"): Limit(most=60, pattern="^[a-z0-9-]*$"),
    (Plan, "intervention"): Limit(least=1, most=60, pattern="^[a-z0-9-]+$"),
    (Plan, "playbook_version"): Limit(most=20, pattern=r"^\d+\.\d+$"),
    (Plan, "country"): Limit(pattern="^[A-Z]{2}$", why="plan.unknown_country"),
    (Plan, "currency"): Limit(pattern="^[A-Z]{3}$", why="plan.unknown_currency"),
    (Plan, "months"): Limit(least=SHORTEST, most=LONGEST),
    (Plan, "rate"): FEW,
    (Plan, "drivers"): Limit(least=0, most=MOST_OF_A_DRIVER),
    (Milestone, "weight"): Limit(least=1, most=1_000),
    (Milestone, "best"): WORKING_DAYS,
    (Milestone, "likely"): WORKING_DAYS,
    (Milestone, "worst"): WORKING_DAYS,
    (Milestone, "percent"): PERCENT,
    (BaselineMilestone, "weight"): Limit(least=0, most=1_000),
    (Dependency, "lag"): Limit(least=0, most=5_000),
    (DateAnchor, "months"): Limit(least=-1_200, most=1_200),
    (DateAnchor, "days"): Limit(least=-36_600, most=36_600),
    (Mitigation, "by"): Limit(least=1, most=4),
    (Evidence, "link"): Limit(most=2_000),
    (BudgetLine, "quantity"): FEW,
    (BudgetLine, "unit_cost"): POSITIVE,
    (BudgetLine, "growth"): FEW,
    (Commitment, "amount"): POSITIVE,
    (Commitment, "probability"): PERCENT,
    (Commitment, "delay"): Limit(least=0, most=MOST_DELAY),
    (Baseline, "budget"): Limit(least=0, digits=18),
    (Stakeholder, "influence"): LEVEL,
    (Stakeholder, "interest"): LEVEL,
    (Risk, "likelihood"): LEVEL,
    (Risk, "impact"): LEVEL,
    (Risk, "residual_likelihood"): LEVEL,
    (Risk, "residual_impact"): LEVEL,
    (Service, "specialists"): FEW,
    (Service, "leaders"): FEW,
    (Citation, "line"): COUNT,
    (Area, "name"): Limit(least=1, most=NAME_MAX),
    (Area, "people"): Limit(least=0, most=MOST_PEOPLE),
    (Scenario, "title"): Limit(least=1, most=TITLE_MAX),
    (Scenario, "currency"): Limit(pattern="^[A-Z]{3}$", why="plan.unknown_currency"),
    (GroundedValue, "value"): Limit(least=0, digits=10),
    (LinkedFigure, "value"): POSITIVE,
    (Takeover, "rate"): FEW,
}
"""The limits of single fields; ``version`` and ``title`` are alike in all parts, see ``limit_of``."""

ALIKE: Final[dict[str, Limit]] = {"version": COUNT, "title": TITLE}
LISTS: Final[dict[tuple[type, str], int]] = {(Plan, "spending"): MOST_REPORTS, (Plan, "readings"): MOST_REPORTS}

BOOKKEEPING: Final[dict[tuple[type, str], Any]] = {
    (Plan, "id"): UUID(int=0),
    (Plan, "slug"): "",
    (Plan, "portfolio_id"): UUID(int=0),
    (Plan, "modules"): (),
    (Plan, "rate"): POSITIVE,
    (Plan, "drivers"): {},
    (Plan, "created_at"): NOBODY_KNOWS_WHEN,
    (Plan, "changed_at"): NOBODY_KNOWS_WHEN,
    (Evidence, "added_by"): "",
    (Evidence, "added_at"): NOBODY_KNOWS_WHEN,
    (Spending, "entered_by"): "",
    (Spending, "entered_at"): NOBODY_KNOWS_WHEN,
    (Reading, "entered_by"): "",
    (Reading, "entered_at"): NOBODY_KNOWS_WHEN,
}
"""What a person who writes a file by hand may leave out although a plan always has it."""


def limit_of(owner: type, name: str) -> Limit:
    """The limit of a field; none in particular for most."""
    return LIMITS.get((owner, name)) or ALIKE.get(name) or Limit()


def bookkeeping_of(owner: type, name: str) -> Any:  # noqa: ANN401 (whatever the field holds)
    """What a field that only counts is when left out; ``KeyError`` for one that has to be there."""
    if name == "changed_at":
        return NOBODY_KNOWS_WHEN
    return BOOKKEEPING[owner, name]
