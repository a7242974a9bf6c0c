"""Plans made from a playbook and held against a newer one: what tests of upgrades start from and compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.milestones import ProgressDraft
from roadmap.domain.provenance import Provenance
from roadmap.domain.upgrades import Upgrade, UpgradeItem, take_over, upgrade
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import playbooks
from tests.domain.plans import NOW

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from roadmap.domain.playbooks import Playbook

BOOK = playbooks()[0]
CALENDAR = working_calendar("HR")
OURS = Provenance(kind="reported", by="Country lead", on=date(2027, 1, 4), reason="Offer of the host.")
HEAD = {"playbook_version", "playbook_digest"}
"""What a plan says of the playbook that it was made from."""


def around() -> Circumstances:
    """Say what surrounds a plan that is made."""
    return Circumstances(new_id=uuid4, now=NOW, portfolio_id=UUID(int=1), slug="croatia", calendar=CALENDAR)


def made(book: Playbook = BOOK, route: str = "pilot", **more: Any) -> Plan:  # noqa: ANN401
    """Make a plan of a route, as nobody has edited it."""
    months = next(each.months for each in BOOK.routes if each.key == route)
    values: dict[str, Any] = {
        "title": "Croatia",
        "routes": (route,),
        "country": "HR",
        "start": date(2027, 3, 1),
        "months": months,
    }
    return instantiate(book, PlanDraft(**(values | more)), around())


def held(plan: Plan, new: Playbook, old: Playbook = BOOK) -> Upgrade:
    """Hold a plan against a newer playbook."""
    return upgrade(plan, old, new, CALENDAR, uuid4, NOW)


def taken(plan: Plan, new: Playbook, *names: str) -> Plan:
    """Give the plan with some items taken over."""
    return take_over(held(plan, new), names)


def all_of(offered: Upgrade) -> list[str]:
    """Name all items."""
    return [item.name for item in offered.items]


def the(offered: Upgrade, name: str) -> UpgradeItem:
    """Give one item by its name."""
    return next(item for item in offered.items if item.name == name)


def content(plan: Plan, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """All that a plan says, by keys instead of ids; numbers and the order of things are left to the plan."""
    named = {each.id: f"{each.route}/{each.key}" for each in plan.phases}
    named |= {each.id: each.key for each in plan.milestones} | {each.id: each.key for each in plan.committees}
    named |= {plan.id: "the plan"}
    plain = msgspec.to_builtins(plan)
    text = msgspec.json.encode({key: value for key, value in plain.items() if key not in HEAD}).decode()
    for key, name in named.items():
        text = text.replace(str(key), name)
    found: dict[str, Any] = msgspec.json.decode(text)
    return {
        name: sorted((_bare(each, without) for each in value), key=str) if isinstance(value, list) else value
        for name, value in found.items()
    }


def _bare(thing: Any, without: tuple[str, ...]) -> Any:  # noqa: ANN401 (JSON)
    if not isinstance(thing, dict):
        return thing
    bare = {name: value for name, value in thing.items() if name not in {"number", "position", "version", *without}}
    if thing.get("id") not in {None, thing.get("key")}:
        del bare["id"]
    if "after" in bare:
        bare["after"] = sorted(bare["after"], key=str)
    return bare


def moved_to(milestone: Any, day: date) -> ProgressDraft:  # noqa: ANN401
    """Type another beginning into the progress of a milestone."""
    return ProgressDraft(
        status="not-started",
        percent=0,
        planned_start=day,
        planned_due=CALENDAR.last_day(day, milestone.likely),
        done_on=None,
        note="Moved",
    )
