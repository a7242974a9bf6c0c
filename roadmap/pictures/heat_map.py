"""Risks by likelihood and impact: where each stands now, and what is left when its response works."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.risks import HIGH, MEDIUM
from roadmap.i18n.language import Language
from roadmap.pictures.cells import CELL, GUTTER, LEVELS, Grid, Spot, spread
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.figures import Figure, Frame, framed


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatRisk:
    """A risk; all levels run from 1 to 5. Without a response the residual levels are ``None``."""

    number: int
    title: str
    href: str
    likelihood: int
    impact: int
    residual_likelihood: int | None = None
    residual_impact: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatInput:
    """Risks in the order of their numbers."""

    figure: Figure
    risks: tuple[HeatRisk, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """A cell with its band; ``word`` names the band in one of its cells."""

    x: str
    y: str
    width: str
    height: str
    band: str
    word: str
    word_y: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatMark:
    """A numbered mark, hollow when it is what is left."""

    x: str
    y: str
    text_y: str
    number: str
    is_residual: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatMove:
    """The line from a risk to what is left of it."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatTick:
    """A level on an axis."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatRow:
    """A risk in the table; what is left is a dash without a response."""

    number: str
    title: str
    href: str
    likelihood: str
    impact: str
    band: str
    residual: str
    residual_band: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatPicture:
    """The map and its table."""

    frame: Frame
    high_id: str
    high_fill: str
    medium_id: str
    medium_fill: str
    height: str
    bottom: str
    left: str
    axis_y: str
    cells: tuple[HeatCell, ...]
    moves: tuple[HeatMove, ...]
    marks: tuple[HeatMark, ...]
    ticks_x: tuple[HeatTick, ...]
    ticks_y: tuple[HeatTick, ...]
    bands: tuple[tuple[str, str], ...]
    table: tuple[HeatRow, ...]


def heat_map(given: HeatInput, language: Language) -> HeatPicture:
    """The heat map of a plan's risks in a language."""
    places = [((each.number, False), each.impact, each.likelihood) for each in given.risks]
    places += [((each.number, True), *left) for each in given.risks if (left := _left(each))]
    # In number order within a cell, the risk before what is left of it: the same risks always stand the same.
    grid, spots = spread(sorted(places))
    return HeatPicture(
        frame=framed(given.figure, _description(given.risks, language), language),
        high_id=f"{given.figure.dom_id}-high",
        high_fill=f"url(#{given.figure.dom_id}-high)",
        medium_id=f"{given.figure.dom_id}-medium",
        medium_fill=f"url(#{given.figure.dom_id}-medium)",
        height=str(grid.height),
        bottom=str(grid.bottom),
        left=pct(GUTTER),
        axis_y=str(grid.bottom + 36),
        cells=tuple(
            _cell(grid, impact, likelihood, language) for likelihood in range(5, 0, -1) for impact in range(1, 6)
        ),
        moves=tuple(_move(spots[number, False], spot) for (number, is_left), spot in spots.items() if is_left),
        marks=tuple(_mark(number, spot, is_left=is_left) for (number, is_left), spot in spots.items()),
        ticks_x=tuple(
            HeatTick(x=pct(grid.left(level) + CELL / 2), y=str(grid.bottom + 17), text=str(level))
            for level in range(1, LEVELS + 1)
        ),
        ticks_y=tuple(
            HeatTick(x=pct(GUTTER), y=px(grid.middle(level) + 4), text=str(level)) for level in range(1, LEVELS + 1)
        ),
        bands=tuple((band, band_word(band, language)) for band in ("high", "medium", "low")),
        table=tuple(_row(each, language) for each in given.risks),
    )


def band(likelihood: int, impact: int) -> str:
    """``high``, ``medium`` or ``low``, as the domain judges a risk's score."""
    score = likelihood * impact
    return "high" if score >= HIGH else "medium" if score >= MEDIUM else "low"


def band_word(name: str, language: Language) -> str:
    """A band in words."""
    say = language.gettext
    return {"high": say("high"), "medium": say("medium"), "low": say("low")}[name]


def _left(risk: HeatRisk) -> tuple[int, int] | None:
    """Impact and likelihood of what is left, when that is known and differs."""
    if risk.residual_likelihood is None or risk.residual_impact is None:
        return None
    left = (risk.residual_impact, risk.residual_likelihood)
    return None if left == (risk.impact, risk.likelihood) else left


NAMED = {(5, 5), (2, 5), (1, 1)}
"""Impact and likelihood of the cells that bear their band's name."""


def _cell(grid: Grid, impact: int, likelihood: int, language: Language) -> HeatCell:
    name = band(likelihood, impact)
    return HeatCell(
        x=pct(grid.left(impact)),
        y=str(grid.top(likelihood)),
        width=pct(CELL),
        height=str(grid.tall(likelihood)),
        band=name,
        word=band_word(name, language) if (impact, likelihood) in NAMED else "",
        word_y=str(grid.top(likelihood) + 14),
    )


def _mark(number: int, spot: Spot, *, is_left: bool) -> HeatMark:
    return HeatMark(x=pct(spot.x), y=px(spot.y), text_y=px(spot.y + 4.5), number=str(number), is_residual=is_left)


def _move(start: Spot, end: Spot) -> HeatMove:
    return HeatMove(x1=pct(start.x), y1=px(start.y), x2=pct(end.x), y2=px(end.y))


def _row(risk: HeatRisk, language: Language) -> HeatRow:
    residual = residual_band = "–"
    if risk.residual_likelihood is not None and risk.residual_impact is not None:
        residual = f"{risk.residual_likelihood} × {risk.residual_impact}"
        residual_band = band_word(band(risk.residual_likelihood, risk.residual_impact), language)
    return HeatRow(
        number=str(risk.number),
        title=risk.title,
        href=risk.href,
        likelihood=str(risk.likelihood),
        impact=str(risk.impact),
        band=band_word(band(risk.likelihood, risk.impact), language),
        residual=residual,
        residual_band=residual_band,
    )


def _description(risks: tuple[HeatRisk, ...], language: Language) -> str:
    count = len(risks)
    high = sum(1 for each in risks if band(each.likelihood, each.impact) == "high")
    after = sum(
        1
        for each in risks
        if band(each.residual_likelihood or each.likelihood, each.residual_impact or each.impact) == "high"
    )
    sentences = (
        language.ngettext(
            "%(count)s risk by impact across and likelihood upwards, from 1 to 5.",
            "%(count)s risks by impact across and likelihood upwards, from 1 to 5.",
            count,
        )
        % {"count": count},
        language.ngettext("%(count)s is high now.", "%(count)s are high now.", high) % {"count": high},
        language.ngettext(
            "%(count)s stays high when the responses work.", "%(count)s stay high when the responses work.", after
        )
        % {"count": after},
        language.gettext("The table has every value."),
    )
    return " ".join(sentences)
