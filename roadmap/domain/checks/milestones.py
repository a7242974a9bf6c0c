"""Checks of milestones: each has an owner and dates, support comes first, windows are prepared, dates hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from roadmap.domain.checks.results import Finding, Outcome, Place
from roadmap.domain.checks.situations import Situation
from roadmap.domain.messages import Message, message
from roadmap.domain.milestones import Milestone
from roadmap.domain.plan_checks import PlanCheck

NOTHING_PLANNED = message("check.no_milestones")


def owned_and_dated(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001 (every check takes both)
    """Every milestone has an owner, and is due when it has begun."""
    if not here.milestones:
        return Outcome(message=NOTHING_PLANNED, applies=False)
    findings = []
    for each in here.milestones:
        if not each.owner.strip():
            findings.append(_finding(each, message("check.no_owner", title=each.title), "owner"))
        elif each.planned_due < each.planned_start:
            early = message("check.due_first", title=each.title, start=each.planned_start, due=each.planned_due)
            findings.append(_finding(each, early))
    return Outcome(findings=tuple(findings), message=message("check.owned", number=len(here.milestones)))


def support_first(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """Nobody takes clients before those who work there are trained and supervised.

    What an opening waits for has to be done before it. An opening that waits for no support has to come after as many
    milestones of support as there are openings up to it, or after all where the plan has fewer.
    """
    openings, support = here.marked("opening"), here.marked("support")
    if not openings:
        return Outcome(message=message("check.no_opening"), applies=False)
    findings = []
    for number, opening in enumerate(openings, start=1):
        late = _late_support(here, opening, support, number)
        if late:
            findings.append(_finding(opening, _too_early(here, opening, late), "after"))
        elif not support:
            alone = message("check.no_support", title=opening.title, due=here.due(opening))
            findings.append(
                replace(_finding(opening, alone), place=Place(noun="milestone", fill=(("marks", "support"),)))
            )
    return Outcome(findings=tuple(findings), message=message("check.support_first"))


def _late_support(here: Situation, opening: Milestone, support: Sequence[Milestone], number: int) -> Milestone | None:
    """What of the support that an opening needs comes after it; once both are done there is nothing left to mend."""
    before = _all_before(here, opening)
    needed = [each for each in support if each.id in before] or support[:number]
    late = [each for each in needed if here.due(each) > here.due(opening)]
    return next((each for each in late if each.is_open or opening.is_open), None)


def _all_before(here: Situation, milestone: Milestone) -> set[UUID]:
    """Everything that a milestone waits for, however far back."""
    found: set[UUID] = set()
    waiting = [milestone]
    while waiting:
        for link in waiting.pop().after:
            if link.milestone_id in here.by_id and link.milestone_id not in found:
                found.add(link.milestone_id)
                waiting.append(here.by_id[link.milestone_id])
    return found


def _too_early(here: Situation, opening: Milestone, support: Milestone) -> Message:
    return message(
        "check.support_late",
        title=opening.title,
        due=here.due(opening),
        support=support.title,
        done=here.due(support),
    )


def windows(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """Dates that others set are noted as pins with a reason, and something in the plan prepares for each.

    A window of opportunity, an election, a budget cycle, a strategy's renewal, stands in a plan as a pinned milestone
    whose reason names it; the prepared response is what that milestone waits for.
    """
    noted = [each for each in here.milestones if each.is_pinned]
    if not noted:
        return Outcome(
            findings=(Finding(message=message("check.no_window"), place=Place(noun="milestone")),),
            message=message("check.no_window"),
        )
    ahead = [each for each in noted if each.is_open]
    return Outcome(
        findings=tuple(finding for each in ahead for finding in _unprepared(here, each)),
        message=message("check.windows", windows=tuple(_window(each) for each in noted)),
    )


def _window(milestone: Milestone) -> Message:
    return message("check.window", title=milestone.title, day=_pinned_day(milestone))


def _unprepared(here: Situation, milestone: Milestone) -> Iterator[Finding]:
    pin = milestone.pin
    if pin and not pin.reason.strip():
        said = message("check.window_unnamed", title=milestone.title, day=pin.day)
        yield _finding(milestone, said, "pin")
    elif pin and not any(link.milestone_id in here.by_id for link in milestone.after):
        said = message("check.window_unprepared", title=milestone.title, day=pin.day, reason=pin.reason)
        yield _finding(milestone, said, "after")


def pins_met(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """What must be done by a day that others set is forecast for that day or earlier."""
    pinned = [each for each in here.milestones if each.is_open and each.pin and each.pin.kind != "not-before"]
    if not pinned:
        return Outcome(message=message("check.no_pin"), applies=False)
    findings = []
    for each in pinned:
        day, due = _pinned_day(each), here.dates[each.id].due
        if due > day:
            late = message("check.pin_missed", (due - day).days, title=each.title, day=day, due=due)
            findings.append(_finding(each, late, "pin"))
    return Outcome(findings=tuple(findings), message=message("check.pins_met"))


def _pinned_day(milestone: Milestone) -> date:
    return milestone.pin.day if milestone.pin else milestone.planned_due


def within_plan(here: Situation, check: PlanCheck) -> Outcome:  # noqa: ARG001
    """Everything that is still to do is forecast to end within the plan."""
    still = [each for each in here.milestones if each.is_open]
    if not still:
        return Outcome(message=message("check.all_done"), applies=False)
    end = here.plan.end
    over = [(here.dates[each.id].due, each) for each in still if here.dates[each.id].due > end]
    return Outcome(
        findings=tuple(
            _finding(each, message("check.overrun", (due - end).days, title=each.title, due=due, end=end))
            for due, each in sorted(over, key=lambda pair: (pair[0], pair[1].number), reverse=True)
        ),
        message=message("check.within_plan", end=end),
    )


def _finding(milestone: Milestone, said: Message, field: str = "") -> Finding:
    place = Place(noun="milestone", id=milestone.id, field=field)
    return Finding(item=str(milestone.id), message=said, place=place)
