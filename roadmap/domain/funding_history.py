"""How an amount of a source came from stage to stage, read off the change log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from roadmap.domain.changes import Change
from roadmap.domain.terms import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class StageSpan:
    """A stage, from the day on which it was entered to the day of the next; open at the end that is not known."""

    stage: Stage
    since: date | None
    until: date | None = None

    def days(self, today: date) -> int | None:
        """How many days it took, or has taken by ``today``; nothing where the log does not know its beginning."""
        return None if self.since is None else ((self.until or today) - self.since).days


def stage_spans(changes: Sequence[Change]) -> tuple[StageSpan, ...]:
    """The stages of an amount from its changes, newest first; the latest stage first as well."""
    entered: list[tuple[Stage | None, date | None]] = []
    for change in reversed(changes):
        for field in change.fields:
            if field.field == "stage":
                if field.before and not entered:
                    entered.append((field.before, None))
                entered.append((field.after, change.at.date()))
    spans = (
        StageSpan(stage=stage, since=since, until=until)
        for (stage, since), (_, until) in pairwise([*entered, (None, None)])
        if stage
    )
    return tuple(spans)[::-1]
