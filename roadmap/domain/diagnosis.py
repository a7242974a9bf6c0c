"""The diagnosis of a starting position: which route fits it, how well, why, and how sure that is.

A route's points are those of the chosen answers, set between the least and the most that all questions together could
give it; a question without an answer counts half-way. So a fit goes from 0 to 100, answering one question better never
lowers it, and the share of the points that is decided says how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap.domain.provenance import Provenance
from roadmap.domain.questionnaires import AnswerOption, CountryContext, Question, Questionnaire, Weight

GOOD_FIT = 60
"""From this fit on a second route is worth combining with the first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenAnswer:
    """An answer as it stays with a plan: the question's and the option's key, and who said so."""

    question: str
    option: str
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """The answers from which a plan was started. ``note`` says in somebody's own words what they rest on.

    ``context`` names the country's description in the playbook that they began with, when they did.
    """

    answers: tuple[GivenAnswer, ...]
    note: str = ""
    context: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The chosen option of each answered question."""
        return {each.question: each.option for each in self.answers}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """One answer's say about a route."""

    question: Question
    option: AnswerOption
    weight: Weight


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """How well a route fits, 0 to 100, how sure that is, 0 to 100 percent, and why; what weighs most comes first."""

    route: str
    score: int
    certainty: int
    points: int
    least: int
    most: int
    grounds_for: tuple[Ground, ...]
    grounds_against: tuple[Ground, ...]


def fits(questionnaire: Questionnaire, chosen: Mapping[str, str], routes: Iterable[str]) -> tuple[Fit, ...]:
    """The fit of each route, the best first; of equals the one that comes first in ``routes``.

    ``chosen`` are options by question. Keys that the questionnaire does not know count as no answer.
    """
    found = [_fit(questionnaire, chosen, route) for route in routes]
    return tuple(sorted(found, key=lambda each: (-each.score, -each.points)))


def recommended(questionnaire: Questionnaire, ranked: tuple[Fit, ...]) -> tuple[str, ...]:
    """The route that fits best; with the next one where both go together and fit nearly as well. None without answers.

    ``ranked`` is what ``fits`` gave.
    """
    if not ranked or not ranked[0].certainty:
        return ()
    best = ranked[0]
    for second in ranked[1:2]:
        for pair in questionnaire.combinations:
            is_near = second.score >= GOOD_FIT and best.score - second.score <= pair.within
            if is_near and {best.route, second.route} == set(pair.routes):
                return (best.route, second.route)
    return (best.route,)


def from_context(context: CountryContext) -> Diagnosis:
    """What the sources would have answered for a country."""
    return Diagnosis(
        answers=tuple(
            GivenAnswer(question=each.question, option=each.option, basis=each.basis) for each in context.answers
        ),
        context=context.key,
    )


def _fit(questionnaire: Questionnaire, chosen: Mapping[str, str], route: str) -> Fit:
    """Twice the points are counted, so that the middle of a question without an answer is a whole number."""
    points = least = most = doubled = decided = 0
    grounds = []
    for question in questionnaire.questions:
        low, high = _span(question, route)
        least, most = least + low, most + high
        option = questionnaire.option(question.key, chosen.get(question.key, ""))
        if option is None:
            doubled += low + high
            continue
        decided += high - low
        weight = _weight(option, route)
        points += weight.points if weight else 0
        doubled += 2 * weight.points if weight else 0
        if weight and weight.points:
            grounds.append(Ground(question=question, option=option, weight=weight))
    width = most - least
    return Fit(
        route=route,
        score=_share(doubled - 2 * least, 2 * width, 50),
        certainty=_share(decided, width, 0),
        points=points,
        least=least,
        most=most,
        grounds_for=tuple(sorted((each for each in grounds if each.weight.points > 0), key=_weighing)),
        grounds_against=tuple(sorted((each for each in grounds if each.weight.points < 0), key=_weighing)),
    )


def _weighing(ground: Ground) -> int:
    return -abs(ground.weight.points)


def _weight(option: AnswerOption, route: str) -> Weight | None:
    return next((each for each in option.weights if each.route == route), None)


def _span(question: Question, route: str) -> tuple[int, int]:
    """The least and the most points that a question can give a route; an option that is silent gives none."""
    weights = [_weight(option, route) for option in question.options]
    points = [each.points if each else 0 for each in weights]
    return (min(points), max(points)) if points else (0, 0)


def _share(part: int, whole: int, nothing: int) -> int:
    """A share of a hundred, half rounded up; ``nothing`` where there is nothing to share."""
    return (200 * part + whole) // (2 * whole) if whole else nothing
