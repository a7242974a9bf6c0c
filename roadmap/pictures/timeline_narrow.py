"""The narrow drawing of a plan's timeline: each milestone's title above its bar, positions in percent of the width."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.text_widths import cut, text_width, two_lines
from roadmap.pictures.time_axis import Tick, TimeAxis, labelled, ticks, time_axis
from roadmap.pictures.timeline_facts import Fact, Facts
from roadmap.pictures.timeline_inputs import TimelineInput

LEAST = 288.0
"""The narrowest width in pixels at which no text may collide or leave the drawing: a phone of 320 px."""

UNITS = 10_000.0
"""Bars are drawn in a box of this width, in whole units, which is stretched to the drawing's."""

LEAST_BAR = 60.0

AXIS_Y, LINE, NUMBER_GAP, DROP = 24, 16, 6, 22


class NarrowRow(NamedTuple):
    """A milestone's texts, in the order the template takes them. ``more`` is a long title's second line, else empty."""

    y: str
    number: str
    title_x: str
    title: str
    more_y: str
    more: str
    href: str
    css: str
    label: str
    label_x: str
    label_dx: str
    label_y: str
    anchor: str
    label_css: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowPhase:
    """A phase's title with the line above it, and its rows."""

    y: str
    rule_y: str
    title: str
    rows: tuple[NarrowRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowTick:
    """A label on the axis."""

    x: str
    dx: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowNow:
    """Today's line and its word at the foot."""

    x: str
    y: str
    dx: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowTimeline:
    """The drawing: everything of one look in one path of a stretched box, texts one by one."""

    height: str
    axis_y: str
    foot_y: str
    plot_height: str
    view_box: str
    grid: str
    reference: str
    done: str
    part: str
    open: str
    slips: str
    ticks: tuple[NarrowTick, ...]
    windows: tuple[tuple[str, str], ...]
    now: NarrowNow | None
    phases: tuple[NarrowPhase, ...]


@dataclass(kw_only=True, slots=True)
class Paths:
    """The segments of each path while rows are laid."""

    reference: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    part: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)


def narrow_timeline(plan: TimelineInput, facts: Facts, language: Language) -> NarrowTimeline:
    """The narrow drawing."""
    axis = time_axis(facts.first, facts.last, 0.0, UNITS)
    paths = Paths()
    phases, foot = _phases(plan, facts, axis, paths, language)
    marks = ticks(facts.first, facts.last, time_axis(facts.first, facts.last, 0.0, LEAST), language)
    return NarrowTimeline(
        height=str(foot + 20),
        axis_y=str(AXIS_Y),
        foot_y=str(foot),
        plot_height=str(foot - AXIS_Y),
        view_box=f"0 0 {UNITS:.0f} {foot + 20}",
        grid="".join(f"M{mark.at / LEAST * UNITS:.0f} {AXIS_Y}V{foot}" for mark in marks),
        reference="".join(paths.reference),
        done="".join(paths.done),
        part="".join(paths.part),
        open="".join(paths.open),
        slips="".join(paths.slips),
        ticks=_labels(marks),
        windows=_windows(plan, axis),
        now=_now(plan, facts, axis, foot, language),
        phases=phases,
    )


def _windows(plan: TimelineInput, axis: TimeAxis) -> tuple[tuple[str, str], ...]:
    spans = ((axis.within(axis.before(each.starts)), axis.within(axis.after(each.ends))) for each in plan.windows)
    return tuple((pct(begin / UNITS), pct((end - begin) / UNITS)) for begin, end in spans if end > begin)


def _labels(marks: tuple[Tick, ...]) -> tuple[NarrowTick, ...]:
    return tuple(
        NarrowTick(x=pct(mark.at / LEAST), dx="3" if mark.at else "0", label=f"{mark.month} {mark.year}".strip())
        for mark in labelled(marks, frozenset(), LEAST)
    )


def _now(plan: TimelineInput, facts: Facts, axis: TimeAxis, foot: int, language: Language) -> NarrowNow | None:
    if not facts.first <= plan.today <= facts.last:
        return None
    at = axis.before(plan.today) / UNITS
    half = text_width(language.gettext("Today"), is_bold=True) / 2 / LEAST
    anchor = "start" if at < half else "end" if at > 1 - half else "middle"
    return NarrowNow(x=pct(at), y=str(foot + 14), dx="0", anchor=anchor)


