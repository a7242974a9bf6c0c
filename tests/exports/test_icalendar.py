"""Calendar files: what stands in them, byte for byte, and what foreign readers make of it."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.calendars import Calendar, PlanPast, Removed, lines, one_line
from roadmap.domain.changes import difference
from roadmap.exports import icalendar
from roadmap.exports.icalendar import KeptEvents, calendar_file
from roadmap.i18n import LANGUAGES, language
from roadmap.services.playbooks import texts_of
from tests.calendar_plan import CHANGED, calendar, decision, meeting, milestone, plan, report
from tests.calendar_readers import by_ical_js, by_icalendar, by_vobject, ical_js, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from roadmap.domain.calendars import CalendarItem
    from roadmap.i18n import Language

SITE = "https://plans.example.org"
ENGLISH = language("en")
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "plan.ics"
ZONES = ("Etc/GMT+8", "America/Los_Angeles", "UTC", "Europe/Zagreb", "Asia/Kolkata", "Pacific/Apia", "Etc/GMT-13")
NASTY = (
    'Comma, semicolon; colon: “quotes” "plain" \\ backslash',
    "C:\\New\\names \\n \\N \\, \\;",
    "ends with a backslash\\",
    "Žuti karton – 🎉 семь",
    "עברית ואז English ואז 123",
    "\u202eright to left override",
    "BEGIN:VEVENT\r\nUID:forged\nEND:VEVENT",
    "control \x00\x01\x1b\x7f\x85\u2028 characters \ufeff",
    "%2C ^n {{ title }} <b>&amp;</b>",
    "š" * 5_000,
    "",
    " ",
)


def everything() -> Calendar:
    """A calendar with one of each."""
    gone = milestone(9, title="Taken out", planned_due=date(2027, 2, 1))
    fields = {each.field: each.before for each in difference(gone, None)}
    past = PlanPast(
        moves=1,
        moved_at=CHANGED - timedelta(days=30),
        removed=(Removed(noun="milestone", id=gone.id, at=CHANGED, fields=fields, changes=3),),
    )
    made = plan(
        milestone(1, version=4, status="in-progress", percent=30, is_pinned=True, title="Partners agree; in writing"),
        milestone(2, status="done", percent=100, done_on=date(2026, 12, 30), planned_due=date(2026, 12, 31)),
        milestone(3, status="dropped", planned_due=date(2028, 2, 29)),
        milestone(4, status="blocked", deliverable="Two lines:\na list, and \\names"),
        milestone(5, planned_due=date(2027, 12, 31)),
        meetings=(meeting(),),
        funding=(decision(), report(), report(id=UUID(int=304), is_gone=True)),
    )
    return calendar(made, past)


def test_the_file_is_byte_for_byte_as_it_was_looked_at() -> None:
    assert calendar_file(everything(), ENGLISH, SITE).decode() == GOLDEN.read_bytes().decode()


def test_all_lines_end_as_the_standard_wants_and_none_is_too_long() -> None:
    data = calendar_file(everything(), ENGLISH, SITE)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_the_same_calendar_gives_the_same_bytes_kept_or_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    first = calendar_file(everything(), ENGLISH, SITE)
    monkeypatch.setattr(icalendar, "EVENTS", KeptEvents(1_000_000))
    assert calendar_file(everything(), ENGLISH, SITE) == first


def test_names_and_refresh_hints_are_those_of_the_standard() -> None:
    data = calendar_file(everything(), ENGLISH, SITE)
    found = parsed(data)
    assert found["METHOD"] == "PUBLISH"
    assert "\r\nNAME;LANGUAGE=en:Croatia\\, Zagreb\\; pilot · Roadmap\r\n" in data.decode()
    assert "\r\nX-WR-CALNAME:Croatia\\, Zagreb\\; pilot · Roadmap\r\n" in data.decode()
    assert found["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert str(found["LAST-MODIFIED"].dt) == "2026-11-20 14:30:05+00:00"
    assert ical_js(data)["refresh"] == "PT1H"


def test_three_foreign_readers_agree_on_every_event() -> None:
    data = calendar_file(everything(), ENGLISH, SITE)
    found = by_icalendar(data)
    assert len(found) == 10
    assert by_vobject(data) == found
    assert by_ical_js(data) == found


def test_what_is_dropped_or_taken_out_is_cancelled_and_does_not_vanish() -> None:
    states = {each.summary: each.status for each in by_icalendar(calendar_file(everything(), ENGLISH, SITE))}
    assert states == {
        "Done: Milestone 2": "CONFIRMED",
        "Partners agree; in writing": "CONFIRMED",
        "Blocked: Milestone 4": "TENTATIVE",
        "Cancelled: Taken out": "CANCELLED",
        "Meeting: Steering committee": "CONFIRMED",
        "Milestone 5": "CONFIRMED",
        "Dropped: Milestone 3": "CANCELLED",
        "Funding decision: Foundation; for training": "CONFIRMED",
        "Report due: First report": "CONFIRMED",
        "Cancelled: First report": "CANCELLED",
    }


def test_reminders_come_only_for_what_is_still_to_be_done() -> None:
    events = ical_js(calendar_file(everything(), ENGLISH, SITE))["events"]
    alarms = {each["summary"]: each["alarms"] for each in events if each["alarms"]}
    assert alarms == {
        "Partners agree; in writing": ["-P6DT15H"],
        "Blocked: Milestone 4": ["-PT15H"],
        "Meeting: Steering committee": ["-PT15H"],
        "Milestone 5": ["-PT15H"],
        "Funding decision: Foundation; for training": ["-P6DT15H"],
        "Report due: First report": ["-P6DT15H"],
    }


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This process lives in a time zone, for as long as the test."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_an_event_is_on_its_day_wherever_its_reader_lives(zone: str) -> None:
    wanted = {(each.day, each.day) for each in everything().items}
    data = calendar_file(everything(), ENGLISH, SITE)
    for found in (by_icalendar(data), by_vobject(data), by_ical_js(data, zone)):
        assert len(found) == 10
        assert {(each.first, each.last) for each in found} == wanted
    assert all(b";VALUE=DATE:" in line for line in data.split(b"\r\n") if line.startswith((b"DTSTART", b"DTEND")))


@settings(max_examples=150)
@given(title=st.text(max_size=300), text=st.text(max_size=300))
def test_any_text_comes_back_as_it_was_without_what_cannot_be_shown(title: str, text: str) -> None:
    data = calendar_file(calendar(plan(milestone(title=title, deliverable=text))), ENGLISH, SITE)
    for read in (by_icalendar, by_vobject):
        (found,) = read(data)
        assert found.summary == one_line(title)
        assert found.description.startswith(lines(text))
        assert "\nPlan: Croatia, Zagreb; pilot\n" in f"\n{found.description}"


def test_odd_titles_come_back_from_every_reader() -> None:
    made = plan(*(milestone(number, title=title, deliverable=title) for number, title in enumerate(NASTY)))
    data = calendar_file(calendar(made), ENGLISH, SITE)
    for read in (by_icalendar, by_vobject, by_ical_js):
        found = {each.uid: each for each in read(data)}
        assert len(found) == len(NASTY)
        for each in made.milestones:
            event = found[f"{each.id}@roadmap"]
            assert event.summary == one_line(each.title)
            assert event.description.startswith(lines(each.title))


def test_a_title_holds_no_character_that_a_calendar_may_not_hold() -> None:
    data = calendar_file(calendar(plan(*(milestone(title=title) for title in NASTY))), ENGLISH, SITE).decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]", data)


def test_a_plans_odd_title_harms_nothing() -> None:
    made = plan(milestone(), title="A, b; c\\\r\nBEGIN:VEVENT \\N")
    (found,) = by_icalendar(calendar_file(calendar(made), ENGLISH, SITE))
    assert "Plan: A, b; c\\ BEGIN:VEVENT \\N\n" in found.description
    events = parsed(calendar_file(calendar(made), ENGLISH, SITE)).events
    assert [str(each) for each in events[0]["CATEGORIES"].cats] == ["A, b; c/ BEGIN:VEVENT /N", "Funding"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_named_and_the_dates_are_written_in_it(code: str) -> None:
    words = language(code).with_texts(texts_of(code))
    data = calendar_file(everything(), words, SITE)
    event = parsed(data).events[0]
    assert event["SUMMARY"].params["LANGUAGE"] == code
    assert words.date(date(2026, 12, 31)) in str(event["DESCRIPTION"])
    assert len(by_vobject(data)) == 10


def test_a_calendar_without_events_still_holds_what_the_standard_wants() -> None:
    empty = replace(everything(), scope="mine", items=())
    data = calendar_file(empty, ENGLISH, SITE)
    assert by_icalendar(data) == by_vobject(data) == by_ical_js(data) == []
    assert b"BEGIN:VTIMEZONE" in data


def test_in_a_calendar_of_several_plans_each_event_names_its_plan() -> None:
    items = tuple(replace(each, is_among_plans=True) for each in everything().items)
    found = by_icalendar(calendar_file(replace(everything(), scope="portfolio", items=items), ENGLISH, SITE))
    assert all(each.summary.endswith("(Croatia, Zagreb; pilot)") for each in found)


def test_after_one_edit_one_event_is_made_and_the_others_are_taken_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    build = icalendar._event  # noqa: SLF001 (what costs)

    def counted(item: CalendarItem, words: Language, base_url: str) -> Event:
        made.append(item.title)
        return build(item, words, base_url)

    monkeypatch.setattr(icalendar, "EVENTS", KeptEvents(1_000_000))
    monkeypatch.setattr(icalendar, "_event", counted)
    all_of_them = [milestone(number) for number in range(120)]
    before = calendar_file(calendar(plan(*all_of_them)), ENGLISH, SITE)
    assert len(made) == 120
    made.clear()
    all_of_them[7] = replace(all_of_them[7], title="Another title", version=2)
    after = calendar_file(calendar(plan(*all_of_them)), ENGLISH, SITE)
    assert made == ["Another title"]
    assert before != after


def test_kept_events_stay_within_their_bytes() -> None:
    kept = KeptEvents(5_000)
    for number in range(50):
        (item,) = calendar(plan(milestone(number))).items
        assert kept.get(item, ENGLISH, SITE) == kept.get(item, ENGLISH, SITE)
    assert sum(len(each) for each in kept._kept.values()) <= 5_000  # noqa: SLF001
