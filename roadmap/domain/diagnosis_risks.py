"""What a diagnosis says of the barriers: how likely and how grave they are here, where they go, how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap.domain.diagnosis import Diagnosis, GivenAnswer
from roadmap.domain.questionnaires import BarrierEffect, Question, Questionnaire
from roadmap.domain.risks import Risk


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessed:
    """A barrier as an answer leaves it."""

    question: Question
    answer: GivenAnswer
    effect: BarrierEffect


def assessed_barriers(questionnaire: Questionnaire, diagnosis: Diagnosis) -> Mapping[str, Assessed]:
    """What the answers say of each barrier; of several about one the gravest counts, of equals the first asked."""
    found: dict[str, Assessed] = {}
    answers = {each.question: each for each in diagnosis.answers}
    for question in questionnaire.questions:
        answer = answers.get(question.key)
        option = questionnaire.option(question.key, answer.option) if answer else None
        if answer is None or option is None:
            continue
        for effect in option.barriers:
            known = found.get(effect.barrier)
            if known is None or _score(effect) > _score(known.effect):
                found[effect.barrier] = Assessed(question=question, answer=answer, effect=effect)
    return found


def with_diagnosis(risks: Iterable[Risk], assessed: Mapping[str, Assessed]) -> tuple[Risk, ...]:
    """The risks of a new plan, each as its barrier was assessed; others stay as the route has them.

    What the plan's milestones take off a likelihood they still take off; the basis is the answer's.
    """
    return tuple(_as_assessed(risk, assessed[risk.barrier]) if risk.barrier in assessed else risk for risk in risks)


def _as_assessed(risk: Risk, found: Assessed) -> Risk:
    effect, lowered = found.effect, risk.likelihood - risk.residual_likelihood
    return replace(
        risk,
        situation=effect.situation,
        likelihood=effect.likelihood,
        impact=effect.impact,
        trend=effect.trend,
        residual_likelihood=max(1, effect.likelihood - lowered),
        residual_impact=effect.impact,
        basis=found.answer.basis,
    )


def _score(effect: BarrierEffect) -> int:
    return effect.likelihood * effect.impact
