"""The diagnosis of a plan: its answers, how well each route fits them, and what they said of the barriers."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.diagnosis import Diagnosis, GivenAnswer, fits, recommended
from roadmap.domain.diagnosis_risks import assessed_barriers
from roadmap.domain.questionnaires import AnswerOption, Question
from roadmap.web.views.draft_routes import FitView, fit_views
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import trend_word


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerView:
    """A question with its answer, and what the answer said of a barrier."""

    title: str
    ask: str
    answer: str
    prov: Provenanced | None
    barriers: tuple[BarrierSaid, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BarrierSaid:
    """What an answer said of a barrier at the start."""

    title: str
    levels: str
    prov: Provenanced
    is_counted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteFit:
    """A route's fit, and whether the plan follows it."""

    fit: FitView
    is_followed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DiagnosisView:
    """The page, ready to print; without a diagnosis there is nothing but a word of it."""

    lede: str
    fits: tuple[RouteFit, ...]
    answers: tuple[AnswerView, ...]
    note: str
    barriers_href: str
    notes: tuple[ProvenanceNote, ...]


def diagnosis_view(page: PlanPage) -> DiagnosisView:
    """The diagnosis of a plan, held against its playbook's questions as they are today."""
    told = page.plan.diagnosis
    if told is None:
        return DiagnosisView(lede="", fits=(), answers=(), note="", barriers_href="", notes=())
    routes = [each.key for each in page.playbook.routes]
    shown = fit_views(page.words, page.notes, page.playbook, told.chosen, routes)
    followed = tuple(RouteFit(fit=each, is_followed=each.key in page.plan.routes) for each in shown)
    # Made in the order in which the page shows them, so that the notes are numbered in reading order.
    answers = _answers(page, told)
    return DiagnosisView(
        lede=_lede(page, told),
        fits=followed,
        answers=answers,
        note=told.note,
        barriers_href=f"{page.address}/barriers",
        notes=page.notes.notes(),
    )


def _lede(page: PlanPage, told: Diagnosis) -> str:
    _, words, asked = page.words.gettext, page.words, page.playbook.diagnosis
    best = recommended(asked, fits(asked, told.chosen, [each.key for each in page.playbook.routes]))
    if not best:
        return _("No question was answered, so no route was recommended.")
    named = words.sentence_list(words.quoted(page.titles.route(key)) for key in best)
    if set(best) == set(page.plan.routes):
        return words.ngettext(
            "The answers speak most for %(routes)s, which this plan follows.",
            "The answers speak most for %(routes)s, which this plan combines.",
            len(best),
        ) % {"routes": named}
    return _("The answers speak most for %(routes)s. This plan was started otherwise.") % {"routes": named}


def _answers(page: PlanPage, told: Diagnosis) -> tuple[AnswerView, ...]:
    answers = {each.question: each for each in told.answers}
    counted = assessed_barriers(page.playbook.diagnosis, told)
    found = []
    for question in page.playbook.diagnosis.questions:
        answer = answers.get(question.key)
        option = page.playbook.diagnosis.option(question.key, answer.option) if answer else None
        count = {key for key, each in counted.items() if each.question.key == question.key}
        found.append(_answer(page, question, answer, option, count))
    return tuple(found)


def _answer(
    page: PlanPage, question: Question, answer: GivenAnswer | None, option: AnswerOption | None, counted: set[str]
) -> AnswerView:
    _, words = page.words.gettext, page.words
    said = words.text(option.title) if option else _("Not known")
    return AnswerView(
        title=words.text(question.title),
        ask=words.text(question.ask),
        answer=said,
        prov=page.notes.mark(answer.basis) if answer and option else None,
        barriers=tuple(
            BarrierSaid(
                title=page.titles.barrier(each.barrier),
                levels=_("%(likelihood)s × %(impact)s, %(trend)s")
                % {
                    "likelihood": words.number(each.likelihood),
                    "impact": words.number(each.impact),
                    "trend": trend_word(words, each.trend).lower(),
                },
                prov=page.notes.mark(each.basis),
                is_counted=each.barrier in counted,
            )
            for each in (option.barriers if option else ())
        ),
    )
