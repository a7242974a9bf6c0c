"""Files that no plan can be made of, or none that may be taken over: refused in words, each place told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from roadmap.store.connection import fetch
from tests.web.filled import text_of
from tests.web.sent_plans import NEW, OVER, REFUSED, TOO_BIG, WRONG_KIND, exported, send, waiting
from tests.world import World, revision_of, sample_world_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.databases import Databases


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"revision": "", "reason": "Why not"}, "The form came in incomplete"),
        ({"reason": ""}, "Say why the plan changes"),
        ({"reason": "x" * 600}, "Write at most 500 characters"),
    ],
)
async def test_a_takeover_without_a_reason_is_refused_as_typed(
    sample_world: World, form: dict[str, str], said: str
) -> None:
    document = await exported()
    document["plan"]["title"] = "Spain, together"
    address = await waiting(sample_world.country_lead, OVER, document)
    sent = {"revision": str(await revision_of()), **form}
    answer = await sample_world.country_lead.post(address, data=sent)
    assert answer.status_code == REFUSED
    assert said in text_of(answer)
    assert form.get("reason", "") in answer.text


UNFIT: Final = [
    (b"", REFUSED, "This file is empty."),
    (b"%PDF-1.7\n\xff", WRONG_KIND, "This file is not text in UTF-8."),
    ("{}".encode("utf-16"), WRONG_KIND, "This file is not text in UTF-8."),
    (b"milestone,due\n", WRONG_KIND, "This is no JSON"),
    (b"{}", REFUSED, "This is no file of a plan"),
    (b"[" * 20_000 + b"]" * 20_000, REFUSED, "Here things stand inside each other deeper than in any plan."),
    (b'{"format": NaN}', REFUSED, "JSON has no number “NaN”."),
    (b'{"format": "roadmap.plan/2", "plan": {}}', REFUSED, "roadmap.plan/1 is read here"),
]


@pytest.mark.parametrize("address", [NEW, OVER])
@pytest.mark.parametrize(("content", "status", "said"), UNFIT, ids=[each[2][:25] for each in UNFIT])
async def test_what_is_no_plan_is_refused_in_words(
    sample_world: World, address: str, content: bytes, status: int, said: str
) -> None:
    answer = await send(sample_world.grant_manager, address, content)
    assert (answer.status_code, said in text_of(answer)) == (status, True), text_of(answer)
    assert await fetch("SELECT 1 FROM plan_import") == []


async def test_every_problem_stands_with_its_place(sample_world: World) -> None:
    document = await exported()
    document["plan"]["milestones"][3]["planned_due"] = "1999-01-01"
    document["plan"]["budget"][0]["unit_cost"] = 3.5
    answer = await send(sample_world.grant_manager, NEW, document)
    assert answer.status_code == REFUSED
    text = text_of(answer)
    assert "$.plan.milestones[3].planned_due" in text
    assert "$.plan.budget[0].unit_cost" in text
    assert "The 2 things that are wrong stand below." in text


async def test_no_file_is_a_file_to_be_chosen(sample_world: World) -> None:
    answer = await sample_world.grant_manager.post(NEW, data={"x": "y"})
    assert answer.status_code == REFUSED
    assert "Choose a file." in text_of(answer)


async def test_nothing_is_cited_that_nobody_could_look_up(sample_world: World) -> None:
    document = await exported()
    document["plan"]["budget"][0]["basis"] = {
        "kind": "published", "citations": [{"source": "999", "section": "Made up", "line": 1}],
    }  # fmt: skip
    text = text_of(await send(sample_world.grant_manager, NEW, document))
    assert "$.plan.budget[0].basis.citations[0].source" in text
    assert "The playbook has no source “999”" in text


@pytest.mark.parametrize(("field", "value"), [("intervention", "housing"), ("routes", ["nowhere"])])
async def test_a_plan_of_a_playbook_that_is_not_here_is_refused(sample_world: World, field: str, value: object) -> None:
    document = await exported()
    document["plan"][field] = value
    answer = await send(sample_world.grant_manager, NEW, document)
    assert answer.status_code == REFUSED
    assert f"$.plan.{field}" in text_of(answer)


async def test_a_new_plan_needs_one_of_the_portfolios_on_offer(sample_world: World) -> None:
    address = await waiting(sample_world.grant_manager, NEW, await exported())
    answer = await sample_world.grant_manager.post(address, data={"portfolio": "other"})
    assert answer.status_code == REFUSED
    assert "Choose one of the portfolios on offer." in text_of(answer)


@pytest.fixture
async def small_world(databases: Databases) -> AsyncIterator[World]:
    """Open a world that takes files of one megabyte."""
    async with sample_world_of(databases, ROADMAP_UPLOAD_MAX_MB="1") as world:
        yield world


@pytest.mark.parametrize(("megabytes", "said"), [(1.5, "bigger than 1 MB"), (3, "too big")])
async def test_a_file_that_is_too_big_is_refused(small_world: World, megabytes: float, said: str) -> None:
    answer = await send(small_world.grant_manager, NEW, b" " * int(megabytes * 1_048_576))
    assert answer.status_code == TOO_BIG
    assert said in text_of(answer)
