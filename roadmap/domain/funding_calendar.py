"""The days of a plan's funding as a calendar shows them: when a payer decides, and when it wants to hear.

What such a day shows is followed through the change log: its name stays when it moves, its ``sequence`` rises when and
only when something of what it shows changes, and what is taken away stays as gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID, uuid5

from roadmap.domain.changes import Action
from roadmap.domain.funding import FIRM
from roadmap.domain.plans import Plan
from roadmap.domain.terms import Stage

COMMITMENT, SOURCE = "commitment", "funding-source"
NOUNS: Final = (COMMITMENT, SOURCE)
State = Mapping[str, Any]
"""A thing in plain JSON values, as the log holds it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingChange:
    """One change of a source or a commitment: the fields that changed with their values before, all when it went."""

    noun: str
    item_id: UUID
    at: datetime
    action: Action
    before: State


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingDay:
    """What such a day shows. A report has a ``title``, a decision an ``amount`` and a ``stage``."""

    kind: Literal["decision", "report"]
    day: date
    source_id: UUID
    source: str
    commitment_id: UUID | None = None
    title: str = ""
    amount: Decimal | None = None
    stage: Stage | None = None

    @property
    def is_settled(self) -> bool:
        """Whether a decision has been taken: the money is firm."""
        return self.stage in FIRM


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingEvent:
    """A day under a name for good, how often it changed and when last; gone where it was taken away."""

    id: UUID
    shown: FundingDay
    sequence: int
    changed_at: datetime | None
    is_gone: bool


def days_ahead(plan: Plan, today: date) -> list[FundingDay]:
    """What is still to be decided or reported from today on, the next first; needs sources and commitments."""
    sources = {each.id: each for each in plan.sources}
    found = [
        FundingDay(
            kind="decision",
            day=each.decides_on,
            source_id=each.source_id,
            source=sources[each.source_id].title,
            commitment_id=each.id,
            amount=each.amount,
            stage=each.stage,
        )
        for each in plan.commitments
        if each.decides_on and not each.is_firm and each.source_id in sources
    ]
    found += [
        FundingDay(kind="report", day=due.due, source_id=each.id, source=each.title, title=due.title)
        for each in plan.sources
        for due in each.deadlines
    ]
    return sorted((each for each in found if each.day >= today), key=lambda each: (each.day, each.source, each.title))


def funding_events(
    things: Mapping[tuple[str, UUID], State], changes: Sequence[FundingChange]
) -> tuple[FundingEvent, ...]:
    """The days of a plan's sources and commitments as they stand, after their ``changes`` in the order of writing."""
    story = _Story(dict(things))
    steps = []
    for change in reversed(changes):
        key = (change.noun, change.item_id)
        steps.append((change, key, story.world.get(key)))
        story.world[key] = _before(story.world.get(key), change)
    story.begin()
    for change, key, after in reversed(steps):
        story.world[key] = after
        story.tell(change.noun, change.item_id, change.at)
    return tuple(
        FundingEvent(id=key, shown=each.shown, sequence=each.sequence, changed_at=each.at, is_gone=each.is_gone)
        for key, each in story.threads.items()
    )


def _before(after: State | None, change: FundingChange) -> State | None:
    if change.action == "created":
        return None
    return change.before if change.action == "removed" else {**(after or {}), **change.before}


@dataclass(kw_only=True, slots=True)
class _Thread:
    """One day through time."""

    shown: FundingDay
    sequence: int = 0
    at: datetime | None = None
    is_gone: bool = False

    def show(self, shown: FundingDay | None, at: datetime | None) -> None:
        if shown == self.shown and not self.is_gone:
            return
        if shown is None and self.is_gone:
            return
        self.is_gone = shown is None
        self.shown = shown or self.shown
        self.sequence, self.at = self.sequence + 1, at


