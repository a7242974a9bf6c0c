"""Merging milestones of one phase into one: weights add up, links and evidence come along, dates stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from roadmap.domain.drafts import TEXT_MAX, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestone_drafts import HEAVIEST, LONGEST, MOST_LEVELS
from roadmap.domain.milestone_edits import Hand, ordered
from roadmap.domain.milestone_links import hangs_on_other, refuse_cycles, relinked, united
from roadmap.domain.milestones import NOTE_MAX, DateAnchor, Milestone, Mitigation, Pin
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Plan
from roadmap.domain.schedule import is_scheduled, replanned_with
from roadmap.domain.workdays import WorkingCalendar

FEWEST_MERGED: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeDraft:
    """The title and the deliverable that the one milestone shall have."""

    title: str
    deliverable: str


def suggestion(milestones: Collection[Milestone]) -> MergeDraft:
    """The first one's title, and all that was to be delivered."""
    first, *rest = ordered(milestones)
    wanted = dict.fromkeys(each.deliverable for each in (first, *rest) if each.deliverable)
    return MergeDraft(title=first.title, deliverable="; ".join(wanted))


def merged(plan: Plan, ids: Collection[UUID], draft: MergeDraft, hand: Hand) -> Plan:
    """The plan with several milestones as one, which keeps the first's id, number, owner, theme and lever.

    It is planned from the first day of any to the last of all, waits for all that they waited for, and holds up all
    that waited for them; only a pin on a day moves it. Progress is by weight. Raises ``RuleBrokenError`` where others
    lie between them, with the path.
    """
    together = ordered(plan.milestone(each) for each in ids)
    wrong = [*title_faults(draft.title.strip()), *text_faults("deliverable", draft.deliverable)]
    refuse([*_together_faults(together), *wrong])
    first = together[0].id
    one = _one(together, draft, hand)
    places = {each.id: first for each in together[1:]}
    kept = [each for each in plan.milestones if each.id not in places]
    milestones = tuple(one if each.id == first else relinked(each, places) for each in kept)
    refuse_cycles(milestones)
    evidence = tuple(
        replace(each, milestone_id=first) if each.milestone_id in places else each for each in plan.evidence
    )
    after = replace(plan, milestones=milestones, evidence=evidence)
    if not is_scheduled(one) or (one.pin and one.pin.kind == "on"):
        return replanned_with(plan, after, hand.calendar)
    # What others have moved, and nobody planned for yet, is no more planned for by this than by any other edit.
    placed = replanned_with(_held(plan, ids), _held(after, {first}), hand.calendar)
    return replace(placed, milestones=tuple(one if each.id == first else each for each in placed.milestones))


def _held(plan: Plan, ids: Collection[UUID]) -> Plan:
    """The plan in which these stand on their planned dates, as what has begun does."""
    milestones = tuple(
        replace(each, started_on=each.planned_start) if each.id in ids else each for each in plan.milestones
    )
    return replace(plan, milestones=milestones)


def _together_faults(together: Sequence[Milestone]) -> Iterator[Fault]:
    if len(together) < FEWEST_MERGED:
        yield Fault(field="", message=message("milestone.merge_two"))
        return
    if len({each.phase_id for each in together}) > 1:
        yield Fault(field="", message=message("milestone.merge_phases"))
    for each in together:
        if each.status == "dropped":
            yield Fault(field="", message=message("milestone.merge_dropped", title=each.title))
    if (weight := sum(each.weight for each in together)) > HEAVIEST:
        yield Fault(field="", message=message("milestone.merge_heavy", sum=weight, most=HEAVIEST))


def _one(together: Sequence[Milestone], draft: MergeDraft, hand: Hand) -> Milestone:
    first = together[0]
    start = min(each.planned_start for each in together)
    due = max(each.planned_due for each in together)
    best, likely, worst = _days(together, start, due, hand.calendar)
    ids = {each.id for each in together}
    citations = tuple(dict.fromkeys(cited for each in together for cited in each.basis.citations))
    return replace(
        first,
        title=" ".join(draft.title.split()),
        deliverable=draft.deliverable.strip(),
        evidence_wanted=_joined("; ", (each.evidence_wanted for each in together), TEXT_MAX),
        weight=sum(each.weight for each in together),
        best=best,
        likely=likely,
        worst=worst,
        planned_start=start,
        planned_due=due,
        anchor=_anchor(together),
        pin=_pin(together),
        note=_joined("\n", (each.note for each in together), NOTE_MAX),
        after=united(link for each in together for link in each.after if link.milestone_id not in ids),
        mitigates=_mitigations(together),
        engages=tuple(dict.fromkeys(key for each in together for key in each.engages)),
        marks=tuple(dict.fromkeys(mark for each in together for mark in each.marks)),
        basis=replace(hand.basis, citations=citations),
        **_wanted(together),
        **_progress(together),
    )


