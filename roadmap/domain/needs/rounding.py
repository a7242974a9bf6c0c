"""The rounding rules of the calculation, by name. Ties go away from zero: 6.25 posts are six and a half."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

RuleName = Literal["whole-person", "nearest-half", "nearest-whole", "smallest-unit"]
"""How pages and files name a rule; the words stand in ``roadmap.i18n``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rounding:
    """A rule: to the nearest multiple of ``step``, and never below ``least``."""

    name: RuleName
    step: Decimal
    least: Decimal = Decimal(0)

    def __call__(self, exact: Decimal) -> Decimal:
        """The rounded figure."""
        steps = (exact / self.step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return max(self.least, steps * self.step)


HALF: Final = Decimal("0.5")
PEOPLE: Final = Rounding(name="whole-person", step=Decimal(1))
"""People are counted whole, each area's by itself."""
FTE: Final = Rounding(name="nearest-half", step=HALF, least=HALF)
"""Full-time equivalents: nobody is employed for less than half a post."""
LEADERS: Final = FTE
POSTS: Final = Rounding(name="nearest-whole", step=Decimal(1), least=Decimal(1))
"""Posts: whoever has an area to serve needs somebody there."""
