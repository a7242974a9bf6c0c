"""Checks of barriers, committees and stakeholders."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from roadmap.domain.milestones import Mitigation
from tests.domain.checks.plans import changed, failing, result_of, said, sound


def test_deleting_the_only_mitigation_of_a_barrier_is_raised_at_once() -> None:
    plan = sound()
    others = tuple(
        each for each in plan.milestones if not any(lowers.barrier == "funding" for lowers in each.mitigates)
    )
    one = next(each for each in plan.milestones if any(lowers.barrier == "funding" for lowers in each.mitigates))
    last = replace(plan, milestones=(*others, one))
    assert "risks-mitigated" not in failing(last)
    assert said(replace(plan, milestones=others), "risks-mitigated") == [
        "“Funding” weighs 25 of 25, and no milestone lowers it."
    ]
    dropped = replace(plan, milestones=(*others, replace(one, status="dropped")))
    assert said(dropped, "risks-mitigated") == [
        f"“Funding” weighs 25 of 25, and no milestone lowers it any more. This was dropped: “{one.title}”."
    ]
    done = replace(plan, milestones=(*others, replace(one, status="done", done_on=plan.start)))
    assert "risks-mitigated" not in failing(done)


def test_a_high_risk_of_the_plans_own_wants_a_milestone_too() -> None:
    plan = sound()
    own = replace(plan.risks[0], id=UUID(int=9), barrier="own-0123abcd", title="Floods", likelihood=5, impact=5)
    risky = replace(plan, risks=(*plan.risks, own))
    assert said(risky, "risks-mitigated") == ["“Floods” weighs 25 of 25, and no milestone lowers it."]
    first = replace(plan.milestones[0], mitigates=(Mitigation(barrier=own.barrier, by=1),))
    assert "risks-mitigated" not in failing(replace(risky, milestones=(*risky.milestones, first)))


def test_a_barrier_that_is_not_high_may_stand() -> None:
    plan = replace(sound(), milestones=())
    low = replace(plan, risks=tuple(replace(each, likelihood=2) for each in plan.risks))
    assert result_of(low, "risks-mitigated").state == "not-applicable"


def test_a_barrier_that_nobody_assessed_is_raised() -> None:
    plan = sound()
    fewer = replace(plan, risks=tuple(each for each in plan.risks if each.barrier != "stigma"))
    assert said(fewer, "barriers-assessed") == ["“Stigma and low aspirations” is not assessed in this plan."]
    assert [each.item for each in result_of(fewer, "barriers-assessed").findings] == ["stigma"]


def test_an_assessment_without_a_reason_is_raised() -> None:
    plan = sound()
    bare = replace(plan, risks=tuple(replace(each, situation=" ") for each in plan.risks))
    assert len(said(bare, "barriers-assessed")) == len(plan.risks)


def test_local_evidence_is_wanted_where_its_lack_stands_in_the_way() -> None:
    plan = changed(changed(sound(), "first-year-results", marks=()), "pilot-evaluation", status="dropped")
    assert said(plan, "local-evidence") == [
        (
            "“Lack of local evidence and research” weighs 20 of 25, and no milestone brings evidence from the country "
            "itself."
        )
    ]
    low = replace(plan, risks=tuple(replace(each, likelihood=1, impact=2) for each in plan.risks))
    assert result_of(low, "local-evidence").state == "not-applicable"


def test_service_users_sit_on_a_committee() -> None:
    plan = sound()
    without = replace(plan, committees=tuple(replace(each, has_service_users=False) for each in plan.committees))
    assert said(without, "service-users") == ["No committee has service users among its members."]
    assert said(replace(plan, committees=()), "service-users") == ["The plan has no committee."]


def test_the_influential_who_are_not_won_over_are_engaged() -> None:
    plan = sound()
    ignored = replace(plan, milestones=tuple(replace(each, engages=()) for each in plan.milestones))
    found = said(ignored, "stakeholders-engaged")
    assert "Finance ministry is sceptical, has influence 5 of 5, and no milestone engages it." in found
    assert not any("Employers" in each for each in found), "of little influence"
    content = replace(ignored, stakeholders=tuple(replace(each, wanted=each.stance) for each in plan.stakeholders))
    assert result_of(content, "stakeholders-engaged").state == "not-applicable"


def test_a_dropped_engagement_engages_nobody() -> None:
    plan = sound()
    dropped = replace(plan, milestones=tuple(replace(each, status="dropped") for each in plan.milestones))
    assert "stakeholders-engaged" in failing(dropped)
