"""What a milestone hangs on, in words: its links, its own day, and the date that others set."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.milestone_links import hangs_on_other
from roadmap.domain.milestones import DateAnchor, Dependency, LagUnit, LinkKind, Milestone, Pin, PinKind
from roadmap.domain.provenance import Provenance
from roadmap.domain.routes import Anchor
from roadmap.domain.upgrades import LinkTo
from roadmap.i18n import Language
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.playbooks_anchors import Points

POINTS: Final[tuple[Literal["plan-start", "plan-end", "phase-start", "phase-end"], ...]] = (
    "plan-start",
    "plan-end",
    "phase-start",
    "phase-end",
)
"""What playbooks anchor to as well."""
FROM_SOURCES: Final = ("published", "derived")


def origin_words(words: Language, basis: Provenance) -> str:
    """Where a step comes from; only what a source says itself is called published."""
    _ = words.gettext
    match basis.kind:
        case "published":
            return _("Named in the sources")
        case "derived":
            return _("Derived from the sources")
        case "reported":
            return _("Reported from practice")
    return words.text(basis.by)


def making_basis(words: Language, milestone: Milestone) -> Provenance:
    """The ground of how a step is made: what it delivers, how long it takes, its weight.

    Sources name steps and no more; who thought of a step, or changed it, answers for all of it.
    """
    if milestone.basis.kind not in FROM_SOURCES:
        return milestone.basis
    _ = words.gettext
    reason = _("A source names the step; what it delivers, how long it takes and its weight are estimates.")
    return Provenance(kind="assumed", by=_("Playbook authors"), reason=reason)


def link_kind_word(words: Language, kind: LinkKind) -> str:
    """A kind of link, as a choice."""
    _ = words.gettext
    return {
        "finish-start": _("Begins after it is done"),
        "start-start": _("Begins after it has begun"),
        "finish-finish": _("Is due after it is due"),
    }[kind]


def lag_unit_word(words: Language, unit: LagUnit) -> str:
    """What a lag is counted in."""
    _ = words.gettext
    return {"working": _("working days"), "calendar": _("calendar days")}[unit]


def pin_kind_word(words: Language, kind: PinKind) -> str:
    """What a pin asks."""
    _ = words.gettext
    return {"on": _("Must be on"), "not-before": _("Not before"), "not-after": _("Not after")}[kind]


def lag_words(words: Language, lag: int, unit: LagUnit) -> str:
    """A lag with its unit."""
    if unit == "calendar":
        said = words.ngettext("%(count)s calendar day", "%(count)s calendar days", lag)
    else:
        said = words.ngettext("%(count)s working day", "%(count)s working days", lag)
    return said % {"count": words.number(lag)}


def link_words(words: Language, link: Dependency | LinkTo) -> str:
    """How a milestone waits for another one, seen from the one that waits."""
    _ = words.gettext
    if not link.lag:
        return {
            "finish-start": _("begins when it is done"),
            "start-start": _("begins no earlier than it does"),
            "finish-finish": _("is due no earlier than it is"),
        }[link.kind]
    return {
        "finish-start": _("begins %(lag)s after it is done"),
        "start-start": _("begins %(lag)s after it has begun"),
        "finish-finish": _("is due %(lag)s after it is due"),
    }[link.kind] % {"lag": lag_words(words, link.lag, link.unit)}


def link_words_back(words: Language, link: Dependency) -> str:
    """How another milestone waits for this one, seen from the one that is waited for."""
    _ = words.gettext
    if not link.lag:
        return {
            "finish-start": _("begins when this is done"),
            "start-start": _("begins no earlier than this does"),
            "finish-finish": _("is due no earlier than this is"),
        }[link.kind]
    return {
        "finish-start": _("begins %(lag)s after this is done"),
        "start-start": _("begins %(lag)s after this has begun"),
        "finish-finish": _("is due %(lag)s after this is due"),
    }[link.kind] % {"lag": lag_words(words, link.lag, link.unit)}


def slack_words(words: Language, days: int) -> str:
    """How far a milestone can slip."""
    if days <= 0:
        return words.gettext("None: a day lost here is a day lost at the end.")
    said = words.ngettext(
        "%(count)s working day before the end of the plan moves or a fixed date breaks",
        "%(count)s working days before the end of the plan moves or a fixed date breaks",
        days,
    )
    return said % {"count": words.number(days)}


def numbered(page: PlanPage, milestone_id: UUID | None) -> str:
    """A milestone by number and title; nothing for one that is gone."""
    found = next((each for each in page.plan.milestones if each.id == milestone_id), None)
    return f"{found.number} · {page.words.text(found.title)}" if found else ""


def named(page: PlanPage, milestone_id: UUID | None) -> str:
    """The same; one that is gone by the title that it had, where that is known."""
    had = page.gone.get(milestone_id, "") if milestone_id else ""
    return numbered(page, milestone_id) or page.words.text(had) or page.words.gettext("a milestone that is gone")


def anchor_term(words: Language, anchor: DateAnchor) -> str:
    """Which end of the milestone its own day is."""
    return words.gettext("Own start") if anchor.edge == "start" else words.gettext("Own due date")


def anchor_words(page: PlanPage, anchor: DateAnchor) -> str:
    """The day that a milestone of the page's plan has if it waits for nothing, within a sentence."""
    is_phase = anchor.at.startswith("phase-")
    phase = next((each.title for each in page.plan.phases if is_phase and each.id == anchor.phase_id), "")
    milestone = named(page, anchor.milestone_id) if hangs_on_other(anchor) else ""
    return own_day(page.words, anchor, page.words.text(phase), milestone)


def own_day(words: Language, anchor: DateAnchor, phase: str, milestone: str) -> str:
    """The same, of any plan: ``phase`` and ``milestone`` are what it hangs on; no phase is the milestone's own."""
    points = Points(words, {phase: phase})
    if anchor.at == "date":
        return words.date(anchor.day) if anchor.day else ""
    if hangs_on_other(anchor):
        return _after_other(words, anchor, points, milestone)
    at = next(each for each in POINTS if each == anchor.at)
    template = Anchor(at=at, months=anchor.months, days=anchor.days, phase=phase or None)
    return points.first_day(template) if anchor.edge == "start" else points.last_day(template)


def _after_other(words: Language, anchor: DateAnchor, points: Points, milestone: str) -> str:
    _ = words.gettext
    is_start = anchor.at == "milestone-start"
    values = {"milestone": milestone}
    if not anchor.months and not anchor.days:
        said = _("the start of “%(milestone)s”") if is_start else _("the due date of “%(milestone)s”")
        return said % values
    is_before = anchor.months < 0 or (not anchor.months and anchor.days < 0)
    back = replace(anchor, months=-anchor.months, days=-anchor.days) if is_before else anchor
    values["offset"] = points.offset(back.months, back.days)
    if is_before:
        said = (
            _("%(offset)s before the start of “%(milestone)s”")
            if is_start
            else _("%(offset)s before the due date of “%(milestone)s”")
        )
        return said % values
    said = (
        _("%(offset)s after the start of “%(milestone)s”")
        if is_start
        else _("%(offset)s after the due date of “%(milestone)s”")
    )
    return said % values


def pin_words(words: Language, pin: Pin) -> str:
    """The date that others set, and why."""
    values = {"kind": pin_kind_word(words, pin.kind), "day": words.date(pin.day)}
    said = words.gettext("%(kind)s %(day)s") % values
    return words.labelled(said, words.text(pin.reason)) if pin.reason else said
