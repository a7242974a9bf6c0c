"""Calendars as iCalendar files (RFC 5545, with the names and refresh hints of RFC 7986).

The same calendar gives the same bytes: nothing here depends on the clock. An event's bytes are kept by what it shows,
since making them costs a hundred times as much as joining them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

import icalendar
from icalendar import vCategory, vText

from roadmap.domain.calendars import Calendar, CalendarItem, lines, one_line
from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.messages import message
from roadmap.i18n import Language

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
REFRESH: Final = timedelta(hours=1)
PRODUCT: Final = "-//Roadmap//Plans and their milestones//EN"
COLOUR: Final = "steelblue"
KEPT_BYTES: Final = 8 * 1024 * 1024
DAY: Final = timedelta(days=1)

EventKey = tuple[CalendarItem, str, str]


class ExactText(vText):
    r"""Text that reads back as it was. The library alone would take a backslash before a capital N for a line break."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        r"""Escape what stands between such pairs with the library, and the pairs as a backslash and a letter."""
        return b"\\\\N".join(vText(part).to_ical() for part in self.split("\\N"))


class KeptEvents:
    """The latest used events as bytes, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Keep nothing yet."""
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[EventKey, bytes] = OrderedDict()

    def get(self, item: CalendarItem, words: Language, base_url: str) -> bytes:
        """An event in a language, with links into the product at an address."""
        key = (item, words.code, base_url)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made: bytes = _event(item, words, base_url).to_ical(sorted=False)
        self._kept[key] = made
        self._bytes += len(made)
        while self._bytes > self._most:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return made


EVENTS: Final = KeptEvents(KEPT_BYTES)
"""This worker's kept events."""


def dates(subject: ExportSubject, words: Language) -> Export:
    """A plan's dates for a download. Raises ``ValueError`` for a subject without its calendar."""
    if subject.calendar is None:
        raise ValueError("the calendar was not asked for")
    body = calendar_file(subject.calendar, words, subject.base_url)
    return Export(body=body, media_type=MEDIA_TYPE, file_name=subject.file_name("", "ics"))


def calendar_file(calendar: Calendar, words: Language, base_url: str) -> bytes:
    """A calendar as a file."""
    return joined(calendar, words, base_url, [EVENTS.get(item, words, base_url) for item in calendar.items])


def joined(calendar: Calendar, words: Language, base_url: str, events: Iterable[bytes]) -> bytes:
    """The file of a calendar whose events are made already."""
    head = _head(calendar, words, base_url)
    if not calendar.items:
        head.add_component(_utc())
    start, end = head.to_ical(sorted=False).rsplit(b"END:VCALENDAR", 1)
    return b"".join([start, *events, b"END:VCALENDAR", end])


def name_of(calendar: Calendar, words: Language) -> str:
    """What a calendar is called in a calendar program, among many others."""
    _ = words.gettext
    titles = {"portfolio": _("All plans"), "mine": _("My milestones")}
    return one_line(f"{titles.get(calendar.scope, calendar.title)} · Roadmap")


def _head(calendar: Calendar, words: Language, base_url: str) -> icalendar.Calendar:
    name, about = name_of(calendar, words), _about(calendar, words)
    spoken = {"LANGUAGE": words.code}
    head = icalendar.Calendar()
    head.add("PRODID", PRODUCT)
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("METHOD", "PUBLISH")
    head.add("UID", uid(calendar.id))
    head.add("LAST-MODIFIED", _second(calendar.changed_at))
    head.add("NAME", ExactText(name), parameters=spoken)
    head.add("X-WR-CALNAME", ExactText(name))
    head.add("DESCRIPTION", ExactText(about), parameters=spoken)
    head.add("X-WR-CALDESC", ExactText(about))
    head.add("URL", base_url + calendar.path)
    head.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("X-PUBLISHED-TTL", "PT1H")
    head.add("COLOR", COLOUR)
    return head


def _about(calendar: Calendar, words: Language) -> str:
    _ = words.gettext
    return {
        "plan": _("Milestones, committee meetings and days of the funding of the plan “%(title)s”.")
        % {"title": one_line(calendar.title)},
        "portfolio": _("Milestones, committee meetings and days of the funding of all plans that you may read."),
        "mine": _("The milestones that one of your roles answers for."),
    }[calendar.scope]


