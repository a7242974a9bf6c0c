"""Whether routes and sample plans become plans: phases that hold for every horizon, milestones that end in time.

Tried with the product's own instantiation, so that what is checked is what will be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.instantiation import LONGEST, SHORTEST, Circumstances, PlanDraft, instantiate
from roadmap.domain.milestones import check_progress, record
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.routes import Route
from roadmap.domain.samples import SamplePlan
from roadmap.domain.sampling import progress_draft, sample_plan
from roadmap.domain.workdays import DAY, WorkingCalendar, working_calendar
from roadmap.i18n import language
from roadmap.playbook_files.contents import Contents, Document
from roadmap.playbook_files.layout import ROUTE, SAMPLE, SINGLE
from roadmap.playbook_files.problems import Problem

HORIZONS = (SHORTEST, 36, LONGEST)
YEARS = (2027, 2028)
"""A common year and a leap year."""
TRICKY = (date(2027, 1, 1), date(2027, 1, 31), date(2028, 2, 29), date(2028, 8, 31))
"""Starts on which arithmetic of months goes wrong when it does."""
MOST_DAYS = 50_000
"""Working days of a route's milestones in a row; more would run out of the calendar."""
ORDINARY = WorkingCalendar(frozenset({5, 6}), lambda _: None)
NOBODY = UUID(int=0)


def fitting_problems(contents: Contents, faulty: set[Any]) -> Iterator[Problem]:
    """Try every route and sample plan that has no other problem; ``faulty`` are the files that have one."""
    playbook = _playbook(contents, faulty)
    if playbook is None:
        return
    sound = {each.data["key"]: each for each in contents.of(ROUTE) if each.file not in faulty}
    playbook = replace(playbook, routes=tuple(msgspec.convert(each.data, Route) for each in sound.values()))
    for route in playbook.routes:
        found = list(_route(playbook, route, sound[route.key]))
        if found:
            del sound[route.key]
            yield from found
    for document in contents.of(SAMPLE):
        if document.file not in faulty and sound.keys() >= set(document.data["routes"]):
            yield from _sample(playbook, msgspec.convert(document.data, SamplePlan), document)


def _playbook(contents: Contents, faulty: set[Any]) -> Playbook | None:
    """Make the playbook without its routes, when all that they lean on is sound."""
    documents = {each.kind.field: each for each in contents.documents if each.kind in SINGLE}
    if len(documents) < len(SINGLE) or any(each.file in faulty for each in documents.values()):
        return None
    return Playbook(**{name: msgspec.convert(each.data, each.kind.format) for name, each in documents.items()})


def _route(playbook: Playbook, route: Route, document: Document) -> Iterator[Problem]:
    days = sum(each.duration.likely + sum(before.lag for before in each.after) for each in route.milestones)
    if days > MOST_DAYS:
        wrong = f"all milestones together last {days} working days"
        yield document.problem(("milestones",), wrong, f"a route is done in less than {MOST_DAYS}, one after the other")
        return
    bare = replace(route, milestones=(), budget=(), funding=(), barriers=(), stakeholders=(), targets=(), committees=())
    phases = list(_phases(replace(playbook, routes=(bare,)), bare, document))
    yield from phases
    if not phases:
        try:
            _plan(replace(playbook, routes=(route,)), route, route.months, date(YEARS[0], 1, 1), None)
        except RuleBrokenError as error:
            yield document.problem((), _said(error.faults), "a plan of the usual length has to come out")
        timed = replace(bare, milestones=route.milestones)
        yield from _overruns(replace(playbook, routes=(timed,)), timed, document)


def _phases(playbook: Playbook, route: Route, document: Document) -> Iterator[Problem]:
    """Find phases that end before they start, or lie outside the plan, at any length of plan."""
    wrong: dict[tuple[str, str], list[int]] = {}
    for months in range(SHORTEST, LONGEST + 1):
        for start in TRICKY:
            try:
                plan = _plan(playbook, route, months, start, None)
            except RuleBrokenError as error:
                if error.message.key != "plan.phase_does_not_fit":
                    yield document.problem((), _said(error.faults), "a plan has to come out")
                    return
                title = str(error.message.values["phase"])
                wrong.setdefault((title, "ends before it starts"), []).append(months)
            else:
                for phase in plan.phases:
                    if phase.starts < plan.start or phase.ends > plan.end:
                        wrong.setdefault((phase.title, "reaches beyond the plan"), []).append(months)
    titles = [phase.title for phase in route.phases]
    for (title, what), months_wrong in wrong.items():
        place = ("phases", titles.index(title)) if title in titles else ("phases",)
        least, most = min(months_wrong), max(months_wrong)
        when = f"in a plan of {least} months" if least == most else f"in plans of {least} to {most} months"
        right = f"anchor it so that it holds for {SHORTEST} to {LONGEST} months"
        yield document.problem(place, f"the phase {what} {when}", right)


