"""Reading a plan's file: whatever is wrong with it is said with its JSON path, and nothing that is sent breaks it."""

from __future__ import annotations

import json

import pytest

from roadmap.domain.exchange import read_plan, write_plan
from tests.domain.exchange.files import WHOLE, document, file_with, file_without, told
from tests.exports.plans import PLAN


def test_a_file_of_the_product_gives_the_plan_and_the_same_bytes_again() -> None:
    file = read_plan(WHOLE)
    assert file.plan == PLAN
    assert write_plan(file.plan, file.sources) == WHOLE


WRONG = [
    ("plan.months", "24", "$.plan.months: Write a whole number without quotes here, instead of the text “24”."),
    ("plan.months", 3, "$.plan.months: Write a whole number from 24 to 60."),
    ("plan.months", 24.5, "$.plan.months: Write a whole number without quotes here, instead of a number with a"),
    ("plan.months", True, "$.plan.months: Write a whole number without quotes here, instead of true or false."),
    ("plan.months", 10**30, "$.plan.months: Write a whole number from 24 to 60."),
    ("plan.title", None, "$.plan.title: Write a text in quotes here, instead of null."),
    ("plan.title", "  ", "$.plan.title: Write something here: it must not be empty."),
    ("plan.title", "a" * 5000, "$.plan.title: Write at most 120 characters. These are 5,000."),
    ("plan.title", "a\x00b", "$.plan.title: This text holds a character that cannot be kept."),
    ("plan.title", "a\ud800b", "$.plan.title: This text holds a character that cannot be kept."),
    ("plan.milestones.0.title", "a" * 5000, "$.plan.milestones[0].title: Write at most 2,000 characters."),
    ("plan.country", "Croatia", "$.plan.country: No country has the code “Croatia”."),
    ("plan.country", "XX", "$.plan.country: No country has the code “XX”."),
    ("plan.subdivision", "PR", "$.plan.subdivision: "),
    ("plan.currency", "euro", "$.plan.currency: No currency in use has the code “euro”."),
    ("plan.currency", "XQQ", "$.plan.currency: No currency in use has the code “XQQ”."),
    ("plan.rate", "0", "$.plan.rate: Write a rate above zero."),
    ("plan.rate", 24.4, '$.plan.rate: Write an exact number in quotes, such as "1250.50" here, instead of a number'),
    ("plan.rate", "1e400", '$.plan.rate: Write an exact number in quotes, such as "1250.50" here, instead of the text'),
    ("plan.rate", "NaN", "$.plan.rate: Write an exact number in quotes"),
    ("plan.start", "2027-02-30", "$.plan.start: The calendar has no day “2027-02-30”."),
    ("plan.start", "1 March", '$.plan.start: Write a day such as "2027-03-01" here, instead of the text “1 March”.'),
    ("plan.start", "0001-01-01", "$.plan.start: Write a date between the years 2000 and 2100."),
    ("plan.start", "9999-12-31", "$.plan.start: Write a date between the years 2000 and 2100."),
    ("plan.start", "2099-01-01", "$.plan.start: Write a date between the years 2000 and 2094."),
    ("plan.status", "done", '$.plan.status: Write one of "draft", "approved", "archived" here, instead of the text'),
    ("plan.routes", "pilot", "$.plan.routes: Write a list in [ ] here, instead of the text “pilot”."),
    ("plan.drivers", {"people": 3}, "$.plan.drivers.people: There is no field “people” here"),
    ("plan.drivers.services", -1, "$.plan.drivers.services: Write a whole number from 0 to 100,000."),
    ("plan.id", "1", "$.plan.id: Write an id such as"),
    ("plan.changed_at", "2027-01-01", "$.plan.changed_at: Write a moment such as"),
    ("plan.changed_at", "0001-01-01T00:00:00+14:00", "$.plan.changed_at: Write a date between the years 2000 and"),
    ("plan.odd name", 1, '$.plan["odd name"]: There is no field “odd name” here, and what it says would be lost.'),
    ("plan.milestones.0.likley", 3, "$.plan.milestones[0].likley: There is no field “likley” here."),
    ("plan.milestones.0.phase_id", str(PLAN.id), "$.plan.milestones[0].phase_id: Nothing in this file has the id"),
    ("plan.milestones.0.planned_due", "2026-12-31", "$.plan.milestones[0].planned_due: This lies before the"),
    ("plan.milestones.0.best", 100, "$.plan.milestones[0].likely: Of the three estimates the best must be the"),
    ("plan.milestones.0.done_on", None, "$.plan.milestones[0].done_on: Say on which day it was done."),
    ("plan.milestones.0.percent", 101, "$.plan.milestones[0].percent: Write a whole number from 0 to 100."),
    ("plan.milestones.0.basis", {"kind": "assumed"}, "$.plan.milestones[0].basis.by: A ground of the kind “assumed”"),
    ("plan.milestones.0.anchor", {"at": "date"}, "$.plan.milestones[0].anchor.day: An anchor at “date” needs this."),
    ("plan.milestones.0.plan_id", str(PLAN.portfolio_id), "$.plan.milestones[0].plan_id: This is the id of another"),
    ("plan.milestones.1.id", str(PLAN.milestones[0].id), "$.plan.milestones[1].id: The entry at position 0 has this"),
    ("plan.phases.0.ends", "2026-12-31", "$.plan.phases[0].ends: This lies before the beginning, 1 Jan 2027."),
    ("plan.evidence.0.link", "javascript:alert(1)", "$.plan.evidence[0].link: Write a whole address that begins"),
    ("plan.evidence.0.file_name", "a.pdf", "$.plan.evidence[0].link: Give a link or a file, not both"),
    ("plan.evidence.0.milestone_id", str(PLAN.id), "$.plan.evidence[0].milestone_id: Nothing in this file has"),
    ("plan.budget.0.unit_cost", "-1", "$.plan.budget[0].unit_cost: Write a number that is not below zero."),
    ("plan.budget.0.ends", "2026-01-01", "$.plan.budget[0].ends: This lies before the beginning"),
    ("plan.budget.0.unit_cost", "9" * 14, "$.plan.budget[0].unit_cost: Write a number below 10,000,000,000,000."),
    ("plan.budget.0.quantity", "1" * 30, "$.plan.budget[0].quantity: Write a number below 1,000,000,000."),
    ("plan.spending.0.line_id", str(PLAN.id), "$.plan.spending[0].line_id: Nothing in this file has the id"),
    ("plan.commitments.0.source_id", str(PLAN.id), "$.plan.commitments[0].source_id: Nothing in this file has"),
    ("plan.commitments.0.ends", "2026-01-01", "$.plan.commitments[0].ends: This lies before the beginning"),
    ("plan.meetings.0.committee_id", str(PLAN.id), "$.plan.meetings[0].committee_id: Nothing in this file has"),
    ("plan.readings.0.service_id", str(PLAN.id), "$.plan.readings[0].service_id: Nothing in this file has"),
    ("plan.risks.0.likelihood", 6, "$.plan.risks[0].likelihood: Write a whole number from 1 to 5."),
    ("plan.baselines.0.milestones.0.due", "2026-01-01", "$.plan.baselines[0].milestones[0].due: This lies before"),
    ("sources", [{"key": "000"}], "$.sources[0].title: This is missing. Write a text in quotes."),
    ("soruces", [], "$.soruces: There is no field “soruces” here. Do you mean “sources”?"),
    ("format", "roadmap.plan/2", "$.format: This file is of the format roadmap.plan/2, and roadmap.plan/1 is read"),
    ("format", "roadmap.plan", '$.format: This is no file of a plan: it must say "format": "roadmap.plan/1".'),
    ("format", 1, "$.format: This is no file of a plan"),
    ("plan", [], "$.plan: Write an object in { } here, instead of a list."),
]


