"""Editing phases: what hangs on one goes along, and milestones never lose theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestones import DateAnchor
from roadmap.domain.phase_edits import PhaseDraft, check_phase, with_phase, without_phase
from roadmap.domain.plans import Phase, Plan
from tests.domain.plans import MONDAY, PHASE_ID, PLAN_ID, milestone, plan_of, told_of

NEW_ID, OTHER_ID = UUID(int=70), UUID(int=71)


def phased() -> Plan:
    """Two phases: one milestone at the start of the first, one fixed to a day, one at the end of the second."""
    second = Phase(
        id=OTHER_ID,
        plan_id=PLAN_ID,
        route="pilot",
        key="two",
        title="Growth",
        summary="",
        starts=date(2028, 3, 1),
        ends=date(2029, 2, 28),
        position=2,
    )
    hanging = milestone(1, anchor=DateAnchor(at="phase-start"))
    fixed = milestone(2, date(2027, 6, 7), anchor=DateAnchor(at="date", day=date(2027, 6, 7)))
    ending = milestone(3, date(2028, 3, 1), phase_id=OTHER_ID, anchor=DateAnchor(at="phase-start"))
    plan = plan_of(hanging, fixed, ending)
    return replace(plan, phases=(*plan.phases, second))


def draft_of(phase: Phase, **more: Any) -> PhaseDraft:  # noqa: ANN401 (any field)
    values = {name: getattr(phase, name) for name in PhaseDraft.__slots__}
    return PhaseDraft(**(values | more))


def test_moving_a_phase_moves_the_milestones_that_hang_on_it_and_no_others() -> None:
    plan = phased()
    first = plan.phases[0]
    after = with_phase(plan, draft_of(first, starts=date(2027, 3, 29)), before=first, phase_id=first.id)
    starts = [each.planned_start for each in after.milestones]
    assert starts == [date(2027, 3, 30), date(2027, 6, 7), date(2028, 3, 1)]  # 29 March 2027 is Easter Monday
    renamed = with_phase(plan, draft_of(first, title="Begin"), before=first, phase_id=first.id)
    assert renamed.milestones == plan.milestones


def test_a_new_phase_comes_last() -> None:
    draft = PhaseDraft(title="After", summary="", starts=date(2029, 3, 1), ends=date(2029, 6, 30))
    after = with_phase(phased(), draft, before=None, phase_id=NEW_ID)
    assert [each.position for each in after.phases] == [1, 2, 3]


def test_a_phase_has_a_title_and_ends_after_it_starts() -> None:
    draft = PhaseDraft(title="", summary="x" * 4_001, starts=MONDAY, ends=date(2027, 2, 28))
    assert told_of(check_phase(draft)) == {
        "title": "title.empty",
        "summary": "text.too_long",
        "ends": "date.end_before_start",
    }


def test_the_milestones_of_a_phase_that_goes_keep_their_dates_in_another() -> None:
    plan = phased()
    with pytest.raises(RuleBrokenError) as refused:
        without_phase(plan, plan.phases[0], None)
    assert told_of(refused.value.faults) == {"to": "phase.has_milestones"}
    assert refused.value.faults[0].message.count == 2
    after = without_phase(plan, plan.phases[0], OTHER_ID)
    assert {each.phase_id for each in after.milestones} == {OTHER_ID}
    assert [each.planned_due for each in after.milestones] == [each.planned_due for each in plan.milestones]
    anchor = after.milestones[0].anchor
    assert anchor is not None
    assert (anchor.at, anchor.day) == ("date", MONDAY)


def test_the_only_phase_stays() -> None:
    plan = plan_of()
    with pytest.raises(RuleBrokenError) as refused:
        without_phase(plan, plan.phases[0], None)
    assert refused.value.faults[0].message.key == "phase.only_one"
    assert plan.phases[0].id == PHASE_ID