def _utc() -> icalendar.Timezone:
    """A time zone that nothing uses: the standard wants something in every calendar, also in one without events."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("TZID", "Etc/UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 (the standard wants a local time here)
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    zone.add_component(standard)
    return zone


def uid(number: object) -> str:
    """A name for good: it must not change when the product moves to another host."""
    return f"{number}@roadmap"


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _event(item: CalendarItem, words: Language, base_url: str) -> icalendar.Event:
    spoken = {"LANGUAGE": words.code}
    moment, title = _second(item.changed_at), _summary(item, words)
    event = icalendar.Event()
    event.add("UID", uid(item.id))
    event.add("DTSTAMP", moment)
    event.add("LAST-MODIFIED", moment)
    event.add("SEQUENCE", item.sequence)
    # A day and not a moment, so that it is the same day wherever it is read; the end is the first day after.
    event.add("DTSTART", item.day)
    event.add("DTEND", item.day + DAY)
    event.add("SUMMARY", ExactText(title), parameters=spoken)
    event.add("DESCRIPTION", ExactText(_description(item, words, base_url)), parameters=spoken)
    event.add("URL", base_url + item.path)
    event.add("CATEGORIES", _categories(item, words))
    event.add("STATUS", item.state.upper())
    event.add("TRANSP", "TRANSPARENT")
    if item.alarm is not None:
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", ExactText(title), parameters=spoken)
        alarm.add("TRIGGER", item.alarm)
        event.add_component(alarm)
    return event


def _summary(item: CalendarItem, words: Language) -> str:
    """The title after a word that says how it stands; open milestones need none."""
    _, title = words.gettext, one_line(words.text(item.title))
    if item.status == "dropped":
        text = _("Dropped: %(title)s")
    elif item.state == "cancelled":
        text = _("Cancelled: %(title)s")
    elif item.kind == "meeting":
        text = _("Meeting: %(title)s")
    elif item.kind == "report":
        text = _("Report due: %(title)s")
    elif item.kind == "decision":
        text = _("Funding decided: %(title)s") if item.status == "done" else _("Funding decision: %(title)s")
    else:
        text = {"done": _("Done: %(title)s"), "blocked": _("Blocked: %(title)s")}.get(item.status, "%(title)s")
    said = text % {"title": title}
    return f"{said} ({one_line(item.plan_title)})" if item.is_among_plans else said


def _description(item: CalendarItem, words: Language, base_url: str) -> str:
    """What is to be delivered, the facts line by line, and the way back."""
    parts = [lines(words.text(item.text)), "\n".join(_facts(item, words)), base_url + item.path]
    return "\n\n".join(part for part in parts if part)


def _facts(item: CalendarItem, words: Language) -> Iterable[str]:
    _, day = words.gettext, words.date
    yield _("Plan: %(title)s") % {"title": one_line(item.plan_title)}
    if item.kind == "meeting":
        return
    if item.kind in {"decision", "report"}:
        yield from _of_funding(item, words)
        return
    yield _("Owner: %(role)s") % {"role": one_line(words.text(item.owner))}
    yield _("Status: %(status)s, %(percent)s") % {
        "status": words.say(message(f"status.{item.status}")),
        "percent": words.percent_of_hundred(item.percent),
    }
    if item.done_on:
        yield _("Done on %(day)s") % {"day": day(item.done_on)}
    if item.starts:
        yield _("Planned from %(start)s to %(due)s") % {"start": day(item.starts), "due": day(item.day)}
    if item.baseline_due:
        yield _("Due by the baseline: %(day)s") % {"day": day(item.baseline_due)}
    if item.is_pinned:
        yield _("This date is fixed.")


def _of_funding(item: CalendarItem, words: Language) -> Iterable[str]:
    _ = words.gettext
    yield _("Payer: %(title)s") % {"title": one_line(words.text(item.source))}
    if item.amount and item.stage:
        yield _("Amount: %(amount)s") % {"amount": words.money(item.amount)}
        yield _("Stage: %(stage)s") % {"stage": words.say(message(f"stage.{item.stage}"))}


def _categories(item: CalendarItem, words: Language) -> vCategory:
    """The plan and the theme as labels. Readers differ on backslashes in lists, so labels have none."""
    labels = [item.plan_title, words.text(item.theme)]
    return vCategory([one_line(label).replace("\\", "/") for label in labels if label])
