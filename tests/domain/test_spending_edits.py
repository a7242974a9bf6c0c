"""What was spent: one amount a line and month, in the line's own time, as whoever enters it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from roadmap.domain.errors import ConflictError, RuleBrokenError
from roadmap.domain.plans import Plan
from roadmap.domain.spending_edits import Report, Seen, SpendingDraft, with_all_spent, with_spending, without_spending
from tests.domain.plans import MONDAY, plan_of
from tests.domain.test_earned_value import LINE_ID, line

REPORT = Report(by="Grant manager", at=datetime(2027, 9, 15, 10, tzinfo=UTC), reason="From the books.")
MARCH, APRIL = date(2027, 3, 1), date(2027, 4, 1)
PLAN = plan_of(budget=(line("100", MONDAY, date(2027, 8, 31), "monthly"),))
SPENT_ID = UUID(int=70)


def draft(month: date = MARCH, amount: str = "99.50", line_id: UUID | None = LINE_ID) -> SpendingDraft:
    return SpendingDraft(line_id=line_id, month=month, amount=Decimal(amount))


def spent_once() -> Plan:
    return with_spending(PLAN, draft(), REPORT, before=None, spending_id=SPENT_ID)


def faults_of(wrong: SpendingDraft, plan: Plan = PLAN) -> list[tuple[str, str]]:
    with pytest.raises(RuleBrokenError) as caught:
        with_spending(plan, wrong, REPORT, before=None, spending_id=uuid4())
    return [(each.field, each.message.key) for each in caught.value.faults]


def test_an_amount_says_who_entered_it_and_when() -> None:
    (entry,) = spent_once().spending
    assert (entry.amount, entry.entered_by, entry.entered_at) == (Decimal("99.50"), "Grant manager", REPORT.at)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (draft(date(2027, 2, 1)), [("month", "spending.outside")]),
        (draft(date(2027, 9, 1)), [("month", "spending.outside")]),
        (draft(amount="-1"), [("amount", "amount.negative")]),
        (draft(amount="NaN"), [("amount", "amount.negative")]),
        (draft(amount="1e400"), [("amount", "amount.too_big")]),
        (draft(amount="0.001"), [("amount", "amount.too_fine")]),
        (draft(line_id=uuid4()), [("line_id", "choice.unknown")]),
        (draft(line_id=None, amount="-1"), [("line_id", "choice.unknown"), ("amount", "amount.negative")]),
    ],
)
def test_what_cannot_have_been_spent_is_refused(wrong: SpendingDraft, told: list[tuple[str, str]]) -> None:
    assert faults_of(wrong) == told


def test_a_month_to_come_and_a_second_amount_of_a_month_are_refused() -> None:
    early = replace(REPORT, at=datetime(2027, 3, 31, tzinfo=UTC))
    with pytest.raises(RuleBrokenError) as caught:
        with_spending(PLAN, draft(APRIL), early, before=None, spending_id=uuid4())
    assert caught.value.faults[0].message.key == "spending.ahead"
    assert faults_of(draft(), spent_once()) == [("month", "spending.twice")]


def test_what_is_paid_once_may_be_paid_later_in_the_plan_but_not_before() -> None:
    plan = plan_of(budget=(line("100", APRIL),))
    assert with_spending(plan, draft(date(2027, 8, 1)), REPORT, before=None, spending_id=SPENT_ID).spending
    assert faults_of(draft(MARCH), plan) == [("month", "spending.outside")]


def test_what_says_the_same_stays_reported_by_who_reported_it() -> None:
    plan = spent_once()
    later = Report(by="Country lead", at=datetime(2028, 1, 1, tzinfo=UTC))
    assert with_spending(plan, draft(), later, before=plan.spending[0], spending_id=SPENT_ID) == plan
    changed = with_spending(plan, draft(amount="1"), later, before=plan.spending[0], spending_id=SPENT_ID)
    assert changed.spending[0].entered_by == "Country lead"
    assert without_spending(changed, changed.spending[0]).spending == ()


def test_many_amounts_replace_what_their_months_had_and_the_same_again_changes_nothing() -> None:
    entries = (Seen(draft=draft(amount="5"), version=1), Seen(draft=draft(APRIL, "6")))
    plan = with_all_spent(spent_once(), entries, REPORT)
    assert [(each.month, each.amount) for each in plan.spending] == [(MARCH, Decimal(5)), (APRIL, Decimal(6))]
    assert plan.spending[0].id == SPENT_ID
    assert with_all_spent(plan, entries, REPORT) == plan


def test_what_somebody_entered_meanwhile_is_a_conflict_unless_it_says_the_same() -> None:
    with pytest.raises(ConflictError):
        with_all_spent(spent_once(), [Seen(draft=draft(amount="5"))], REPORT)
    with pytest.raises(ConflictError):
        with_all_spent(PLAN, [Seen(draft=draft(amount="5"), version=1)], REPORT)
    assert with_all_spent(spent_once(), [Seen(draft=draft())], REPORT) == spent_once()
