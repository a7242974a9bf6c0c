"""The coverage strip for phones: each category's words above its cells, as wide as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmap.domain.coverage import Amounts
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import LAYERS, Layer, money_said
from roadmap.pictures.coordinates import pct
from roadmap.pictures.coverage_inputs import (
    LOOKS,
    SPACE,
    StripInput,
    StripLine,
    StripText,
    counted,
    total_of,
)
from roadmap.pictures.text_widths import text_width, two_lines

NARROW_HEAD, NARROW_ROW, NARROW_SPACE, SMALL = 22, 58, 3, 13
"""Small numbers are measured a pixel larger than they are drawn, for they fill their cells to the edge."""
LEAST: Final = 288.0
"""The width of the narrow drawing on the smallest phone, in pixels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StripBlock:
    """A part of a cell in the narrow drawing, in percent of its width."""

    x: str
    y: str
    width: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowStrip:
    """The narrow drawing: each category's words above its cells."""

    height: str
    blocks: tuple[StripBlock, ...]
    texts: tuple[StripText, ...]


def narrow_strip(
    given: StripInput, lines: Sequence[StripLine], unit: Decimal | None, language: Language
) -> NarrowStrip:
    """The drawing; gaps stand below their cells where all of them fit in the unit."""
    count = max(len(given.quarters), 1)
    fits = unit is not None and all(
        text_width(counted(cell.gap, unit, language), SMALL, is_bold=True) + NARROW_SPACE <= LEAST / count
        for line in lines
        for cell in line.cells
        if cell.gap
    )
    blocks: list[StripBlock] = []
    texts = list(_narrow_heads(given, count, language))
    for at, line in enumerate(lines):
        top = NARROW_HEAD + NARROW_ROW * at
        total = total_of(line.cells)
        gap = language.gettext("gap %(amount)s") % {"amount": money_said(total.gap, given.currency, language)}
        room = LEAST - (text_width(gap, is_bold=True) + SPACE if total.gap else 0)
        (title, *_rest) = two_lines(line.title, room, is_bold=True)
        texts.append(StripText(x="0", y=str(top + 18), text=title if not _rest else f"{title} …", css="tb"))
        if total.gap:
            texts.append(StripText(x="100%", y=str(top + 18), text=gap, css="tbad", anchor="end"))
        for column, cell in enumerate(line.cells):
            blocks += _narrow_bars(cell, column / count, 1 / count, top + 25)
            if fits and cell.gap and unit is not None:
                text = counted(cell.gap, unit, language)
                x = pct((column + 1) / count - NARROW_SPACE / LEAST)
                texts.append(StripText(x=x, y=str(top + 49), text=text, css="tbad tsmall", anchor="end"))
    return NarrowStrip(
        height=str(NARROW_HEAD + NARROW_ROW * len(lines)),
        blocks=tuple(blocks),
        texts=tuple(texts),
    )


def _narrow_heads(given: StripInput, count: int, language: Language) -> Iterator[StripText]:
    """The first quarter, the first of each year and the one that today lies in, those that do not meet."""
    ends = 0.0
    firsts = [at for at, each in enumerate(given.quarters) if at == 0 or each.month == 1]
    for at in firsts:
        text = language.quarter(given.quarters[at])
        left = at / count * LEAST
        if left >= ends and left + text_width(text, is_bold=True) <= LEAST:
            ends = left + text_width(text, is_bold=True) + SPACE
            css = "tacc" if given.quarters[at] == given.now else "t3"
            yield StripText(x=pct(at / count), y="14", text=text, css=css)


def _narrow_bars(cell: Amounts, left: float, pitch: float, top: int) -> Iterator[StripBlock]:
    if not cell.need:
        return
    x, width = left, pitch - NARROW_SPACE / LEAST
    for look, amount in zip(LOOKS, (cell.committed, cell.probable, cell.gap), strict=True):
        part = float(amount / cell.need) * width
        if amount:
            yield StripBlock(x=pct(x), y=str(top), width=pct(part), layers=LAYERS[look])
        x += part
