"""Which input moves a result most: a bar for each, from the result at its low end to that at its high end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.figures import Figure, Frame, framed
from roadmap.pictures.text_widths import text_width, two_lines

TOP: Final = 22
LABEL: Final = 15
LINE: Final = 16
BAR: Final = 8
THICK: Final = 14
OVER: Final = 3
"""By how much the line of the result as it is stands out above and below a bar."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A drawing: its least width in pixels, the height of a row, and the share that numbers have beside the bars.

    A label's further lines make their row higher. Without a share of the width the numbers stand below each bar, in one
    text.
    """

    least: float
    row: int
    margin: float


WIDE: Final = Layout(least=960, row=46, margin=0.12)
NARROW: Final = Layout(least=288, row=64, margin=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swing:
    """An input: what it is called, its ends in words, and the result at each of them."""

    title: str
    low: str
    high: str
    at_low: Decimal
    at_high: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoLine:
    """A line of a bar's label."""

    y: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoBar:
    """A bar: its label, its place and width, what stands at its ends or below it, and the line that crosses it."""

    label: tuple[TornadoLine, ...]
    y: str
    x: str
    width: str
    left: str
    right: str
    left_x: str
    right_x: str
    text_y: str
    below: str
    below_y: str
    line_from: str
    line_to: str
    line_height: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoDrawing:
    """One drawing. ``base_x`` is where the result stands as it is, ``base_anchor`` how its label leans."""

    height: str
    base_x: str
    base_anchor: str
    bars: tuple[TornadoBar, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoRow:
    """A row of the table beside: the input, its ends, and the results there."""

    title: str
    low: str
    high: str
    at_low: str
    at_high: str
    swing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tornado:
    """The picture and its table, ready to print."""

    frame: Frame
    base_label: str
    wide: TornadoDrawing
    narrow: TornadoDrawing
    rows: tuple[TornadoRow, ...]


def tornado(
    swings: Sequence[Swing], base: Decimal, said: Callable[[Decimal], str], figure: Figure, words: Language
) -> Tornado:
    """The picture of inputs in the order given; ``said`` writes a result."""
    label = words.gettext("now %(result)s") % {"result": said(base)}
    return Tornado(
        frame=framed(figure, _description(swings, base, said, words), words),
        base_label=label,
        wide=_drawing(WIDE, swings, (base, label), said),
        narrow=_drawing(NARROW, swings, (base, label), said),
        rows=tuple(
            TornadoRow(
                title=each.title,
                low=each.low,
                high=each.high,
                at_low=said(each.at_low),
                at_high=said(each.at_high),
                swing=said(abs(each.at_high - each.at_low)),
            )
            for each in swings
        ),
    )


def _drawing(
    layout: Layout, swings: Sequence[Swing], now: tuple[Decimal, str], said: Callable[[Decimal], str]
) -> TornadoDrawing:
    base, base_label = now
    least = min([base, *(min(each.at_low, each.at_high) for each in swings)])
    most = max([base, *(max(each.at_low, each.at_high) for each in swings)])
    span = (most - least) or Decimal(1)

    def place(value: Decimal) -> float:
        return layout.margin + float((value - least) / span) * (1 - 2 * layout.margin)

    middle, half = place(base), text_width(base_label) / 2 / layout.least
    labels = [_label(layout, each) for each in swings]
    bars, top = [], TOP
    for each, lines in zip(swings, labels, strict=True):
        bars.append(_bar(layout, top, each, lines, place, said))
        top += layout.row + LINE * (len(lines) - 1)
    return TornadoDrawing(
        height=px(top),
        base_x=pct(middle),
        base_anchor="start" if middle < half else "end" if middle > 1 - half else "middle",
        bars=tuple(bars),
    )


def _label(layout: Layout, each: Swing) -> tuple[str, ...]:
    """The input and its ends in one line, or the ends, which are never cut, in a line of their own."""
    ends = f"{each.low} – {each.high}"
    whole = f"{each.title}, {ends}"
    return (whole,) if text_width(whole) <= layout.least else (*two_lines(each.title, layout.least), ends)


def _bar(
    layout: Layout,
    top: int,
    each: Swing,
    lines: tuple[str, ...],
    place: Callable[[Decimal], float],
    said: Callable[[Decimal], str],
) -> TornadoBar:
    first, last = sorted((each.at_low, each.at_high))
    left, right = place(first), place(last)
    label = tuple(TornadoLine(y=px(top + LABEL + LINE * index), text=text) for index, text in enumerate(lines))
    top += LABEL + LINE * (len(lines) - 1)
    return TornadoBar(
        label=label,
        y=px(top + BAR),
        x=pct(left),
        width=pct(max(right - left, 0.003)),
        left=said(first) if layout.margin else "",
        right=said(last) if layout.margin else "",
        left_x=pct(left - 0.008),
        right_x=pct(right + 0.008),
        text_y=px(top + BAR + THICK - 2),
        below="" if layout.margin else f"{said(first)} – {said(last)}",
        below_y=px(top + BAR + THICK + LABEL),
        line_from=px(top + BAR - OVER),
        line_to=px(top + BAR + THICK + OVER),
        line_height=px(THICK + 2 * OVER),
    )


def _description(swings: Sequence[Swing], base: Decimal, said: Callable[[Decimal], str], words: Language) -> str:
    first = words.gettext("As it is: %(base)s.") % {"base": said(base)}
    each = (
        words.gettext("%(title)s from %(low)s to %(high)s gives %(at_low)s to %(at_high)s.")
        % {
            "title": one.title,
            "low": one.low,
            "high": one.high,
            "at_low": said(one.at_low),
            "at_high": said(one.at_high),
        }
        for one in swings
    )
    return " ".join([first, *each])
