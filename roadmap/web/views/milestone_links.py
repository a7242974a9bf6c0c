"""The page that lets one milestone wait for another."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.milestones import LINK_KINDS, Milestone
from roadmap.web.forms.milestone_fields import UNITS
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.milestone_edits import link_options, others
from roadmap.web.views.parts import Entry
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkView:
    """The form, ready to print."""

    action: str
    errors: tuple[ErrorView, ...]
    milestone: FieldView
    kind: FieldView
    lag: FieldView
    unit: FieldView
    reason: FieldView
    preview: ConsequencesView | None
    cancel_href: str


def link_view(page: PlanPage, own: Milestone, entry: Entry, preview: ConsequencesView | None) -> LinkView:
    """The form with what was typed."""
    _, texts = page.words.gettext, entry.texts
    fields = Fields(page.words, entry.faults)
    kinds, units = link_options(page)
    address = f"{page.address}/milestones/{own.id}"
    return LinkView(
        action=f"{address}/links",
        errors=fields.errors(),
        milestone=fields.field(
            "milestone",
            _("Milestone that waits"),
            texts.get("milestone", ""),
            options=[("", _("Choose")), *others(page, own.id)],
            is_required=True,
        ),
        kind=fields.field(
            "kind", _("How it waits"), texts.get("kind") or LINK_KINDS[0], options=kinds, is_required=True
        ),
        lag=fields.field("lag", _("Days between"), texts.get("lag", "")),
        unit=fields.field("unit", _("Counted in"), texts.get("unit") or UNITS[0], options=units, is_required=True),
        reason=fields.reason(entry.texts.get("reason", "")),
        preview=preview,
        cancel_href=address,
    )
