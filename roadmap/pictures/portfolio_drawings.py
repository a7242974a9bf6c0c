"""The two drawings of a portfolio's common timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct
from roadmap.pictures.portfolio_inputs import PortfolioInput, PortfolioPhase, PortfolioPlan
from roadmap.pictures.text_widths import cut, text_width, two_lines, widest
from roadmap.pictures.time_axis import TimeAxis, labelled, now_label, ticks, time_axis

WIDTH, GAP, AXIS_Y, ROW, LINE = 1152.0, 20, 32, 52, 15
NAME_X, NAME_SIZE, MOST_NAME = 17, 14, 240.0
LEAST, UNITS, NARROW_AXIS_Y, NARROW_ROW = 288.0, 10_000.0, 24, 62
LEAST_LABEL = 72.0
"""A phase's name is broken in two, or cut, at no less than so many pixels; below, the table alone has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanWords:
    """What is said of a plan's end."""

    difference: str
    is_late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A short text at a place; ``extra`` is a second part in another weight, often empty."""

    x: str
    y: str
    text: str
    extra: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """A plan's name, status shape and words; ``full`` is the whole name where it was cut, else empty."""

    y: str
    shape: str
    shape_y: str
    name: str
    full: str
    href: str
    status: str
    status_y: str
    difference: str
    difference_css: str
    labels: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WidePortfolio:
    """The wide drawing: everything of one look in one path."""

    view_box: str
    head_y: str
    axis: str
    grid: str
    rules: str
    gone: str
    open: str
    baselines: str
    slips: str
    next: str
    now: str
    now_x: str
    now_anchor: str
    ticks: tuple[Text, ...]
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowPortfolio:
    """The narrow drawing: bars in a stretched box, texts and triangles at percentages."""

    height: str
    view_box: str
    axis_y: str
    foot_y: str
    now_y: str
    grid: str
    gone: str
    open: str
    baselines: str
    slips: str
    next: tuple[Text, ...]
    now: str
    now_anchor: str
    ticks: tuple[Text, ...]
    rules: tuple[str, ...]
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """Segments of the paths of one row."""

    gone: str
    open: str
    baseline: str
    slip: str


def wide_portfolio(
    portfolio: PortfolioInput,
    words: tuple[PlanWords, ...],
    span: tuple[date, date],
    heads: tuple[str, str],
    language: Language,
) -> WidePortfolio:
    """The wide drawing; ``heads`` are the words over the last column and at today's line."""
    plans = portfolio.plans
    right = WIDTH - max(widest([each.difference for each in words], is_bold=True), text_width(heads[0])) - GAP
    names = max(widest([plan.name for plan in plans], NAME_SIZE, is_bold=True), widest([plan.status for plan in plans]))
    left = NAME_X + min(names, MOST_NAME) + 2 * GAP
    axis = time_axis(*span, left, right)
    marks = ticks(*span, axis, language)
    now = now_label(axis.before(portfolio.today), heads[1], marks, (0.0, right + GAP))
    named = [_names(plan, axis) for plan in plans]
    row = ROW + LINE if any(len(lines) > 1 for names in named for _, lines in names) else ROW
    bottom = AXIS_Y + row * len(plans)
    tops = [AXIS_Y + row * index + 14 for index in range(len(plans))]
    labels = [_labels(names, top + 30) for names, top in zip(named, tops, strict=True)]
    bars = [
        _bars(plan, each, portfolio.today, axis, top, 1) for plan, each, top in zip(plans, words, tops, strict=True)
    ]
    nexts = [(axis.before(plan.next_on), top) for plan, top in zip(plans, tops, strict=True) if plan.next_on]
    return WidePortfolio(
        view_box=f"0 0 {WIDTH:.0f} {bottom}",
        head_y=str(AXIS_Y - 8),
        axis=f"M0 {AXIS_Y}H{WIDTH:.0f}",
        grid="".join(f"M{mark.at:.1f} {AXIS_Y}V{bottom}" for mark in marks),
        rules="".join(f"M0 {top - 14}H{WIDTH:.0f}" for top in tops[1:]),
        gone="".join(each.gone for each in bars),
        open="".join(each.open for each in bars),
        baselines="".join(each.baseline for each in bars),
        slips="".join(each.slip for each in bars),
        next="".join(f"M{x - 5:.1f} {top - 9}h10l-5 7.5z" for x, top in nexts),
        now=_now_line(now.at, AXIS_Y - 18, bottom, [text for texts in labels for text in texts]),
        now_x=f"{now.text_at:.1f}",
        now_anchor="end" if now.is_left else "start",
        ticks=tuple(
            Text(x=f"{mark.at + 4:.1f}", y=str(AXIS_Y - 8), text=mark.month, extra=mark.year)
            for mark in labelled(marks, now.hidden, right + 8)
        ),
        rows=tuple(
            _row(plan, each, top + 11, MOST_NAME, texts)
            for plan, each, top, texts in zip(plans, words, tops, labels, strict=True)
        ),
    )


