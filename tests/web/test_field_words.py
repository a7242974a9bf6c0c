"""Fields in words: every one that is content has a name, and says what it holds; nothing fails on what it holds."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest

from roadmap.domain.plans import Plan
from roadmap.domain.visits import Visit
from roadmap.i18n import language
from roadmap.store.plans import EVERYTHING, PARTS, load_plan
from roadmap.web.views.field_words import FieldWords
from roadmap.web.views.plan_frame import plan_page
from tests.world import plan_id_of

if TYPE_CHECKING:
    from tests.world import World

TODAY: Final = date(2026, 11, 25)
COUNTED: Final = {"id", "plan_id", "key", "version", "revision", "created_at", "changed_at"}
UNNAMED: Final[dict[str, set[str]]] = {
    "plan": {"slug", "portfolio_id", "intervention", "playbook_digest", "is_sample", *PARTS},
    "phase": {"route"},
}
"""What tells where a thing belongs. Evidence, baselines and amendments are never changed, only added."""
ADDED_ONLY: Final = {"evidence", "spending", "reading", "baseline", "amendment"}


def words_on(plan: Plan, *others: Plan) -> FieldWords:
    page = plan_page(language("en"), Visit(language="en"), plan, TODAY, "/")
    return FieldWords(page, (plan, *others)) if others else FieldWords(page)


async def whole() -> Plan:
    return await load_plan(await plan_id_of(), EVERYTHING)


async def test_every_field_that_can_change_has_a_name(sample_world: World) -> None:  # noqa: ARG001
    words = words_on(await whole())
    kinds: dict[str, Any] = {"plan": Plan, **{part.noun: part.kind for part in PARTS.values()}}
    unnamed = {
        (noun, each.name)
        for noun, kind in kinds.items()
        for each in fields(kind)
        if noun not in ADDED_ONLY and each.name not in COUNTED | UNNAMED.get(noun, set())
        if not words.label(noun, each.name)
    }
    assert not unnamed


async def test_every_field_of_a_sample_plan_is_said_without_its_keys(sample_world: World) -> None:  # noqa: ARG001
    plan = await whole()
    words = words_on(plan)
    things = [("plan", plan), *((part.noun, each) for name, part in PARTS.items() for each in getattr(plan, name))]
    for noun, thing in things:
        held = msgspec.json.decode(
            msgspec.json.encode({each.name: getattr(thing, each.name) for each in fields(thing)})
        )
        for name, value in held.items():
            if name in COUNTED or noun in ADDED_ONLY or not words.label(noun, name):
                continue
            said = words.said(noun, name, value)
            assert bool(said) or value in (None, "", [], {}, False), (noun, name, value)
            assert "{'" not in said, (noun, name, said)
            assert "[" not in said or name == "basis", (noun, name, said)


async def test_what_only_another_state_holds_is_called_by_its_title_too(sample_world: World) -> None:  # noqa: ARG001
    plan = await whole()
    gone = plan.milestones[0]
    after = replace(plan, milestones=plan.milestones[1:])
    waits = [{"milestone_id": str(gone.id), "kind": "finish-start", "lag": 0, "unit": "working"}]
    hangs = {"at": "milestone-due", "edge": "due", "days": -5, "milestone_id": str(gone.id)}
    assert "a milestone that is gone" in words_on(after).said("milestone", "after", waits)
    assert gone.title in words_on(after, plan).said("milestone", "after", waits)
    lone, both = (words.said("milestone", "anchor", hangs) for words in (words_on(after), words_on(after, plan)))
    assert lone == "due: 5 days before the due date of “a milestone that is gone”"
    assert both == f"due: 5 days before the due date of “{gone.number} · {gone.title}”"


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ({"at": "plan-start"}, "begins: the start"),
        ({"at": "plan-start", "days": 1}, "begins: 1 day after the start"),
        ({"at": "plan-end", "days": -5}, "begins: 5 days before the end"),
        ({"at": "plan-start", "months": 1}, "begins: 1 month after the start"),
        ({"at": "plan-start", "months": 3, "days": 1}, "begins: 3 months and 1 day after the start"),
        ({"at": "plan-start", "months": 3, "days": -5}, "begins: 3 months less 5 days after the start"),
        ({"at": "plan-end", "months": -1, "days": -1}, "begins: 1 month and 1 day before the end"),
        ({"at": "date", "edge": "due", "day": "2027-03-01"}, "due: 1 Mar 2027"),
    ],
)
async def test_an_own_day_is_said_as_people_say_it(sample_world: World, anchor: dict[str, Any], said: str) -> None:  # noqa: ARG001
    assert words_on(await whole()).said("milestone", "anchor", anchor) == said
