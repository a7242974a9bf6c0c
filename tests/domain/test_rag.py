"""Red, amber, green: the rule at its edges, and a person's judgement over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from roadmap.domain.plans import Plan, RagOverride
from roadmap.domain.progress import roll_up
from roadmap.domain.rag import Rag, judge
from roadmap.domain.schedule import forecast
from roadmap.playbook_files import playbooks
from tests.domain.plans import MONDAY, NOW, WEEKDAYS, frozen, milestone, plan_of

FAR = MONDAY + timedelta(weeks=40)
THRESHOLDS = {
    "rag-red-days-late": Decimal(30),
    "rag-amber-days-late": Decimal(10),
    "rag-red-schedule-index": Decimal("0.80"),
    "rag-amber-schedule-index": Decimal("0.90"),
}


def judged(plan: Plan, today: date = MONDAY) -> Rag:
    """The plan's colour on a day."""
    return judge(plan, forecast(plan, WEEKDAYS, today), roll_up(plan.milestones, plan, today), THRESHOLDS)


@pytest.mark.parametrize(
    ("days", "kind"), [(0, "good"), (9, "good"), (10, "warn"), (29, "warn"), (30, "bad"), (90, "bad"), (-20, "good")]
)
def test_lateness_counts_in_calendar_days_from_its_threshold_on(days: int, kind: str) -> None:
    plan = plan_of(milestone(1, start=FAR))
    dates = {
        key: replace(each, due=each.reference_due + timedelta(days=days))
        for key, each in forecast(plan, WEEKDAYS, MONDAY).items()
    }
    assert judge(plan, dates, roll_up(plan.milestones, plan, MONDAY), THRESHOLDS).kind == kind


def test_the_reason_names_the_first_cause_and_counts_its_days() -> None:
    held = frozen(plan_of(milestone(1, start=FAR), milestone(2, start=FAR + timedelta(weeks=4))))
    moved = (milestone(1, start=FAR + timedelta(weeks=6)), milestone(2, start=FAR + timedelta(weeks=20)))
    found = judged(plan_of(*moved, baselines=held.baselines))
    assert (found.kind, found.reason.key, found.reason.count) == ("bad", "rag.late", 42)
    assert found.reason.values["title"] == "Milestone 1"


def test_a_missed_pin_is_red_even_by_one_day_and_said_first() -> None:
    pinned = milestone(1, is_pinned=True)
    found = judged(plan_of(pinned), MONDAY + timedelta(days=1))
    assert (found.kind, found.reason.key, found.reason.count) == ("bad", "rag.pin_missed", 3)


def test_a_pin_that_is_kept_is_no_matter() -> None:
    assert judged(plan_of(milestone(1, is_pinned=True))).kind == "good"


@pytest.mark.parametrize(
    ("index", "kind"), [("0.79", "bad"), ("0.80", "warn"), ("0.89", "warn"), ("0.90", "good"), ("1.10", "good")]
)
def test_the_schedule_index_is_judged_below_its_thresholds(index: str, kind: str) -> None:
    plan = plan_of(milestone(1, start=FAR))
    behind = replace(roll_up(plan.milestones, plan, MONDAY), earned=Decimal(index), planned=Decimal(1))
    found = judge(plan, forecast(plan, WEEKDAYS, MONDAY), behind, THRESHOLDS)
    assert found.kind == kind
    if kind != "good":
        assert found.reason.values == {"index": Decimal(index)}


def test_blocked_work_is_amber() -> None:
    found = judged(plan_of(milestone(1, start=FAR, status="blocked")))
    assert (found.kind, found.reason.key) == ("warn", "rag.blocked")


def test_what_is_done_or_dropped_late_is_no_longer_held_against_the_plan() -> None:
    held = frozen(plan_of(milestone(1), milestone(2)))
    done = milestone(1, status="done", percent=100, done_on=FAR)
    dropped = milestone(2, status="dropped")
    assert judged(plan_of(done, dropped, baselines=held.baselines), FAR).kind == "good"


def test_a_judgement_stands_over_the_rule_and_both_are_told() -> None:
    override = RagOverride(kind="bad", reason="The minister left.", by="country-lead", at=NOW)
    found = judged(plan_of(milestone(1), rag_override=override))
    assert (found.kind, found.reason.values) == ("bad", {"reason": "The minister left."})
    assert found.computed
    assert found.computed.kind == "good"


def test_every_playbook_has_the_thresholds_of_the_rule_in_its_words() -> None:
    for book in playbooks():
        held = {each.key: each for each in book.thresholds}
        assert set(THRESHOLDS) <= set(held)
        for key in ("rag-red-days-late", "rag-amber-days-late"):
            assert held[key].unit == "calendar days"
            assert "at least" in held[key].summary
        assert held["rag-red-days-late"].value > held["rag-amber-days-late"].value
        assert held["rag-red-schedule-index"].value < held["rag-amber-schedule-index"].value
