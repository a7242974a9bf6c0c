"""Laws of the exchange format, for any plan: what is written is read, what is read is written, byte for byte."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import given, settings

from roadmap.domain.exchange import NewPlace, as_new_plan, over_plan, read_plan, write_plan
from roadmap.domain.exchange.takeover import HEAD_KEPT
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Source
from tests.domain.exchange.random_plans import random_plan, seeds, texts

SOURCES = (Source(key="000", title="Scaling “employment” support", publisher="Somebody", year=2022),)
NOW = datetime(2027, 5, 4, 12, tzinfo=UTC)
PLACE = NewPlace(id=UUID(int=7), slug="new", portfolio_id=UUID(int=8), now=NOW)


@settings(max_examples=2_000)
@given(seeds, texts)
def test_writing_and_reading_give_the_same_plan_and_the_same_bytes(seed: int, words: Sequence[str]) -> None:
    plan = random_plan(seed, words)
    content = write_plan(plan, SOURCES)
    file = read_plan(content)
    assert file.plan == plan
    assert write_plan(file.plan, file.sources) == content


@settings(max_examples=300)
@given(seeds, texts)
def test_another_order_of_names_and_another_spelling_of_json_change_nothing(seed: int, words: Sequence[str]) -> None:
    content = write_plan(random_plan(seed, words), SOURCES)
    shuffled = json.dumps(_shuffled(json.loads(content), random.Random(seed))).encode()  # noqa: S311
    file = read_plan(shuffled)
    assert write_plan(file.plan, file.sources) == content


@settings(max_examples=200)
@given(seeds, texts)
def test_a_new_plan_from_a_file_differs_from_it_in_nothing_but_ids_and_what_a_file_may_not_say(
    seed: int, words: Sequence[str]
) -> None:
    plan = random_plan(seed, words)
    links = tuple(each for each in plan.evidence if not each.file_name)
    plan = replace(plan, evidence=links, amendments=())
    made = as_new_plan(read_plan(write_plan(plan, SOURCES)), PLACE)
    assert _content(made) == _content(plan)
    assert not _ids(made) & _ids(plan)
    assert (made.id, made.slug, made.status, made.is_sample, made.revision) == (PLACE.id, "new", "draft", False, 1)


@settings(max_examples=200)
@given(seeds, seeds, texts)
def test_a_file_over_a_plan_gives_the_file_and_over_itself_changes_nothing(
    seed: int, other: int, words: Sequence[str]
) -> None:
    plan, theirs = random_plan(seed, words), random_plan(other, words)
    own = read_plan(write_plan(plan, SOURCES))
    assert over_plan(plan, own, by="reader", now=NOW) == plan
    file = read_plan(write_plan(theirs, SOURCES))
    after = over_plan(plan, file, by="country-lead", now=NOW)
    assert {name: getattr(after, name) for name in HEAD_KEPT} == {name: getattr(plan, name) for name in HEAD_KEPT}
    assert after.baselines == plan.baselines
    assert [each.title for each in after.milestones] == [each.title for each in theirs.milestones]
    assert over_plan(after, file, by="grant-manager", now=NOW) == after


def _shuffled(value: Any, rng: random.Random) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_shuffled(each, rng) for each in value]
    if isinstance(value, dict):
        names = list(value)
        rng.shuffle(names)
        return {name: _shuffled(value[name], rng) for name in names}
    return value


def _ids(plan: Plan) -> set[UUID]:
    return {
        each.id for part in ("phases", "milestones", "budget", "risks", "baselines") for each in getattr(plan, part)
    }


UNTOLD = HEAD_KEPT - {"intervention", "playbook_version"} | {
    "version",
    "changed_at",
    "plan_id",
    "frozen_by",
    "revision",
}


def _content(plan: Plan) -> Any:  # noqa: ANN401
    """What a plan says, with ids named in the order in which they first come."""
    seen: dict[str, str] = {}

    def plain(value: Any, name: str = "") -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {key: plain(each, key) for key, each in value.items() if key not in UNTOLD - {"id"}}
        if isinstance(value, list):
            return [plain(each, name) for each in value]
        if name == "id" or name.endswith(("_id", "_ids")):
            return value and seen.setdefault(value, str(len(seen)))
        return value

    return plain(json.loads(write_plan(plan, SOURCES))["plan"])
