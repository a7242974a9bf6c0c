"""The forms of a funding source and of a commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import msgspec

from roadmap.domain.funding import STAGES, Commitment, Deadline
from roadmap.domain.funding_edits import CERTAIN, CommitmentDraft, FundingSourceDraft, StageDraft
from roadmap.domain.messages import Message, message
from roadmap.domain.terms import Stage
from roadmap.i18n.dates import read_day
from roadmap.i18n.marking import N_
from roadmap.web.forms.budgets import categories, services
from roadmap.web.forms.choice_fields import AllRelated, Choice, Choices, OptionalRelated, Related
from roadmap.web.forms.fields import Day, Field, OptionalDay, Prose
from roadmap.web.forms.number_fields import Amount, Percent, Whole
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import rank_words, stage_word

MOST_WORDS: Final = 5
"""Words of a day at most, as in “4 de marzo de 2027”."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadlines(Prose):
    """Days with what is due on them, one a line."""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401 (deadlines, or a message)
        """Those that say something, in the order of their days."""
        found = []
        for line in filter(None, (" ".join(each.split()) for each in form.text(self.name).split("\n"))):
            due, title = _day_and_rest(line, page.words.code)
            if due is None or not title:
                return message("funding.deadline_unreadable", typed=line[:80])
            if isinstance(due, Message):
                return due
            found.append(Deadline(title=title, due=due))
        return tuple(sorted(found, key=lambda each: (each.due, each.title)))

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """Those that were typed, what is due as before where it says the same."""
        found = Prose.value(self, form, page, held)
        if found is held or isinstance(found, Message):
            return found
        known = {page.words.text(each.title): each.title for each in held or ()}
        return tuple(replace(each, title=known.get(each.title, each.title)) for each in found)

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """One a line, as they are read."""
        return "\n".join(f"{each.due.isoformat()} {page.words.text(each.title)}" for each in value or ())

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """None."""
        return ()

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As in a sentence."""
        held = msgspec.convert(msgspec.to_builtins(value or ()), tuple[Deadline, ...])
        return page.words.sentence_list(f"{page.words.date(each.due)} {page.words.text(each.title)}" for each in held)


def _day_and_rest(line: str, code: str) -> tuple[date | Message | None, str]:
    """The day with which a line begins, in as many words as make one, and the rest.

    Instead of a day what is wrong with one that could be, or nothing where the line begins with none.
    """
    words = line.split(" ")
    wrong: tuple[Message | None, str] = (None, line)
    for count in range(MOST_WORDS, 0, -1):
        found, rest = read_day(" ".join(words[:count]), code), " ".join(words[count:])
        if isinstance(found, date):
            return found, rest
        if found.key != "day.unreadable":
            wrong = (found, rest)
    return wrong


FUNDING_SOURCE: Final = PartForm(
    noun="funding-source",
    part="sources",
    segment="funding-sources",
    tab="funding",
    anchor="source-",
    add=N_("Add a funding source"),
    draft=FundingSourceDraft,
    blank=lambda _: {"rank": "main"},
    needs=frozenset({"commitments", "services", "stakeholders"}),
    has_preview=True,
    fields=(
        Field(name="title", label=N_("Name"), is_required=True),
        Choice(
            name="kind",
            label=N_("Kind of payer"),
            among=lambda page: [(each.key, page.titles.funding_kind(each.key)) for each in page.playbook.funding_kinds],
            none=N_("Choose"),
            is_required=True,
        ),
        Choice(
            name="rank",
            label=N_("Main or secondary"),
            among=lambda page: rank_words(page.words).items(),
            is_required=True,
        ),
        Choices(
            name="may_pay",
            label=N_("May pay"),
            hint=N_("What its own rules are known to allow. What is not ticked counts as not allowed."),
            among=categories,
        ),
        Choices(
            name="may_not_pay",
            label=N_("May not pay"),
            hint=N_("What it has said that it will not pay for."),
            among=categories,
        ),
        AllRelated(
            name="service_ids",
            label=N_("Pays only for these services"),
            hint=N_("With none ticked it may pay for all, and for what no single service costs."),
            among=services,
        ),
        OptionalRelated(
            name="stakeholder_id",
            label=N_("Whom we talk to"),
            hint=N_("The stakeholder who decides there, or opens the door; who owns that relation asks for the money."),
            among=lambda page: [(str(each.id), page.words.text(each.title)) for each in page.plan.stakeholders],
            none=N_("Nobody yet"),
        ),
        Prose(name="conditions", label=N_("Conditions"), hint=N_("What it ties its money to.")),
        Deadlines(
            name="deadlines",
            label=N_("Reports due"),
            hint=N_("One a line: the day as 2028-03-31, then what is due. They come into the calendar."),
        ),
        Prose(name="note", label=N_("Note")),
    ),
)


def source_title(page: PlanPage, source_id: object) -> str:
    """The name of a funding source of the plan; nothing for one that is gone."""
    return next((page.words.text(each.title) for each in page.plan.sources if str(each.id) == str(source_id)), "")


def _commitment_title(held: Commitment, page: PlanPage) -> str:
    return f"{source_title(page, held.source_id)}, {AMOUNT.said(held.amount, page)}"


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {"stage": "identified", "starts": page.plan.start, "ends": page.plan.end}


@dataclass(frozen=True, kw_only=True, slots=True)
class Chance(Percent):
    """How likely an amount is to come. What is certain is left empty, as it is typed."""

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """The number below certainty."""
        return "" if value == CERTAIN else Percent.typed(self, value, page)


STAGE: Final = Choice(
    name="stage",
    label=N_("Stage"),
    hint=N_("From committed on, an amount counts as money."),
    among=lambda page: [(each, stage_word(page.words, each)) for each in STAGES],
    is_required=True,
)
CHANCE: Final = Chance(
    name="probability",
    label=N_("Chance"),
    hint=N_("How likely it is to come: 0 to 99, needed until it is committed. From then on leave it empty."),
    is_conditional=True,
)
AMOUNT: Final = Amount(name="amount", label=N_("Amount"), is_required=True)
COMMITMENT: Final = PartForm(
    noun="commitment",
    part="commitments",
    segment="commitments",
    tab="funding",
    anchor="held-",
    add=N_("Add an amount of a source"),
    draft=CommitmentDraft,
    blank=_blank,
    needs=frozenset({"sources"}),
    title=_commitment_title,
    has_preview=True,
    fields=(
        Related(
            name="source_id",
            label=N_("Source"),
            among=lambda page: [(str(each.id), page.words.text(each.title)) for each in page.plan.sources],
            none=N_("Choose"),
            is_required=True,
        ),
        AMOUNT,
        STAGE,
        CHANCE,
        Day(name="starts", label=N_("From"), is_required=True),
        Day(name="ends", label=N_("To"), hint=N_("The last day."), is_required=True),
        Whole(
            name="delay",
            label=N_("Likely late by"),
            hint=N_("How much later than agreed it will probably come."),
            unit=N_("months"),
        ),
        OptionalDay(
            name="decides_on",
            label=N_("Ask or decide by"),
            hint=N_("The day by which the payer has to be asked, or decides."),
        ),
    ),
)
COMMITMENT_STAGE: Final = PartForm(
    noun="commitment",
    part="commitments",
    segment="commitment-stages",
    tab="funding",
    anchor="card-",
    add="",
    draft=StageDraft,
    needs=frozenset({"sources"}),
    title=_commitment_title,
    has_ground=False,
    has_reason=True,
    has_preview=True,
    fields=(STAGE, CHANCE),
)
"""How far an amount has come, alone: what a card of the board asks when it is moved."""


def stage_of(text: str, otherwise: Stage) -> Stage:
    """The stage that an address names, or another."""
    return next((each for each in STAGES if each == text), otherwise)
