"""What was written is undone exactly, whatever it was, and any past state comes out of today's and the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.history import (
    at_revision,
    brought_back,
    may_undo,
    revision_at,
    undo_reason,
    undone,
    undone_revision,
    why_not,
)
from roadmap.domain.plan_parts import PART_KINDS
from roadmap.domain.plans import Plan
from roadmap.store.plans import PARTS
from roadmap.store.writing import Actor, Writing
from tests.domain.plans import milestone, plan_of
from tests.domain.random_plans import Anybody

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SOMEBODY = Actor(account_id=UUID(int=7), name="country-lead")
UNTOLD = frozenset({"version", "changed_at", "revision"})
SEEDS = st.integers(0, 2**32)
THOUSANDS = settings(max_examples=2_000)


def through_the_database(changes: tuple[Change, ...]) -> list[Change]:
    """The changes as they come out of the log, whose values are JSON."""
    read = msgspec.json.Decoder(float_hook=Decimal).decode(msgspec.json.encode(changes))
    return msgspec.convert(read, list[Change])


def written(plans: list[Plan]) -> tuple[Plan, list[Change]]:
    """The last plan as saved, and the log of all that led there: one revision a plan, an hour each."""
    now, log = plans[0], []
    for number, after in enumerate(plans[1:], start=1):
        unit = Writing(now, SOMEBODY, NOW + timedelta(hours=number))
        unit.become(replace(after, revision=now.revision))
        log += through_the_database(unit.changes)
        now = replace(after, revision=now.revision + bool(unit.changes))
    return now, log


def content(plan: Plan) -> dict[str, Any]:
    """All that a plan holds, without what counts and without order."""
    told = msgspec.to_builtins(plan, builtin_types=(Decimal,))
    for part in PART_KINDS.values():
        told[part.field] = {
            each["id"]: {name: value for name, value in each.items() if name not in UNTOLD} for each in told[part.field]
        }
    return {name: value for name, value in told.items() if name not in UNTOLD}


def test_every_part_of_a_plan_is_known_by_the_noun_of_the_log() -> None:
    assert {part.noun: (name, part.kind) for name, part in PARTS.items()} == {
        noun: (part.field, part.kind) for noun, part in PART_KINDS.items()
    }


@given(SEEDS)
@THOUSANDS
def test_any_past_state_comes_out_exactly(seed: int) -> None:
    plans = Anybody(seed).edited(4)
    now, log = written(plans)
    revisions = {}
    for number, plan in enumerate(plans):
        saved = {each.revision for each in log if each.at <= NOW + timedelta(hours=number)}
        revisions[max(saved, default=1)] = (number, plan)
    for revision, (number, plan) in revisions.items():
        then = at_revision(now, log, revision)
        assert content(then) == content(plan)
        assert then.revision == revision
        assert content(
            at_revision(now, log, revision_at(now, log, NOW + timedelta(hours=number, minutes=59)))
        ) == content(plan)


@given(SEEDS)
@THOUSANDS
def test_an_undo_of_an_undo_is_what_was_undone(seed: int) -> None:
    before, now = Anybody(seed).edited(1)
    unit = Writing(before, SOMEBODY, NOW)
    unit.become(now)
    back = undone(now, through_the_database(unit.changes))
    assert content(back) == content(before)
    again = Writing(now, SOMEBODY, NOW)
    again.become(back)
    assert content(undone(back, through_the_database(again.changes))) == content(now)


def test_what_nothing_touched_stays_the_same_object() -> None:
    plan = plan_of(milestone(1), milestone(2))
    now, log = written([plan, replace(plan, milestones=(plan.milestones[0], replace(plan.milestones[1], note="x")))])
    assert at_revision(now, log, 1).milestones[0] is plan.milestones[0]


def test_a_moment_before_the_plan_began_gives_the_plan_as_it_began() -> None:
    plan = plan_of(milestone(1))
    now, log = written([plan, replace(plan, title="Later")])
    began = at_revision(now, log, revision_at(now, log, NOW - timedelta(days=900)))
    assert (began.title, began.revision) == (plan.title, 1)


def test_what_comes_back_counts_on_from_where_it_was() -> None:
    plan = plan_of(milestone(1), milestone(2))
    back = brought_back(plan, {plan.milestones[0].id: 7}, NOW)
    assert [(each.version, each.changed_at == NOW) for each in back.milestones] == [(7, True), (1, False)]


def change(noun: str, action: str, name: str = "", value: object = None, actor: int = 7) -> Change:
    return Change(
        plan_id=UUID(int=1),
        revision=2,
        at=NOW,
        actor_id=UUID(int=actor),
        actor="country-lead",
        noun=noun,
        item_id=UUID(int=9),
        item="It",
        action=action,  # type: ignore[arg-type]
        fields=(FieldChange(field=name, before=value, after=None),) if name else (),
    )


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ((), "undo.nothing"),
        ((change("plan", "created"),), "undo.plan_began"),
        ((change("milestone", "changed"), change("baseline", "created")), "undo.baseline_stays"),
        ((change("evidence", "removed", "file_name", "agreement.pdf"),), "undo.file_is_gone"),
    ],
)
def test_what_cannot_be_undone_is_refused_in_words(changes: tuple[Change, ...], key: str) -> None:
    reason = why_not(changes)
    assert reason is not None
    assert reason.key == key


def test_a_link_that_was_taken_away_can_come_back() -> None:
    assert why_not((change("evidence", "removed", "link", "https://example.org"),)) is None


def test_who_manages_may_undo_anything_and_who_tracks_only_their_own() -> None:
    own, others = change("milestone", "changed"), change("milestone", "changed", actor=8)
    assert may_undo({"read", "track", "manage"}, UUID(int=7), [own, others])
    assert may_undo({"read", "track"}, UUID(int=7), [own])
    assert not may_undo({"read", "track"}, UUID(int=7), [own, others])
    assert not may_undo({"read"}, UUID(int=7), [own])


def test_an_undo_is_known_by_its_reason() -> None:
    assert undone_revision(undo_reason(12)) == 12
    assert undone_revision("Undo of nothing") is None
    assert undone_revision("Undo of revision 12, they say") is None
