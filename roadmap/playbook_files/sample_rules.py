"""Rules of a sample plan that only its own dates and amounts decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from roadmap.domain.funding import FIRM
from roadmap.domain.instantiation import PLAYBOOK_CURRENCY
from roadmap.domain.samples import SamplePlan
from roadmap.domain.workdays import DAY, WorkingCalendar, add_months, is_country, subdivisions, working_calendar
from roadmap.playbook_files.contents import Document, nearest
from roadmap.playbook_files.problems import Place, Problem

FIRST_OF_QUARTER = (1, 4, 7, 10)
CERTAIN = 100
REPORTED_FOR = 12
"""Months after the end of a plan in which payers still want to hear."""


def sample_problems(document: Document) -> Iterator[Problem]:
    """Check a sample plan whose form is right; one whose form is wrong has enough to mend."""
    try:
        sample = msgspec.convert(document.data, SamplePlan)
    except msgspec.ValidationError:
        return
    for rule in (
        _country,
        _rate,
        _money,
        _commitments,
        _decisions,
        _terms,
        _risks,
        _progress,
        _spending,
        _readings,
        _meetings,
    ):
        for place, wrong, right in rule(sample):
            yield document.problem(place, wrong, right)


Found = Iterator[tuple[Place, str, str]]


def _end(sample: SamplePlan) -> date:
    return add_months(sample.start, sample.months) - DAY


def _country(sample: SamplePlan) -> Found:
    if not is_country(sample.country):
        right = "give the two-letter code of ISO 3166, such as HR"
        yield ("country",), f"no public holidays of {sample.country!r} are known", right
    elif sample.subdivision and sample.subdivision not in subdivisions(sample.country):
        wrong = f"{sample.country} has no part {sample.subdivision!r} with its own holidays"
        yield ("subdivision",), wrong, nearest(sample.subdivision, subdivisions(sample.country))


def _rate(sample: SamplePlan) -> Found:
    is_foreign = sample.currency != PLAYBOOK_CURRENCY
    if is_foreign and (sample.rate is None or sample.rate_basis is None):
        wrong = f"the plan is in {sample.currency} and the playbook in {PLAYBOOK_CURRENCY}"
        yield ("currency",), wrong, "add rate (units of the plan's currency for one of the playbook's) and rate_basis"
    if sample.rate is not None and (sample.rate <= 0 or not is_foreign):
        yield ("rate",), f"a rate of {sample.rate} changes nothing rightly", "leave it out, or give one above zero"


def _money(sample: SamplePlan) -> Found:
    amounts: list[tuple[Place, Any]] = [
        (("budget", at, "unit_cost"), each.unit_cost) for at, each in enumerate(sample.budget) if each.unit_cost
    ]
    amounts += [
        (("funding", at, "commitments", number, "amount"), commitment.amount)
        for at, source in enumerate(sample.funding)
        for number, commitment in enumerate(source.commitments)
    ]
    amounts += [(("spending", at, "amount"), each.amount) for at, each in enumerate(sample.spending)]
    for place, money in amounts:
        if money.currency != sample.currency:
            yield (
                (*place, "currency"),
                f"the amount is in {money.currency}",
                f"the plan's currency is {sample.currency}",
            )
        if money.amount < 0:
            yield (*place, "amount"), f"{money.amount} is below zero", "give an amount of zero or more"


def _commitments(sample: SamplePlan) -> Found:
    for at, source in enumerate(sample.funding):
        for number, commitment in enumerate(source.commitments):
            place = ("funding", at, "commitments", number)
            last = commitment.starts + commitment.months
            if last > sample.months:
                wrong = f"the money runs to month {last}, the plan has {sample.months}"
                yield (
                    (*place, "months"),
                    wrong,
                    f"at most {max(sample.months - commitment.starts, 0)} months from there",
                )
            if commitment.stage in FIRM and commitment.probability != CERTAIN:
                wrong = f"{commitment.stage} money has a probability of {commitment.probability}"
                yield (*place, "probability"), wrong, f"it is {CERTAIN}, or the stage is an earlier one"


def _decisions(sample: SamplePlan) -> Found:
    """No source says when a payer decides, so that such a day stands with an amount that is assumed as well."""
    for at, source in enumerate(sample.funding):
        for number, held in enumerate(source.commitments):
            if held.decides_on is None:
                continue
            place = ("funding", at, "commitments", number, "decides_on")
            ends = add_months(sample.start, held.starts + held.months) - DAY
            if held.basis.kind != "assumed":
                yield place, f"the amount is {held.basis.kind}, its day can only be assumed", "leave it out"
            if held.stage in FIRM:
                yield place, f"{held.stage} money has been decided on", "leave it out"
            if held.decides_on > ends:
                yield place, f"{held.decides_on} is after the last day of the money", f"on {ends} or earlier"
            yield from _working_day(sample, place, held.decides_on)


def _terms(sample: SamplePlan) -> Found:
    """Days of reports are assumed, and fall into the plan or the year after it, when the last one is written."""
    last = add_months(_end(sample), REPORTED_FOR)
    for at, source in enumerate(sample.funding):
        terms, place = source.terms, ("funding", at, "terms")
        if terms is None:
            continue
        if not terms.conditions and not terms.deadlines:
            yield place, "the terms say nothing", "give conditions or deadlines, or leave the terms out"
        if terms.deadlines and terms.basis.kind != "assumed":
            yield (*place, "basis", "kind"), f"days of reports are never {terms.basis.kind}", "write kind: assumed"
        for number, each in enumerate(terms.deadlines):
            due = (*place, "deadlines", number, "due")
            if not sample.start <= each.due <= last:
                yield due, f"{each.due} is neither in the plan nor soon after", f"from {sample.start} to {last}"
            yield from _working_day(sample, due, each.due)


def _working_day(sample: SamplePlan, place: Place, day: date) -> Found:
    """Nobody decides or reports on a free day; of a country that is not known nothing is said here."""
    if is_country(sample.country) and (next_one := _calendar(sample).on_or_after(day)) != day:
        yield place, f"{day} is a free day", f"{next_one} is a working day"


def _calendar(sample: SamplePlan) -> WorkingCalendar:
    is_known = sample.subdivision in subdivisions(sample.country)
    return working_calendar(sample.country, sample.subdivision if is_known else "")


def _risks(sample: SamplePlan) -> Found:
    for at, risk in enumerate(sample.risks):
        for name in ("likelihood", "impact"):
            now, after = getattr(risk, name), getattr(risk, f"residual_{name}")
            if after > now:
                yield (
                    ("risks", at, f"residual_{name}"),
                    f"it rises from {now} to {after}",
                    "a response does not make it worse",
                )


def _progress(sample: SamplePlan) -> Found:
    for at, told in enumerate(sample.progress):
        if told.done_on and told.done_on > told.on:
            wrong = f"done on {told.done_on}, which is after the report of {told.on}"
            yield ("progress", at, "done_on"), wrong, "the day it was done is the day of the report or an earlier one"
        if told.done_on and told.status != "done":
            yield (
                ("progress", at, "done_on"),
                f"the status is {told.status}",
                "only what is done has a day on which it was",
            )
        if told.evidence_title and not told.evidence_link:
            yield ("progress", at, "evidence_title"), "the evidence has no link", "add evidence_link"
        if told.evidence_link and not told.evidence_link.startswith(("https://", "http://")):
            yield ("progress", at, "evidence_link"), "this is not the address of a page", "begin with https://"


def _spending(sample: SamplePlan) -> Found:
    for at, spent in enumerate(sample.spending):
        if spent.month.day != 1:
            yield ("spending", at, "month"), f"{spent.month} is not the first of a month", "a month is its first day"
        if not sample.start.replace(day=1) <= spent.month <= _end(sample):
            yield (
                ("spending", at, "month"),
                f"{spent.month} is not in the plan",
                f"from {sample.start} to {_end(sample)}",
            )
        if spent.on < spent.month:
            yield ("spending", at, "on"), "it is entered before the month began", f"on {spent.month} or later"


def _readings(sample: SamplePlan) -> Found:
    for at, reading in enumerate(sample.readings):
        day = reading.quarter
        if day.day != 1 or day.month not in FIRST_OF_QUARTER:
            wrong = f"{day} is not the first day of a quarter"
            yield ("readings", at, "quarter"), wrong, "1 January, April, July or October"
        if reading.on < day:
            yield ("readings", at, "on"), "it is entered before the quarter began", f"on {day} or later"


def _meetings(sample: SamplePlan) -> Found:
    for at, committee in enumerate(sample.committees):
        for number, day in enumerate(committee.meetings):
            if not sample.start <= day <= _end(sample):
                wrong = f"{day} is not in the plan"
                yield ("committees", at, "meetings", number), wrong, f"from {sample.start} to {_end(sample)}"