def narrow_portfolio(
    portfolio: PortfolioInput,
    words: tuple[PlanWords, ...],
    span: tuple[date, date],
    today: str,
    language: Language,
) -> NarrowPortfolio:
    """The narrow drawing; ``today`` is the word at the foot of today's line."""
    plans = portfolio.plans
    axis = time_axis(*span, 0.0, UNITS)
    marks = ticks(*span, time_axis(*span, 0.0, LEAST), language)
    foot = NARROW_AXIS_Y + NARROW_ROW * len(plans)
    tops = [NARROW_AXIS_Y + NARROW_ROW * index + 40 for index in range(len(plans))]
    bars = [
        _bars(plan, each, portfolio.today, axis, top, 30) for plan, each, top in zip(plans, words, tops, strict=True)
    ]
    now = axis.before(portfolio.today) / UNITS
    half = text_width(today, is_bold=True) / 2 / LEAST
    return NarrowPortfolio(
        height=str(foot + 20),
        view_box=f"0 0 {UNITS:.0f} {foot + 20}",
        axis_y=str(NARROW_AXIS_Y),
        foot_y=str(foot),
        now_y=str(foot + 15),
        grid="".join(f"M{mark.at / LEAST * UNITS:.0f} {NARROW_AXIS_Y}V{foot}" for mark in marks),
        gone="".join(each.gone for each in bars),
        open="".join(each.open for each in bars),
        baselines="".join(each.baseline for each in bars),
        slips="".join(each.slip for each in bars),
        next=tuple(
            Text(x=pct(axis.before(plan.next_on) / UNITS), y=str(top - 9), text="")
            for plan, top in zip(plans, tops, strict=True)
            if plan.next_on
        ),
        now=pct(now),
        now_anchor="start" if now < half else "end" if now > 1 - half else "middle",
        ticks=tuple(
            Text(x=pct(mark.at / LEAST), y="16", text=mark.month, extra=mark.year)
            for mark in labelled(marks, frozenset(), LEAST)
        ),
        rules=tuple(str(top - 40) for top in tops[1:]),
        rows=tuple(
            _row(plan, each, top - 18, LEAST - NAME_X - GAP - text_width(each.difference, is_bold=True))
            for plan, each, top in zip(plans, words, tops, strict=True)
        ),
    )


def _row(plan: PortfolioPlan, words: PlanWords, y: int, room: float, labels: tuple[Text, ...] = ()) -> PlanRow:
    name = cut(plan.name, room, NAME_SIZE, is_bold=True)
    return PlanRow(
        y=str(y),
        shape=f"st-{plan.rag}",
        shape_y=str(y - 10),
        name=name,
        full="" if name == plan.name else plan.name,
        href=plan.href,
        status=plan.status,
        status_y=str(y + 18),
        difference=words.difference,
        difference_css="tbad" if words.is_late else "t3",
        labels=labels,
    )


def _in_turn(plan: PortfolioPlan) -> list[tuple[PortfolioPhase, date, date]]:
    """Phases in turn: where two overlap, the earlier is shown until the later begins, the last to the plan's end."""
    phases = sorted(plan.phases, key=lambda phase: (phase.starts, phase.ends)) or [
        PortfolioPhase(title="", starts=plan.starts, ends=plan.ends),
    ]
    shown = [
        (phase, phase.starts, min(phase.ends, following.starts - timedelta(days=1)))
        for phase, following in pairwise(phases)
    ]
    shown.append((phases[-1], phases[-1].starts, max(phases[-1].ends, plan.ends)))
    return [(phase, starts, ends) for phase, starts, ends in shown if starts <= ends]


def _bars(plan: PortfolioPlan, words: PlanWords, today: date, axis: TimeAxis, top: int, gap: float) -> Bars:
    """The row's bars: what lies before today solid, the rest outlined, a small gap between phases."""
    gone, still = [], []
    now = axis.before(today)
    for _, starts, ends in _in_turn(plan):
        begin = axis.before(starts)
        end = axis.within(max(axis.after(ends) - gap, begin + gap))
        split = min(max(now, begin), end)
        if split > begin:
            gone.append(f"M{begin:.1f} {top}H{split:.1f}v10H{begin:.1f}z")
        if end - split > gap:
            still.append(f"M{split:.1f} {top}.5H{end:.1f}v9H{split:.1f}z")
    base = slip = ""
    if plan.baseline_ends:
        reference, end = axis.after(plan.baseline_ends), axis.after(plan.ends)
        base = f"M{reference:.1f} {top + 9}v7"
        slip = f"M{reference:.1f} {top + 13}H{end:.1f}V{top + 10}" if words.is_late else ""
    return Bars(gone="".join(gone), open="".join(still), baseline=base, slip=slip)


def _names(plan: PortfolioPlan, axis: TimeAxis) -> list[tuple[float, tuple[str, ...]]]:
    """Where the names of phases begin, and their lines: each has the room up to the next name that is shown."""
    found: list[tuple[float, tuple[str, ...]]] = []
    end = WIDTH + 8
    for phase, starts, _ in reversed(_in_turn(plan)):
        begin = axis.before(starts)
        room = end - begin - 8
        if text_width(phase.title) <= room or room >= LEAST_LABEL:
            found.append((begin, two_lines(phase.title, room)))
            end = begin
    return found[::-1]


def _labels(names: Sequence[tuple[float, tuple[str, ...]]], y: int) -> tuple[Text, ...]:
    return tuple(
        Text(x=f"{begin:.1f}", y=str(y + LINE * index), text=text)
        for begin, lines in names
        for index, text in enumerate(lines)
    )


def _now_line(at: float, top: int, bottom: int, labels: Sequence[Text]) -> str:
    """Today's line, left out where it would run through a name."""
    crossed = [int(each.y) for each in labels if float(each.x) - 3 < at < float(each.x) + text_width(each.text) + 3]
    segments = []
    for y in crossed:
        if (upper := y - LINE + 3) > top:
            segments.append(f"M{at:.1f} {top}V{upper}")
        top = y + 5
    return "".join((*segments, f"M{at:.1f} {top}V{bottom}"))
