"""What is needed by quarter and cost category, and what of it is covered: solid, hatched, or a gap outlined in red."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Final

from roadmap.domain.coverage import NOTHING, Amounts
from roadmap.domain.money import Money
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import LAYERS, Layer, Look
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.figures import Figure, Frame, framed
from roadmap.pictures.text_widths import text_width, two_lines, widest

WIDTH: Final = 1152.0
LABEL: Final = 216.0
HEAD, LEAST_ROW, FULL_ROW = 46, 44, 64
BAR, SPACE = 10, 10
NEED_Y, BAR_Y, GAP_Y = 20, 27, 54
TITLE_Y, LINE = 20, 17
NARROW_HEAD, NARROW_ROW, NARROW_SPACE, SMALL = 22, 58, 3, 12
LEAST: Final = 288.0
"""The width of the narrow drawing on the smallest phone, in pixels."""
THOUSAND: Final = Decimal(1000)
THOUSANDS_FROM: Final = Decimal(100_000)
LOOKS: Final[tuple[Look, ...]] = ("committed", "probable", "open")


@dataclass(frozen=True, kw_only=True, slots=True)
class StripLine:
    """A cost category with its amounts in each quarter."""

    title: str
    cells: tuple[Amounts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StripInput:
    """Categories in the order in which money goes to them. ``quarters`` are first days, ``now`` is one of them."""

    figure: Figure
    currency: str
    quarters: tuple[date, ...]
    lines: tuple[StripLine, ...]
    now: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StripShape:
    """Everything of one layer in one path."""

    css: str
    fill: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StripText:
    """A text of the drawing, with its class and where it is anchored."""

    x: str
    y: str
    text: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True, slots=True)
class WideStrip:
    """The wide drawing; ``holes`` are the grounds behind cells with a gap, ``rules`` the lines between rows."""

    view_box: str
    holes: str
    rules: str
    axis: str
    shapes: tuple[StripShape, ...]
    texts: tuple[StripText, ...]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class StripRow:
    """One measure of a category, or of all, in the table: by quarter, and the sum at the end. ``tone`` colours gaps."""

    title: str
    amounts: tuple[str, ...]
    total: str
    is_gap: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StripGroup:
    """A category, or all of them, in the table."""

    title: str
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveragePicture:
    """Both drawings, the key and the table. ``red`` says of each quarter whether anything in it is uncovered."""

    frame: Frame
    wide: WideStrip
    narrow: NarrowStrip
    parts: tuple[tuple[str, tuple[Layer, ...]], ...]
    quarters: tuple[str, ...]
    red: tuple[bool, ...]
    table: tuple[StripGroup, ...]


def coverage_strip(given: StripInput, language: Language) -> CoveragePicture:
    """The coverage of a plan's need in a language."""
    say = language.gettext
    every = StripLine(title=say("All categories"), cells=tuple(_column(given, at) for at in range(len(given.quarters))))
    lines = (*given.lines, every)
    unit = _unit(given, lines, language)
    looks = _looks(lines)
    titles = {"committed": say("Committed"), "probable": say("Probable"), "open": say("Gap: nobody pays yet")}
    measure = {
        Decimal(1): say("Need in %(currency)s, and how it is covered"),
        THOUSAND: say("Need in thousand %(currency)s, and how it is covered"),
        None: say("How the need in %(currency)s is covered"),
    }[unit] % {"currency": given.currency}
    return CoveragePicture(
        frame=framed(replace(given.figure, measure=measure), _description(given, every, language), language),
        wide=_wide(given, lines, unit, language),
        narrow=_narrow(given, lines, unit, language),
        parts=tuple((titles[look], LAYERS[look]) for look in looks),
        quarters=tuple(language.quarter(each) for each in given.quarters),
        red=tuple(bool(each.gap) for each in every.cells),
        table=tuple(_group(each, given.currency, language, has_probable="probable" in looks) for each in lines),
    )


def _column(given: StripInput, at: int) -> Amounts:
    return _sum([each.cells[at] for each in given.lines])


def _sum(cells: Sequence[Amounts]) -> Amounts:
    return reduce(Amounts.__add__, cells, NOTHING)


def _looks(lines: Sequence[StripLine]) -> tuple[Look, ...]:
    """The looks that are somewhere; what is committed belongs to the key in any case."""
    every = _sum([cell for line in lines for cell in line.cells])
    there = (True, bool(every.probable), bool(every.gap))
    return tuple(look for look, is_there in zip(LOOKS, there, strict=True) if is_there)


def _unit(given: StripInput, lines: Sequence[StripLine], language: Language) -> Decimal | None:
    """What amounts are counted in so that they fit into their cells: ones, thousands, or nothing fits."""
    pitch = (WIDTH - LABEL) / (len(given.quarters) + 1)
    most = max((cell.need for line in lines for cell in line.cells), default=Decimal(0))
    units = (THOUSAND,) if most >= THOUSANDS_FROM else (Decimal(1), THOUSAND)
    for unit in units:
        texts = [_counted(amount, unit, language) for line in lines for amount in _told(line)]
        if widest(texts, is_bold=True) + SPACE <= pitch:
            return unit
    return None