def _phases(
    plan: TimelineInput,
    facts: Facts,
    axis: TimeAxis,
    paths: Paths,
    language: Language,
) -> tuple[tuple[NarrowPhase, ...], int]:
    found: list[NarrowPhase] = []
    y = AXIS_Y + 2
    for phase, rows in zip(plan.phases, facts.phases, strict=True):
        rule_y = y + 16
        y += 37
        head_y = y
        y += 24
        laid = []
        for fact in rows:
            row, y = _row(fact, axis, y, paths, language)
            laid.append(row)
        y -= 24
        title = cut(phase.title, LEAST, 15, is_bold=True)
        found.append(NarrowPhase(y=str(head_y), rule_y=str(rule_y), title=title, rows=tuple(laid)))
    return tuple(found), y + 12


def _row(fact: Fact, axis: TimeAxis, y: int, paths: Paths, language: Language) -> tuple[NarrowRow, int]:
    """A row whose title stands at ``y``; also where the next one's stands."""
    milestone = fact.milestone
    number = str(milestone.number)
    indent = text_width(number) + NUMBER_GAP
    lines = two_lines(milestone.title, LEAST - indent, is_bold=milestone.is_critical)
    top = y + 9 + LINE * (len(lines) - 1)
    begin, end = _bar(fact, axis, top, paths)
    label = _label(fact, language)
    x, dx, anchor, drop = _beside(begin / UNITS, end / UNITS, text_width(label, is_bold=fact.is_late))
    row = NarrowRow(
        y=str(y),
        number=number,
        title_x=px(indent),
        title=lines[0],
        more_y=str(y + LINE),
        more=lines[1] if len(lines) > 1 else "",
        href=milestone.href,
        css="t3 halo gone"
        if fact.is_gone
        else "t3 halo"
        if fact.is_dropped
        else "tb halo"
        if milestone.is_critical
        else "halo",
        label=label,
        label_x=pct(x),
        label_dx=str(dx),
        label_y=str(top + 8 + drop),
        anchor=anchor,
        label_css="tbad halo" if fact.is_late else "t3 halo",
    )
    return row, top + 40 + drop


def _label(fact: Fact, language: Language) -> str:
    if fact.is_dropped:
        return fact.difference
    values = {"date": fact.forecast, "difference": fact.difference}
    if fact.milestone.is_pinned and not fact.is_done:
        return language.gettext("%(date)s, pinned, %(difference)s") % values
    return language.gettext("%(date)s, %(difference)s") % values


def _beside(begin: float, end: float, width: float) -> tuple[float, int, str, int]:
    """Right of the bar, left of it, or one line lower: position, offset, anchor and drop in pixels."""
    if end * LEAST + 7 + width <= LEAST:
        return end, 7, "start", 0
    if begin * LEAST - 6 - width >= 0:
        return begin, -6, "end", 0
    if begin * LEAST + width <= LEAST:
        return begin, 0, "start", DROP
    if end * LEAST - width >= 0:
        return end, 0, "end", DROP
    return 0.0, 0, "start", DROP


def _bar(fact: Fact, axis: TimeAxis, top: int, paths: Paths) -> tuple[float, float]:
    """Adds the row's bar, reference and slip to the paths; tells where all of it begins and ends."""
    begin, end = axis.before(fact.starts), axis.after(fact.ends)
    if end - begin < LEAST_BAR:
        end = min(begin + LEAST_BAR, axis.right)
        begin = end - LEAST_BAR
    first, last = begin, end
    if fact.reference:
        reference_begin, reference_end = axis.before(fact.reference[0]), axis.after(fact.reference[1])
        first, last = min(first, reference_begin), max(last, reference_end)
        paths.reference.append(
            f"M{reference_begin:.0f} {top + 12}H{reference_end:.0f}M{reference_end:.0f} {top + 8}.5v7",
        )
        if fact.is_late:
            paths.slips.append(f"M{reference_end:.0f} {top + 12}H{end:.0f}V{top + 8}")
    if fact.is_dropped:
        return first, last
    if fact.is_done:
        paths.done.append(f"M{begin:.0f} {top}H{end:.0f}v8H{begin:.0f}z")
        return first, last
    paths.open.append(f"M{begin:.0f} {top}.5H{end:.0f}v7H{begin:.0f}z")
    if fact.milestone.percent > 0:
        part = begin + (end - begin) * min(fact.milestone.percent, 100) / 100
        paths.part.append(f"M{begin:.0f} {top}H{part:.0f}v8H{begin:.0f}z")
    return first, last
