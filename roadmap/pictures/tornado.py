"""Which input moves a result most: a bar for each, from the result at its low end to that at its high end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.figures import Figure, Frame, framed

TOP: Final = 22
LABEL: Final = 15
BAR: Final = 23
THICK: Final = 14
OVER: Final = 3
"""By how much the line of the result as it is stands out above and below a bar."""
EDGE: Final = 0.25
"""Nearer to the edge than this share of the width, the label of that line leans inwards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A drawing: the height of a row, and the share of the width that numbers have on either side of the bars.

    Without such a share the numbers stand below each bar, in one text.
    """

    row: int
    margin: float


WIDE: Final = Layout(row=46, margin=0.12)
NARROW: Final = Layout(row=64, margin=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swing:
    """An input: what it is called, its ends in words, and the result at each of them."""

    title: str
    low: str
    high: str
    at_low: Decimal
    at_high: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class TornadoBar:
    """A bar: its label, its place and width, what stands at its ends or below it, and the line that crosses it."""

    label: str
    label_y: str
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
    return Tornado(
        frame=framed(figure, _description(swings, base, said, words), words),
        base_label=said(base),
        wide=_drawing(WIDE, swings, base, said),
        narrow=_drawing(NARROW, swings, base, said),
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


def _drawing(layout: Layout, swings: Sequence[Swing], base: Decimal, said: Callable[[Decimal], str]) -> TornadoDrawing:
    least = min([base, *(min(each.at_low, each.at_high) for each in swings)])
    most = max([base, *(max(each.at_low, each.at_high) for each in swings)])
    span = (most - least) or Decimal(1)

    def place(value: Decimal) -> float:
        return layout.margin + float((value - least) / span) * (1 - 2 * layout.margin)

    middle = place(base)
    anchor = "start" if middle < EDGE else "end" if middle > 1 - EDGE else "middle"
    return TornadoDrawing(
        height=px(TOP + layout.row * len(swings)),
        base_x=pct(middle),
        base_anchor=anchor,
        bars=tuple(_bar(layout, index, each, place, said) for index, each in enumerate(swings)),
    )


def _bar(
    layout: Layout, index: int, each: Swing, place: Callable[[Decimal], float], said: Callable[[Decimal], str]
) -> TornadoBar:
    top = TOP + index * layout.row
    first, last = sorted((each.at_low, each.at_high))
    left, right = place(first), place(last)
    return TornadoBar(
        label=f"{each.title}, {each.low} – {each.high}",
        label_y=px(top + LABEL),
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
