"""Computed beside published: where a calculation differs from what somebody printed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from roadmap.domain.needs.calculation import Assessed, Need
from roadmap.domain.needs.models import FIGURES, Figure, KnownDifference, ReferenceArea, ReferenceSet

Why = Literal["printed-coarser", "known", "other-inputs", "unknown"]
"""Why figures differ: printed in coarser steps; a reason that the playbook knows; computed with other parameters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A figure that is not as published. ``by`` is computed less published."""

    figure: Figure
    computed: Decimal
    published: Decimal
    why: Why
    known: KnownDifference | None = None

    @property
    def by(self) -> Decimal:
        """How much more is computed than was published."""
        return self.computed - self.published


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """A published area beside its calculation; ``differences`` is empty where all figures agree."""

    area: ReferenceArea
    need: Need
    differences: tuple[Difference, ...]


def computed(need: Need, figure: Figure) -> Decimal:
    """A figure of a need as the published table gives it."""
    return {"eligible": need.eligible, "posts": need.posts, "cost": need.cost, "outcomes": need.outcomes}[figure]


def published(area: ReferenceArea, figure: Figure) -> Decimal:
    """A figure of an area as published."""
    return Decimal(
        {"eligible": area.eligible, "posts": area.posts, "cost": area.cost, "outcomes": area.outcomes}[figure]
    )


def beside_published(
    found: Assessed, reference: ReferenceSet, *, is_usual: bool
) -> tuple[tuple[Beside, ...], Beside | None]:
    """The areas of a publication that were computed, in its order, and its total where all of them were.

    Areas are known by their names and people. ``is_usual`` says that the parameters are those of the publication:
    with others, figures differ because of them.
    """
    needs = {(area.name.casefold(), area.people): need for area, need in found.areas}
    pairs = [(each, needs.get((each.title.casefold(), each.people))) for each in reference.areas]
    areas = tuple(
        _beside(area, need, reference.cost_step, is_usual=is_usual) for area, need in pairs if need is not None
    )
    is_whole = len(areas) == len(reference.areas) == len(found.areas)
    # A total of rounded figures is as coarse as all of them together.
    step = reference.cost_step * max(len(areas), 1)
    return areas, _beside(reference.total, found.total, step, is_usual=is_usual) if is_whole else None


def _beside(area: ReferenceArea, need: Need, step: int, *, is_usual: bool) -> Beside:
    known = {each.figure: each for each in area.differences}
    differences = tuple(
        Difference(
            figure=figure,
            computed=computed(need, figure),
            published=published(area, figure),
            why=_why(figure, computed(need, figure) - published(area, figure), step, known, is_usual=is_usual),
            known=known.get(figure) if is_usual else None,
        )
        for figure in FIGURES
        if computed(need, figure) != published(area, figure)
    )
    return Beside(area=area, need=need, differences=differences)


def _why(figure: Figure, by: Decimal, step: int, known: dict[Figure, KnownDifference], *, is_usual: bool) -> Why:
    if not is_usual:
        return "other-inputs"
    if figure in known:
        return "known"
    return "printed-coarser" if figure == "cost" and abs(by) <= step else "unknown"
