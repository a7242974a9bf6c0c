"""The wide drawing of a plan's timeline: titles on the left, bars in the middle, dates and differences on the right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import px
from roadmap.pictures.text_widths import cut, text_width, widest
from roadmap.pictures.time_axis import NowLabel, Tick, TimeAxis, labelled, now_label, ticks, time_axis
from roadmap.pictures.timeline_bars import Sheet, dependencies
from roadmap.pictures.timeline_facts import Fact, Facts
from roadmap.pictures.timeline_handles import MOST_DAYS, Handles, handle, handles
from roadmap.pictures.timeline_inputs import TimelineInput
from roadmap.pictures.timeline_windows import HEAD, LANE, WideWindow, wide_windows

WIDTH = 1152.0
GAP = 20
MOST_TITLE, LEAST_TITLE, LEAST_CHART = 440.0, 220.0, 400.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where the columns of the drawing begin and end, from the texts that stand in them."""

    number: float
    title: float
    title_room: float
    left: float
    right: float
    forecast: float


class WideRow(NamedTuple):
    """A milestone's texts, in the order the template takes them. ``full`` is its whole title where ``title`` is cut.

    ``handle`` tells the script of its bar, where that can be dragged.
    """

    y: str
    number: str
    title: str
    full: str
    href: str
    css: str
    forecast: str
    forecast_css: str
    difference: str
    difference_css: str
    handle: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WidePhase:
    """A phase's texts and its rows."""

    y: str
    title: str
    done: str
    rows: tuple[WideRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WideTick:
    """A label on the axis: month, year, or both."""

    x: str
    month: str
    year: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WideNow:
    """Today's line and its word."""

    path: str
    x: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WideTimeline:
    """The drawing: everything of one look in one path, texts one by one.

    ``head_box`` and the ``part_boxes``, one a phase, are what is seen of it where it is taken apart to fit on sheets.
    """

    view_box: str
    head_box: str
    part_boxes: tuple[str, ...]
    axis_y: str
    plot_height: str
    head_y: str
    axis: str
    rules: str
    grid: str
    dependencies: str
    brackets: str
    reference: str
    done: str
    part: str
    open: str
    slips: str
    pins: str
    number_x: str
    title_x: str
    forecast_x: str
    ticks: tuple[WideTick, ...]
    windows: tuple[WideWindow, ...]
    now: WideNow | None
    handles: Handles | None
    phases: tuple[WidePhase, ...]


def wide_timeline(plan: TimelineInput, facts: Facts, heads: tuple[str, str], language: Language) -> WideTimeline:
    """The wide drawing; ``heads`` are the words over the two columns on the right."""
    if (facts.last - facts.first).days > MOST_DAYS:
        plan = replace(plan, calendar=None)
    columns = _columns(facts, heads, language)
    axis = time_axis(facts.first, facts.last, columns.left, columns.right)
    windows, lanes = wide_windows(plan.windows, axis, WIDTH)
    axis_y = HEAD + LANE * lanes
    sheet = Sheet(axis=axis, y=axis_y)
    phases = _phases(plan, facts, columns, sheet, language)
    bottom = sheet.y + 13
    marks = ticks(facts.first, facts.last, axis, language)
    now = _now(plan, facts, axis, marks, language)
    return WideTimeline(
        view_box=_box(0, bottom),
        head_box=_box(0, axis_y),
        part_boxes=tuple(_box(*each) for each in pairwise((axis_y, *sheet.cuts, bottom))),
        axis_y=str(axis_y),
        plot_height=str(bottom - axis_y),
        head_y=str(axis_y - 8),
        axis=f"M0 {axis_y}H{WIDTH:.0f}",
        rules="".join(sheet.rules),
        grid="".join(f"M{mark.at:.1f} {axis_y}V{bottom}" for mark in marks),
        dependencies=dependencies(facts, sheet),
        brackets="".join(sheet.brackets),
        reference="".join(sheet.reference),
        done="".join(sheet.done),
        part="".join(sheet.part),
        open="".join(sheet.open),
        slips="".join(sheet.slips),
        pins="".join(sheet.pins),
        number_x=px(columns.number),
        title_x=px(columns.title),
        forecast_x=px(columns.forecast),
        ticks=_labels(marks, now, columns.right),
        windows=windows,
        now=_now_line(now, axis_y, bottom),
        handles=handles(facts, axis, plan.calendar, language) if plan.calendar else None,
        phases=phases,
    )


def _box(top: int, bottom: int) -> str:
    return f"0 {top} {WIDTH:.0f} {bottom - top}"


def _columns(facts: Facts, heads: tuple[str, str], language: Language) -> Columns:
    every = [fact for phase in facts.phases for fact in phase]
    number = max(16.0, widest([str(fact.milestone.number) for fact in every]))
    words = max(widest([fact.difference for fact in every], is_bold=True), text_width(heads[1]))
    dates = max(
        widest([fact.forecast for fact in every], is_bold=True),
        text_width(heads[0]),
        text_width(_done_words(100, language)),
    )
    forecast = WIDTH - words - GAP
    right = forecast - dates - GAP
    title = number + 10
    wanted = max((text_width(fact.milestone.title, is_bold=fact.milestone.is_critical) for fact in every), default=0.0)
    room = min(wanted + 2, MOST_TITLE, max(LEAST_TITLE, right - title - GAP - LEAST_CHART))
    return Columns(number=number, title=title, title_room=room, left=title + room + GAP, right=right, forecast=forecast)


def _done_words(percent: int, language: Language) -> str:
    return language.gettext("%(done)s done") % {"done": language.percent(Decimal(percent) / 100)}


def _phases(
    plan: TimelineInput, facts: Facts, columns: Columns, sheet: Sheet, language: Language
) -> tuple[WidePhase, ...]:
    found: list[WidePhase] = []
    for phase, rows in zip(plan.phases, facts.phases, strict=True):
        if found:
            sheet.rule(WIDTH)
        head_y = sheet.head(phase.starts, phase.ends, is_first=not found)
        laid = tuple(_row(plan, facts, fact, columns, sheet) for fact in rows)
        title = cut(phase.title, columns.left - GAP, 14, is_bold=True)
        found.append(
            WidePhase(
                y=str(head_y), title=title, done="" if plan.words else _done_words(phase.percent, language), rows=laid
            )
        )
    return tuple(found)


def _row(plan: TimelineInput, facts: Facts, fact: Fact, columns: Columns, sheet: Sheet) -> WideRow:
    milestone, y = fact.milestone, sheet.row(fact)
    title = cut(milestone.title, columns.title_room, is_bold=milestone.is_critical)
    is_pinned = milestone.is_pinned and not fact.is_dropped
    return WideRow(
        y=str(y),
        number=str(milestone.number),
        title=title,
        full="" if title == milestone.title else milestone.title,
        href=milestone.href,
        css="t3 gone" if fact.is_gone else "t3" if fact.is_dropped else "tb" if milestone.is_critical else "",
        forecast=fact.forecast,
        forecast_css="tb" if is_pinned else "",
        difference=fact.difference,
        difference_css="tbad" if fact.is_late else "t3",
        handle=handle(fact, sheet.bars[milestone.id], facts, plan.calendar) if plan.calendar else "",
    )


def _now(
    plan: TimelineInput,
    facts: Facts,
    axis: TimeAxis,
    marks: tuple[Tick, ...],
    language: Language,
) -> NowLabel | None:
    if not facts.first <= plan.today <= facts.last:
        return None
    return now_label(axis.before(plan.today), language.gettext("Today"), marks, (0.0, axis.right + GAP))


def _now_line(now: NowLabel | None, axis_y: int, bottom: int) -> WideNow | None:
    if now is None:
        return None
    path = f"M{now.at:.1f} {axis_y - 18}V{bottom}"
    return WideNow(path=path, x=px(now.text_at), anchor="end" if now.is_left else "start")


def _labels(marks: tuple[Tick, ...], now: NowLabel | None, right: float) -> tuple[WideTick, ...]:
    hidden = now.hidden if now else frozenset()
    return tuple(
        WideTick(x=px(mark.at + 4), month=mark.month, year=mark.year) for mark in labelled(marks, hidden, right + 8)
    )
