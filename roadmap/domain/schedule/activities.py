"""What a schedule is made from, in the terms of precedence diagrams."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.domain.milestones import LagUnit, LinkKind, Pin


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What an activity waits for, as ``milestones.Dependency`` has it: a kind of link, a lag and its unit."""

    before: Hashable
    kind: LinkKind = "finish-start"
    lag: int = 0
    unit: LagUnit = "working"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offset:
    """An activity that begins no earlier than so long after (or before) another one.

    ``edge`` of the activity hangs on ``of`` of the other: ``months`` and then ``days`` (calendar) are added to it.
    """

    on: Hashable
    of: Literal["start", "due"] = "due"
    edge: Literal["start", "due"] = "start"
    months: int = 0
    days: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One activity of a network; days are working days of the calendar unless said otherwise.

    It lasts ``duration`` days (at least one, first and last included) and does not start before ``earliest``.
    ``started`` is when it really began: then ``duration`` is what is left, ``earliest`` the first day on which that can
    be done, and it does not end before ``not_due_before``. ``finished`` is when it really ended: then it stands.
    """

    key: Hashable
    name: str = ""
    duration: int
    earliest: date
    offset: Offset | None = None
    links: tuple[Link, ...] = ()
    pin: Pin | None = None
    started: date | None = None
    finished: date | None = None
    not_due_before: date | None = None