def _joined(between: str, texts: Iterator[str], most: int) -> str:
    """The different ones among texts, as many as there is room for."""
    return between.join(dict.fromkeys(each for each in texts if each))[:most]


def _days(together: Sequence[Milestone], start: date, due: date, calendar: WorkingCalendar) -> tuple[int, int, int]:
    """Working days at best, likely and at worst: the longest chain of those that wait for each other.

    Where they lie apart, the likely days are those from the first to the last, so that the dates stay true.
    """
    best, likely, worst = (_longest(together, name) for name in ("best", "likely", "worst"))
    likely = min(LONGEST, max(likely, calendar.duration(start, due)))
    return min(best, likely), likely, min(LONGEST, max(worst, likely))


def _longest(together: Sequence[Milestone], name: str) -> int:
    days = {each.id: int(getattr(each, name)) for each in together}
    waits = {each.id: [link.milestone_id for link in each.after if link.kind == "finish-start"] for each in together}
    total: dict[UUID, int] = {}
    for key in in_order(waits):
        total[key] = days[key] + max((total[before] for before in waits[key] if before in total), default=0)
    return max(total.values())


def _anchor(together: Sequence[Milestone]) -> DateAnchor | None:
    """That of the first to start; where that one hangs by its due date, that of the last to be due."""
    ids = {each.id for each in together}
    earliest = min(together, key=lambda each: (each.planned_start, each.number))
    latest = max(together, key=lambda each: (each.planned_due, -each.number))
    for each, edge in ((earliest, "start"), (latest, "due")):
        anchor = each.anchor
        is_inside = hangs_on_other(anchor) and anchor is not None and anchor.milestone_id in ids
        if anchor and anchor.edge == edge and not is_inside:
            return anchor
    return DateAnchor(at="date", day=earliest.planned_start) if any(each.anchor for each in together) else None


def _wanted(together: Sequence[Milestone]) -> dict[str, Any]:
    earliest = min(together, key=lambda each: (each.planned_start, each.number))
    latest = max(together, key=lambda each: (each.planned_due, -each.number))
    return {"wanted_start": earliest.wanted_start, "wanted_due": latest.wanted_due}


def _pin(together: Sequence[Milestone]) -> Pin | None:
    """The earliest day by which any must be due; else the latest before which one must not start."""
    by = [each.pin for each in together if each.pin and each.pin.kind != "not-before"]
    since = [each.pin for each in together if each.pin and each.pin.kind == "not-before"]
    if by:
        return min(by, key=lambda pin: pin.day)
    return max(since, key=lambda pin: pin.day, default=None)


def _mitigations(together: Sequence[Milestone]) -> tuple[Mitigation, ...]:
    found: dict[str, int] = {}
    for each in together:
        for link in each.mitigates:
            found[link.barrier] = min(MOST_LEVELS, found.get(link.barrier, 0) + link.by)
    return tuple(Mitigation(barrier=barrier, by=by) for barrier, by in found.items())


def _progress(together: Sequence[Milestone]) -> dict[str, Any]:
    """Done when all are; blocked when one is; else as far as their weights say."""
    begun = [each.started_on for each in together if each.started_on]
    ended = [each.done_on for each in together if each.done_on]
    started = min(begun, default=None) or (min(ended) if ended else None)
    statuses = {each.status for each in together}
    if statuses == {"done"}:
        return {"status": "done", "percent": 100, "started_on": started, "done_on": max(ended, default=None)}
    done = sum(each.share_done * each.weight for each in together) // sum(each.weight for each in together)
    if statuses == {"not-started"}:
        return {"status": "not-started", "percent": 0, "started_on": None, "done_on": None}
    status = "blocked" if "blocked" in statuses else "in-progress"
    return {"status": status, "percent": min(done, 99), "started_on": started, "done_on": None}
