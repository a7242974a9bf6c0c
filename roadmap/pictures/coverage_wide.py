"""The coverage strip for wide pages: categories down, quarters across, need above and gap below each bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.coverage import Amounts
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import LAYERS, Layer
from roadmap.pictures.coordinates import px
from roadmap.pictures.coverage_inputs import LOOKS, SPACE, StripInput, StripLine, StripText, counted, total_of
from roadmap.pictures.text_widths import text_width, two_lines, widest

WIDTH: Final = 1152.0
LABEL: Final = 216.0
HEAD, LEAST_ROW, FULL_ROW = 46, 44, 64
BAR = 10
NEED_Y, BAR_Y, GAP_Y = 20, 27, 54
TITLE_Y, LINE = 20, 17
THOUSAND: Final = Decimal(1000)
THOUSANDS_FROM: Final = Decimal(100_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class StripShape:
    """Everything of one layer in one path."""

    css: str
    fill: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WideStrip:
    """The wide drawing; ``holes`` are the grounds behind cells with a gap, ``rules`` the lines between rows."""

    view_box: str
    holes: str
    rules: str
    axis: str
    shapes: tuple[StripShape, ...]
    texts: tuple[StripText, ...]


def strip_unit(given: StripInput, lines: Sequence[StripLine], language: Language) -> Decimal | None:
    """What amounts are counted in so that they fit into their cells: ones, thousands, or nothing fits."""
    pitch = (WIDTH - LABEL) / (len(given.quarters) + 1)
    most = max((cell.need for line in lines for cell in line.cells), default=Decimal(0))
    units = (THOUSAND,) if most >= THOUSANDS_FROM else (Decimal(1), THOUSAND)
    for unit in units:
        texts = [counted(amount, unit, language) for line in lines for amount in _told(line)]
        if widest(texts, is_bold=True) + SPACE <= pitch:
            return unit
    return None


def _told(line: StripLine) -> Iterator[Decimal]:
    for cell in (*line.cells, total_of(line.cells)):
        yield from (cell.need, cell.gap)


def wide_strip(given: StripInput, lines: Sequence[StripLine], unit: Decimal | None, language: Language) -> WideStrip:
    """The drawing with amounts in a unit, or without them."""
    pitch = (WIDTH - LABEL) / (len(given.quarters) + 1)
    tall = FULL_ROW if unit else LEAST_ROW
    tops = [HEAD + tall * at for at in range(len(lines))]
    bottom = HEAD + tall * len(lines)
    shapes: dict[tuple[str, str], list[str]] = {}
    holes, texts = [], list(_heads(given, pitch, language))
    for top, line in zip(tops, lines, strict=True):
        texts += _titles(line.title, top)
        for at, cell in enumerate((*line.cells, total_of(line.cells))):
            left = LABEL + pitch * at
            if cell.gap and at < len(line.cells):
                holes.append(f"M{left:.1f} {top + 1}h{pitch:.1f}v{tall - 1}h-{pitch:.1f}z")
            for layer, path in _bars(cell, left + SPACE / 2, top + BAR_Y, pitch - SPACE):
                shapes.setdefault((layer.css, layer.fill), []).append(path)
            if unit:
                texts += _numbers(cell, (left, pitch, top), unit, language)
    return WideStrip(
        view_box=f"0 0 {WIDTH:.0f} {bottom}",
        holes="".join(holes),
        rules="".join(f"M0 {top}H{WIDTH:.0f}" for top in tops[1:-1]),
        axis=f"M0 {HEAD}H{WIDTH:.0f}M0 {tops[-1]}H{WIDTH:.0f}",
        shapes=tuple(StripShape(css=css, fill=fill, path="".join(paths)) for (css, fill), paths in shapes.items()),
        texts=tuple(texts),
    )


def _heads(given: StripInput, pitch: float, language: Language) -> Iterator[StripText]:
    """Years above quarters; a quarter is named where there is room for it."""
    year = 0
    for at, quarter in enumerate(given.quarters):
        left = LABEL + pitch * at
        if quarter.year != year:
            year = quarter.year
            yield StripText(x=px(left + SPACE / 2), y="16", text=str(year), css="t3")
        text = short_quarter(quarter, language)
        if text_width(text, is_bold=True) + 4 <= pitch:
            css = "tacc" if quarter == given.now else "t3"
            yield StripText(x=px(left + pitch - SPACE / 2), y=str(HEAD - 10), text=text, css=css, anchor="end")
    yield StripText(
        x=f"{WIDTH - SPACE / 2:.0f}", y=str(HEAD - 10), text=language.gettext("All"), css="t3", anchor="end"
    )


def short_quarter(quarter: date, language: Language) -> str:
    """A quarter without its year, where the language's name of it can be parted from that."""
    said, year = language.quarter(quarter), str(quarter.year)
    return " ".join(said.replace(year, "").strip(" .,/").split()) or said


def _titles(title: str, top: float) -> Iterator[StripText]:
    for at, text in enumerate(two_lines(title, LABEL - SPACE, is_bold=True)):
        yield StripText(x="0", y=px(top + TITLE_Y + LINE * at), text=text, css="tb")


def _bars(cell: Amounts, left: float, top: float, width: float) -> Iterator[tuple[Layer, str]]:
    """The parts of a cell side by side, as wide as their share of its need; an outline lies inside its part."""
    if not cell.need:
        return
    x = left
    for look, amount in zip(LOOKS, (cell.committed, cell.probable, cell.gap), strict=True):
        part = float(amount / cell.need) * width
        if amount:
            for layer in LAYERS[look]:
                yield layer, _block(x, top, part, {"f-gap": 0.75, "f-prob-edge": 0.5}.get(layer.css, 0.0))
        x += part


def _block(x: float, top: float, width: float, inset: float) -> str:
    inner = max(width - 2 * inset, 0.5)
    return f"M{x + inset:.1f} {top + inset:.2f}h{inner:.1f}v{BAR - 2 * inset:.1f}h-{inner:.1f}z"


def _numbers(
    cell: Amounts, place: tuple[float, float, float], unit: Decimal, language: Language
) -> Iterator[StripText]:
    """What is needed above a cell's bar, and what nobody pays below it."""
    left, pitch, top = place
    right = px(left + pitch - SPACE / 2)
    need = counted(cell.need, unit, language) if cell.need else "–"
    yield StripText(x=right, y=px(top + NEED_Y), text=need, css="" if cell.need else "t3", anchor="end")
    if cell.gap:
        number = counted(cell.gap, unit, language)
        said = language.gettext("gap %(amount)s") % {"amount": number}
        text = said if text_width(said, is_bold=True) + SPACE <= pitch else number
        yield StripText(x=right, y=px(top + GAP_Y), text=text, css="tbad", anchor="end")
