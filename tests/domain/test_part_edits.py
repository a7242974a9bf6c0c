"""Editing what surrounds the money: barriers, stakeholders, committees, services, targets, statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from roadmap.domain.committee_edits import (
    CommitteeDraft,
    MeetingDraft,
    check_committee,
    check_meeting,
    with_meeting,
    without_committee,
)
from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.indicators import IndicatorTarget, Reading
from roadmap.domain.milestones import Mitigation
from roadmap.domain.parts import Ground
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Statement
from roadmap.domain.risk_edits import RiskDraft, check_risk, with_risk, without_risk
from roadmap.domain.service_edits import ServiceDraft, check_service, with_service, without_service
from roadmap.domain.services import Service
from roadmap.domain.stakeholder_edits import StakeholderDraft, check_stakeholder, with_stakeholder
from roadmap.domain.statement_edits import StatementsDraft, with_statements
from roadmap.domain.target_edits import TargetDraft, check_target, named_targets, with_target, without_target
from tests.domain.plans import BASIS, MONDAY, NOW, PLAN_ID, milestone, plan_of, told_of

NEW_ID, OTHER_ID = UUID(int=70), UUID(int=71)
GROUND = Ground(by="Country lead", on=MONDAY, reason="As agreed.")
NO_REASON = replace(GROUND, reason="")


def risk_draft(**more: Any) -> RiskDraft:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "barrier": "funding",
        "title": "Funding",
        "situation": "Two years only.",
        "likelihood": 4,
        "impact": 4,
        "trend": "steady",
        "response": "Talk to the regions.",
        "residual_likelihood": 2,
        "residual_impact": 4,
        "owner": "country-lead",
        "review_on": date(2027, 6, 1),
    }
    return RiskDraft(**(values | more))


def test_a_barrier_is_assessed_once_and_its_levels_run_from_one_to_five() -> None:
    plan = with_risk(plan_of(), risk_draft(), GROUND, before=None, risk_id=NEW_ID)
    wrong = risk_draft(title="", impact=6, review_on=date(1999, 1, 1))
    assert told_of(check_risk(wrong, plan)) == {
        "title": "title.empty",
        "barrier": "risk.assessed_already",
        "impact": "level.range",
        "review_on": "date.out_of_range",
    }
    assert check_risk(risk_draft(), plan, plan.risks[0]) == []


def test_what_is_left_of_a_barrier_is_not_more_than_there_is() -> None:
    assert told_of(check_risk(risk_draft(residual_likelihood=5), plan_of())) == {
        "residual_likelihood": "risk.more_is_left"
    }


def test_a_risk_of_the_plans_own_has_a_key_by_which_milestones_lower_it() -> None:
    plan = with_risk(plan_of(), risk_draft(barrier=""), GROUND, before=None, risk_id=NEW_ID)
    key = plan.risks[0].barrier
    assert key.startswith("own-")
    again = with_risk(plan, risk_draft(barrier="", title="Money"), GROUND, before=plan.risks[0], risk_id=NEW_ID)
    assert (again.risks[0].barrier, again.risks[0].basis) == (key, GROUND.basis)
    lowered = replace(plan, milestones=(milestone(1, mitigates=(Mitigation(barrier=key, by=1),)),))
    assert without_risk(lowered, lowered.risks[0]).milestones[0].mitigates == ()


def test_a_risk_of_the_plans_own_that_turns_out_a_barrier_is_lowered_by_the_same_milestones() -> None:
    plan = with_risk(plan_of(), risk_draft(barrier=""), GROUND, before=None, risk_id=NEW_ID)
    own = Mitigation(barrier=plan.risks[0].barrier, by=1)
    both = (own, Mitigation(barrier="funding", by=2))
    lowered = replace(plan, milestones=(milestone(1, mitigates=(own,)), milestone(2, mitigates=both), milestone(3)))
    after = with_risk(lowered, risk_draft(barrier="funding"), GROUND, before=plan.risks[0], risk_id=NEW_ID)
    assert [each.mitigates for each in after.milestones] == [(Mitigation(barrier="funding", by=1),), both[1:], ()]


def test_another_owner_of_a_risk_is_no_figure() -> None:
    plan = with_risk(plan_of(), risk_draft(), GROUND, before=None, risk_id=NEW_ID)
    after = with_risk(plan, risk_draft(owner="Ana"), NO_REASON, before=plan.risks[0], risk_id=NEW_ID)
    assert (after.risks[0].owner, after.risks[0].basis) == ("Ana", GROUND.basis)
    with pytest.raises(RuleBrokenError) as refused:
        with_risk(plan, risk_draft(likelihood=5), NO_REASON, before=plan.risks[0], risk_id=NEW_ID)
    assert told_of(refused.value.faults) == {"ground_reason": "ground.reason_missing"}


def test_a_stakeholder_is_judged_from_one_to_five() -> None:
    draft = StakeholderDraft(
        title="Union",
        archetype="",
        level="national",
        sector="health",
        influence=4,
        interest=3,
        stance="neutral",
        wanted="supports",
        wants="",
        ask="",
        owner="country-lead",
    )
    assert told_of(check_stakeholder(replace(draft, title="", influence=0, interest=6, ask="x" * 4_001))) == {
        "title": "title.empty",
        "influence": "level.range",
        "interest": "level.range",
        "ask": "text.too_long",
    }
    plan = with_stakeholder(plan_of(), draft, GROUND, before=None, stakeholder_id=NEW_ID)
    assert (plan.stakeholders[0].key, plan.stakeholders[0].basis) == ("", GROUND.basis)


def governed() -> Plan:
    committee = Committee(
        id=NEW_ID,
        plan_id=PLAN_ID,
        key="steering",
        title="Steering group",
        purpose="",
        members=("Ministry",),
        has_service_users=True,
        basis=BASIS,
    )
    meeting = Meeting(id=OTHER_ID, plan_id=PLAN_ID, committee_id=NEW_ID, held_on=MONDAY, changed_at=NOW)
    return plan_of(committees=(committee,), meetings=(meeting,))


def test_a_committee_meets_once_a_day_and_on_a_day_off_if_it_likes() -> None:
    sunday = date(2027, 3, 7)
    assert told_of(check_meeting(MeetingDraft(committee_id=NEW_ID, held_on=MONDAY), governed())) == {
        "held_on": "committee.meets_already"
    }
    assert told_of(check_meeting(MeetingDraft(committee_id=OTHER_ID, held_on=date(2101, 1, 1)), governed())) == {
        "held_on": "date.out_of_range",
        "committee_id": "committee.unknown",
    }
    draft = MeetingDraft(committee_id=NEW_ID, held_on=sunday)
    after = with_meeting(governed(), draft, before=None, meeting_id=UUID(int=72), now=NOW)
    assert after.meetings[-1].held_on == sunday


def test_a_committee_goes_with_its_meetings_only_after_that_was_looked_at() -> None:
    plan = governed()
    with pytest.raises(RuleBrokenError):
        without_committee(plan, plan.committees[0], takes_along=False)
    after = without_committee(plan, plan.committees[0], takes_along=True)
    assert (after.committees, after.meetings) == ((), ())


def test_a_committee_has_a_name_and_not_endless_members() -> None:
    members = tuple(f"Member {number}" for number in range(61))
    draft = CommitteeDraft(title="", purpose="", members=members, has_service_users=False)
    assert told_of(check_committee(draft)) == {"title": "title.empty", "members": "committee.too_many"}


def service_draft(**more: Any) -> ServiceDraft:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "title": "Zagreb",
        "area": "Zagreb",
        "specialists": Decimal("2.5"),
        "leaders": Decimal("0.5"),
        "opens": MONDAY,
    }
    return ServiceDraft(**(values | more))


def test_posts_of_a_service_are_not_below_zero() -> None:
    wrong = service_draft(title="", specialists=Decimal(-1), leaders=Decimal("0.00001"), opens=date(9999, 1, 1))
    assert told_of(check_service(wrong)) == {
        "title": "title.empty",
        "specialists": "amount.negative",
        "leaders": "count.range",
        "opens": "date.out_of_range",
    }


def test_a_service_that_has_reported_stays() -> None:
    plan = with_service(plan_of(), service_draft(), GROUND, before=None, service_id=NEW_ID)
    service: Service = plan.services[0]
    assert without_service(plan, service).services == ()
    reading = Reading(
        id=OTHER_ID,
        plan_id=PLAN_ID,
        service_id=NEW_ID,
        indicator="referrals",
        quarter=MONDAY,
        value=Decimal(3),
        entered_by="country-lead",
        entered_at=NOW,
    )
    with pytest.raises(RuleBrokenError) as refused:
        without_service(replace(plan, readings=(reading,)), service)
    assert refused.value.faults[0].message.count == 1


def test_an_indicator_has_one_target_a_day() -> None:
    target = IndicatorTarget(indicator="job-starts", due=date(2028, 3, 1), value=Decimal(60), basis=BASIS)
    plan = plan_of(targets=(target,))
    (named,) = named_targets(plan)
    other = TargetDraft(indicator="job-starts", due=date(2028, 3, 1), value=Decimal(-5))
    assert told_of(check_target(other, plan)) == {"value": "amount.negative", "due": "target.there_already"}
    raised = with_target(plan, replace(other, value=Decimal(80)), GROUND, before=named)
    assert (raised.targets[0].value, raised.targets[0].basis) == (Decimal(80), GROUND.basis)
    later = with_target(plan, replace(other, due=date(2029, 1, 1), value=Decimal(90)), GROUND, before=None)
    assert len(later.targets) == 2
    assert without_target(later, named).targets == (later.targets[1],)


def test_only_a_sentence_that_is_new_needs_a_ground() -> None:
    known = Statement(text="Two regions.", basis=BASIS)
    plan = plan_of(area=known, aim=Statement(text="Jobs.", basis=BASIS), context=(known,))
    said = StatementsDraft(
        area="Two regions.",
        activity="",
        aim="",
        service_size="",
        funding_summary="",
        context=("Two regions.",),
    )
    fewer = with_statements(plan, said, NO_REASON)
    assert (fewer.area, fewer.aim, fewer.context) == (known, None, (known,))
    more = replace(said, activity="Training.", context=("Two regions.", "A new law."))
    with pytest.raises(RuleBrokenError):
        with_statements(plan, more, NO_REASON)
    after = with_statements(plan, more, GROUND)
    assert after.activity == Statement(text="Training.", basis=GROUND.basis)
    assert [each.basis for each in after.context] == [BASIS, GROUND.basis]
    with pytest.raises(RuleBrokenError) as refused:
        with_statements(plan, replace(said, area="x" * 1_001, context=tuple(map(str, range(41)))), NO_REASON)
    assert set(told_of(refused.value.faults)) == {"area", "context", "ground_reason"}
