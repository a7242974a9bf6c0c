"""Splitting a milestone into parts that follow each other: days and weight add up, and nothing after it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from roadmap.domain.drafts import refuse, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestone_drafts import number_faults
from roadmap.domain.milestone_edits import Hand
from roadmap.domain.milestone_links import later
from roadmap.domain.milestones import DateAnchor, Dependency, Milestone, Pin
from roadmap.domain.plans import Plan
from roadmap.domain.workdays import WorkingCalendar

MOST_PARTS = 10
NEARLY = 99
"""The most that is done of a part before somebody says that it is finished, and when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitPart:
    """A part as somebody wants it; ``days`` are working days, likely ones."""

    title: str
    days: int
    weight: int


def split(plan: Plan, milestone_id: UUID, parts: Sequence[SplitPart], new_ids: Sequence[UUID], hand: Hand) -> Plan:
    """The plan with a milestone in parts; ``new_ids`` are those of all but the first.

    The first part keeps the id, the evidence and what came before; the last hands over to what waited for it, lowers
    the barriers and keeps a must-by date. Best and worst days are shared out as the likely ones are. What is done
    already fills the parts in their order.
    """
    whole = plan.milestone(milestone_id)
    refuse([*_whole_faults(whole, len(parts)), *_part_faults(whole, parts)])
    made = _chain(plan, whole, parts, [whole.id, *new_ids], hand)
    last = made[-1].id
    others = (_handed_over(each, whole.id, last) for each in plan.milestones if each.id != whole.id)
    return replace(plan, milestones=(*_in_place(plan, whole, others, made[0]), *made[1:]))


def _in_place(plan: Plan, whole: Milestone, others: Iterator[Milestone], first: Milestone) -> list[Milestone]:
    kept = {each.id: each for each in others} | {whole.id: first}
    return [kept[each.id] for each in plan.milestones]


