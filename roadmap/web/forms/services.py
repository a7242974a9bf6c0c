"""The form of a service, a delivery site."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.service_edits import ServiceDraft
from roadmap.i18n.marking import N_
from roadmap.web.forms.fields import Day, Field
from roadmap.web.forms.number_fields import Number
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.plan_frame import PlanPage


def _blank(page: PlanPage) -> Mapping[str, Any]:
    return {"specialists": Decimal(2), "leaders": Decimal("0.5"), "opens": page.plan.start}


SERVICE: Final = PartForm(
    noun="service",
    part="services",
    segment="services",
    tab="",
    anchor="service-",
    add=N_("Add a service"),
    draft=ServiceDraft,
    blank=_blank,
    needs=frozenset({"budget", "sources"}),
    has_preview=True,
    fields=(
        Field(name="title", label=N_("Service"), is_required=True),
        Field(name="area", label=N_("Area")),
        Number(
            name="specialists",
            label=N_("Specialists"),
            hint=N_("Full-time posts, also parts of one."),
            is_required=True,
        ),
        Number(name="leaders", label=N_("Team leaders"), hint=N_("Full-time posts."), is_required=True),
        Day(name="opens", label=N_("Opens"), is_required=True),
    ),
)
