"""The benchmark's table: what was measured, what was aimed at, what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from click import echo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.measures import Share


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure with its aim, which it may not exceed (or, for ``at_least``, not fall short of)."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    detail: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether the aim is met, in a word."""
        if self.aim is None:
            return ""
        return "met" if (self.value >= self.aim if self.at_least else self.value <= self.aim) else "MISSED"


def print_shares(shares: Sequence[Share]) -> None:
    """Print the answers that nothing has changed, as shares of the ceiling."""
    echo(f"\n{'Unchanged, share of the ceiling':<36} {'aim':>6} {'min':>6} {'median':>6} {'max':>6}   ", nl=False)
    echo("  answers/s  ceiling/s  CPU ms   bytes")
    for each in shares:
        aim = f"≥ {each.aim:.2f}" if each.aim else ""
        verdict = "" if each.aim is None else "met" if each.middle >= each.aim else "MISSED"
        spread = f"{min(each.ratios):6.2f} {each.middle:6.2f} {max(each.ratios):6.2f}"
        rates = f"{each.rate:10.0f} {each.ceiling_rate:10.0f} {each.milliseconds:7.2f} {each.size:7d}"
        echo(f"{each.name:<36} {aim:>6} {spread}   {rates}   {verdict}")


def print_figures(figures: Sequence[Figure]) -> None:
    """Print the plain figures."""
    echo(f"\n{'Figure':<66} {'aim':>8} {'result':>10}")
    for each in figures:
        aim = f"{'≥' if each.at_least else '≤'} {each.aim:g}" if each.aim is not None else ""
        digits = 0 if each.value >= 100 or each.value == int(each.value) else 2
        echo(f"{each.name:<66} {aim:>8} {each.value:>10.{digits}f} {each.unit:<8} {each.verdict:<7} {each.detail}")
