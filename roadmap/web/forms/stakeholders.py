"""The form of a stakeholder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from roadmap.domain.stakeholder_edits import StakeholderDraft
from roadmap.domain.stakeholders import STANCES
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice, Level
from roadmap.web.forms.fields import Field, Owner, Prose
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import capitalised, level_word, sector_word, stance_word

PLACES: Final = ("national", "regional", "local", "international")


def _sectors(page: PlanPage) -> Iterable[tuple[str, str]]:
    """Those in which the playbook knows somebody, by name."""
    known = {each.sector for each in page.playbook.archetypes}
    return sorted(((each, capitalised(sector_word(page.words, each))) for each in known), key=lambda pair: pair[1])


def _archetypes(page: PlanPage) -> Iterable[tuple[str, str]]:
    kinds = ((each.key, page.titles.archetype(each.key)) for each in page.playbook.archetypes)
    return sorted(kinds, key=lambda pair: pair[1])


def _stances(page: PlanPage) -> Iterable[tuple[str, str]]:
    return [(each, stance_word(page.words, each)) for each in STANCES]


def _blank(_page: PlanPage) -> Mapping[str, Any]:
    return {
        "level": "national",
        "sector": "government",
        "influence": 3,
        "interest": 3,
        "stance": "neutral",
        "wanted": "supports",
        "owner": "country-lead",
    }


STAKEHOLDER: Final = PartForm(
    noun="stakeholder",
    part="stakeholders",
    segment="stakeholders",
    tab="stakeholders",
    anchor="stakeholder-",
    add=N_("Add a stakeholder"),
    draft=StakeholderDraft,
    blank=_blank,
    needs=frozenset({"sources"}),
    fields=(
        Field(
            name="title",
            label=N_("Organisation or role"),
            hint=N_("Not a person: people change, and their names are theirs."),
            is_required=True,
        ),
        Choice(
            name="archetype",
            label=N_("Kind"),
            hint=N_("Milestones engage kinds of stakeholders: choose one so that they count here."),
            among=_archetypes,
            none=N_("No known kind"),
        ),
        Choice(
            name="level",
            label=N_("Level"),
            among=lambda page: [(each, level_word(page.words, each)) for each in PLACES],
            is_required=True,
        ),
        Choice(name="sector", label=N_("Sector"), among=_sectors, is_required=True),
        Level(name="influence", label=N_("Influence"), hint=N_("From 1, little, to 5, much."), is_required=True),
        Level(name="interest", label=N_("Interest"), is_required=True),
        Choice(name="stance", label=N_("Stance now"), among=_stances, is_required=True),
        Choice(name="wanted", label=N_("Stance wanted"), among=_stances, is_required=True),
        Prose(name="wants", label=N_("What they want")),
        Prose(name="ask", label=N_("What we ask")),
        Owner(
            name="owner",
            label=N_("Who owns the relation"),
            hint=N_("A role of the playbook, or whoever else answers for it; a person is optional."),
            is_required=True,
        ),
    ),
)
