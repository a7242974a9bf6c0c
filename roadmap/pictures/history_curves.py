"""Countries' histories: values by year, joined by a solid line only where the years between are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct, px, round_steps
from roadmap.pictures.curve_labels import Wanted, apart
from roadmap.pictures.figures import Frame, framed
from roadmap.pictures.history_inputs import HistoryCurve, HistoryInput, HistoryPoint
from roadmap.pictures.text_widths import cut, text_width, widest

__all__ = ["HistoryCurve", "HistoryInput", "HistoryPicture", "HistoryPoint", "history_curves"]

WIDTH, HEIGHT, TOP, FOOT, GAP = 1152.0, 380, 16, 28, 12
LEAST, NARROW_HEIGHT, UNITS = 288.0, 300, 10_000.0
STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)
"""Years between two labels of the axis."""

MOST_LABEL = 0.4
"""Labels at the right of the narrow drawing take no more of its least width than this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A curve's segments and points; ``dot`` and ``line`` are classes."""

    solid: str
    dashed: str
    known: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    line: str
    dot: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CurveLabel:
    """A curve's name with its last value, at the right."""

    x: str
    y: str
    text: str
    css: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CurveTick:
    """A label on an axis."""

    x: str
    y: str
    text: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """One drawing: ``width`` and ``height`` in pixels, or the box that is stretched to the width."""

    view_box: str
    height: str
    axis: str
    grid: str
    axis_y: str
    curves: tuple[Curve, ...]
    labels: tuple[CurveLabel, ...]
    ticks_x: tuple[CurveTick, ...]
    ticks_y: tuple[CurveTick, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryRow:
    """A point in the table."""

    title: str
    year: str
    value: str
    is_goal: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPicture:
    """Both drawings and the table."""

    frame: Frame
    wide: Drawing
    narrow: Drawing
    years: str
    has_gaps: bool
    has_goals: bool
    table: tuple[HistoryRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """Years and values to positions. ``left`` to ``right`` is in drawing units."""

    first: int
    last: int
    most: float
    left: float
    right: float
    bottom: float

    def x(self, year: int) -> float:
        """Where a year stands."""
        span = max(self.last - self.first, 1)
        return self.left + (year - self.first) / span * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        """Where a value stands; more is higher."""
        return self.bottom - float(value) / self.most * (self.bottom - TOP)


def history_curves(history: HistoryInput, language: Language) -> HistoryPicture:
    """The histories of countries in a language."""
    years = [point.year for curve in history.curves for point in curve.points]
    steps = round_steps(max(point.value for curve in history.curves for point in curve.points))
    span = (min(years), max(years))
    gaps = any(
        other.year - one.year > 1 or other.is_goal
        for curve in history.curves
        for one, other in pairwise(_sorted(curve))
    )
    return HistoryPicture(
        frame=framed(history.figure, _description(history, language), language),
        wide=_wide(history, span, steps, language),
        narrow=_narrow(history, span, steps, language),
        years=history.years or language.gettext("Year"),
        has_gaps=gaps,
        has_goals=any(point.is_goal for curve in history.curves for point in curve.points),
        table=tuple(_table(history, language)),
    )


def _wide(history: HistoryInput, span: tuple[int, int], steps: tuple[Decimal, ...], language: Language) -> Drawing:
    names = [_name(curve, language) for curve in history.curves]
    left = widest([language.number(step) for step in steps]) + GAP
    right = WIDTH - widest(names, is_bold=True) - 2 * GAP
    bottom = HEIGHT - FOOT
    scale = Scale(first=span[0], last=span[1], most=float(steps[-1]), left=left, right=right, bottom=bottom)
    lines = _lines(history, names, scale, 1.0)
    return Drawing(
        view_box=f"0 0 {WIDTH:.0f} {HEIGHT}",
        height=str(HEIGHT),
        axis=f"M{px(left)} {bottom}H{px(right)}",
        grid="".join(f"M{px(left)} {px(scale.y(step))}H{px(right)}" for step in steps[1:]),
        axis_y=str(bottom),
        curves=tuple(_curve(curve, scale, 1.0) for curve in history.curves),
        labels=tuple(
            _label(curve, name, px(scale.x(_sorted(curve)[-1].year) + GAP), y)
            for curve, name, y in zip(history.curves, names, lines, strict=True)
        ),
        ticks_x=tuple(
            CurveTick(x=px(scale.x(year)), y=str(HEIGHT - 8), text=str(year), anchor="middle")
            for year in _years(span, (right - left))
        ),
        ticks_y=tuple(
            CurveTick(x=px(left - GAP / 2), y=px(scale.y(step) + 4), text=language.number(step), anchor="end")
            for step in steps
        ),
    )


def _narrow(history: HistoryInput, span: tuple[int, int], steps: tuple[Decimal, ...], language: Language) -> Drawing:
    room = LEAST * MOST_LABEL
    names = [cut(_name(curve, language), room, is_bold=True) for curve in history.curves]
    taken = (widest(names, is_bold=True) + GAP) / LEAST
    bottom = NARROW_HEIGHT - FOOT
    right = UNITS * (1 - taken)
    scale = Scale(first=span[0], last=span[1], most=float(steps[-1]), left=100.0, right=right, bottom=bottom)
    lines = _lines(history, names, scale, UNITS / LEAST)
    years = _years(span, LEAST * (1 - taken))
    return Drawing(
        view_box=f"0 0 {UNITS:.0f} {NARROW_HEIGHT}",
        height=str(NARROW_HEIGHT),
        axis=f"M0 {bottom}H{px(right)}",
        grid="".join(f"M0 {px(scale.y(step))}H{px(right)}" for step in steps[1:]),
        axis_y=str(bottom),
        curves=tuple(_curve(curve, scale, UNITS) for curve in history.curves),
        labels=tuple(
            _label(curve, name, pct(scale.x(_sorted(curve)[-1].year) / UNITS), y)
            for curve, name, y in zip(history.curves, names, lines, strict=True)
        ),
        ticks_x=tuple(
            CurveTick(
                x=pct(scale.x(year) / UNITS),
                y=str(NARROW_HEIGHT - 8),
                text=str(year),
                anchor="start" if year == years[0] else "middle",
            )
            for year in years
        ),
        ticks_y=tuple(
            CurveTick(x="0", y=px(scale.y(step) - 4), text=language.number(step), anchor="start") for step in steps[1:]
        ),
    )


def _lines(history: HistoryInput, names: list[str], scale: Scale, unit: float) -> tuple[float, ...]:
    """The lines of the labels; ``unit`` is how many drawing units a pixel has."""
    lasts = [_sorted(curve)[-1] for curve in history.curves]
    wanted = [
        Wanted(y=scale.y(last.value) + 4, left=scale.x(last.year) / unit, width=text_width(name, is_bold=True))
        for last, name in zip(lasts, names, strict=True)
    ]
    return apart(wanted, 18, TOP, scale.bottom)


def _curve(curve: HistoryCurve, scale: Scale, box: float) -> Curve:
    """The segments in drawing units, the points in pixels or, in a stretched ``box``, in percent."""
    points = _sorted(curve)
    solid: list[str] = []
    dashed: list[str] = []
    for one, other in pairwise(points):
        is_known = other.year - one.year == 1 and not other.is_goal and not one.is_goal
        path = f"M{scale.x(one.year):.1f} {scale.y(one.value):.1f}L{scale.x(other.year):.1f} {scale.y(other.value):.1f}"
        (solid if is_known else dashed).append(path)
    placed = [(_at(scale.x(point.year), box), px(scale.y(point.value)), point.is_goal) for point in points]
    return Curve(
        solid="".join(solid),
        dashed="".join(dashed),
        known=tuple((x, y) for x, y, is_goal in placed if not is_goal),
        goals=tuple((x, y) for x, y, is_goal in placed if is_goal),
        line="s-acc" if curve.is_ours else "s-ink",
        dot="f-now" if curve.is_ours else "f-ink",
    )


def _at(x: float, box: float) -> str:
    return px(x) if box == 1 else pct(x / box)


def _sorted(curve: HistoryCurve) -> list[HistoryPoint]:
    return sorted(curve.points, key=lambda point: point.year)


def _name(curve: HistoryCurve, language: Language) -> str:
    return f"{curve.title} {language.number(_sorted(curve)[-1].value)}"


def _label(curve: HistoryCurve, name: str, x: str, y: float) -> CurveLabel:
    return CurveLabel(x=x, y=px(y), text=name, css="tacc halo" if curve.is_ours else "tb halo")


def _years(span: tuple[int, int], room: float) -> tuple[int, ...]:
    """Years to label: every one, or every second, fifth, tenth …, as the room allows."""
    width = text_width("2000") + 14
    a_year = room / max(span[1] - span[0], 1)
    step = next((step for step in STEPS if a_year * step >= width), STEPS[-1])
    first = -(-span[0] // step) * step
    return tuple(range(first, span[1] + 1, step)) or (span[0],)


def _table(history: HistoryInput, language: Language) -> Iterable[HistoryRow]:
    for curve in history.curves:
        for point in _sorted(curve):
            yield HistoryRow(
                title=curve.title, year=str(point.year), value=language.number(point.value), is_goal=point.is_goal
            )


def _description(history: HistoryInput, language: Language) -> str:
    sentences = []
    for curve in history.curves:
        points = _sorted(curve)
        values = {
            "title": curve.title,
            "first": language.number(points[0].value),
            "first_year": str(points[0].year),
            "last": language.number(points[-1].value),
            "last_year": str(points[-1].year),
        }
        text = language.gettext("%(title)s: %(first)s in %(first_year)s, %(last)s in %(last_year)s.")
        sentences.append(text % values)
    return " ".join([*sentences, language.gettext("The table has every value.")])
