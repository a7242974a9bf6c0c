"""The second step of the wizard: the questions of the diagnosis, begun with what the sources say of the country."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.drafting import Draft
from roadmap.domain.playbooks import Playbook
from roadmap.domain.questionnaires import CountryContext, KnownAnswer, Question
from roadmap.i18n import Language
from roadmap.web.forms.drafts import ANSWER, NOTE, context_of
from roadmap.web.views.drafts import first
from roadmap.web.views.fields import Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.provenance import Notes


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionView:
    """A question with its answers on offer, and what the sources would answer for the country."""

    field: FieldView
    why: str
    why_prov: Provenanced
    known: str
    known_prov: Provenanced | None


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionsView:
    """The step, ready to print."""

    questions: tuple[QuestionView, ...]
    note: FieldView
    notes: tuple[ProvenanceNote, ...]


def questions_lede(words: Language, draft: Draft, book: Playbook) -> str:
    """What the step asks for, and where its answers begin."""
    _ = words.gettext
    asked = _("The answers tell which routes fit, and fill in the barriers. Leave out what nobody knows.")
    context = context_of(draft.typed, book)
    if context is None or "diagnosis" in draft.saved:
        return asked
    return f"{asked} " + _(
        "They begin with what the sources say of this country (%(as_of)s); change what is no longer so."
    ) % {"as_of": words.text(context.as_of)}


def questions_view(words: Language, draft: Draft, book: Playbook, fields: Fields) -> QuestionsView:
    """The questions as answered; where nothing was saved yet, as the sources answer them."""
    _, notes = words.gettext, Notes(words, book.sources)
    context = context_of(draft.typed, book)
    return QuestionsView(
        questions=tuple(
            _question(words, fields, notes, draft, each, number, _known(context, each))
            for number, each in enumerate(book.diagnosis.questions, 1)
        ),
        note=fields.field(
            NOTE,
            _("What the answers rest on"),
            first(draft.typed, NOTE),
            hint=_("Who was asked, which figures were looked at. It is kept with the plan."),
        ),
        notes=notes.notes(),
    )


def _known(context: CountryContext | None, question: Question) -> KnownAnswer | None:
    return next((each for each in context.answers if each.question == question.key), None) if context else None


def _question(
    words: Language,
    fields: Fields,
    notes: Notes,
    draft: Draft,
    question: Question,
    number: int,
    known: KnownAnswer | None,
) -> QuestionView:
    name = f"{ANSWER}{question.key}"
    typed = first(draft.typed, name)
    chosen = typed if "diagnosis" in draft.saved or typed or known is None else known.option
    why_prov = notes.mark(question.basis)
    option = next((each for each in question.options if known and each.key == known.option), None)
    return QuestionView(
        field=fields.field(
            name,
            f"{words.number(number)}. {words.text(question.ask)}",
            chosen,
            options=[
                *((each.key, words.text(each.title)) for each in question.options),
                ("", words.gettext("Not known")),
            ],
            is_required=True,
        ),
        why=words.text(question.why),
        why_prov=why_prov,
        known=words.gettext("The sources say: %(answer)s") % {"answer": words.text(option.title)} if option else "",
        known_prov=notes.mark(known.basis) if option and known else None,
    )