def shared(total: int, shares: Sequence[int], least: int = 1) -> list[int]:
    """A whole number in parts like ``shares``, each at least ``least``: the largest remainders are rounded up."""
    shares = shares if any(shares) else [1] * len(shares)
    free, whole = total - least * len(shares), sum(shares)
    floors = [free * each // whole for each in shares]
    rests = sorted(range(len(shares)), key=lambda index: (-(free * shares[index] % whole), index))
    for index in rests[: free - sum(floors)]:
        floors[index] += 1
    return [least + each for each in floors]


def _whole_faults(whole: Milestone, count: int) -> Iterator[Fault]:
    if not whole.is_open:
        yield Fault(field="", message=message("milestone.split_finished"))
    if not 2 <= count <= MOST_PARTS:  # noqa: PLR2004 (one part is no split)
        yield Fault(field="", message=message("milestone.split_count", most=MOST_PARTS))
    elif min(whole.best, whole.likely) < count:
        too_short = message("milestone.split_short", days=min(whole.best, whole.likely), parts=count)
        yield Fault(field="", message=too_short)
    elif whole.weight < count:
        yield Fault(field="", message=message("milestone.split_light", weight=whole.weight, parts=count))


def _part_faults(whole: Milestone, parts: Sequence[SplitPart]) -> Iterator[Fault]:
    for row, part in enumerate(parts):
        yield from title_faults(part.title.strip(), f"part_{row}_title")
        yield from number_faults(f"part_{row}_days", part.days, 1, whole.likely)
        yield from number_faults(f"part_{row}_weight", part.weight, 1, whole.weight)
    days, weight = sum(each.days for each in parts), sum(each.weight for each in parts)
    if days != whole.likely:
        not_whole = message("milestone.split_days", total=whole.likely, sum=days)
        yield Fault(field="part_0_days", message=not_whole)
    if weight != whole.weight:
        not_whole = message("milestone.split_weight", total=whole.weight, sum=weight)
        yield Fault(field="part_0_weight", message=not_whole)


def _chain(
    plan: Plan, whole: Milestone, parts: Sequence[SplitPart], ids: Sequence[UUID], hand: Hand
) -> list[Milestone]:
    """The parts, each after the one before, from the first day of the whole to its last."""
    likely = [each.days for each in parts]
    best = shared(whole.best, [each - 1 for each in likely])
    more = shared(whole.worst - whole.likely, likely, least=0)
    spans = _spans(whole, likely, hand.calendar)
    number = max(each.number for each in plan.milestones)
    done = whole.weight * whole.percent
    made: list[Milestone] = []
    for row, (part, span) in enumerate(zip(parts, spans, strict=True)):
        percent = min(NEARLY, done // part.weight)
        done -= percent * part.weight
        made.append(
            replace(
                whole,
                id=ids[row],
                number=whole.number if row == 0 else number + row,
                key=whole.key if row == 0 else "",
                title=" ".join(part.title.split()),
                weight=part.weight,
                best=best[row],
                likely=likely[row],
                worst=likely[row] + more[row],
                planned_start=span[0],
                planned_due=span[1],
                wanted_start=whole.wanted_start if row == 0 else None,
                wanted_due=whole.wanted_due if row == len(parts) - 1 else None,
                basis=replace(hand.basis, citations=whole.basis.citations),
                percent=percent,
                anchor=_anchor(whole, row, len(parts), span),
                pin=_pin(whole.pin, is_first=row == 0, is_last=row == len(parts) - 1),
                after=_after(whole, made[-1].id if made else None, is_last=row == len(parts) - 1),
                mitigates=whole.mitigates if row == len(parts) - 1 else (),
                engages=whole.engages if row == 0 else (),
                marks=whole.marks if row == len(parts) - 1 else (),
                **_fresh(row, percent, whole, hand),
            )
        )
    return made


def _fresh(row: int, percent: int, whole: Milestone, hand: Hand) -> dict[str, Any]:
    """What a part begins with that was none before."""
    if row == 0:
        return {}
    return {
        "status": "in-progress" if percent else "not-started",
        "started_on": whole.started_on if percent else None,
        "note": "",
        "version": 1,
        "changed_at": hand.now,
    }


def _spans(whole: Milestone, likely: Sequence[int], calendar: WorkingCalendar) -> list[tuple[date, date]]:
    """First and last day of each part: the planned days in the proportion of the likely ones."""
    planned = max(len(likely), calendar.duration(whole.planned_start, whole.planned_due))
    spans, start = [], whole.planned_start
    for days in shared(planned, [each - 1 for each in likely]) if planned != sum(likely) else likely:
        due = calendar.last_day(start, days)
        spans.append((start, due))
        start = calendar.plus(due, 1)
    return spans


def _anchor(whole: Milestone, row: int, count: int, span: tuple[date, date]) -> DateAnchor | None:
    """Each part hangs where the whole did, so much later or earlier: from its start on, or back from its due date.

    Where an end held the whole, by a pin or a link to its end, the parts before the last are told their days.
    """
    anchor = whole.anchor
    is_held_by_its_end = whole.pin is not None and whole.pin.kind == "on"
    is_held_by_its_end = is_held_by_its_end or any(each.kind == "finish-finish" for each in whole.after)
    if row < count - 1 and is_held_by_its_end:
        return DateAnchor(at="date", day=span[0])
    if anchor is None or (anchor.edge == "start" and row == 0) or (anchor.edge == "due" and row == count - 1):
        return anchor
    if anchor.edge == "start":
        return later(anchor, (span[0] - (whole.wanted_start or whole.planned_start)).days)
    return later(anchor, (span[1] - (whole.wanted_due or whole.planned_due)).days)


def _pin(pin: Pin | None, *, is_first: bool, is_last: bool) -> Pin | None:
    if pin is None:
        return None
    return pin if (is_first if pin.kind == "not-before" else is_last) else None


def _after(whole: Milestone, before: UUID | None, *, is_last: bool) -> tuple[Dependency, ...]:
    """What came before the start is the first part's, what came before the end the last one's."""
    own = () if before is None else (Dependency(milestone_id=before),)
    starts = tuple(each for each in whole.after if each.kind != "finish-finish") if before is None else ()
    ends = tuple(each for each in whole.after if each.kind == "finish-finish") if is_last else ()
    return (*own, *starts, *ends)


def _handed_over(milestone: Milestone, whole: UUID, last: UUID) -> Milestone:
    """What waited for the end of the whole waits for the last part; what waited for its start still does."""
    after = tuple(
        replace(each, milestone_id=last) if each.milestone_id == whole and each.kind != "start-start" else each
        for each in milestone.after
    )
    anchor = milestone.anchor
    if anchor and anchor.at == "milestone-due" and anchor.milestone_id == whole:
        anchor = replace(anchor, milestone_id=last)
    if after == milestone.after and anchor == milestone.anchor:
        return milestone
    return replace(milestone, after=after, anchor=anchor)
