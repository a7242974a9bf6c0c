"""Which two states of a plan an address asks to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.services.comparisons import Point, point_of
from roadmap.web.forms.reading import day, no_day

NOW: Final = "now"
DAY: Final = "day"
"""What is chosen where a day is given beside it."""
GONE: Final = "comparison.no_such_baseline"
NOT_FOUND, REFUSED = 404, 422


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """Two points as chosen: ``now``, the id of a baseline or an amendment, or ``day``.

    Beside it stands the day as typed in a language, ``code``.
    """

    a: str
    a_day: str
    b: str
    b_day: str
    code: str


def chosen_of(query: Mapping[str, str], plan: Plan, code: str) -> Chosen:
    """What an address chooses; at first the latest baseline, or how the plan began, and now. A day may stand alone."""
    a, a_day = _one(query, "a", _usual(plan), code)
    b, b_day = _one(query, "b", NOW, code)
    return Chosen(a=a, a_day=a_day, b=b, b_day=b_day, code=code)


def points_of(chosen: Chosen, plan: Plan, today: date) -> tuple[tuple[Point, Point], tuple[Fault, ...]]:
    """The two points, and what is wrong with them; instead of one that cannot be, that which stands there at first."""
    faults = []
    points = []
    sides = (("a", chosen.a, chosen.a_day, _usual(plan)), ("b", chosen.b, chosen.b_day, NOW))
    for name, key, typed, usual in sides:
        found = day(typed, chosen.code) if key == DAY else None
        point = point_of(plan, found.isoformat() if found else typed if key == DAY else key, today)
        if point is None and key == DAY and found is None:
            faults.append(Fault(field=f"{name}_day", message=no_day(typed, chosen.code)))
        elif point is None:
            faults.append(_fault(name, key, plan, today))
        points.append(point or point_of(plan, usual, today) or Point())
    return (points[0], points[1]), tuple(faults)


def offered(chosen: Chosen, plan: Plan, faults: Iterable[Fault]) -> Chosen:
    """What the form shows: instead of a state that is not on offer that which stands there at first."""
    wrong = {each.field for each in faults}
    if "a" in wrong:
        a, a_day = _one({}, "a", _usual(plan), chosen.code)
        chosen = replace(chosen, a=a, a_day=a_day)
    return replace(chosen, b=NOW) if "b" in wrong else chosen


def status_of(faults: Iterable[Fault]) -> int:
    """The answer to a choice that cannot be: 404 where it names a baseline that is not there."""
    return NOT_FOUND if any(each.message.key == GONE for each in faults) else REFUSED


def _usual(plan: Plan) -> str:
    return str(plan.approved.id) if plan.approved else plan.created_at.date().isoformat()


def _fault(name: str, key: str, plan: Plan, today: date) -> Fault:
    if key == DAY:
        out = message("comparison.no_such_day", first=plan.created_at.date(), today=today)
        return Fault(field=f"{name}_day", message=out)
    said = message(GONE) if _is_id(key) else message("comparison.unknown_point", typed=key[:40])
    return Fault(field=name, message=said)


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _one(query: Mapping[str, str], name: str, otherwise: str, code: str) -> tuple[str, str]:
    key, typed = query.get(name, "")[:60] or otherwise, query.get(f"{name}_day", "")[:60]
    return (DAY, key) if day(key, code) else (key, typed)
