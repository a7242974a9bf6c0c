"""The bars of a plan's wide timeline, laid row by row and gathered into one path for each look."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from roadmap.pictures.time_axis import TimeAxis
from roadmap.pictures.timeline_facts import Fact, Facts

ROW, LEAST_BAR = 25, 2


@dataclass(kw_only=True, slots=True)
class Sheet:
    """What is laid so far: ``y`` is the line of the last text, the lists are segments of paths.

    ``bars`` tells of each milestone's bar where it begins and ends, and its top; ``cuts`` are the heights of the lines
    between phases, where the drawing may be taken apart.
    """

    axis: TimeAxis
    y: int
    rules: list[str] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    reference: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    part: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    bars: dict[str, tuple[float, float, int]] = field(default_factory=dict)

    def rule(self, width: float) -> None:
        """Lay a line under the phase above."""
        self.y += 15
        self.rules.append(f"M0 {self.y}H{width:.0f}")
        self.cuts.append(self.y)

    def head(self, starts: date, ends: date, *, is_first: bool) -> int:
        """Lay a phase's bracket; the line of its texts."""
        self.y += 24 if is_first else 19
        begin, end = self.axis.before(starts), self.axis.after(max(starts, ends))
        self.brackets.append(f"M{begin:.1f} {self.y - 1}v-5H{end:.1f}v5")
        return self.y

    def row(self, fact: Fact) -> int:
        """Lay a milestone's bar, reference and marks; the line of its texts."""
        self.y += ROW
        begin, end = self.axis.before(fact.starts), self.axis.after(fact.ends)
        if end - begin < LEAST_BAR:
            end = min(begin + LEAST_BAR, self.axis.right)
            begin = end - LEAST_BAR
        self.bars[fact.milestone.id] = (begin, end, self.y - 8)
        if fact.reference:
            self._measure(fact, self.axis.before(fact.reference[0]), self.axis.after(fact.reference[1]), end)
        if not fact.is_dropped:
            self._fill(fact, begin, end, self.y - 8)
        return self.y

    def _measure(self, fact: Fact, begin: float, end: float, forecast: float) -> None:
        self.reference.append(f"M{begin:.1f} {self.y + 4}H{end:.1f}M{end:.1f} {self.y}.5v7")
        if fact.is_late:
            self.slips.append(f"M{end:.1f} {self.y + 4}H{forecast:.1f}V{self.y}")

    def _fill(self, fact: Fact, begin: float, end: float, top: int) -> None:
        if fact.is_done:
            self.done.append(f"M{begin:.1f} {top}H{end:.1f}v8H{begin:.1f}z")
            return
        inner = max(end - 0.5, begin + 1)
        self.open.append(f"M{begin + 0.5:.1f} {top}.5H{inner:.1f}v7H{begin + 0.5:.1f}z")
        if fact.milestone.percent > 0:
            part = begin + (end - begin) * min(fact.milestone.percent, 100) / 100
            self.part.append(f"M{begin:.1f} {top}H{part:.1f}v8H{begin:.1f}z")
        if fact.milestone.is_pinned:
            self.pins.append(f"M{end - 5:.1f} {top - 8}h10l-5 7.5z")


def dependencies(facts: Facts, sheet: Sheet) -> str:
    """Elbows from the end of each open predecessor to the bar that waits for it."""
    segments = []
    for fact in facts.by_id.values():
        if fact.is_done or fact.is_dropped:
            continue
        begin, end, top = sheet.bars[fact.milestone.id]
        for key in fact.milestone.predecessors:
            before = facts.by_id.get(key)
            if before is None or before.is_done or before.is_dropped:
                continue
            _, from_x, from_top = sheet.bars[key]
            # A forecast may begin before its predecessor ends; the elbow then meets the bar where that one ends.
            x = min(max(begin, min(from_x + 3, end)), sheet.axis.right)
            segments.append(f"M{from_x:.1f} {from_top + 4}H{x:.1f}V{top if from_top < top else top + 8}")
    return "".join(segments)
