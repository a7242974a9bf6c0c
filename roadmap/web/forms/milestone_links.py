"""The form that lets one milestone wait for another."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.milestones import LINK_KINDS, Dependency, Milestone
from roadmap.web.forms.milestone_fields import UNITS
from roadmap.web.forms.reading import Typed, no_whole, whole


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedLink:
    """The milestone that shall wait, and how."""

    waiting: UUID
    link: Dependency


def parse_link(form: Typed, first: Milestone) -> WantedLink:
    """What was typed, for the milestone that comes ``first``. Raises ``RuleBrokenError`` with all that is wrong."""
    faults = list(form.faults)
    kind = next((each for each in LINK_KINDS if each == form.text("kind")), None)
    unit = next((each for each in UNITS if each == form.text("unit")), UNITS[0])
    lag = whole(form.text("lag") or "0")
    if kind is None:
        faults.append(Fault(field="kind", message=message("choice.unknown")))
    if lag is None:
        unreadable = no_whole(form.text("lag"))
        faults.append(Fault(field="lag", message=unreadable))
    try:
        waiting = UUID(form.text("milestone"))
    except ValueError:
        waiting = first.id
        faults.append(Fault(field="milestone", message=message("link.nobody_waits")))
    if faults or kind is None or lag is None:
        raise RuleBrokenError(*faults)
    return WantedLink(waiting=waiting, link=Dependency(milestone_id=first.id, kind=kind, lag=lag, unit=unit))
