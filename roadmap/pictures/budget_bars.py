"""What is needed period by period, each bar stacked from its parts: by certainty or by cost category."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from roadmap.domain.money import Money
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import LAYERS, Layer, Look, money_said
from roadmap.pictures.coordinates import pct, px, round_steps
from roadmap.pictures.figures import Figure, Frame, framed
from roadmap.pictures.text_widths import text_width, widest

WIDTH, GAP, AXIS_Y, ROW, BAR = 1152.0, 20, 30, 28, 14
LEAST, NARROW_TOP, NARROW_ROW = 288.0, 4, 44


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetPart:
    """A part that every bar is stacked from, such as ``committed`` or a cost category."""

    title: str
    look: Look


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetPeriod:
    """A period with one amount, not negative, for each part; ``is_now`` marks the one that today lies in."""

    title: str
    amounts: tuple[Decimal, ...]
    is_now: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetInput:
    """Periods in the order of time, or plans (``of``) in any, in one currency (ISO 4217)."""

    figure: Figure
    currency: str
    parts: tuple[BudgetPart, ...]
    periods: tuple[BudgetPeriod, ...]
    of: Literal["periods", "plans"] = "periods"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """Everything of one layer in one path."""

    css: str
    fill: str
    path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A part of a bar in the narrow drawing, in percent of its width."""

    x: str
    y: str
    width: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BarRow:
    """A period's texts; ``open`` is empty when nothing is."""

    y: str
    title: str
    css: str
    total: str
    open: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BarTick:
    """A round amount on the axis."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WideBars:
    """The wide drawing; ``zero`` is the line from which bars begin."""

    view_box: str
    head_y: str
    axis: str
    zero: str
    grid: str
    total_x: str
    open_x: str
    shapes: tuple[Shape, ...]
    ticks: tuple[BarTick, ...]
    rows: tuple[BarRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowBars:
    """The narrow drawing: each period's words above its bar; ``zeros`` are the lines from which bars begin."""

    height: str
    zeros: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    rows: tuple[BarRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetRow:
    """A period in the table."""

    title: str
    amounts: tuple[str, ...]
    total: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetPicture:
    """Both drawings, the key and the table, whose last row is the sum."""

    frame: Frame
    wide: WideBars
    narrow: NarrowBars
    row_head: str
    total_head: str
    open_head: str
    parts: tuple[tuple[str, tuple[Layer, ...]], ...]
    table: tuple[BudgetRow, ...]
    sums: BudgetRow


def budget_bars(budget: BudgetInput, language: Language) -> BudgetPicture:
    """The bars of a budget's periods in a language."""
    say = language.gettext
    has_open = any(part.look == "open" for part in budget.parts)
    heads = (say("Total"), say("Gap") if has_open else "")
    sums = tuple(
        sum((each.amounts[index] for each in budget.periods), Decimal(0)) for index in range(len(budget.parts))
    )
    return BudgetPicture(
        frame=framed(budget.figure, _description(budget, sums, language), language),
        wide=_wide(budget, heads, language),
        narrow=_narrow(budget, language),
        row_head=say("Plan") if budget.of == "plans" else say("Period"),
        total_head=heads[0],
        open_head=heads[1],
        parts=tuple((part.title, LAYERS[part.look]) for part in budget.parts),
        table=tuple(_table_row(each.title, each.amounts, budget.currency, language) for each in budget.periods),
        sums=_table_row(say("All"), sums, budget.currency, language),
    )


def _wide(budget: BudgetInput, heads: tuple[str, str], language: Language) -> WideBars:
    rows = _rows(budget, AXIS_Y, ROW, language)
    most = max((sum(each.amounts, Decimal(0)) for each in budget.periods), default=Decimal(0))
    steps = tuple(step for step in round_steps(most, 5) if step <= max(most, Decimal(1)))
    open_width = max(widest([row.open for row in rows], is_bold=True), text_width(heads[1])) if heads[1] else -GAP
    total_x = WIDTH - open_width - GAP
    right = total_x - max(widest([row.total for row in rows]), text_width(heads[0])) - 2 * GAP
    left = max(60.0, widest([row.title for row in rows], is_bold=True)) + GAP
    scale = (right - left) / float(max(most, steps[-1]))
    bottom = AXIS_Y + ROW * len(rows) + 8
    return WideBars(
        view_box=f"0 0 {WIDTH:.0f} {bottom}",
        head_y=str(AXIS_Y - 8),
        axis=f"M0 {AXIS_Y}H{WIDTH:.0f}",
        zero=f"M{px(left)} {AXIS_Y}V{bottom}",
        grid="".join(f"M{left + float(step) * scale:.1f} {AXIS_Y}V{bottom}" for step in steps[1:]),
        total_x=px(total_x),
        open_x=f"{WIDTH:.0f}",
        shapes=_shapes(budget, left, scale),
        ticks=_ticks(steps, left, scale, budget.currency, language),
        rows=rows,
    )


def _ticks(
    steps: tuple[Decimal, ...], left: float, scale: float, currency: str, language: Language
) -> tuple[BarTick, ...]:
    texts = [language.money(Money(amount=step, currency=currency)) for step in steps]
    room = float(steps[-1]) * scale / (len(steps) - 1)
    every = 1 if widest(texts) + 10 <= room else 2
    return tuple(
        BarTick(x=px(left + float(step) * scale), text=text, anchor="middle" if index else "start")
        for index, (step, text) in enumerate(zip(steps, texts, strict=True))
        if index % every == 0
    )


def _shapes(budget: BudgetInput, left: float, scale: float) -> tuple[Shape, ...]:
    found = []
    for index, part in enumerate(budget.parts):
        blocks = []
        for line, period in enumerate(budget.periods):
            before = float(sum(period.amounts[:index], Decimal(0))) * scale + left
            width = float(period.amounts[index]) * scale
            if width > 0:
                blocks.append((before, AXIS_Y + ROW * line + 10, width))
        found += [
            Shape(css=layer.css, fill=layer.fill, path="".join(_block(*block, layer) for block in blocks))
            for layer in LAYERS[part.look]
        ]
    return tuple(each for each in found if each.path)


def _block(x: float, y: int, width: float, layer: Layer) -> str:
    """A rectangle; an outlined one lies half its stroke inside, so that neighbours do not cover one another."""
    inset = {"f-gap": 0.75, "f-prob-edge": 0.5, "f-open": 0.5}.get(layer.css, 0.0)
    inner = max(width - 2 * inset, 0.5)
    return f"M{x + inset:.1f} {y + inset:.2f}h{inner:.1f}v{BAR - 2 * inset:.1f}h-{inner:.1f}z"


def _rows(budget: BudgetInput, top: int, step: int, language: Language) -> tuple[BarRow, ...]:
    opens = [index for index, part in enumerate(budget.parts) if part.look == "open"]
    rows = []
    for line, period in enumerate(budget.periods):
        missing = sum((period.amounts[index] for index in opens), Decimal(0))
        rows.append(
            BarRow(
                y=str(top + step * line + 22),
                title=period.title,
                css="tacc" if period.is_now else "t2",
                total=money_said(sum(period.amounts, Decimal(0)), budget.currency, language),
                open=money_said(missing, budget.currency, language) if missing else "",
            ),
        )
    return tuple(rows)


def _narrow(budget: BudgetInput, language: Language) -> NarrowBars:
    most = max((sum(each.amounts, Decimal(0)) for each in budget.periods), default=Decimal(0)) or Decimal(1)
    blocks = []
    for line, period in enumerate(budget.periods):
        begins = [Decimal(0), *accumulate(period.amounts)]
        for part, begin, amount in zip(budget.parts, begins, period.amounts, strict=False):
            if amount > 0:
                blocks.append(
                    Block(
                        x=pct(float(begin / most)),
                        y=str(NARROW_TOP + NARROW_ROW * line + 20),
                        width=pct(float(amount / most)),
                        layers=LAYERS[part.look],
                    ),
                )
    rows = _rows(budget, NARROW_TOP - 8, NARROW_ROW, language)
    say = language.gettext
    rows = tuple(
        BarRow(
            y=row.y,
            title=row.title,
            css=row.css,
            total=row.total,
            open=say("gap %(amount)s") % {"amount": row.open} if row.open else "",
        )
        for row in rows
    )
    tops = [NARROW_TOP + NARROW_ROW * line + 20 for line in range(len(rows))]
    return NarrowBars(
        height=str(NARROW_TOP + NARROW_ROW * len(rows)),
        zeros=tuple((str(top - 2), str(top + 14)) for top in tops),
        blocks=tuple(blocks),
        rows=rows,
    )


def _table_row(title: str, amounts: tuple[Decimal, ...], currency: str, language: Language) -> BudgetRow:
    return BudgetRow(
        title=title,
        amounts=tuple(money_said(each, currency, language) if each else "–" for each in amounts),
        total=money_said(sum(amounts, Decimal(0)), currency, language),
    )


def _description(budget: BudgetInput, sums: tuple[Decimal, ...], language: Language) -> str:
    count = len(budget.periods)
    parts = (
        language.labelled(part.title, money_said(amount, budget.currency, language))
        for part, amount in zip(budget.parts, sums, strict=True)
    )
    counted = (
        language.ngettext("%(count)s plan, %(total)s in all.", "%(count)s plans, %(total)s in all.", count)
        if budget.of == "plans"
        else language.ngettext("%(count)s period, %(total)s in all.", "%(count)s periods, %(total)s in all.", count)
    )
    sentences = (
        counted % {"count": count, "total": money_said(sum(sums, Decimal(0)), budget.currency, language)},
        "; ".join(parts) + ".",
        language.gettext("The table has every amount."),
    )
    return " ".join(sentences)
