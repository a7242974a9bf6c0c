"""Bars that can be dragged: the page's script is told the days of the calendar and the words of the language."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from roadmap.domain.workdays import working_calendar
from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.timeline import TimelineInput, timeline
from tests.pictures.drawings import ENGLISH, render
from tests.pictures.plans import START, milestone, plan, plans

CALENDAR = working_calendar("HR")


def days_off(runs: str, first: date) -> set[date]:
    """Days off as the script reads them."""
    found, at = set(), 0
    for run in runs.split():
        gap, length = map(int, run.split("+"))
        found |= {first + timedelta(days=at + gap + day) for day in range(length)}
        at += gap + length
    return found


@settings(max_examples=25)
@given(plans())
def test_the_days_off_are_those_of_the_calendar(given_plan: TimelineInput) -> None:
    wide = timeline(replace(given_plan, calendar=CALENDAR), ENGLISH).wide
    assert wide.handles is not None
    first, count = date.fromisoformat(wide.handles.first), int(wide.handles.axis.split()[2])
    days = [first + timedelta(days=day) for day in range(count)]
    assert days_off(wide.handles.off, first) == {day for day in days if CALENDAR.why_off(day)}


@settings(max_examples=25)
@given(plans())
def test_the_drawing_itself_is_the_same_for_who_may_drag(given_plan: TimelineInput) -> None:
    held = timeline(replace(given_plan, calendar=CALENDAR), ENGLISH)
    still = timeline(given_plan, ENGLISH)
    bare = tuple(
        replace(phase, rows=tuple(row._replace(handle="") for row in phase.rows)) for phase in held.wide.phases
    )
    assert replace(held, wide=replace(held.wide, handles=None, phases=bare)) == still
    assert "data-" not in render("timeline", "timeline", still)


def test_what_is_finished_cannot_be_held_and_what_has_begun_or_is_pinned_says_so() -> None:
    rows = (
        milestone(1, status="done"),
        milestone(2, status="dropped"),
        milestone(3, has_begun=True, status="in-progress"),
        milestone(4, is_pinned=True),
        milestone(5),
    )
    wide = timeline(replace(plan(*rows), calendar=CALENDAR), ENGLISH).wide
    assert [(row.handle.split() or [""])[-1] for row in wide.phases[0].rows] == ["", "", "end", "none", "both"]


def test_on_an_axis_of_many_years_nothing_can_be_held() -> None:
    century = replace(plan(milestone()), ends=START.replace(year=2100), calendar=CALENDAR)
    wide = timeline(century, ENGLISH).wide
    assert (wide.handles, {row.handle for row in wide.phases[0].rows}) == (None, {""})


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_number_of_days_has_its_words_in_every_language(code: str) -> None:
    words = language(code)
    handles = timeline(replace(plan(milestone()), calendar=CALENDAR), words).wide.handles
    assert handles is not None
    said = json.loads(handles.words)
    for count in range(1, 521):
        for way in ("later", "earlier"):
            assert {"{day}", "{count}"} <= set(said[way][words.locale.plural_form(count)].replace(",", " ").split())
