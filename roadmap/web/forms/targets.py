"""The form of an indicator's target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from roadmap.domain.target_edits import NamedTarget, TargetDraft, named_targets
from roadmap.i18n.marking import N_
from roadmap.web.forms.choice_fields import Choice
from roadmap.web.forms.fields import Day
from roadmap.web.forms.number_fields import Number
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.targets import indicator_title


def _indicators(page: PlanPage) -> Iterable[tuple[str, str]]:
    return [(each.key, page.words.text(each.title)) for each in page.playbook.indicators]


def _title(target: NamedTarget, page: PlanPage) -> str:
    return f"{indicator_title(page, target.indicator)}, {page.words.date(target.due)}"


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {"due": page.plan.end}


TARGET: Final = PartForm(
    noun="targets",
    part="",
    find=named_targets,
    segment="targets",
    tab="",
    anchor="target-",
    add=N_("Add a target"),
    draft=TargetDraft,
    blank=_blank,
    title=_title,
    fields=(
        Choice(name="indicator", label=N_("Indicator"), among=_indicators, none=N_("Choose"), is_required=True),
        Number(name="value", label=N_("Value"), hint=N_("In the unit of the indicator."), is_required=True),
        Day(name="due", label=N_("By"), is_required=True),
    ),
)
