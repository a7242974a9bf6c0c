"""A plan in the making: the wizard's answers as typed, kept so that every step can be left and resumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

Step = Literal["country", "diagnosis", "routes", "scope", "preview"]
STEPS: Final[tuple[Step, ...]] = ("country", "diagnosis", "routes", "scope", "preview")
"""The steps in their order; the last shows what the others give, and has no answers of its own."""
MOST_DRAFTS: Final = 30
"""Open drafts of one account."""

Answers = Mapping[str, tuple[str, ...]]
"""Fields of the wizard by name, each with its values as typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedStep:
    """When a step was saved last, as the draft's version, and by which opened page."""

    version: int
    page: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A plan that somebody is drafting. ``step`` is where they left off."""

    id: UUID
    account_id: UUID
    typed: Answers = field(default_factory=dict)
    saved: Mapping[str, SavedStep] = field(default_factory=dict)
    step: Step = "country"
    version: int = 1
    created_at: datetime
    changed_at: datetime

    def text(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.typed.get(name, ())), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTyped:
    """What a page of the wizard sends: its step's answers, and which version of the draft it showed.

    ``page`` names the page itself: a browser that goes back shows it again, and what it then sends corrects what it
    sent before. It is no other person's, and no other window's.
    """

    step: Step
    answers: Answers
    version: int
    page: str


def is_stale(draft: Draft, sent: StepTyped) -> bool:
    """Whether another page saved the same step, and otherwise, since this one was opened."""
    last = draft.saved.get(sent.step)
    if last is None or last.version <= sent.version or last.page == sent.page:
        return False
    return any(draft.typed.get(name, ()) != values for name, values in sent.answers.items())


def with_step(draft: Draft, sent: StepTyped, now: datetime) -> Draft:
    """The draft with a step's answers as sent, resumed at that step."""
    version = draft.version + 1
    return replace(
        draft,
        typed={**draft.typed, **sent.answers},
        saved={**draft.saved, sent.step: SavedStep(version=version, page=sent.page)},
        step=sent.step,
        version=version,
        changed_at=now,
    )


def next_step(step: Step) -> Step:
    """The step after this one; the last stays."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def step_before(step: Step) -> Step:
    """The step before this one; the first stays."""
    return STEPS[max(STEPS.index(step) - 1, 0)]
