"""Numbers of a drawing as strings, and round numbers for its axes."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal


def px(value: float) -> str:
    """A coordinate in pixels to a tenth."""
    return f"{value:.1f}"


def pct(share: float) -> str:
    """A share of the drawing's width as a percentage to a hundredth: 0.5 is ``50%``."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def round_steps(most: Decimal, about: int = 4) -> tuple[Decimal, ...]:
    """Round values from 0 to the first one not under ``most``, in about so many equal steps of 1, 2 or 5 × 10ⁿ."""
    if most <= 0:
        return (Decimal(0), Decimal(1))
    rough = most / about
    unit = Decimal(10) ** rough.adjusted()
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    count = int((most / step).to_integral_value(ROUND_CEILING))
    return tuple(step * index for index in range(count + 1))
