"""The pages that make several milestones of one, and one of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.milestone_splits import MOST_PARTS
from roadmap.domain.milestones import Milestone
from roadmap.web.forms.milestone_splits import part_rows
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.parts import Entry, HiddenView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRowView:
    """The controls of one part; ``remove`` is what its button sends."""

    title: FieldView
    days: FieldView
    weight: FieldView
    remove: str
    remove_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitView:
    """The form, ready to print. ``total`` says what the parts have to add up to."""

    action: str
    hidden: tuple[HiddenView, ...]
    errors: tuple[ErrorView, ...]
    total: str
    rows: str
    parts: tuple[PartRowView, ...]
    can_add: bool
    changed: str
    reason: FieldView
    preview: ConsequencesView | None
    cancel_href: str


def split_view(
    page: PlanPage, own: Milestone, entry: Entry, preview: ConsequencesView | None, *, is_changed: bool
) -> SplitView:
    """The form with what was suggested or typed."""
    _, words = page.words.gettext, page.words
    fields = Fields(words, entry.faults)
    rows = part_rows(entry.texts)
    address = f"{page.address}/milestones/{own.id}"
    return SplitView(
        action=f"{address}/parts",
        hidden=_hidden(entry.hidden),
        errors=fields.errors(),
        total=_("Together %(days)s working days and an effort weight of %(weight)s, as now.")
        % {"days": words.number(own.likely), "weight": words.number(own.weight)},
        rows=str(len(rows)),
        parts=tuple(_part(page, fields, entry.texts, row) for row in rows),
        can_add=len(rows) < MOST_PARTS,
        changed=_("Somebody changed it while you were writing. This is how it stands now; your parts are below.")
        if is_changed
        else "",
        reason=fields.reason(entry.texts.get("reason", "")),
        preview=preview,
        cancel_href=address,
    )


def _part(page: PlanPage, fields: Fields, texts: Mapping[str, str], row: int) -> PartRowView:
    _, at = page.words.gettext, {"row": page.words.number(row + 1)}

    def text(end: str) -> str:
        return texts.get(f"part_{row}_{end}", "")

    return PartRowView(
        title=fields.field(f"part_{row}_title", _("Title of part %(row)s") % at, text("title"), is_required=True),
        days=fields.field(f"part_{row}_days", _("Working days of part %(row)s") % at, text("days"), is_required=True),
        weight=fields.field(f"part_{row}_weight", _("Weight of part %(row)s") % at, text("weight"), is_required=True),
        remove=f"remove-part-{row}",
        remove_label=_("Remove part %(row)s") % at,
    )


def _hidden(hidden: Mapping[str, str]) -> tuple[HiddenView, ...]:
    return tuple(HiddenView(name=name, value=value) for name, value in hidden.items())


@dataclass(frozen=True, kw_only=True, slots=True)
class MergedRowView:
    """A milestone that goes into the one."""

    title: str
    phase: str
    span: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeView:
    """The form, ready to print. ``selected`` are the ids, sent along."""

    action: str
    selected: tuple[str, ...]
    hidden: tuple[HiddenView, ...]
    errors: tuple[ErrorView, ...]
    rows: tuple[MergedRowView, ...]
    title: FieldView
    deliverable: FieldView
    changed: str
    reason: FieldView
    preview: ConsequencesView | None
    cancel_href: str


def merge_view(
    page: PlanPage,
    selected: Sequence[Milestone],
    entry: Entry,
    preview: ConsequencesView | None,
    *,
    is_changed: bool,
) -> MergeView:
    """What would become one, and what it would be called."""
    _, words = page.words.gettext, page.words
    fields = Fields(words, entry.faults)
    phases = {each.id: words.text(each.title) for each in page.plan.phases}
    return MergeView(
        action=f"{page.address}/milestones/merges",
        selected=tuple(str(each.id) for each in selected),
        hidden=_hidden(entry.hidden),
        errors=fields.errors(),
        rows=tuple(
            MergedRowView(
                title=f"{each.number} · {words.text(each.title)}",
                phase=phases.get(each.phase_id, ""),
                span=f"{words.date(each.planned_start)} – {words.date(each.planned_due)}",
            )
            for each in selected
        ),
        title=fields.field("title", _("Title"), entry.texts.get("title", ""), is_required=True),
        deliverable=fields.field("deliverable", _("Deliverable"), entry.texts.get("deliverable", "")),
        changed=_("Somebody changed one of them while you were looking. This is how they stand now.")
        if is_changed
        else "",
        reason=fields.reason(entry.texts.get("reason", "")),
        preview=preview,
        cancel_href=f"{page.address}/milestones",
    )
