"""Rules of the diagnosis that only its points decide: answers on offer, and countries led to the routes they took."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from roadmap.domain.diagnosis import fits, from_context, recommended
from roadmap.domain.questionnaires import CountryContext, Questionnaire
from roadmap.playbook_files.contents import Document, nearest
from roadmap.playbook_files.problems import Problem

PAIR = 2


def diagnosis_problems(document: Document) -> Iterator[Problem]:
    """Check a diagnosis whose form is right; one whose form is wrong has enough to mend."""
    try:
        questionnaire = msgspec.convert(document.data, Questionnaire)
    except msgspec.ValidationError:
        return
    yield from _countries(document, questionnaire)
    yield from _pairs(document, questionnaire)
    for at, context in enumerate(questionnaire.contexts):
        strangers = list(_strangers(document, questionnaire, at, context))
        yield from strangers or _led_elsewhere(document, questionnaire, at, context)


def _countries(document: Document, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Find countries that are described twice: only the first would ever be asked."""
    seen = set[str]()
    for at, context in enumerate(questionnaire.contexts):
        if context.country in seen:
            wrong = f"{context.country} is described twice"
            yield document.problem(("contexts", at, "country"), wrong, "keep one description a country")
        seen.add(context.country)


def _pairs(document: Document, questionnaire: Questionnaire) -> Iterator[Problem]:
    for at, combination in enumerate(questionnaire.combinations):
        if len(combination.routes) != PAIR:
            wrong = f"{len(combination.routes)} routes are combined"
            yield document.problem(("combinations", at, "routes"), wrong, "a combination is of two routes")


def _strangers(document: Document, questionnaire: Questionnaire, at: int, context: CountryContext) -> Iterator[Problem]:
    """Find answers that their question does not offer; an unknown question is found with the other references."""
    offered = {each.key: [option.key for option in each.options] for each in questionnaire.questions}
    for number, answer in enumerate(context.answers):
        known = offered.get(answer.question)
        if known is not None and answer.option not in known:
            place = ("contexts", at, "answers", number, "option")
            yield document.problem(
                place, f"{answer.question!r} offers no {answer.option!r}", nearest(answer.option, known)
            )


def _led_elsewhere(
    document: Document, questionnaire: Questionnaire, at: int, context: CountryContext
) -> Iterator[Problem]:
    """Find countries whose answers no longer lead to what they did, which says that points are out of proportion."""
    routes = dict.fromkeys(
        weight.route for question in questionnaire.questions for option in question.options for weight in option.weights
    )
    ranked = fits(questionnaire, from_context(context).chosen, routes)
    led_to = recommended(questionnaire, ranked)
    if set(led_to) != set(context.routes):
        said = ", ".join(f"{each.route} {each.score}" for each in ranked[:3])
        wrong = f"the answers lead to {' and '.join(led_to) or 'no route'} ({said}), not to the routes it took"
        yield document.problem(("contexts", at, "routes"), wrong, "mend the points of its answers, or the routes")
