"""Milestones of a plan as a list to filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap.domain.errors import Fault
from roadmap.domain.milestones import STATUSES, Milestone
from roadmap.web.views.coming_dates import is_behind, milestone_kind, milestone_word
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.fields import ErrorView, Fields
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.milestone_batches import BatchFields, batch_bar
from roadmap.web.views.plan_frame import PlanPage, Standing
from roadmap.web.views.words import status_word

FILTERS = ("phase", "theme", "status", "owner", "late")


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneRowView:
    """A milestone in the list."""

    id: str
    version: str
    number: str
    title: str
    href: str
    phase: str
    due: str
    due_iso: str
    baseline: str
    kind: str
    status: str
    progress: str
    percent: str
    owner: str
    theme: str
    prov: Provenanced
    edit_href: str
    is_ticked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestonesView:
    """The list, its filters and how many it shows; ``errors`` is why what was ticked was refused."""

    rows: tuple[MilestoneRowView, ...]
    filters: FiltersView
    count: str
    is_filtered: bool
    add_href: str
    errors: tuple[ErrorView, ...]
    batch: BatchFields | None
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticked:
    """What was ticked in the list and typed below it, with what is wrong with that."""

    ids: Collection[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


def milestones(
    page: PlanPage, stands: Standing, chosen: Mapping[str, str], ticked: Ticked = Ticked()
) -> MilestonesView:
    """The milestones that the filters let through; an unknown filter value lets nothing through."""
    plan, _ = page.plan, page.words.gettext
    phases = {each.id: each for each in plan.phases}
    # What was added later has a higher number than its neighbours, and stands with its phase all the same.
    in_order = sorted(plan.milestones, key=lambda each: (phases[each.phase_id].position, each.number))
    shown = [each for each in in_order if _is_wanted(page, stands, each, chosen)] if any(chosen.values()) else in_order
    fields, filters = Fields(page.words, ticked.faults, prefix="batch"), _filters(page, chosen)
    counted = page.words.ngettext(
        "%(shown)s of %(count)s milestone", "%(shown)s of %(count)s milestones", len(plan.milestones)
    )
    return MilestonesView(
        rows=tuple(_row(page, stands, each, phases[each.phase_id].title, ticked) for each in shown),
        filters=filters,
        count=counted % {"shown": page.words.number(len(shown)), "count": page.words.number(len(plan.milestones))},
        is_filtered=any(chosen.values()),
        add_href=add_href(page, "milestones"),
        errors=() if filters.errors else fields.errors(),
        batch=batch_bar(page, fields, ticked.texts, chosen) if page.may_manage and shown else None,
        notes=page.notes.notes(),
    )


def _is_wanted(page: PlanPage, stands: Standing, milestone: Milestone, chosen: Mapping[str, str]) -> bool:
    phase = str(milestone.phase_id)
    held = {"phase": phase, "theme": milestone.theme, "status": milestone.status, "owner": milestone.owner}
    if chosen.get("late") and not is_behind(milestone, stands.dates[milestone.id], page.today):
        return False
    return all(not chosen.get(name) or chosen[name] == value for name, value in held.items())


def _row(page: PlanPage, stands: Standing, milestone: Milestone, phase: str, ticked: Ticked) -> MilestoneRowView:
    words, dates, key = page.words, stands.dates[milestone.id], str(milestone.id)
    return MilestoneRowView(
        id=key,
        version=str(milestone.version),
        number=str(milestone.number),
        title=words.text(milestone.title),
        href=f"{page.address}/milestones/{key}",
        phase=words.text(phase),
        due=words.date(dates.due),
        due_iso=dates.due.isoformat(),
        # Put together here: in a template a text with placeholders costs twenty times as much, and a list has many.
        baseline=words.gettext("Baseline %(day)s") % {"day": words.date(dates.reference_due)}
        if dates.due != dates.reference_due
        else "",
        kind=milestone_kind(milestone, dates, page.today),
        status=milestone_word(page, milestone, dates),
        progress=status_word(words, milestone.status) if is_behind(milestone, dates, page.today) else "",
        percent=words.percent_of_hundred(milestone.share_done),
        owner=page.titles.role(milestone.owner),
        theme=page.titles.theme(milestone.theme),
        prov=page.notes.mark(milestone.basis),
        edit_href=edit_href(page, "milestones", key),
        is_ticked=key in ticked.ids,
    )


def _filters(page: PlanPage, chosen: Mapping[str, str]) -> FiltersView:
    """The filters; a theme or role of the playbook may be asked for although no milestone has it."""
    _, plan, about = page.words.gettext, page.plan, page.playbook.intervention
    every = ("", _("All"))
    phases = [(str(each.id), page.words.text(each.title)) for each in plan.phases]
    themes = sorted({(each.theme, page.titles.theme(each.theme)) for each in plan.milestones}, key=lambda pair: pair[1])
    owners = sorted({(each.owner, page.titles.role(each.owner)) for each in plan.milestones}, key=lambda pair: pair[1])
    statuses = [(each, status_word(page.words, each)) for each in STATUSES]
    filters = (
        Filter(name="phase", label=_("Phase"), options=[every, *phases]),
        Filter(name="theme", label=_("Theme"), options=[every, *themes], known={each.key for each in about.themes}),
        Filter(name="status", label=_("Status"), options=[every, *statuses]),
        Filter(name="owner", label=_("Owner"), options=[every, *owners], known={each.key for each in about.roles}),
        Filter(name="late", label=_("Late"), options=[every, ("yes", _("Late only"))]),
    )
    return filters_view(page.words, f"{page.address}/milestones", filters, chosen)
