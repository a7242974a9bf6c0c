"""Which two states of a plan an address asks to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.services.comparisons import Point, point_of
from roadmap.web.forms.reading import day

DAY: Final = "day"
"""What is chosen where a day is given beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """Two points as chosen: ``now``, a baseline's id, or ``day`` with the day as typed."""

    a: str
    a_day: str
    b: str
    b_day: str


def chosen_of(query: Mapping[str, str], plan: Plan) -> Chosen:
    """What an address chooses; at first the latest baseline, or how the plan began, and now. A day may stand alone."""
    first = str(plan.baseline.id) if plan.baseline else plan.created_at.date().isoformat()
    a, a_day = _one(query, "a", first)
    b, b_day = _one(query, "b", "now")
    return Chosen(a=a, a_day=a_day, b=b, b_day=b_day)


def points_of(chosen: Chosen, plan: Plan, today: date) -> tuple[tuple[Point, Point], tuple[Fault, ...]]:
    """The two points, and what is wrong with them; what cannot be is now."""
    faults = []
    points = []
    for name, key, typed in (("a", chosen.a, chosen.a_day), ("b", chosen.b, chosen.b_day)):
        point = point_of(plan, typed if key == DAY else key, today)
        if point is None and key == DAY and day(typed) is None:
            faults.append(Fault(field=f"{name}_day", message=message("date.unreadable", typed=typed[:40])))
        elif point is None and key == DAY:
            out = message("comparison.no_such_day", first=plan.created_at.date(), today=today)
            faults.append(Fault(field=f"{name}_day", message=out))
        elif point is None:
            faults.append(Fault(field=name, message=message("choice.unknown")))
        points.append(point or Point())
    return (points[0], points[1]), tuple(faults)


def _one(query: Mapping[str, str], name: str, otherwise: str) -> tuple[str, str]:
    key, typed = query.get(name, "")[:60] or otherwise, query.get(f"{name}_day", "")[:60]
    return (DAY, key) if day(key) else (key, typed)