@dataclass(slots=True)
class _Story:
    """Sources and commitments as they were at one moment, and the days that they had until then.

    ``titles`` are the last known ones of sources: what went keeps the name under which it went. ``decisions`` and
    ``reports`` are the keys of the threads of commitments and of sources.
    """

    world: dict[tuple[str, UUID], State | None]
    threads: dict[UUID, _Thread] = field(default_factory=dict)
    titles: dict[UUID, str] = field(default_factory=dict)
    decisions: dict[UUID, UUID] = field(default_factory=dict)
    reports: dict[UUID, tuple[UUID, ...]] = field(default_factory=dict)

    def begin(self) -> None:
        """Tell what there was before the first change."""
        for noun, item_id in sorted(self.world):
            self.tell(noun, item_id, None)

    def tell(self, noun: str, item_id: UUID, at: datetime | None) -> None:
        """Say what a change made of the days that it concerns: those of a source are its amounts' as well."""
        if noun == SOURCE:
            self._reports(item_id, at)
            of_source = [
                key for (kind, key), each in self.world.items() if kind == COMMITMENT and _is_of(each, item_id)
            ]
        for commitment_id in of_source if noun == SOURCE else [item_id]:
            self._decision(commitment_id, at)

    def _decision(self, commitment_id: UUID, at: datetime | None) -> None:
        held = self.world.get((COMMITMENT, commitment_id))
        shown = self._decided(commitment_id, held) if held and held.get("decides_on") else None
        # Making a name costs more than all the rest, and most amounts have no day.
        if shown and commitment_id not in self.decisions:
            self.decisions[commitment_id] = uuid5(commitment_id, "decision")
        if commitment_id in self.decisions:
            self._say(self.decisions[commitment_id], shown, at)

    def _decided(self, commitment_id: UUID, held: State) -> FundingDay:
        source_id = UUID(str(held["source_id"]))
        return FundingDay(
            kind="decision",
            day=_day(held["decides_on"]),
            source_id=source_id,
            source=self._title(source_id),
            commitment_id=commitment_id,
            amount=Decimal(str(held["amount"])),
            stage=held["stage"],
        )

    def _title(self, source_id: UUID) -> str:
        source = self.world.get((SOURCE, source_id))
        if source:
            self.titles[source_id] = str(source["title"])
        return self.titles.get(source_id, "")

    def _reports(self, source_id: UUID, at: datetime | None) -> None:
        source = self.world.get((SOURCE, source_id))
        wanted = [
            FundingDay(
                kind="report",
                day=_day(each["due"]),
                source_id=source_id,
                source=self._title(source_id),
                title=each["title"],
            )
            for each in (source or {}).get("deadlines") or ()
        ]
        mine = {key: self.threads[key] for key in self.reports.get(source_id, ())}
        if mine or wanted:
            pairs = _paired(source_id, mine, wanted)
            self.reports[source_id] = tuple(pairs)
            for key, shown in pairs.items():
                self._say(key, shown, at)

    def _say(self, key: UUID, shown: FundingDay | None, at: datetime | None) -> None:
        thread = self.threads.get(key)
        if thread:
            thread.show(shown, at)
        elif shown:
            self.threads[key] = _Thread(shown=shown, at=at)


def _is_of(held: State | None, source_id: UUID) -> bool:
    return held is not None and str(held.get("source_id")) == str(source_id)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _paired(
    source_id: UUID, known: Mapping[UUID, _Thread], wanted: Iterable[FundingDay]
) -> dict[UUID, FundingDay | None]:
    """Which of the days that were known is which now.

    What says the same is the same, also when it was gone for a while. Else the one of the same title has moved, and
    the one on the same day has another title. What is left is new, or gone.
    """
    found: dict[UUID, FundingDay | None] = {}
    threads = sorted(known.items(), key=lambda pair: (pair[1].shown.day, pair[0]))
    left = sorted(wanted, key=lambda each: (each.day, each.title))
    for is_same in (_says_the_same, _has_moved, _has_another_title):
        for new in list(left):
            key = next((key for key, old in threads if key not in found and is_same(old, new)), None)
            if key:
                found[key] = new
                left.remove(new)
    for new in left:
        found[_new_id(source_id, new, {*known, *found})] = new
    return {**dict.fromkeys(known), **found}


def _says_the_same(old: _Thread, new: FundingDay) -> bool:
    return (old.shown.day, old.shown.title) == (new.day, new.title)


def _has_moved(old: _Thread, new: FundingDay) -> bool:
    return old.shown.title == new.title and not old.is_gone


def _has_another_title(old: _Thread, new: FundingDay) -> bool:
    return old.shown.day == new.day and not old.is_gone


def _new_id(source_id: UUID, new: FundingDay, taken: set[UUID]) -> UUID:
    name, number = f"{new.day} {new.title}", 1
    while (key := uuid5(source_id, f"{name} {number}")) in taken:
        number += 1
    return key
