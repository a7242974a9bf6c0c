"""The form of a barrier or risk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from roadmap.domain.risk_edits import RiskDraft
from roadmap.domain.risks import OWN
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice, Level
from roadmap.web.forms.fields import Day, Field, Owner, Prose
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import trend_word

REVIEW: Final = timedelta(days=91)
TRENDS: Final = ("falling", "steady", "rising")


class BarrierChoice(Choice):
    """One of the playbook's barriers, or none of them: a risk of the plan's own has a key that nobody reads."""

    __slots__ = ()

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """The key, but none for a risk of the plan's own."""
        key = Choice.typed(self, value, page)
        return "" if key.startswith(OWN) else key

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Its name."""
        return dict(self.options(page)).get(self.typed(value, page), str(value or ""))


def _barriers(page: PlanPage) -> Iterable[tuple[str, str]]:
    return [(each.key, page.titles.barrier(each.key)) for each in page.playbook.barriers]


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {
        "likelihood": 3,
        "impact": 3,
        "trend": "steady",
        "residual_likelihood": 2,
        "residual_impact": 3,
        "owner": "country-lead",
        "review_on": page.today + REVIEW,
    }


RISK: Final = PartForm(
    noun="risk",
    part="risks",
    segment="barriers",
    tab="barriers",
    anchor="risk-",
    add=N_("Add a barrier or risk"),
    draft=RiskDraft,
    blank=_blank,
    needs=frozenset({"milestones"}),
    fields=(
        Field(name="title", label=N_("Title"), is_required=True),
        BarrierChoice(
            name="barrier",
            label=N_("Recurring barrier"),
            hint=N_("Milestones that lower this barrier are then counted for it."),
            among=_barriers,
            none=N_("None: a risk of this plan’s own"),
        ),
        Prose(name="situation", label=N_("How it stands here")),
        Level(name="likelihood", label=N_("Likelihood"), hint=N_("From 1, little, to 5, much."), is_required=True),
        Level(name="impact", label=N_("Impact"), is_required=True),
        Choice(
            name="trend",
            label=N_("Trend"),
            among=lambda page: [(each, trend_word(page.words, each)) for each in TRENDS],
            is_required=True,
        ),
        Prose(name="response", label=N_("Response"), hint=N_("What is done about it.")),
        Level(
            name="residual_likelihood",
            label=N_("Likelihood that is left"),
            hint=N_("When the response works."),
            is_required=True,
        ),
        Level(name="residual_impact", label=N_("Impact that is left"), is_required=True),
        Owner(
            name="owner",
            label=N_("Owner"),
            hint=N_("A role of the playbook, or whoever else answers for it; a person is optional."),
            is_required=True,
        ),
        Day(name="review_on", label=N_("Next review"), is_required=True),
    ),
)
