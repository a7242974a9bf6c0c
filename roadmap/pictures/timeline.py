"""A plan's timeline: phases and milestones against their baseline, drawn wide and narrow, with its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from roadmap.i18n.language import Language
from roadmap.pictures.figures import Frame, framed
from roadmap.pictures.timeline_facts import Fact, Facts, facts_of
from roadmap.pictures.timeline_inputs import (
    TimelineInput,
    TimelineMilestone,
    TimelinePhase,
    TimelineWindow,
    TimelineWords,
)
from roadmap.pictures.timeline_narrow import NarrowTimeline, narrow_timeline
from roadmap.pictures.timeline_wide import WideTimeline, wide_timeline

__all__ = [
    "TimelineInput",
    "TimelineMilestone",
    "TimelinePhase",
    "TimelinePicture",
    "TimelineRow",
    "TimelineWindow",
    "TimelineWords",
    "timeline",
]


class TimelineRow(NamedTuple):
    """A milestone in the table, in the template's order; an ``_iso`` is a date for machines, or empty."""

    number: str
    title: str
    href: str
    phase: str
    baseline: str
    baseline_iso: str
    forecast: str
    forecast_iso: str
    difference: str
    waits_for: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelinePicture:
    """Both drawings and the table of a timeline. The ``has_``s say which marks the key explains."""

    frame: Frame
    wide: WideTimeline
    narrow: NarrowTimeline
    today: str
    forecast_head: str
    difference_head: str
    reference: str
    bar_key: str
    reference_key: str
    slip_key: str
    has_done: bool
    has_open: bool
    has_part: bool
    has_pins: bool
    has_dependencies: bool
    has_slips: bool
    has_critical: bool
    has_links: bool
    windows: tuple[str, ...]
    table: tuple[TimelineRow, ...]


def timeline(plan: TimelineInput, language: Language) -> TimelinePicture:
    """The timeline of a plan in a language."""
    facts = facts_of(plan, language)
    say = language.gettext
    heads = (say("Forecast"), say("Against baseline") if facts.has_baseline else say("Against the plan"))
    reference = (say("Baseline"), say("baseline")) if facts.has_baseline else (say("Planned"), say("planned"))
    keys = (say("forecast, part done"), say("slip"))
    if plan.words:
        heads, reference = (plan.words.forecast, plan.words.difference), (plan.words.reference,) * 2
        keys = (plan.words.forecast, plan.words.later)
    wide = wide_timeline(plan, facts, heads, language)
    every = [fact for phase in facts.phases for fact in phase]
    return TimelinePicture(
        frame=framed(plan.figure, _description(every, facts, language, is_comparison=bool(plan.words)), language),
        wide=wide,
        narrow=narrow_timeline(plan, facts, language),
        today=say("Today"),
        forecast_head=heads[0],
        difference_head=heads[1],
        reference=reference[0],
        bar_key=keys[0],
        reference_key=reference[1],
        slip_key=keys[1],
        has_done=bool(wide.done),
        has_open=bool(wide.open),
        has_part=not plan.words,
        has_pins=bool(wide.pins),
        has_dependencies=bool(wide.dependencies),
        has_slips=bool(wide.slips),
        has_critical=any(fact.milestone.is_critical for fact in every),
        has_links=not plan.words,
        windows=tuple(_window(window, language) for window in plan.windows),
        table=tuple(_table(plan, facts, language)),
    )


def _window(window: TimelineWindow, language: Language) -> str:
    values = {"title": window.title, "starts": language.date(window.starts), "ends": language.date(window.ends)}
    return language.gettext("%(title)s: %(starts)s to %(ends)s.") % values


def _description(every: list[Fact], facts: Facts, language: Language, *, is_comparison: bool) -> str:
    late = sum(1 for fact in every if fact.is_late)
    done = sum(1 for fact in every if fact.is_done)
    span = {"starts": language.month(facts.first), "ends": language.month(facts.last)}
    number = language.number
    many = language.ngettext
    count = many(
        "%(count)s milestone from %(starts)s to %(ends)s.",
        "%(count)s milestones from %(starts)s to %(ends)s.",
        len(every),
    )
    if is_comparison:
        found = [many("%(count)s has moved later.", "%(count)s have moved later.", late) % {"count": number(late)}]
    else:
        found = [
            many("%(count)s is done.", "%(count)s are done.", done) % {"count": number(done)},
            many("%(count)s is forecast late.", "%(count)s are forecast late.", late) % {"count": number(late)},
        ]
    table = language.gettext("The table below holds every date.")
    return " ".join((count % {"count": number(len(every)), **span}, *found, table))


def _table(plan: TimelineInput, facts: Facts, language: Language) -> Iterable[TimelineRow]:
    for phase, rows in zip(plan.phases, facts.phases, strict=True):
        for fact in rows:
            milestone = fact.milestone
            numbers = sorted(facts.by_id[key].milestone.number for key in milestone.predecessors if key in facts.by_id)
            yield TimelineRow(
                number=str(milestone.number),
                title=milestone.title,
                href=milestone.href,
                phase=phase.title,
                baseline=language.date(fact.reference[1]) if fact.reference else "–",
                baseline_iso=fact.reference[1].isoformat() if fact.reference else "",
                forecast=fact.forecast,
                forecast_iso="" if fact.is_dropped else fact.ends.isoformat(),
                difference=fact.difference,
                waits_for=", ".join(map(str, numbers)) or "–",
            )