def _told(line: StripLine) -> Iterator[Decimal]:
    for cell in (*line.cells, _sum(line.cells)):
        yield from (cell.need, cell.gap)


def _counted(amount: Decimal, unit: Decimal, language: Language) -> str:
    """An amount in a unit; what is less than half of one and not nothing says so."""
    whole = (amount / unit).to_integral_value(ROUND_HALF_UP)
    return language.number(whole) if whole or not amount else f"<{language.number(1)}"


def _wide(given: StripInput, lines: Sequence[StripLine], unit: Decimal | None, language: Language) -> WideStrip:
    pitch = (WIDTH - LABEL) / (len(given.quarters) + 1)
    tall = FULL_ROW if unit else LEAST_ROW
    tops = [HEAD + tall * at for at in range(len(lines))]
    bottom = HEAD + tall * len(lines)
    shapes: dict[tuple[str, str], list[str]] = {}
    holes, texts = [], list(_heads(given, pitch, language))
    for top, line in zip(tops, lines, strict=True):
        texts += _titles(line.title, top)
        for at, cell in enumerate((*line.cells, _sum(line.cells))):
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
    need = _counted(cell.need, unit, language) if cell.need else "–"
    yield StripText(x=right, y=px(top + NEED_Y), text=need, css="" if cell.need else "t3", anchor="end")
    if cell.gap:
        number = _counted(cell.gap, unit, language)
        said = language.gettext("gap %(amount)s") % {"amount": number}
        text = said if text_width(said, is_bold=True) + SPACE <= pitch else number
        yield StripText(x=right, y=px(top + GAP_Y), text=text, css="tbad", anchor="end")


def _narrow(given: StripInput, lines: Sequence[StripLine], unit: Decimal | None, language: Language) -> NarrowStrip:
    count = max(len(given.quarters), 1)
    fits = unit is not None and all(
        text_width(_counted(cell.gap, unit, language), SMALL, is_bold=True) + NARROW_SPACE <= LEAST / count
        for line in lines
        for cell in line.cells
        if cell.gap
    )
    blocks: list[StripBlock] = []
    texts = list(_narrow_heads(given, count, language))
    for at, line in enumerate(lines):
        top = NARROW_HEAD + NARROW_ROW * at
        total = _sum(line.cells)
        gap = language.gettext("gap %(amount)s") % {"amount": _money(total.gap, given.currency, language)}
        room = LEAST - (text_width(gap, is_bold=True) + SPACE if total.gap else 0)
        (title, *_rest) = two_lines(line.title, room, is_bold=True)
        texts.append(StripText(x="0", y=str(top + 18), text=title if not _rest else f"{title} …", css="tb"))
        if total.gap:
            texts.append(StripText(x="100%", y=str(top + 18), text=gap, css="tbad", anchor="end"))
        for column, cell in enumerate(line.cells):
            blocks += _narrow_bars(cell, column / count, 1 / count, top + 25)
            if fits and cell.gap and unit is not None:
                text = _counted(cell.gap, unit, language)
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


def _group(line: StripLine, currency: str, language: Language, *, has_probable: bool) -> StripGroup:
    say = language.gettext
    measures = (
        (say("Need"), "need"),
        (say("Committed"), "committed"),
        *(((say("Probable"), "probable"),) if has_probable else ()),
        (say("Gap"), "gap"),
    )
    return StripGroup(
        title=line.title,
        rows=tuple(
            StripRow(
                title=title,
                amounts=tuple(_exact(getattr(cell, name), currency, language) for cell in line.cells),
                total=_exact(getattr(_sum(line.cells), name), currency, language),
                is_gap=name == "gap",
            )
            for title, name in measures
        ),
    )


def _exact(amount: Decimal, currency: str, language: Language) -> str:
    """An amount to its smallest unit where it has any of them; nothing is a dash."""
    if not amount:
        return "–"
    return language.money(Money(amount=amount, currency=currency), exact=amount != amount.to_integral_value())


def _money(amount: Decimal, currency: str, language: Language) -> str:
    return language.money(Money(amount=amount, currency=currency))


def _description(given: StripInput, every: StripLine, language: Language) -> str:
    total, count = _sum(every.cells), len(given.quarters)
    red = [language.quarter(each) for each, cell in zip(given.quarters, every.cells, strict=True) if cell.gap]
    sentences = [
        language.ngettext("%(count)s quarter.", "%(count)s quarters.", count) % {"count": language.number(count)},
        language.gettext("%(covered)s of %(need)s is covered.")
        % {
            "covered": _money(total.covered, given.currency, language),
            "need": _money(total.need, given.currency, language),
        },
        language.gettext("%(gap)s is uncovered, in %(quarters)s.")
        % {"gap": _money(total.gap, given.currency, language), "quarters": language.sentence_list(red)}
        if red
        else language.gettext("No quarter has a gap."),
        language.gettext("The table has every amount."),
    ]
    return " ".join(sentences)
