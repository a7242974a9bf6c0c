"""The form of a milestone, with what saving it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from roadmap.domain.milestone_drafts import MOST_LEVELS
from roadmap.domain.milestones import LINK_KINDS, PIN_KINDS, Milestone
from roadmap.web.forms.milestone_edits import MILESTONE, phases
from roadmap.web.forms.milestone_fields import POINTS, UNITS, barriers_of, link_rows
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.milestone_words import lag_unit_word, link_kind_word, pin_kind_word
from roadmap.web.views.parts import DrawnField, Entry, HiddenView, drawn_field
from roadmap.web.views.plan_frame import PlanPage

WHAT: Final = ("title", "deliverable", "evidence_wanted", "phase_id", "owner", "theme", "lever", "weight")
DURATIONS: Final = ("best", "likely", "worst")
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnDayView:
    """The controls of a milestone's own day."""

    edge: FieldView
    at: FieldView
    day: FieldView
    months: FieldView
    days: FieldView
    phase: FieldView
    milestone: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class PinView:
    """The controls of a date that others set."""

    kind: FieldView
    day: FieldView
    reason: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRowView:
    """The controls of one link; ``remove`` is what its button sends and ``remove_label`` what it says."""

    milestone: FieldView
    kind: FieldView
    lag: FieldView
    unit: FieldView
    remove: str
    remove_label: str
    is_new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneFormView:
    """The form, ready to print. ``begun`` says why dates stay, ``gone`` that somebody took it out meanwhile."""

    action: str
    hidden: tuple[HiddenView, ...]
    errors: tuple[ErrorView, ...]
    what: tuple[DrawnField, ...]
    durations: tuple[FieldView, ...]
    own_day: OwnDayView
    pin: PinView
    rows: str
    links: tuple[LinkRowView, ...]
    mitigates: tuple[FieldView, ...]
    engages: DrawnField
    marks: DrawnField
    begun: str
    gone: str
    reason: FieldView
    preview: ConsequencesView | None
    cancel_href: str
    removal_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What stands around the form: the milestone it changes, where there is one, and what was asked for besides."""

    milestone: Milestone | None = None
    preview: ConsequencesView | None = None
    has_new_row: bool = False
    is_gone: bool = False


def milestone_form_view(page: PlanPage, entry: Entry, shown: Shown) -> MilestoneFormView:
    """The form with what is held or was typed."""
    _, own = page.words.gettext, shown.milestone
    fields, texts = Fields(page.words, entry.faults), entry.texts
    address = f"{page.address}/milestones"
    named = {each.name: each for each in MILESTONE.fields}
    drawn = {
        name: drawn_field(page, fields, named[name], texts.get(name, ""))
        for name in (*WHAT, *DURATIONS, "engages", "marks")
    }
    return MilestoneFormView(
        action=f"{address}/{own.id}" if own else address,
        hidden=tuple(HiddenView(name=name, value=value) for name, value in entry.hidden.items()),
        errors=fields.errors(),
        what=tuple(drawn[name] for name in WHAT),
        durations=tuple(drawn[name].field for name in DURATIONS),
        own_day=_own_day(page, fields, texts, own),
        pin=_pin(page, fields, texts),
        rows=str(len(link_rows(texts))),
        links=_links(page, fields, texts, shown),
        mitigates=_mitigates(page, fields, texts),
        engages=drawn["engages"],
        marks=drawn["marks"],
        begun=_("It has begun: its dates stay where recording progress puts them.") if own and own.started_on else "",
        gone=_("Somebody took this out while you were writing. Save it to add it anew, or leave it.")
        if shown.is_gone
        else "",
        reason=fields.reason(texts.get("reason", "")),
        preview=shown.preview,
        cancel_href=f"{address}/{own.id}" if own else address,
        removal_href=f"{address}/{own.id}/removal" if own else "",
    )


def others(page: PlanPage, own: UUID | None) -> list[tuple[str, str]]:
    """All milestones but one, by number."""
    return [
        (str(each.id), f"{each.number} · {page.words.text(each.title)}")
        for each in sorted(page.plan.milestones, key=lambda each: each.number)
        if each.id != own
    ]


def link_options(page: PlanPage) -> tuple[Options, Options]:
    """The kinds of links, and what lags are counted in."""
    kinds = [(each, link_kind_word(page.words, each)) for each in LINK_KINDS]
    return kinds, [(each, lag_unit_word(page.words, each)) for each in UNITS]


def _own_day(page: PlanPage, fields: Fields, texts: Mapping[str, str], own: Milestone | None) -> OwnDayView:
    _ = page.words.gettext
    points = {
        "date": _("A date"),
        "plan-start": _("The start of the plan"),
        "plan-end": _("The end of the plan"),
        "phase-start": _("The start of a phase"),
        "phase-end": _("The end of a phase"),
        "milestone-start": _("The start of a milestone"),
        "milestone-due": _("The due date of a milestone"),
    }
    edges = [("start", _("It begins then")), ("due", _("It is due then"))]

    def text(name: str) -> str:
        return texts.get(name, "")

    return OwnDayView(
        edge=fields.field(
            "anchor_edge", _("Which end hangs there"), text("anchor_edge") or "start", options=edges, is_required=True
        ),
        at=fields.field(
            "anchor_at",
            _("Hangs on"),
            text("anchor_at"),
            hint=_("The day that it has if it waits for nothing. It moves along with what it hangs on."),
            options=[("", _("Nothing: it stays where it is")), *((each, points[each]) for each in POINTS)],
            is_required=True,
        ),
        day=fields.field("anchor_day", _("Date"), text("anchor_day"), hint=_("When it hangs on a date.")),
        months=fields.field("anchor_months", _("Months after"), text("anchor_months"), hint=_("-6 is six before.")),
        days=fields.field("anchor_days", _("And days after"), text("anchor_days")),
        phase=fields.field(
            "anchor_phase",
            _("Phase"),
            text("anchor_phase"),
            hint=_("When it hangs on a phase."),
            options=[("", _("Its own")), *phases(page)],
        ),
        milestone=fields.field(
            "anchor_milestone",
            _("Milestone"),
            text("anchor_milestone"),
            hint=_("When it hangs on a milestone."),
            options=[("", _("Choose")), *others(page, own.id if own else None)],
        ),
    )


def _pin(page: PlanPage, fields: Fields, texts: Mapping[str, str]) -> PinView:
    _ = page.words.gettext
    kinds = [("", _("Nobody set a date")), *((each, pin_kind_word(page.words, each)) for each in PIN_KINDS)]
    return PinView(
        kind=fields.field(
            "pin_kind",
            _("Date set by others"),
            texts.get("pin_kind", ""),
            hint=_("It stays when the plan’s start moves, and the page says when it cannot be met."),
            options=kinds,
            is_required=True,
        ),
        day=fields.field("pin_day", _("Day"), texts.get("pin_day", "")),
        reason=fields.field(
            "pin_reason",
            _("Who set it, and why"),
            texts.get("pin_reason", ""),
            hint=_("A budget vote, a grant deadline, a policy window."),
        ),
    )


def _links(page: PlanPage, fields: Fields, texts: Mapping[str, str], shown: Shown) -> tuple[LinkRowView, ...]:
    _, words = page.words.gettext, page.words
    known = others(page, None)
    kinds, units = link_options(page)
    rows = link_rows(texts)

    def row(index: int) -> LinkRowView:
        def text(end: str) -> str:
            return texts.get(f"after_{index}_{end}", "")

        at = {"row": words.number(index + 1)}
        return LinkRowView(
            milestone=fields.field(
                f"after_{index}_milestone",
                _("Waits for, row %(row)s") % at,
                text("milestone"),
                options=[("", _("Choose")), *known],
            ),
            kind=fields.field(
                f"after_{index}_kind", _("How, row %(row)s") % at, text("kind") or LINK_KINDS[0], options=kinds
            ),
            lag=fields.field(f"after_{index}_lag", _("Days between, row %(row)s") % at, text("lag")),
            unit=fields.field(
                f"after_{index}_unit", _("Counted in, row %(row)s") % at, text("unit") or UNITS[0], options=units
            ),
            remove=f"remove-link-{index}",
            remove_label=_("Remove row %(row)s") % at,
            is_new=shown.has_new_row and index == rows[-1],
        )

    return tuple(row(index) for index in rows)


def _mitigates(page: PlanPage, fields: Fields, texts: Mapping[str, str]) -> tuple[FieldView, ...]:
    _, words = page.words.gettext, page.words
    levels = [("0", _("Not at all"))]
    for level in range(1, MOST_LEVELS + 1):
        said = words.ngettext("%(count)s level", "%(count)s levels", level) % {"count": words.number(level)}
        levels.append((str(level), said))
    return tuple(
        fields.field(
            f"mitigates_{each}",
            page.titles.barrier(each),
            texts.get(f"mitigates_{each}") or "0",
            options=levels,
            is_required=True,
        )
        for each in barriers_of(page, texts)
    )
