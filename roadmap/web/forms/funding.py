"""The forms of a funding source and of a commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from roadmap.domain.funding import STAGES, Commitment
from roadmap.domain.funding_edits import CERTAIN, CommitmentDraft, FundingSourceDraft
from roadmap.i18n.marking import N_
from roadmap.web.forms.budgets import categories
from roadmap.web.forms.fields import Amount, Choice, Choices, Day, Field, Percent, Prose, Related
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import rank_words, stage_word

FUNDING_SOURCE: Final = PartForm(
    noun="funding-source",
    part="sources",
    segment="funding-sources",
    tab="budget",
    anchor="source-",
    add=N_("Add a funding source"),
    draft=FundingSourceDraft,
    blank=lambda _: {"rank": "main"},
    needs=frozenset({"commitments"}),
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


AMOUNT: Final = Amount(name="amount", label=N_("Amount"), is_required=True)
COMMITMENT: Final = PartForm(
    noun="commitment",
    part="commitments",
    segment="commitments",
    tab="budget",
    anchor="held-",
    add=N_("Add an amount of a source"),
    draft=CommitmentDraft,
    blank=_blank,
    needs=frozenset({"sources"}),
    title=_commitment_title,
    fields=(
        Related(
            name="source_id",
            label=N_("Source"),
            among=lambda page: [(str(each.id), page.words.text(each.title)) for each in page.plan.sources],
            none=N_("Choose"),
            is_required=True,
        ),
        AMOUNT,
        Choice(
            name="stage",
            label=N_("Stage"),
            hint=N_("From committed on, an amount counts as money."),
            among=lambda page: [(each, stage_word(page.words, each)) for each in STAGES],
            is_required=True,
        ),
        Chance(
            name="probability",
            label=N_("Chance"),
            hint=N_("How likely it is to come: 0 to 99. Leave it empty once it is committed."),
        ),
        Day(name="starts", label=N_("From"), is_required=True),
        Day(name="ends", label=N_("To"), hint=N_("The last day."), is_required=True),
    ),
)
