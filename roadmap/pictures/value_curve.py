"""What was planned, earned and spent, each added up over the months: the S-curve of earned value management."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.earned_value import CurvePoint
from roadmap.domain.money import Money
from roadmap.domain.workdays import DAY, add_months
from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct, px, round_steps
from roadmap.pictures.curve_labels import Wanted, apart
from roadmap.pictures.figures import Figure, Frame, framed
from roadmap.pictures.text_widths import text_width, widest
from roadmap.pictures.time_axis import TimeAxis, ticks, time_axis

WIDTH, HEIGHT, TOP, FOOT, GAP = 1152.0, 360, 24, 28, 12
LEAST, NARROW_HEIGHT, UNITS = 288.0, 280, 10_000.0
PITCH = 18
LINES = ("g-base", "s-ink", "s-acc")
TEXTS = ("t2 halo", "tb halo", "tacc halo")
"""Planned, earned and spent: in grey, in ink, and in the accent with a broken line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueCurveInput:
    """The points of the curve by month, in one currency, as of ``today``."""

    figure: Figure
    currency: str
    points: tuple[CurvePoint, ...]
    today: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueLine:
    """One of the three lines; ``css`` is its class."""

    path: str
    css: str
    is_broken: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueText:
    """A text of the drawing; ``x`` in its units, or in percent of its width."""

    x: str
    y: str
    text: str
    anchor: str
    css: str = "t3"


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueDrawing:
    """One drawing: its box, its lines and texts; ``now`` is today's line, where today lies in it."""

    view_box: str
    height: str
    grid: str
    axis: str
    now: str
    lines: tuple[ValueLine, ...]
    texts: tuple[ValueText, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueRow:
    """A month in the table; a dash where it is not known yet."""

    month: str
    planned: str
    earned: str
    actual: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ValuePicture:
    """Both drawings and the table."""

    frame: Frame
    wide: ValueDrawing
    narrow: ValueDrawing
    table: tuple[ValueRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sheet:
    """Where days and amounts stand. ``box`` is how many drawing units the width has where texts stand in percent."""

    axis: TimeAxis
    most: Decimal
    bottom: int
    box: float = 0

    def y(self, amount: Decimal) -> float:
        return self.bottom - float(amount / self.most) * (self.bottom - TOP)

    def at(self, x: float) -> str:
        return pct(x / self.box) if self.box else px(x)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Curve:
    """A line by the days on which its points stand, with its name."""

    name: str
    points: tuple[tuple[date, Decimal], ...]


def value_curve_picture(given: ValueCurveInput, language: Language) -> ValuePicture:
    """The curve in a language."""
    curves = _curves(given, language)
    steps = round_steps(max((amount for curve in curves for _, amount in curve.points), default=Decimal(0)))
    return ValuePicture(
        frame=framed(given.figure, _description(given, curves, language), language),
        wide=_wide(given, curves, steps, language),
        narrow=_narrow(given, curves, steps, language),
        table=tuple(
            ValueRow(
                month=language.month(each.month),
                planned=_money(each.planned, given, language),
                earned=_money(each.earned, given, language),
                actual=_money(each.actual, given, language),
            )
            for each in given.points
        ),
    )


def _curves(given: ValueCurveInput, language: Language) -> tuple[_Curve, ...]:
    """The three lines; what is known of the month of today stands at today."""
    _ = language.gettext
    told = (
        (_("Planned"), [(_end(each.month), each.planned) for each in given.points]),
        (
            _("Earned"),
            [(_known(each.month, given.today), each.earned) for each in given.points if each.earned is not None],
        ),
        (
            _("Spent"),
            [(_known(each.month, given.today), each.actual) for each in given.points if each.actual is not None],
        ),
    )
    return tuple(_Curve(name=name, points=tuple(points)) for name, points in told)


def _end(month: date) -> date:
    return add_months(month, 1) - DAY


def _known(month: date, today: date) -> date:
    return today if month == today.replace(day=1) else _end(month)


def _wide(
    given: ValueCurveInput, curves: Sequence[_Curve], steps: tuple[Decimal, ...], language: Language
) -> ValueDrawing:
    labels = [_labelled(curve, given, language) for curve in curves]
    left = widest([_money(step, given, language) for step in steps]) + GAP
    right = WIDTH - text_width(labels[0]) - 2 * GAP
    bottom = HEIGHT - FOOT
    sheet = _Sheet(axis=_axis(given, left, right), most=steps[-1], bottom=bottom)
    return ValueDrawing(
        view_box=f"0 0 {WIDTH:.0f} {HEIGHT}",
        height=str(HEIGHT),
        grid="".join(f"M{px(left)} {px(sheet.y(step))}H{px(right)}" for step in steps[1:]),
        axis=f"M{px(left)} {bottom}H{px(right)}",
        now=_now(given, sheet),
        lines=_lines(curves, sheet),
        texts=(
            *(
                ValueText(
                    x=px(left - GAP / 2), y=px(sheet.y(step) + 4), text=_money(step, given, language), anchor="end"
                )
                for step in steps
            ),
            *_months(given, sheet, HEIGHT - 8, language, 1),
            *_names(curves, labels, sheet, WIDTH, 1),
        ),
    )


def _narrow(
    given: ValueCurveInput, curves: Sequence[_Curve], steps: tuple[Decimal, ...], language: Language
) -> ValueDrawing:
    unit = UNITS / LEAST
    labels = [curve.name for curve in curves]
    right = UNITS - (text_width(labels[0]) + GAP) * unit
    bottom = NARROW_HEIGHT - FOOT
    sheet = _Sheet(axis=_axis(given, 0, right), most=steps[-1], bottom=bottom, box=UNITS)
    return ValueDrawing(
        view_box=f"0 0 {UNITS:.0f} {NARROW_HEIGHT}",
        height=str(NARROW_HEIGHT),
        grid="".join(f"M0 {px(sheet.y(step))}H{px(right)}" for step in steps[1:]),
        axis=f"M0 {bottom}H{px(right)}",
        now=_now(given, sheet),
        lines=_lines(curves, sheet),
        texts=(
            *(
                ValueText(
                    x="0", y=px(sheet.y(step) - 4), text=_money(step, given, language), anchor="start", css="t3 halo"
                )
                for step in steps[1:]
            ),
            *_months(given, sheet, NARROW_HEIGHT - 8, language, unit),
            *_names(curves, labels, sheet, UNITS, unit),
        ),
    )


def _axis(given: ValueCurveInput, left: float, right: float) -> TimeAxis:
    return time_axis(given.points[0].month, _end(given.points[-1].month), left, right)


def _now(given: ValueCurveInput, sheet: _Sheet) -> str:
    if not given.points[0].month <= given.today <= _end(given.points[-1].month):
        return ""
    return f"M{px(sheet.axis.after(given.today))} {TOP - 8}V{sheet.bottom}"


def _lines(curves: Sequence[_Curve], sheet: _Sheet) -> tuple[ValueLine, ...]:
    """All begin with nothing, where the first month begins."""
    begin = f"M{px(sheet.axis.left)} {sheet.bottom}"
    return tuple(
        ValueLine(
            path=begin + "".join(f"L{px(sheet.axis.after(day))} {px(sheet.y(amount))}" for day, amount in curve.points),
            css=css,
            is_broken=css == LINES[-1],
        )
        for curve, css in zip(curves, LINES, strict=True)
        if curve.points
    )


def _months(given: ValueCurveInput, sheet: _Sheet, y: int, language: Language, unit: float) -> Iterable[ValueText]:
    """Labels of the axis where they have room; ``unit`` is how many drawing units a pixel has."""
    last = _end(given.points[-1].month)
    axis = time_axis(given.points[0].month, last, sheet.axis.left / unit, sheet.axis.right / unit)
    for tick in ticks(given.points[0].month, last, axis, language):
        if tick.at + tick.width <= axis.right:
            yield ValueText(
                x=sheet.at(tick.at * unit), y=str(y), text=f"{tick.month} {tick.year}".strip(), anchor="start"
            )


def _names(
    curves: Sequence[_Curve], labels: Sequence[str], sheet: _Sheet, width: float, unit: float
) -> Iterable[ValueText]:
    """Each line's name at its end, left of it where there is no room at its right."""
    shown = [
        (curve.points[-1], label, css) for curve, label, css in zip(curves, labels, TEXTS, strict=True) if curve.points
    ]
    wanted, places = [], []
    for (day, amount), label, css in shown:
        room, x = text_width(label, is_bold=css != TEXTS[0]) * unit, sheet.axis.after(day)
        is_left = x + GAP / 2 * unit + room > width
        at = x - GAP / 2 * unit if is_left else x + GAP / 2 * unit
        places.append((at, "end" if is_left else "start"))
        begin = at - room if is_left else at
        wanted.append(Wanted(y=sheet.y(amount) + 4, left=begin / unit, width=room / unit))
    lines = apart(wanted, PITCH, TOP, sheet.bottom - 4)
    for (_, label, css), (at, anchor), y in zip(shown, places, lines, strict=True):
        yield ValueText(x=sheet.at(at), y=px(y), text=label, anchor=anchor, css=css)


def _labelled(curve: _Curve, given: ValueCurveInput, language: Language) -> str:
    last = curve.points[-1][1] if curve.points else None
    return f"{curve.name} {_money(last, given, language)}"


def _money(amount: Decimal | None, given: ValueCurveInput, language: Language) -> str:
    return "–" if amount is None else language.money(Money(amount=amount, currency=given.currency))


def _description(given: ValueCurveInput, curves: Sequence[_Curve], language: Language) -> str:
    sentence = language.gettext("%(name)s: %(amount)s to %(day)s.")
    told = [
        sentence
        % {
            "name": curve.name,
            "amount": _money(curve.points[-1][1], given, language),
            "day": language.date(curve.points[-1][0]),
        }
        for curve in curves
        if curve.points
    ]
    return " ".join([*told, language.gettext("The table has every month.")])
