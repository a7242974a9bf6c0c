"""What scheduling costs: the engine on random networks, and networkx on the longest path alone beside it."""

from __future__ import annotations

import random
from datetime import date
from functools import partial
from typing import Final

import networkx as nx

from roadmap.domain.schedule import Activity, Schedule, solve
from roadmap.domain.schedule.activities import Link
from roadmap.domain.workdays import WorkingCalendar, working_calendar
from tests.bench.report import Figure
from tests.bench.rounds import milliseconds

SIZES: Final = ((100, 150, 0.5), (10_000, 15_000, 100.0))
"""Activities, links, and most milliseconds."""
REACH: Final = 200
"""How far behind what it waits for an activity may stand."""


def schedule_figures() -> list[Figure]:
    """Time both on the same networks; the engine also finds late dates, two kinds of slack and pins that break."""
    figures = []
    for count, links, aim in SIZES:
        activities = _network(count, links)
        calendar = working_calendar("HR")
        ours, least, most = milliseconds(partial(_whole_schedule, activities, calendar))
        theirs, *_ = milliseconds(partial(_longest_path, activities))
        size = f"{count:,} activities, {links:,} links"
        figures += [
            Figure(name=f"Schedule of {size}", value=ours, unit="ms", aim=aim, detail=f"{least:.2f} to {most:.2f}"),
            Figure(name=f"networkx, longest path of {size}", value=theirs, unit="ms"),
        ]
    return figures


def _network(count: int, links: int) -> list[Activity]:
    """A network without cycles; the same every time."""
    draw = random.Random(1)  # noqa: S311 (no secret)
    waits: list[list[Link]] = [[] for _ in range(count)]
    for _ in range(links):
        before = draw.randrange(count - 1)
        after = draw.randrange(before + 1, min(count, before + REACH))
        kind = draw.choice(("finish-start", "finish-start", "start-start", "finish-finish"))
        unit = draw.choice(("working", "working", "working", "calendar"))
        waits[after].append(Link(before=before, kind=kind, lag=draw.randrange(5), unit=unit))  # type: ignore[arg-type]
    return [
        Activity(key=key, duration=draw.randrange(1, 30), earliest=date(2027, 1, 1), links=tuple(links_of))
        for key, links_of in enumerate(waits)
    ]


def _whole_schedule(activities: list[Activity], calendar: WorkingCalendar) -> Schedule:
    """Slack too, which is worked out only where it is asked for."""
    solved = solve(activities, calendar)
    assert len(solved.late_and_free[0]) == len(activities)
    return solved


def _longest_path(activities: list[Activity]) -> float:
    graph = nx.DiGraph()
    graph.add_nodes_from(each.key for each in activities)
    for each in activities:
        graph.add_weighted_edges_from((link.before, each.key, each.duration + link.lag) for link in each.links)
    return float(nx.dag_longest_path_length(graph))
