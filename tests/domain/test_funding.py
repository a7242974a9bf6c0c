"""The pipeline of a plan's funding: amounts at their stages, moved there and back, and the time that it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.funding import FIRM, STAGES, Commitment, by_stage, committed, in_all, probable
from roadmap.domain.funding_edits import StageDraft, stage_draft, with_stage
from roadmap.domain.funding_history import stage_spans
from tests.domain.plans import BASIS, MONDAY, PLAN_ID, plan_of

FIRST = datetime(2027, 1, 4, 9, tzinfo=UTC)
stages = st.sampled_from(STAGES)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2031, 12, 31))


@st.composite
def commitments(draw: st.DrawFn, number: int | None = None) -> Commitment:
    """Draw an amount whose chance goes with its stage."""
    stage = draw(stages)
    starts = draw(days)
    return Commitment(
        id=UUID(int=draw(st.integers(1, 10**9)) if number is None else number),
        plan_id=PLAN_ID,
        source_id=UUID(int=60),
        stage=stage,
        probability=100 if stage in FIRM else draw(st.integers(0, 99)),
        amount=draw(st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2)),
        starts=starts,
        ends=starts + timedelta(days=draw(st.integers(0, 900))),
        decides_on=draw(st.none() | days),
        basis=BASIS,
    )


several = st.lists(commitments(), max_size=12, unique_by=lambda each: each.id)


@given(several)
def test_every_amount_stands_in_one_column_and_the_columns_add_up_to_what_is_firm_and_probable(
    held: list[Commitment],
) -> None:
    board = by_stage(held)
    assert tuple(board) == STAGES
    assert sorted(each.id for found in board.values() for each in found) == sorted(each.id for each in held)
    assert all(each.stage == stage for stage, found in board.items() for each in found)
    assert sum(in_all(board[stage]) for stage in STAGES if stage in FIRM) == committed(tuple(held))
    assert sum(in_all(board[stage]) for stage in STAGES if stage not in FIRM) == probable(tuple(held))


@given(several)
def test_the_board_does_not_depend_on_the_order_of_entry(held: list[Commitment]) -> None:
    assert by_stage(held) == by_stage(held[::-1])


@given(commitments(number=1), stages, st.integers(0, 99))
def test_moving_there_and_back_leaves_everything_as_it_was(held: Commitment, stage: Any, chance: int) -> None:  # noqa: ANN401
    plan = replace(plan_of(), commitments=(held,))
    there = StageDraft(stage=stage, probability=None if stage in FIRM else chance)
    back = StageDraft(stage=held.stage, probability=None if held.is_firm else held.probability)
    moved = with_stage(plan, there, "", before=held)
    assert moved.commitments[0].probability == (100 if stage in FIRM else chance)
    assert with_stage(moved, back, "", before=moved.commitments[0]) == plan


@given(commitments(number=1), stages)
def test_a_move_asks_for_a_chance_where_one_is_missing_and_nowhere_else(held: Commitment, stage: Any) -> None:  # noqa: ANN401
    plan = replace(plan_of(), commitments=(held,))
    draft = stage_draft(held, stage)
    if held.is_firm and stage not in FIRM:
        with pytest.raises(RuleBrokenError) as refused:
            with_stage(plan, draft, "", before=held)
        assert [each.field for each in refused.value.faults] == ["probability"]
    else:
        assert with_stage(plan, draft, "", before=held).commitments[0].stage == stage


@given(commitments(number=1), stages)
def test_an_amount_keeps_its_ground_whatever_the_reason_of_a_move(held: Commitment, stage: Any) -> None:  # noqa: ANN401
    plan = replace(plan_of(), commitments=(held,))
    draft = StageDraft(stage=stage, probability=None if stage in FIRM else 41)
    assert with_stage(plan, draft, "Letter of 3 March.", before=held).commitments[0].basis == held.basis


def change(day: int, action: Any, before: str | None, after: str | None) -> Change:  # noqa: ANN401
    return Change(
        plan_id=PLAN_ID,
        revision=day,
        at=FIRST + timedelta(days=day),
        actor_id=None,
        actor="country-lead",
        noun="commitment",
        item_id=UUID(int=1),
        item="",
        action=action,
        fields=(FieldChange(field="stage", before=before, after=after),),
    )


def test_the_time_at_each_stage_is_counted_from_entering_it_to_the_next() -> None:
    log = [
        change(50, "changed", "applied", "committed"),
        change(20, "changed", "identified", "applied"),
        change(0, "created", None, "identified"),
    ]
    spans = stage_spans(log)
    today = (FIRST + timedelta(days=57)).date()
    assert [(each.stage, each.days(today)) for each in spans] == [
        ("committed", 7),
        ("applied", 30),
        ("identified", 20),
    ]


def test_a_stage_whose_beginning_the_log_does_not_know_has_no_length() -> None:
    spans = stage_spans([change(20, "changed", "in-talks", "applied")])
    assert [(each.stage, each.since is None) for each in spans] == [("applied", False), ("in-talks", True)]
    assert spans[-1].days(MONDAY) is None


def test_the_time_in_which_an_amount_was_gone_counts_for_no_stage() -> None:
    log = [
        change(40, "created", None, "applied"),
        change(30, "removed", "applied", None),
        change(0, "created", None, "applied"),
    ]
    assert [each.days((FIRST + timedelta(days=45)).date()) for each in stage_spans(log)] == [5, 30]
