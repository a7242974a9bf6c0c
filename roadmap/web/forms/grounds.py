"""The part of a form that asks on what ground its figures stand."""

from __future__ import annotations

from typing import Final, Literal

from roadmap.domain.parts import Ground
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage

KINDS: Final[tuple[Literal["assumed", "reported"], ...]] = ("assumed", "reported")
KIND, REASON = "ground_kind", "ground_reason"


def read_ground(form: Typed, page: PlanPage) -> Ground:
    """Who says so today, and why: in the role in which they act, never by name."""
    kind = next((each for each in KINDS if each == form.text(KIND)), None)
    return Ground(kind=kind or KINDS[0], by=acting(page), on=page.today, reason=" ".join(form.text(REASON).split()))


def acting(page: PlanPage) -> str:
    """The title of the viewer's role, in English like everything that a plan holds."""
    role = page.visit.viewer.role if page.visit.viewer else ""
    titles = {each.key: each.title for each in page.playbook.intervention.roles}
    return titles.get(role, role.replace("-", " ").capitalize())
