"""Each content of a playbook is kept once, with the first plan that is made from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from roadmap.domain.plan_drafts import PlanDraft
from roadmap.domain.playbook_copies import PlaybookCopy, copy_of, digest_of, taken_by_plans
from roadmap.playbook_files import playbooks
from roadmap.services.operator_plans import start_plan_in
from roadmap.services.playbooks import keep_playbooks
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.plans import load_plan
from roadmap.store.playbook_copies import copy_by_digest, copy_of_version, keep_copy

if TYPE_CHECKING:
    from roadmap.domain.playbooks import Playbook
    from tests.world import World

BOOK = playbooks()[0]
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
DRAFT = PlanDraft(title="Croatia", routes=("pilot",), country="HR", start=date(2027, 3, 1), months=24)


def renamed(book: Playbook, version: str) -> Playbook:
    return replace(book, intervention=replace(book.intervention, title="Another title", version=version))


def kept(book: Playbook, now: datetime = NOW) -> PlaybookCopy:
    return copy_of(book, uuid4(), now)


async def count() -> int:
    row = await fetch_one("SELECT count(*) FROM playbook_copy")
    assert row is not None
    return int(row[0])


def test_a_digest_tells_what_plans_take_and_nothing_else() -> None:
    assert digest_of(BOOK) == digest_of(replace(BOOK, histories=(), benchmarks=(), thresholds=(), checks=()))
    assert digest_of(BOOK) != digest_of(renamed(BOOK, BOOK.intervention.version))


async def test_what_was_kept_is_read_as_it_was(database: str) -> None:  # noqa: ARG001
    copy = kept(BOOK)
    await keep_copy(copy)
    assert await copy_by_digest(copy.digest) == copy
    assert copy.content == taken_by_plans(BOOK)
    assert await copy_by_digest("0" * 64) is None


async def test_the_same_content_is_kept_once_and_the_first_of_a_version_stands(database: str) -> None:  # noqa: ARG001
    first, later = kept(BOOK), kept(renamed(BOOK, BOOK.intervention.version), datetime(2027, 1, 4, tzinfo=UTC))
    for each in (first, kept(BOOK), later):
        await keep_copy(each)
    assert await count() == 2
    assert await copy_of_version("ips", BOOK.intervention.version) == first
    assert await copy_of_version("ips", "9.9") is None


async def test_a_plan_is_saved_with_the_playbook_that_it_follows(database: str) -> None:  # noqa: ARG001
    started = [await start_plan_in("", BOOK, DRAFT, NOW) for _ in range(2)]
    assert await count() == 1
    for each in started:
        saved = await load_plan(each.plan.id, ())
        assert saved.playbook_digest == digest_of(BOOK)
        copy = await copy_by_digest(saved.playbook_digest)
        assert copy is not None
        assert copy.content.route("pilot") == BOOK.route("pilot")


async def test_sample_plans_remember_their_playbook_too(sample_world: World) -> None:  # noqa: ARG001
    rows = await fetch("SELECT DISTINCT playbook_digest FROM plan WHERE is_sample")
    assert [row[0] for row in rows] == [digest_of(BOOK)]


async def test_every_start_keeps_what_the_playbooks_say_that_day(database: str) -> None:  # noqa: ARG001
    for _ in range(2):
        await keep_playbooks(NOW)
    assert await count() == len(playbooks())


async def test_a_copy_of_another_shape_is_as_good_as_none(database: str) -> None:  # noqa: ARG001
    copy = kept(BOOK)
    await keep_copy(copy)
    await fetch("UPDATE playbook_copy SET content = content - 'routes' - 'intervention'")
    assert await copy_by_digest(copy.digest) is None
