"""Labels at the ends of curves, moved apart as little as need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 16
"""Pixels between two labels on one line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A label's line as its curve wants it, and the stretch it would take, in pixels."""

    y: float
    left: float
    width: float


def apart(labels: Sequence[Wanted], pitch: float, top: float, bottom: float) -> tuple[float, ...]:
    """Lines in the order given, near where they were wanted; labels that share a stretch at least ``pitch`` apart.

    When there are too many for the room they stand closer, evenly.
    """
    found = [0.0] * len(labels)
    for group in _groups(labels):
        for index, line in zip(group, _stacked([labels[index].y for index in group], pitch, top, bottom), strict=True):
            found[index] = line
    return tuple(found)


def _groups(labels: Sequence[Wanted]) -> list[list[int]]:
    """Indexes of labels whose stretches touch, directly or through others; each group from the top down."""
    groups: list[list[int]] = []
    reach = 0.0
    for index in sorted(range(len(labels)), key=lambda index: labels[index].left):
        label = labels[index]
        if not groups or label.left > reach:
            groups.append([])
            reach = 0.0
        groups[-1].append(index)
        reach = max(reach, label.left + label.width + MARGIN)
    return [sorted(group, key=lambda index: (labels[index].y, index)) for group in groups]


def _stacked(wanted: Sequence[float], pitch: float, top: float, bottom: float) -> list[float]:
    step = min(pitch, (bottom - top) / max(len(wanted) - 1, 1))
    placed: list[float] = []
    for line in wanted:
        placed.append(max(line, placed[-1] + step if placed else top))
    # What the downward pass pushed over the edge is pushed back up, from the lowest on.
    limit = bottom
    for rank in range(len(placed) - 1, -1, -1):
        placed[rank] = min(placed[rank], limit)
        limit = placed[rank] - step
    return placed
