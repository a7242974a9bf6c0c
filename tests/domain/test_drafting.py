"""Plans in the making: steps in their order, answers as typed, and which of two pages was overtaken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from roadmap.domain.drafting import STEPS, Draft, Step, StepTyped, is_stale, next_step, step_before, with_step
from tests.domain.plans import NOW

DRAFT = Draft(id=UUID(int=1), account_id=UUID(int=2), created_at=NOW, changed_at=NOW)


def sent(title: str, *, version: int = 1, page: str = "a", step: Step = "country") -> StepTyped:
    return StepTyped(step=step, answers={"title": (title,), "country": ("HR",)}, version=version, page=page)


def test_a_saved_step_replaces_its_own_answers_and_keeps_the_others() -> None:
    begun = replace(DRAFT, typed={"months": ("24",), "title": ("Old",)})
    after = with_step(begun, sent("New"), NOW + timedelta(hours=1))
    assert after.typed == {"months": ("24",), "title": ("New",), "country": ("HR",)}
    assert (after.version, after.step, after.changed_at) == (2, "country", NOW + timedelta(hours=1))
    assert after.saved["country"].version == 2
    assert (after.text("title"), after.text("nothing")) == ("New", "")


def test_a_page_is_overtaken_when_another_saved_the_same_step_otherwise() -> None:
    after = with_step(DRAFT, sent("First"), NOW)
    assert is_stale(after, sent("Second", page="b"))
    assert not is_stale(after, sent("First", page="b")), "both say the same"
    assert not is_stale(after, sent("Second", page="a")), "the browser went back to the page it came from"
    assert not is_stale(after, sent("Second", version=2, page="b")), "it was opened after that"


def test_another_step_overtakes_nothing() -> None:
    after = with_step(DRAFT, StepTyped(step="scope", answers={"months": ("36",)}, version=1, page="b"), NOW)
    assert not is_stale(after, sent("First", page="a"))


@pytest.mark.parametrize("step", STEPS)
def test_the_steps_have_an_order_with_two_ends(step: Step) -> None:
    assert step in {next_step(step_before(step)), STEPS[0]}
    assert step in {step_before(next_step(step)), STEPS[-1]}
    assert (step_before(STEPS[0]), next_step(STEPS[-1])) == (STEPS[0], STEPS[-1])
