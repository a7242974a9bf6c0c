"""What a portfolio's common timeline is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.pictures.figures import Figure

Rag = Literal["good", "warn", "bad", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioPhase:
    """A phase as forecast; both days are included."""

    title: str
    starts: date
    ends: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioPlan:
    """A plan's row. ``status`` is the word for ``rag``; without a baseline ``baseline_ends`` is ``None``."""

    name: str
    href: str
    rag: Rag
    status: str
    phases: tuple[PortfolioPhase, ...]
    starts: date
    ends: date
    baseline_ends: date | None = None
    next_on: date | None = None
    next_title: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioInput:
    """Plans in the order of their rows."""

    figure: Figure
    today: date
    plans: tuple[PortfolioPlan, ...]
