"""What a playbook asks of where a country starts from, what each answer speaks for, and what the sources answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import Meta

from roadmap.domain.playbook_texts import Key, Text
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Level, Trend


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """How far an answer speaks for a route (points above zero) or against it (below), and why."""

    route: Key
    points: Annotated[int, Meta(ge=-3, le=3)]
    reason: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierEffect:
    """How a barrier stands where this is the answer; ``situation`` is a sentence ready for the plan."""

    barrier: Key
    likelihood: Level
    impact: Level
    trend: Trend
    situation: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerOption:
    """One of the answers that a question offers, in plain words."""

    key: Key
    title: Text
    weights: tuple[Weight, ...] = ()
    barriers: tuple[BarrierEffect, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question on the starting position. ``why`` says what the answer decides; one option is chosen, or none."""

    key: Key
    title: Text
    ask: Text
    why: Text
    options: tuple[AnswerOption, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAnswer:
    """What a source says of a country, as one of a question's options."""

    question: Key
    option: Key
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class CountryContext:
    """A country's starting position as the sources describe it, and the routes that it took."""

    key: Key
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    as_of: Text
    answers: tuple[KnownAnswer, ...]
    routes: tuple[Key, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Combination:
    """Two routes that go together in one plan when their fits are at most ``within`` points apart."""

    routes: tuple[Key, ...]
    within: Annotated[int, Meta(ge=0, le=100)]
    reason: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Questionnaire:
    """The diagnosis: a short guided assessment of the starting position, and what countries would have answered."""

    questions: tuple[Question, ...]
    combinations: tuple[Combination, ...] = ()
    contexts: tuple[CountryContext, ...] = ()

    def option(self, question: str, option: str) -> AnswerOption | None:
        """A question's option by both keys, when there is such a one."""
        found = next((each for each in self.questions if each.key == question), None)
        return next((each for each in found.options if each.key == option), None) if found else None

    def context_of(self, country: str) -> CountryContext | None:
        """What the sources say of a country (ISO 3166-1 alpha-2), when they do."""
        return next((each for each in self.contexts if each.country == country), None)


NOTHING_ASKED: Final = Questionnaire(questions=())
