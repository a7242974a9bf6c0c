"""Whatever a playbook gives a plan can be taken over from a newer one; what is the plan's own is never offered."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import pytest

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.committees import Committee
from roadmap.domain.funding import FundingSource
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Phase
from roadmap.domain.risks import Risk
from roadmap.domain.shifting import shifted
from roadmap.domain.stakeholders import Stakeholder
from roadmap.domain.upgrades import ASPECTS, upgrade
from tests.domain.plans import NOW
from tests.domain.upgrading import BOOK, CALENDAR, made
from tests.playbook_changes import EVERY, newer

if TYPE_CHECKING:
    from roadmap.domain.upgrades import Noun

COUNTED: Final = {"id", "plan_id", "version", "changed_at", "number", "position"}
"""What numbers things, in any plan its own."""
OWN: Final[dict[Noun, tuple[type[Any], set[str]]]] = {
    "phase": (Phase, {"route", "key"}),
    "milestone": (
        Milestone,
        {"key", "planned_start", "planned_due", "wanted_start", "wanted_due", "moved_because"}
        | {"status", "percent", "started_on", "done_on", "note"},
    ),
    "budget-line": (BudgetLine, {"key", "growth", "service_id"}),
    "funding-source": (
        FundingSource,
        {"key", "service_ids", "conditions", "deadlines", "terms_basis", "stakeholder_id"},
    ),
    "risk": (Risk, {"barrier", "owner", "review_on"}),
    "stakeholder": (Stakeholder, {"key", "archetype", "owner"}),
    "committee": (Committee, {"key"}),
    "target": (IndicatorTarget, {"indicator", "due"}),
}
"""The type of each kind of thing, and its fields that tell it apart, follow from others, or only the plan decides."""
CALLED: Final = {"phase": "phase_id"}
MADE_UP: Final = {"days", "meetings"}
"""Aspects that are no field: the working days as planned, and the meetings of a committee."""


@pytest.mark.parametrize("noun", OWN)
def test_every_field_of_a_thing_is_offered_or_the_plans_own(noun: Noun) -> None:
    kind, own = OWN[noun]
    offered = {CALLED.get(name, name) for aspect in ASPECTS[noun] for name in aspect.fields} - MADE_UP
    offered |= {"basis" for aspect in ASPECTS[noun] if aspect.has_ground}
    assert offered | own | (COUNTED & {each.name for each in fields(kind)}) == {each.name for each in fields(kind)}
    assert not offered & (own | COUNTED)


def test_every_kind_of_thing_is_looked_at() -> None:
    assert set(OWN) == set(ASPECTS) - {"module", "driver"}


@pytest.mark.parametrize("route", [each.key for each in BOOK.routes])
@pytest.mark.parametrize("start", [date(2027, 3, 15), date(2027, 8, 31), date(2028, 2, 29)])
def test_a_plan_whose_start_moved_is_asked_only_about_what_others_agreed_to(route: str, start: date) -> None:
    plan = shifted(made(route=route), start, CALENDAR).plan
    offered = upgrade(plan, BOOK, newer(BOOK, *EVERY, route=route), CALENDAR, uuid4, NOW)
    asked = {item.aspect for item in offered.items if item.stand == "conflict"}
    assert "clean" in {item.stand for item in offered.items}
    assert asked <= {"pin", "meetings"}
