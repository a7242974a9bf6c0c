"""Results of checks: what passes, what is waived, what turns, and that all of it is quick."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from roadmap.domain import checks
from roadmap.domain.checks import CHECKS, failed, run_checks, turned
from roadmap.domain.checks.funds import has_same_money
from roadmap.domain.checks.waivers import WaiverDraft, take_back, waive
from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.domain.plans import Plan, Waiver
from roadmap.i18n import language
from roadmap.i18n.check_sentences import PLURALS, SENTENCES
from tests.domain.checks.plans import (
    TODAY,
    changed,
    checked,
    failing,
    result_of,
    service,
    sound,
    where_now,
)
from tests.domain.coverage.plans import playbook
from tests.domain.plans import NOW


def alone() -> Plan:
    plan = sound()
    return replace(plan, services=tuple(service(plan, number, specialists=Decimal(1)) for number in (1, 2)))


def draft(plan: Plan, number: int = 0, **more: Any) -> WaiverDraft:  # noqa: ANN401 (any field)
    item = str(plan.services[number].id)
    return WaiverDraft(**{"check": "service-size", "item": item, "reason": "An island.", **more})


def waived(plan: Plan, number: int = 0) -> Plan:
    return waive(plan, checked(plan), draft(plan, number), "country-lead", NOW)


def test_a_sound_plan_fails_nothing() -> None:
    assert failing(sound()) == set()


def test_every_check_that_the_product_knows_is_in_the_playbook_and_says_something() -> None:
    assert {each.key for each in playbook().checks} == set(CHECKS)
    words = language("en")
    assert all(words.say(each.message) for each in checked(sound()))


def test_a_check_that_nobody_knows_or_whose_numbers_are_missing_is_left_out() -> None:
    book = playbook()
    strange = replace(book.checks[0], key="weather")
    without = tuple(each for each in book.thresholds if each.key != "check-high-risk")
    found = run_checks(
        sound(), replace(book, checks=(strange, *book.checks), thresholds=without), where_now(sound()), TODAY
    )
    assert len(found) == len(book.checks) - 1
    assert {"weather", "risks-mitigated"} & {each.check.key for each in found} == set()


def test_checks_of_money_look_at_nothing_else_of_a_plan() -> None:
    plan, book = sound(), playbook()
    parts = ("phases", "milestones", "stakeholders", "risks", "committees", "meetings", "services", "targets")
    nothing: dict[str, Any] = dict.fromkeys(parts, ())
    bare = replace(plan, drivers={}, title="Another", **nothing)
    assert has_same_money(plan, bare)
    of_money = [each for each in checked(plan) if CHECKS[each.check.key].is_of_money]
    assert len(of_money) == 6
    assert of_money == [each for each in checked(bare) if CHECKS[each.check.key].is_of_money]
    others = run_checks(plan, book, where_now(plan), TODAY, is_of_money_too=False)
    assert list(others) == [each for each in checked(plan) if each not in of_money]


def test_money_is_another_where_anything_of_it_differs() -> None:
    plan = sound()
    less: dict[str, Any] = {"budget": plan.budget[1:], "sources": plan.sources[1:], "commitments": plan.commitments[1:]}
    other: dict[str, Any] = {"start": date(2031, 1, 1), "months": 7, "currency": "SEK", "priorities": ("training",)}
    assert not any(has_same_money(plan, replace(plan, **{name: value})) for name, value in (less | other).items())


def test_an_empty_plan_is_judged_without_an_error() -> None:
    parts = ("phases", "milestones", "budget", "sources", "commitments", "stakeholders", "risks", "committees")
    nothing: dict[str, Any] = dict.fromkeys((*parts, "meetings", "services", "targets"), ())
    empty = replace(sound(), drivers={}, **nothing)
    assert {"support-funded", "barriers-assessed", "service-users", "windows"} <= failing(empty)


def test_the_gravest_failure_comes_first() -> None:
    plan = changed(alone(), "budget-line", pin=None)
    plan = replace(plan, budget=(), committees=())
    gravity = [each.check.gravity for each in failed(checked(plan))]
    assert gravity == sorted(gravity, reverse=True)
    assert len(gravity) > 2


def test_a_waiver_answers_for_one_finding_and_a_new_one_fails_again() -> None:
    plan = waived(alone())
    found = result_of(plan, "service-size")
    assert (found.state, len(found.failing), len(found.waived)) == ("failed", 1, 1)
    both = waived(plan, 1)
    assert result_of(both, "service-size").state == "waived"
    third = replace(both, services=(*both.services, service(both, 3, specialists=Decimal(1))))
    assert result_of(third, "service-size").state == "failed"


def test_one_reason_may_hold_for_all_that_a_check_finds_now() -> None:
    plan = alone()
    both = waive(plan, checked(plan), draft(plan, has_others=True), "country-lead", NOW)
    assert result_of(both, "service-size").state == "waived"
    assert {each.item for each in both.waivers} == {str(each.id) for each in plan.services}
    third = replace(both, services=(*both.services, service(both, 3, specialists=Decimal(1))))
    assert result_of(third, "service-size").state == "failed", "what comes later is judged by itself"


def test_a_waiver_of_a_whole_check_answers_for_all_that_it_finds() -> None:
    whole = Waiver(check="service-size", reason="Islands.", by="country-lead", at=NOW)
    assert result_of(replace(alone(), waivers=(whole,)), "service-size").state == "waived"


def test_a_waiver_that_nothing_needs_any_more_is_told() -> None:
    plan = waived(alone())
    grown = replace(plan, services=(service(plan, 1),))
    found = result_of(grown, "service-size")
    assert (found.state, [each.reason for each in found.unused]) == ("passed", ["An island."])


def test_a_waiver_is_taken_back() -> None:
    plan = alone()
    back = take_back(waived(plan), draft(plan, seen=NOW))
    assert back == plan
    assert take_back(plan, draft(plan)) == plan


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_waiver_has_a_reason_that_is_not_too_long(reason: str) -> None:
    plan = alone()
    with pytest.raises(RuleBrokenError):
        waive(plan, checked(plan), draft(plan, reason=reason), "country-lead", NOW)


def test_what_does_not_fail_cannot_be_waived() -> None:
    plan = sound()
    with pytest.raises(RuleBrokenError, match="nothing_to_waive"):
        waive(plan, checked(plan), draft(plan), "country-lead", NOW)


def test_two_people_who_waive_the_same_are_both_heard() -> None:
    plan = waived(alone())
    other = draft(plan, reason="Too small.")
    with pytest.raises(ConflictError) as conflict:
        waive(plan, checked(plan), other, "grant-manager", NOW)
    assert conflict.value.current.reason == "An island."
    later = NOW + timedelta(minutes=1)
    seen = waive(plan, checked(plan), replace(other, seen=NOW), "grant-manager", later)
    assert [each.reason for each in seen.waivers] == ["Too small."]
    with pytest.raises(ConflictError):
        take_back(seen, draft(plan, seen=NOW))


def test_what_turns_is_told_one_finding_at_a_time() -> None:
    plan = sound()
    before = checked(plan)
    after = checked(changed(alone(), "steering-group", owner=""))
    found = turned(before, after)
    assert [each.check for each in found.raised] == ["service-size", "service-size", "owned-and-dated"]
    assert found.settled == ()
    assert turned(after, before).settled == found.raised
    assert turned(checked(alone()), checked(waived(alone()))).raised == ()


def test_every_sentence_of_the_checks_is_said_somewhere() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path(checks.__file__).parent.glob("*.py"))
    used = set(re.findall(r'"(check\.[a-z_]+)"', source))
    assert used == {*SENTENCES, *PLURALS}


def test_all_checks_of_a_plan_of_a_hundred_milestones_take_a_few_milliseconds() -> None:
    plan = sound()
    many = tuple(
        replace(each, id=service(plan, 1000 + number * 40 + place).id, number=number * 40 + place)
        for number in range(4)
        for place, each in enumerate(plan.milestones)
    )[:100]
    big = replace(plan, milestones=many)
    checked(big)
    started = time.perf_counter()
    for _ in range(5):
        checked(big)
    assert (time.perf_counter() - started) / 5 < 0.1, "a tenth of a second would be felt on every page"
