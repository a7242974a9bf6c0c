"""What moving a plan's start would change: from when to when, in money and checks, what stays and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.milestones import Milestone
from roadmap.domain.plan_parts import PART_FIELDS
from roadmap.domain.shifting import Shifted
from roadmap.services.edits import Edited
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.frame import RagView
from roadmap.web.views.plan_frame import PlanPage, rag_view, standing
from roadmap.web.views.words import status_word

PREVIEWED = frozenset(PART_FIELDS)
"""The parts of the plan that the preview needs: all, for the checks look at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveView:
    """Something that moves: its days before and after."""

    title: str
    before: str
    after: str
    sub: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StayView:
    """A milestone that stays, and why."""

    title: str
    day: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StartPreviewView:
    """The consequences of another start, ready to print."""

    title: str
    summary: str
    horizon: MoveView
    phases: tuple[MoveView, ...]
    milestones: tuple[MoveView, ...]
    services: tuple[MoveView, ...]
    targets: tuple[MoveView, ...]
    open: str
    brings: ConsequencesView
    pinned: tuple[StayView, ...]
    finished: tuple[StayView, ...]
    finished_head: str
    missed: tuple[str, ...]
    rag: RagView
    agreed: str
    start: str
    is_same: bool


def start_preview(page: PlanPage, changes: Shifted) -> StartPreviewView:
    """The preview; ``page`` holds the plan as it is, with all its parts.

    ``brings`` holds money and checks; what moves has tables of its own.
    """
    _, words, after = page.words.gettext, page.words, changes.plan
    there = standing(after, page.today)
    finished = [each for each in changes.staying if not each.is_open]
    counts = {
        "milestones": words.ngettext("%(count)s milestone", "%(count)s milestones", len(changes.milestones))
        % {"count": words.number(len(changes.milestones))},
        "lines": words.ngettext("%(count)s budget line", "%(count)s budget lines", len(changes.budget))
        % {"count": words.number(len(changes.budget))},
        "stay": words.ngettext("%(count)s milestone stays", "%(count)s milestones stay", len(changes.staying))
        % {"count": words.number(len(changes.staying))},
    }
    return StartPreviewView(
        title=_("What would move to a start on %(day)s") % {"day": words.long_date(after.start)},
        summary=_("%(milestones)s and %(lines)s move with the phases; %(stay)s.") % counts,
        horizon=MoveView(
            title=_("Plan"),
            before=_span(page, page.plan.start, page.plan.end),
            after=_span(page, after.start, after.end),
        ),
        phases=tuple(
            MoveView(
                title=words.text(old.title),
                before=_span(page, old.starts, old.ends),
                after=_span(page, new.starts, new.ends),
            )
            for old, new in changes.phases
        ),
        milestones=tuple(_moved(page, old, new) for old, new in changes.milestones),
        services=tuple(
            MoveView(title=words.text(old.title), before=words.date(old.opens), after=words.date(new.opens))
            for old, new in changes.services
        ),
        targets=tuple(_target(page, old, new) for old, new in changes.targets),
        open=_open(page, changes),
        brings=consequences_view(page, Edited(before=page.plan, after=after)),
        pinned=tuple(_staying(page, each, after.start, after.end) for each in changes.staying if each.is_open),
        finished=tuple(_staying(page, each, after.start, after.end) for each in finished),
        finished_head=words.ngettext(
            "%(count)s milestone is finished", "%(count)s milestones are finished", len(finished)
        )
        % {"count": words.number(len(finished))},
        missed=_missed(page, changes),
        rag=rag_view(words, there.rag),
        agreed=_("Committee meetings, reviews of risks and funding commitments stay: they are agreed with others."),
        start=after.start.isoformat(),
        is_same=after.start == page.plan.start,
    )


def _span(page: PlanPage, starts: date, ends: date) -> str:
    return f"{page.words.date(starts)} – {page.words.date(ends)}"


def _moved(page: PlanPage, old: Milestone, new: Milestone) -> MoveView:
    _, words = page.words.gettext, page.words
    sub = ""
    if new.moved_because == "weekend":
        sub = _("Its due date moved off a weekend.") if new.wanted_due else _("Its start moved off a weekend.")
    elif new.moved_because:
        text = _("Its due date moved off %(why)s.") if new.wanted_due else _("Its start moved off %(why)s.")
        sub = text % {"why": words.text(new.moved_because)}
    return MoveView(
        title=f"{old.number} · {words.text(old.title)}",
        before=words.date(old.planned_due),
        after=words.date(new.planned_due),
        sub=sub,
    )


def _staying(page: PlanPage, milestone: Milestone, start: date, end: date) -> StayView:
    """Finished, or pinned; a pinned date outside the moved plan is said to be so."""
    _, words = page.words.gettext, page.words
    why = status_word(words, milestone.status)
    if milestone.is_open and not milestone.is_pinned:
        why = _("What it waits for is finished or pinned, and decides its date")
    elif milestone.is_open:
        why = _("Pinned: others set this date")
        if milestone.planned_due < start:
            why = _("Pinned: others set this date. It lies before the new start.")
        elif milestone.planned_due > end:
            why = _("Pinned: others set this date. It lies after the new end.")
    return StayView(
        title=f"{milestone.number} · {words.text(milestone.title)}",
        day=words.date(milestone.done_on or milestone.planned_due),
        why=why,
    )


def _target(page: PlanPage, old: IndicatorTarget, new: IndicatorTarget) -> MoveView:
    titles = {each.key: page.words.text(each.title) for each in page.playbook.indicators}
    title = page.words.labelled(titles.get(old.indicator, old.indicator), page.words.number(old.value))
    return MoveView(title=title, before=page.words.date(old.due), after=page.words.date(new.due))


def _open(page: PlanPage, changes: Shifted) -> str:
    """Which services stay, as they are open."""
    words, moved = page.words, {old.id for old, _ in changes.services}
    stay = [words.quoted(words.text(each.title)) for each in page.plan.services if each.id not in moved]
    if not stay:
        return ""
    told = words.ngettext("%(titles)s is open already and stays.", "%(titles)s are open already and stay.", len(stay))
    return told % {"titles": words.sentence_list(stay)}


def _missed(page: PlanPage, changes: Shifted) -> tuple[str, ...]:
    """Fixed dates that are kept as the plan stands, and would not be any more."""
    before, after = standing(page.plan, page.today).dates, standing(changes.plan, page.today).dates
    return tuple(
        page.words.gettext("“%(title)s” must be done by %(day)s; what it waits for would bring it to %(forecast)s.")
        % {
            "title": page.words.text(each.title),
            "day": page.words.date(each.planned_due),
            "forecast": page.words.date(after[each.id].due),
        }
        for each in changes.staying
        if each.is_open and before[each.id].due <= each.planned_due < after[each.id].due
    )
