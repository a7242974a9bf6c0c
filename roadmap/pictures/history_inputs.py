"""What histories are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roadmap.pictures.figures import Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPoint:
    """A value in a year; ``is_goal`` when it is wanted and not yet so."""

    year: int
    value: Decimal
    is_goal: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryCurve:
    """A country's points, one a year at most; ``is_ours`` is drawn in the accent."""

    title: str
    points: tuple[HistoryPoint, ...]
    is_ours: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryInput:
    """Curves with at least one point each. ``years`` names the horizontal axis when it is not calendar years."""

    figure: Figure
    curves: tuple[HistoryCurve, ...]
    years: str = ""
