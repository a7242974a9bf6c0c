"""Editing who pays: sources with their restrictions, amounts with their stage, and what goes along with a source."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.funding import STAGES, Commitment, Deadline, FundingSource
from roadmap.domain.funding_edits import (
    CommitmentDraft,
    FundingSourceDraft,
    check_commitment,
    check_funding_source,
    with_commitment,
    with_funding_source,
    without_commitment,
    without_funding_source,
)
from roadmap.domain.parts import Ground
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.stakeholder_edits import without_stakeholder
from roadmap.domain.stakeholders import Stakeholder
from tests.domain.plans import BASIS, MONDAY, PLAN_ID, plan_of, told_of

SOURCE_ID, OTHER_ID, HELD_ID, NEW_ID = (UUID(int=number) for number in (60, 61, 62, 63))
GROUND = Ground(kind="reported", by="Grant manager", on=MONDAY, reason="Letter of 3 March.")


def source(source_id: UUID = SOURCE_ID) -> FundingSource:
    return FundingSource(
        id=source_id,
        plan_id=PLAN_ID,
        key="ministry",
        title="Ministry",
        kind="central-health",
        rank="main",
        may_pay=("specialist-posts",),
        may_not_pay=("training",),
        note="",
        basis=BASIS,
    )


def held(stage: Any = "committed", held_id: UUID = HELD_ID) -> Commitment:  # noqa: ANN401 (any stage)
    return Commitment(
        id=held_id,
        plan_id=PLAN_ID,
        source_id=SOURCE_ID,
        stage=stage,
        probability=100 if stage == "committed" else 50,
        amount=Decimal(1000),
        starts=MONDAY,
        ends=date(2029, 2, 28),
        basis=BASIS,
    )


def plan(*commitments: Commitment) -> Plan:
    return plan_of(sources=(source(), source(OTHER_ID)), commitments=commitments)


def draft(**more: Any) -> CommitmentDraft:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "source_id": SOURCE_ID,
        "stage": "committed",
        "probability": None,
        "amount": Decimal(1000),
        "starts": MONDAY,
        "ends": date(2029, 2, 28),
    }
    return CommitmentDraft(**(values | more))


def source_draft(**more: Any) -> FundingSourceDraft:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "title": "Ministry",
        "kind": "central-health",
        "rank": "main",
        "may_pay": ("specialist-posts",),
        "may_not_pay": ("training",),
        "note": "",
    }
    return FundingSourceDraft(**(values | more))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"service_ids": (UUID(int=9),)}, {"service_ids": "choice.unknown"}),
        ({"conditions": "x" * 4001}, {"conditions": "text.too_long"}),
        ({"deadlines": (Deadline(title="Report", due=date(1, 1, 1)),)}, {"deadlines": "date.out_of_range"}),
        ({"deadlines": (Deadline(title="x" * 201, due=MONDAY),)}, {"deadlines": "text.too_long"}),
        ({"deadlines": (Deadline(title="Report", due=MONDAY),) * 101}, {"deadlines": "funding.too_many_deadlines"}),
    ],
)
def test_what_a_source_ties_its_money_to_is_checked(wrong: dict[str, Any], told: dict[str, str]) -> None:
    assert told_of(check_funding_source(source_draft(**wrong), plan())) == told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"delay": -1}, {"delay": "funding.delay_range"}),
        ({"delay": 61}, {"delay": "funding.delay_range"}),
        ({"decides_on": date(9999, 12, 31)}, {"decides_on": "date.out_of_range"}),
    ],
)
def test_when_money_comes_and_is_decided_lies_within_reason(wrong: dict[str, Any], told: dict[str, str]) -> None:
    assert told_of(check_commitment(draft(**wrong), plan())) == told


def test_a_source_cannot_pay_and_not_pay_for_the_same() -> None:
    faults = check_funding_source(source_draft(title="", may_pay=("training",)), plan())
    assert told_of(faults) == {
        "title": "title.empty",
        "may_not_pay": "funding.both",
    }


def test_other_restrictions_are_a_figure_and_another_name_is_none() -> None:
    before = plan()
    renamed = with_funding_source(
        before, source_draft(title="Health ministry"), GROUND, before=source(), source_id=SOURCE_ID
    )
    assert renamed.sources[0].basis == BASIS
    wider = with_funding_source(before, source_draft(may_not_pay=()), GROUND, before=source(), source_id=SOURCE_ID)
    assert (wider.sources[0].key, wider.sources[0].basis) == ("ministry", GROUND.basis)


def test_a_source_without_firm_money_goes_with_its_talks() -> None:
    other = held("in-talks", NEW_ID)
    after = without_funding_source(plan(other), source(), takes_along=False)
    assert (after.sources, after.commitments) == ((source(OTHER_ID),), ())


def test_a_source_with_committed_money_goes_only_after_that_was_looked_at() -> None:
    with pytest.raises(RuleBrokenError) as refused:
        without_funding_source(plan(held()), source(), takes_along=False)
    assert refused.value.faults[0].message.key == "funding.takes_along"
    assert without_funding_source(plan(held()), source(), takes_along=True).commitments == ()


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("chance", "if_firm", "if_not"), [(None, True, False), (100, True, False), (40, False, True)])
def test_the_chance_goes_with_the_stage(stage: Any, chance: int | None, if_firm: bool, if_not: bool) -> None:  # noqa: ANN401, FBT001
    is_firm = stage in {"committed", "contracted", "received"}
    faults = check_commitment(draft(stage=stage, probability=chance), plan())
    assert (faults == []) == (if_firm if is_firm else if_not)
    assert {each.field for each in faults} <= {"probability"}


@pytest.mark.parametrize("chance", [-1, 101])
@pytest.mark.parametrize("stage", STAGES)
def test_no_chance_lies_outside_a_hundred(stage: Any, chance: int) -> None:  # noqa: ANN401
    assert check_commitment(draft(stage=stage, probability=chance), plan()) != []


def test_everything_wrong_with_an_amount_is_told_at_once() -> None:
    faults = check_commitment(draft(source_id=NEW_ID, amount=Decimal(0), ends=date(2020, 1, 1)), plan())
    assert told_of(faults) == {
        "source_id": "funding.unknown_source",
        "amount": "amount.positive",
        "ends": "date.end_before_start",
    }


def test_an_amount_that_becomes_firm_is_certain() -> None:
    before = plan(held("in-talks"))
    after = with_commitment(before, draft(), GROUND, before=before.commitments[0], commitment_id=HELD_ID)
    assert (after.commitments[0].stage, after.commitments[0].probability) == ("committed", 100)
    assert after.commitments[0].basis == GROUND.basis


def test_an_amount_is_added_and_taken_out() -> None:
    added = with_commitment(plan(), draft(), GROUND, before=None, commitment_id=NEW_ID)
    assert [each.id for each in added.commitments] == [NEW_ID]
    assert without_commitment(added, added.commitments[0]).commitments == ()


def test_terms_stand_on_a_ground_of_their_own_from_the_first_word_to_the_last() -> None:
    bare, due = source(), (Deadline(title="Report", due=MONDAY),)
    told = Provenance(kind="reported", by=GROUND.by, on=GROUND.on)
    silent = replace(GROUND, reason="")
    draft = FundingSourceDraft(**{each.name: getattr(bare, each.name) for each in fields(FundingSourceDraft)})

    def after(before: FundingSource, draft: FundingSourceDraft, ground: Ground) -> FundingSource:
        plan = replace(plan_of(), sources=(before,))
        return with_funding_source(plan, draft, ground, before=before, source_id=before.id).sources[0]

    assert after(bare, draft, GROUND).terms_basis is None
    tied = after(bare, replace(draft, deadlines=due), silent)
    assert (tied.basis, tied.terms_basis) == (bare.basis, told)
    assert after(tied, replace(draft, deadlines=due, note="Kind people"), GROUND).terms_basis == told
    assert after(tied, replace(draft, deadlines=due, conditions="Reviews"), GROUND).terms_basis == GROUND.basis
    assert after(tied, draft, GROUND).terms_basis is None


def test_a_source_names_a_stakeholder_of_the_plan_and_nobody_once_that_one_is_gone() -> None:
    known = stakeholder()
    plan = replace(plan_of(), sources=(replace(source(), stakeholder_id=known.id),), stakeholders=(known,))
    draft = FundingSourceDraft(
        **{each.name: getattr(plan.sources[0], each.name) for each in fields(FundingSourceDraft)}
    )
    assert check_funding_source(draft, plan) == []
    gone = without_stakeholder(plan, known)
    assert gone.sources == (source(),)
    assert [each.field for each in check_funding_source(draft, gone)] == ["stakeholder_id"]


def stakeholder() -> Stakeholder:
    return Stakeholder(
        id=OTHER_ID,
        plan_id=PLAN_ID,
        key="",
        title="Head of the foundation",
        archetype="",
        level="national",
        sector="philanthropy",
        influence=4,
        interest=3,
        stance="neutral",
        wanted="supports",
        wants="",
        ask="",
        owner="country-lead",
        basis=BASIS,
    )
