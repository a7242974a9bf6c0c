"""The list of milestones: what its filters take and refuse."""

from __future__ import annotations

import re

import pytest

from roadmap.store.connection import fetch
from tests.web.milestone_desk import OK, REFUSED, Desk, errors
from tests.world import PLAN


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("phase=nonsense", "phase"),
        ("status=late", "status"),
        ("owner=%F0%9F%98%80", "owner"),
        ("late=maybe", "late"),
        ("theme=" + "x" * 400, "theme"),
    ],
)
async def test_a_filter_that_asks_for_what_there_is_not_is_refused_beside_it(
    desk: Desk, query: str, field: str
) -> None:
    answer = await desk.world.reader.get(f"/plans/{PLAN}/milestones?{query}")
    assert (answer.status_code, answer.headers.get("etag")) == (REFUSED, None)
    assert list(errors(answer)) == [field]


async def test_a_role_that_owns_nothing_yet_may_be_asked_for(desk: Desk) -> None:
    await fetch("UPDATE milestone SET owner = 'Ana'")
    answer = await desk.world.reader.get(f"/plans/{PLAN}/milestones?owner=policy-lead")
    assert (answer.status_code, "No milestone fits these filters." in answer.text) == (OK, True)


@pytest.mark.usefixtures("sample_day")
async def test_a_late_milestone_says_by_how_much_and_how_far_it_has_come(desk: Desk) -> None:
    answer = await desk.world.reader.get(f"/plans/{PLAN}/milestones?late=yes")
    said = re.findall(
        r'class="st st-(?:warn|bad)">.*?</svg>([^<]+)</span><span class="sub">([^<]+)</span>', answer.text
    )
    assert said
    assert all(re.fullmatch(r"\d+ (?:day|week|month)s? late", word) for word, _ in said)
    assert {progress for _, progress in said} <= {"Not started", "In progress", "Blocked"}
