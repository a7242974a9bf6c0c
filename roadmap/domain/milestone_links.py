"""What milestones wait for: links between them, refused where they would close a circle, bridged where one goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, Path, message
from roadmap.domain.milestones import DateAnchor, Dependency, LinkKind, Milestone
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Plan

LONGEST_LAG = 520
"""Days between two milestones: two years of working days."""
BRIDGES: Mapping[tuple[LinkKind, LinkKind], LinkKind] = {
    ("finish-start", "finish-start"): "finish-start",
    ("finish-start", "start-start"): "start-start",
    ("finish-start", "finish-finish"): "finish-start",
    ("start-start", "finish-start"): "finish-start",
    ("start-start", "start-start"): "start-start",
    ("finish-finish", "finish-start"): "finish-finish",
    ("finish-finish", "finish-finish"): "finish-finish",
}
"""How a link over a milestone that goes holds on to what that one waited for; other pairs held nothing."""


def waits_of(milestone: Milestone) -> list[UUID]:
    """All that a milestone's dates hang on: what it waits for, and the milestone of its anchor."""
    anchor = milestone.anchor.milestone_id if milestone.anchor and hangs_on_other(milestone.anchor) else None
    return [*(each.milestone_id for each in milestone.after), *([anchor] if anchor else [])]


def hangs_on_other(anchor: DateAnchor | None) -> bool:
    """Whether an anchor is another milestone's start or due date."""
    return anchor is not None and anchor.at in {"milestone-start", "milestone-due"}


def path_to(milestones: Iterable[Milestone], start: UUID, goal: UUID) -> list[Milestone]:
    """The shortest way from one milestone to another along what each waits for; nothing where there is none."""
    known = {each.id: each for each in milestones}
    came: dict[UUID, UUID | None] = {start: None} if start in known else {}
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return [known[each] for each in _back(came, here)]
        for before in waits_of(known[here]):
            if before in known and before not in came:
                came[before] = here
                waiting.append(before)
    return []


def _back(came: Mapping[UUID, UUID | None], last: UUID) -> list[UUID]:
    path: list[UUID] = []
    here: UUID | None = last
    while here is not None:
        path.append(here)
        here = came[here]
    return path[::-1]


def link_faults(plan: Plan, own: Milestone | None, after: Sequence[Dependency]) -> Iterator[Fault]:
    """What is wrong with the links of one milestone, each beside its own row, numbered from 0."""
    known = {each.id for each in plan.milestones}
    seen: set[tuple[UUID, LinkKind]] = set()
    for row, link in enumerate(after):
        field = f"after_{row}_milestone"
        if own and link.milestone_id == own.id:
            yield Fault(field=field, message=message("link.itself"))
        elif link.milestone_id not in known:
            yield Fault(field=field, message=message("choice.unknown"))
        elif (link.milestone_id, link.kind) in seen:
            yield Fault(field=field, message=message("link.twice"))
        elif own and (path := path_to(plan.milestones, link.milestone_id, own.id)):
            yield Fault(field=field, message=cycle_message([own, *path]))
        if not 0 <= link.lag <= LONGEST_LAG:
            out_of_range = message("number.range", least=0, most=LONGEST_LAG)
            yield Fault(field=f"after_{row}_lag", message=out_of_range)
        seen.add((link.milestone_id, link.kind))


def cycle_message(path: Sequence[Milestone]) -> Message:
    """Which milestones would wait for each other."""
    return message("schedule.cycle", path=Path(each.title for each in path))


def refuse_cycles(milestones: Sequence[Milestone]) -> None:
    """Raise ``RuleBrokenError`` with the path where milestones wait for each other, dropped ones included."""
    try:
        in_order({each.id: waits_of(each) for each in milestones})
    except RuleBrokenError:
        _name_cycle(milestones)


def _name_cycle(milestones: Sequence[Milestone]) -> None:
    for each in milestones:
        for before in waits_of(each):
            if path := path_to(milestones, before, each.id):
                raise RuleBrokenError(Fault(field="", message=cycle_message([each, *path])))


def linked(plan: Plan, milestone_id: UUID, link: Dependency) -> Plan:
    """The plan with one more link. Raises ``RuleBrokenError`` with the fields ``milestone`` and ``lag``."""
    own = next((each for each in plan.milestones if each.id == milestone_id), None)
    if own is None:
        raise RuleBrokenError(Fault(field="milestone", message=message("choice.unknown")))
    row = len(own.after)
    faults = [
        Fault(field=each.field.removeprefix(f"after_{row}_"), message=each.message)
        for each in link_faults(plan, own, (*own.after, link))
        if each.field.startswith(f"after_{row}_")
    ]
    if faults:
        raise RuleBrokenError(*faults)
    return with_milestone(plan, replace(own, after=(*own.after, link)))


def with_milestone(plan: Plan, milestone: Milestone) -> Plan:
    """The plan with this version of one of its milestones."""
    return replace(plan, milestones=tuple(milestone if each.id == milestone.id else each for each in plan.milestones))


def bridged(milestone: Milestone, gone: Milestone) -> Milestone:
    """The milestone waiting for what ``gone`` waited for, where it waited for ``gone``: the order of the rest holds.

    The longer of the two lags counts; lags in different units cannot be compared, and that of ``gone`` counts.
    """
    kept = tuple(each for each in milestone.after if each.milestone_id != gone.id)
    if len(kept) == len(milestone.after):
        return milestone
    over = [each for each in milestone.after if each.milestone_id == gone.id]
    found = [link for each in over for under in gone.after if (link := _over(each, under))]
    return replace(milestone, after=united((*kept, *found)))


def _over(link: Dependency, under: Dependency) -> Dependency | None:
    kind = BRIDGES.get((link.kind, under.kind))
    if kind is None:
        return None
    return replace(under, kind=kind, lag=max(link.lag, under.lag) if link.unit == under.unit else under.lag)


def united(links: Iterable[Dependency]) -> tuple[Dependency, ...]:
    """The links without doubles: of two of one kind to one milestone, the one with the longer lag."""
    found: dict[tuple[UUID, LinkKind], Dependency] = {}
    for each in links:
        key = (each.milestone_id, each.kind)
        if key not in found or each.lag > found[key].lag:
            found[key] = each
    return tuple(found.values())


def relinked(milestone: Milestone, places: Mapping[UUID, UUID]) -> Milestone:
    """The milestone with its links and its anchor on other milestones instead; a link to itself is left out."""
    if not set(waits_of(milestone)) & set(places):
        return milestone
    moved = (replace(each, milestone_id=places.get(each.milestone_id, each.milestone_id)) for each in milestone.after)
    anchor = milestone.anchor
    if anchor and anchor.milestone_id and anchor.milestone_id in places:
        anchor = replace(anchor, milestone_id=places[anchor.milestone_id])
    return replace(milestone, after=united(each for each in moved if each.milestone_id != milestone.id), anchor=anchor)


def on_its_own(milestone: Milestone, gone: UUID) -> Milestone:
    """The milestone anchored on the day where it stands, where it hung on one that is gone."""
    anchor = milestone.anchor
    if anchor is None or not hangs_on_other(anchor) or anchor.milestone_id != gone:
        return milestone
    day = milestone.planned_start if anchor.edge == "start" else milestone.planned_due
    return replace(milestone, anchor=DateAnchor(at="date", edge=anchor.edge, day=day))


def later(anchor: DateAnchor, days: int) -> DateAnchor:
    """The anchor so many calendar days later, or earlier."""
    if anchor.at == "date" and anchor.day:
        return replace(anchor, day=anchor.day + timedelta(days=days))
    return replace(anchor, days=anchor.days + days)