def _overruns(playbook: Playbook, route: Route, document: Document) -> Iterator[Problem]:
    """Find milestones that would be due after the plan's end, at the route's usual length and the longer standard ones.

    A shorter plan than usual is its author's choice, and shown to them in the preview.
    """
    late: dict[tuple[str, int], int] = {}
    for months in sorted({route.months, *(each for each in HORIZONS if each > route.months)}):
        for start, modules in _trials(route):
            plan = _plan(playbook, route, months, start, modules)
            for milestone in plan.milestones:
                if milestone.planned_due > plan.end:
                    found = (milestone.key, months)
                    late[found] = max(late.get(found, 0), (milestone.planned_due - plan.end).days)
    positions = {f"{route.key}/{each.key}": position for position, each in enumerate(route.milestones)}
    for (key, months), days in late.items():
        wrong = f"it would be due up to {days} days after the end of a plan of {months} months"
        right = "start it earlier, shorten it or what it waits for"
        yield document.problem(("milestones", positions[key]), wrong, right)


def _trials(route: Route) -> Iterator[tuple[date, tuple[str, ...] | None]]:
    """Give starts with choices of modules: the usual one at both ends of every month, none and all at few."""
    for year in YEARS:
        for month in range(1, 13):
            first = date(year, month, 1)
            yield first, None
            yield (first + timedelta(days=31)).replace(day=1) - DAY, None
    if route.modules:
        every = tuple(module.key for module in route.modules)
        yield from ((start, modules) for start in TRICKY for modules in ((), every))


def _plan(playbook: Playbook, route: Route, months: int, start: date, modules: tuple[str, ...] | None) -> Plan:
    draft = PlanDraft(title=route.key, routes=(route.key,), country="XX", start=start, months=months, modules=modules)
    return instantiate(playbook, draft, _around(ORDINARY, start))


def _around(calendar: WorkingCalendar, day: date) -> Circumstances:
    now = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Circumstances(new_id=uuid4, now=now, portfolio_id=NOBODY, slug="trial", calendar=calendar)


def _sample(playbook: Playbook, sample: SamplePlan, document: Document) -> Iterator[Problem]:
    """Make the sample plan in its own country, and record its progress day by day."""
    calendar = working_calendar(sample.country, sample.subdivision)
    try:
        plan = sample_plan(playbook, sample, _around(calendar, sample.baseline_on))
    except RuleBrokenError as error:
        yield document.problem((), _said(error.faults), "the plan has to come out")
        return
    for milestone in plan.milestones:
        if milestone.planned_due > plan.end:
            wrong = f"{milestone.key} would be due on {milestone.planned_due}, after the plan's end {plan.end}"
            yield document.problem(("start",), wrong, "give the plan more months or choose its modules otherwise")
    now = {each.key: each for each in plan.milestones}
    for position, told in sorted(enumerate(sample.progress), key=lambda each: (each[1].on, each[1].milestone)):
        if told.milestone not in now:
            wrong = f"{told.milestone} belongs to a module that this plan has switched off"
            yield document.problem(
                ("progress", position, "milestone"), wrong, "switch the module on, or leave this out"
            )
            continue
        try:
            draft = check_progress(progress_draft(now[told.milestone], told), plan.start, told.on)
        except RuleBrokenError as error:
            yield document.problem(("progress", position), _said(error.faults), "as in the form of a milestone")
        else:
            now[told.milestone] = record(now[told.milestone], draft, calendar, told.on)


def _said(faults: Iterable[Fault]) -> str:
    english = language("en")
    return " ".join(english.say(fault.message).removesuffix(".") for fault in faults)
