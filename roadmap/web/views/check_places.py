"""Where what a plan check finds is mended, and where it is explained."""

from __future__ import annotations

from typing import Final

from roadmap.domain.checks import Finding, Noun, Place
from roadmap.web.forms.all_parts import PART_FORMS
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.parts import back_of
from roadmap.web.views.plan_frame import PlanPage

COVERAGE_PLACES: Final = {
    "support-funded": "categories",
    "posts-funded": "categories",
    "quarters-funded": "strip",
    "exit-payer": "exit",
}
"""Where on the coverage page the findings of a check about funding are explained."""


def coverage_href(page: PlanPage, finding: Finding) -> str:
    """Where the coverage shows what a finding is about; nothing for what is not about funding."""
    place = COVERAGE_PLACES.get(finding.check)
    return f"{page.address}/coverage#{place}" if place else ""


def mend_words(page: PlanPage, place: Place) -> str:
    """What following the way to where something is mended is called."""
    _, form = page.words.gettext, PART_FORMS.get(place.noun)
    if form and page.may_manage and place.id is None:
        return _(form.add)
    return {
        "budget-line": _("See the budget"),
        "commitment": _("See the funding"),
        "committee": _("See the committees"),
        "funding-source": _("See the funding"),
        "milestone": _("Mend it in this milestone") if place.id else _("See the milestones"),
        "risk": _("See the barriers"),
        "service": _("Mend it in this service") if place.id else _("See the services"),
        "target": _("See the plan"),
    }[place.noun]


PAGES: Final[dict[Noun, str]] = {
    "budget-line": "/budget",
    "commitment": "/funding#pipeline",
    "committee": "/committees",
    "funding-source": "/funding#sources",
    "milestone": "/milestones",
    "risk": "/barriers",
    "service": "#services",
    "target": "",
}
"""Where a kind of thing is shown, below the plan's own address."""


def address_of(page: PlanPage, place: Place) -> str:
    """Where something is mended: the field of a form for who may change it, else the page that shows it."""
    form = PART_FORMS.get(place.noun)
    if form and page.may_manage:
        if place.id is None:
            return add_href(page, form.segment, **dict(place.fill))
        return edit_href(page, form.segment, place.id) + _fragment(form, place.field)
    if place.noun == "milestone" and place.id:
        return f"{page.address}/milestones/{place.id}"
    if form and place.id:
        return back_of(page, form, place.id)
    payer = dict(place.fill).get("source_id")
    if payer:
        return back_of(page, PART_FORMS["funding-source"], payer)
    return page.address + PAGES[place.noun]


COMPOSED: Final = {"pin": "#f-pin-kind", "after": "#waits"}
"""Where a form shows fields that are made of several controls."""


def _fragment(form: PartForm, field: str) -> str:
    if form.field(field) is None:
        return ""
    return COMPOSED.get(field) or f"#f-{field.replace('_', '-')}"
