"""The form of a milestone: what it is, when it is, what it waits for, what it lowers and whom it engages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from roadmap.domain.errors import Fault
from roadmap.domain.milestone_drafts import MilestoneDraft
from roadmap.domain.milestones import DateAnchor
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice, Choices, Related
from roadmap.web.forms.fields import Field, Owner, Prose
from roadmap.web.forms.milestone_fields import (
    Composite,
    LinksField,
    MitigationsField,
    OwnDay,
    PinField,
    link_rows,
)
from roadmap.web.forms.number_fields import Whole
from roadmap.web.forms.parts import PartForm, read_part
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import capitalised, mark_words


def phases(page: PlanPage) -> list[tuple[str, str]]:
    """The plan's phases."""
    return [(str(each.id), page.words.text(each.title)) for each in page.plan.phases]


def themes(page: PlanPage) -> list[tuple[str, str]]:
    """The playbook's themes."""
    return [(each.key, page.titles.theme(each.key)) for each in page.playbook.intervention.themes]


def _blank(page: PlanPage) -> Mapping[str, Any]:
    first = page.plan.phases[0].id if page.plan.phases else None
    anchor = DateAnchor(at="phase-start")
    return {"phase_id": first, "weight": 1, "best": 10, "likely": 20, "worst": 40, "anchor": anchor}


MILESTONE: Final = PartForm(
    noun="milestone",
    part="milestones",
    segment="milestones",
    tab="milestones",
    anchor="",
    add=N_("Add a milestone"),
    draft=MilestoneDraft,
    blank=_blank,
    needs=frozenset({"phases", "baselines", "evidence", "risks"}),
    has_ground=False,
    fields=(
        Field(name="title", label=N_("Title"), hint=N_("What is true once it is done."), is_required=True),
        Prose(name="deliverable", label=N_("Deliverable"), hint=N_("What is there to hold in one’s hand.")),
        Prose(name="evidence_wanted", label=N_("Evidence wanted"), hint=N_("What proves that it is done.")),
        Related(name="phase_id", label=N_("Phase"), among=phases, is_required=True),
        Owner(
            name="owner",
            label=N_("Owner"),
            hint=N_("A role of the plan, or the name of a person or an organisation."),
            is_required=True,
        ),
        Choice(name="theme", label=N_("Theme"), among=themes, none=N_("Choose"), is_required=True),
        Choice(
            name="lever",
            label=N_("Strategic lever"),
            among=lambda page: [(each.key, page.titles.lever(each.key)) for each in page.playbook.intervention.levers],
            none=N_("None"),
        ),
        Whole(
            name="weight", label=N_("Effort weight"), hint=N_("From 1 to 100, against the others."), is_required=True
        ),
        Whole(name="best", label=N_("Working days at best"), is_required=True),
        Whole(name="likely", label=N_("Working days likely"), is_required=True),
        Whole(name="worst", label=N_("Working days at worst"), is_required=True),
        OwnDay(name="anchor", label=N_("Own day")),
        PinField(name="pin", label=N_("Date set by others")),
        LinksField(name="after", label=N_("Waits for")),
        MitigationsField(name="mitigates", label=N_("Lowers barriers")),
        Choices(
            name="engages",
            label=N_("Engages"),
            among=lambda page: [(each.key, page.titles.archetype(each.key)) for each in page.playbook.archetypes],
        ),
        Choices(
            name="marks",
            label=N_("What checks count it as"),
            hint=N_(
                "A check of the plan looks for such milestones: training before clients, a review for every service."
            ),
            among=lambda page: [(key, capitalised(word)) for key, word in mark_words(page.words).items()],
        ),
    ),
)
COMPOSITES: Final = tuple(each for each in MILESTONE.fields if isinstance(each, Composite))


def read_milestone(form: Typed, page: PlanPage, held: Mapping[str, Any]) -> tuple[MilestoneDraft, list[Fault]]:
    """What was typed as a draft, with what cannot be read; ``held`` stands in for that, and the rules see the rest."""
    values, faults = read_part(MILESTONE, form, page, held)
    faults += [fault for each in COMPOSITES if each.name not in form.values for fault in each.faults(form)]
    return MilestoneDraft(**values), faults


def controls_of(page: PlanPage, values: Mapping[str, Any]) -> dict[str, str]:
    """What a milestone holds, as the controls of its form do."""
    found: dict[str, str] = {}
    for each in MILESTONE.fields:
        held = values.get(each.name)
        found |= each.controls(held, page) if isinstance(each, Composite) else {each.name: each.typed(held, page)}
    return found


def with_row(form: Typed, done: str) -> dict[str, str] | None:
    """The controls of the links after a button of theirs: one more row, or one fewer; nothing for other buttons."""
    kept = [
        {end: form.text(f"after_{row}_{end}") for end in ("milestone", "kind", "lag", "unit")}
        for row in link_rows(form.values)
    ]
    if done == "add-link":
        kept.append({"milestone": "", "kind": "", "lag": "", "unit": ""})
    elif done.startswith("remove-link-") and done.removeprefix("remove-link-") in {
        str(each) for each in link_rows(form.values)
    }:
        del kept[int(done.removeprefix("remove-link-"))]
    else:
        return None
    rows = {f"after_{row}_{end}": text for row, each in enumerate(kept) for end, text in each.items()}
    return {"after_rows": str(len(kept)), **rows}


def faults_in_order(faults: list[Fault]) -> list[Fault]:
    """Faults in the order of the form, each field told once, those of the whole first."""
    names = ["", *(each.name for each in MILESTONE.fields)]

    def place(fault: Fault) -> int:
        named = [index for index, name in enumerate(names) if name and _belongs(fault.field, name)]
        return max(named, default=0)

    told: dict[str, Fault] = {}
    for each in sorted(faults, key=place):
        told.setdefault(each.field, each) if each.field else told.setdefault(each.message.key, each)
    return list(told.values())


def _belongs(field: str, name: str) -> bool:
    return field == name or field.startswith(f"{name}_")