@pytest.mark.parametrize(("path", "value", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_said_with_its_place(path: str, value: object, sentence: str) -> None:
    first = told(file_with(path, value))[0]
    assert first.startswith(sentence), first


BROKEN = [
    (b"", "$: This file is empty."),
    (b" \n", "$: This file is empty."),
    (b"{", "$: This is no JSON: it cannot be read from line 1, column 2 on."),
    (b"PK\x03\x04\xff", "$: This file is not text in UTF-8."),
    (WHOLE.decode().encode("utf-16"), "$: This file is not text in UTF-8."),
    ('{"format": 1}'.encode("utf-16-le"), "$: This file is not text in UTF-8."),
    ("{“format”: 1}".encode("cp1252"), "$: This file is not text in UTF-8."),
    (b"[" * 20_000, "$: Here things stand inside each other deeper than in any plan."),
    (b'{"plan":' * 20_000 + b"1" + b"}" * 20_000, "$: Here things stand inside each other deeper than in any plan."),
    (b'{"format": NaN}', "$: JSON has no number “NaN”."),
    (b'{"format": -Infinity}', "$: JSON has no number “-Infinity”."),
    (b'{"format": 1e400}', "$.format: This is no file of a plan"),
    (b'{"a": 1, "a": 2}', "$: The name “a” stands twice in one object."),
    (b"[]", "$: This is no file of a plan"),
    (b"null", "$: This is no file of a plan"),
    (b'{"format": "roadmap.plan/1"}', "$.plan: This is missing. Write an object in { }."),
    (b'{"format": "roadmap.plan/' + b"9" * 5000 + b'"}', "$.format: This is no file of a plan"),
]


@pytest.mark.parametrize(("content", "sentence"), BROKEN, ids=lambda value: str(value[:30]))
def test_what_is_no_file_of_a_plan_is_refused_in_words(content: bytes, sentence: str) -> None:
    assert told(content)[0].startswith(sentence), told(content)


def test_the_mark_of_utf8_is_passed_over() -> None:
    assert told(b"\xef\xbb\xbf" + WHOLE) == []


def test_every_script_and_sign_is_kept() -> None:
    title = "\u200fתוכנית العربية 🇭🇷👩\u200d⚕️ e\u0301 \u202eabc"
    assert read_plan(file_with("plan.title", title)).plan.title == title


def test_everything_wrong_is_said_at_once_in_the_order_of_the_file() -> None:
    made = document()
    made["plan"]["months"] = 1
    made["plan"]["milestones"][1]["percent"] = -1
    del made["plan"]["budget"][0]["title"]
    assert [line.partition(":")[0] for line in told(json.dumps(made).encode())] == [
        "$.plan.months",
        "$.plan.milestones[1].percent",
        "$.plan.budget[0].title",
    ]


def test_after_fifty_problems_it_says_that_there_are_more() -> None:
    made = document()
    made["plan"]["milestones"] = [{}] * 20
    lines = told(json.dumps(made).encode())
    assert len(lines) == 51
    assert lines[-1] == "$: There is more. Mend these first, then try again."


def test_a_million_milestones_are_refused_in_one_sentence() -> None:
    content = file_without("plan.milestones")[:-2] + b', "milestones": [' + b"{}," * 999_999 + b"{}]}}"
    assert told(content) == ["$.plan.milestones: At most 10,000 entries are taken here. These are 1,000,000."]


def test_what_a_line_costs_stays_where_sums_are_exact() -> None:
    made = document()
    made["plan"]["budget"][0] |= {"quantity": "100000000", "unit_cost": "1000000000"}
    assert told(json.dumps(made).encode())[0].startswith("$.plan.budget[0].unit_cost: Quantity times unit cost is to")


def test_a_circle_is_refused_naming_its_path() -> None:
    made = document()
    made["plan"]["milestones"][0]["after"] = [{"milestone_id": str(PLAN.milestones[1].id)}]
    circle = '1 Milestone 1 → 2 Train, "coach"; review → 1 Milestone 1'
    assert told(json.dumps(made).encode()) == [f"$.plan.milestones: These wait for each other in a circle: {circle}."]


def test_an_anchor_counts_in_a_circle() -> None:
    anchor = {"at": "milestone-due", "milestone_id": str(PLAN.milestones[1].id)}
    assert "in a circle" in told(file_with("plan.milestones.0.anchor", anchor))[0]


def test_a_milestone_waits_neither_for_itself_nor_twice_for_another() -> None:
    first, second = (str(each.id) for each in PLAN.milestones)
    after = [{"milestone_id": first}, {"milestone_id": first}, {"milestone_id": second}]
    assert told(file_with("plan.milestones.1.after", after)) == [
        "$.plan.milestones[1].after[1].milestone_id: This milestone waits for that one already. Keep one of the links.",
        "$.plan.milestones[1].after[2].milestone_id: A milestone cannot wait for itself.",
    ]


def test_what_only_counts_may_be_left_out() -> None:
    made = document()
    for name in ("id", "slug", "portfolio_id", "modules", "created_at", "changed_at", "revision", "version"):
        del made["plan"][name]
    for part in made["plan"].values():
        for each in part if isinstance(part, list) else ():
            for name in ("plan_id", "version", "changed_at", "entered_by", "entered_at", "added_by", "added_at"):
                if isinstance(each, dict):
                    each.pop(name, None)
    file = read_plan(json.dumps(made).encode())
    assert (file.plan.id.int, file.plan.slug, file.plan.revision, file.plan.modules) == (0, "", 1, ())
    assert {each.plan_id.int for each in file.plan.milestones} == {0}


def test_a_part_that_is_left_out_is_told_apart_from_an_empty_one() -> None:
    assert "risks" not in read_plan(file_without("plan.risks")).given
    assert "risks" in read_plan(file_with("plan.risks", [])).given


def test_an_editor_may_find_the_schema_in_the_file() -> None:
    assert told(file_with("$schema", "https://plans.example.org/schemas/roadmap.plan-1.json")) == []


def test_what_is_wrong_is_said_in_the_language_of_the_reader() -> None:
    assert told(file_with("plan.title", ""), "fr") != told(file_with("plan.title", ""))


def test_nothing_that_is_quoted_steers_the_terminal_or_turns_the_line() -> None:
    for line in told(file_with("plan.country", "\x1b[31m\u202e\n")) + told(file_with("plan.\x1b[31m", 1)):
        assert line.isprintable(), line
